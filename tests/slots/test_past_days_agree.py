"""Days and spans that look back are heard as they are said, on every day of six years."""

from datetime import date, timedelta
from typing import Final

import pytest

from taskdata.foundation.chance import Chance
from taskdata.slots.dates.hear import hear_days, hear_spans
from taskdata.slots.dates.say import say_day, say_span
from taskdata.slots.dates.say_past import PAST_DAY_KINDS, PAST_SPAN_KINDS

FIRST: Final = date(2024, 1, 1)
REFS: Final = [FIRST + timedelta(days=count) for count in range((date(2029, 12, 31) - FIRST).days + 1)]
DRAWS: Final = 2


@pytest.mark.parametrize("kind", sorted(PAST_DAY_KINDS))
def test_past_days_are_heard_as_said(kind: str) -> None:
    wrong, count = [], 0
    for ref in REFS:
        for draw in range(DRAWS):
            said = say_day(kind, ref, Chance("past", kind, ref.isoformat(), draw), kinds=PAST_DAY_KINDS)
            if said is not None:
                count += 1
                heard = [one.day for one in hear_days(f"paid for lunch {said.surface}", ref, is_past=True)]
                wrong += [(ref, said, heard)] if heard != [said.day] else []
    assert count, f"{kind} is never said"
    assert wrong[:5] == []


@pytest.mark.parametrize("kind", sorted(PAST_SPAN_KINDS))
def test_past_spans_are_heard_as_said(kind: str) -> None:
    wrong = []
    for ref in REFS:
        for draw in range(DRAWS):
            said = say_span(kind, ref, Chance("past", kind, ref.isoformat(), draw), PAST_SPAN_KINDS)
            assert said is not None
            text = f"show my {said.surface} lunches" if kind == "month_name" else f"show lunches {said.surface}"
            heard = [(one.first, one.last) for one in hear_spans(text, ref, is_past=True)]
            wrong += [(ref, said, heard)] if heard != [(said.first, said.last)] else []
    assert wrong[:5] == []


WEDNESDAY: Final = date(2026, 3, 11)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("lunch on Friday", date(2026, 3, 6)),
        ("lunch on Wednesday", date(2026, 3, 4)),
        ("lunch last Friday", date(2026, 3, 6)),
        ("lunch on Jan 5", date(2026, 1, 5)),
        ("lunch on March 12", date(2025, 3, 12)),
        ("lunch on March 11", date(2026, 3, 11)),
        ("lunch on 12/24", date(2025, 12, 24)),
        ("lunch on the 3rd", date(2026, 3, 3)),
        ("lunch on the 11th", date(2026, 2, 11)),
        ("lunch on the 30th", date(2026, 1, 30)),
        ("lunch at Christmas", date(2025, 12, 25)),
        ("lunch the day before yesterday", date(2026, 3, 9)),
        ("dinner last night", date(2026, 3, 10)),
        ("coffee this morning", WEDNESDAY),
        ("lunch on Feb 29", date(2024, 2, 29)),
        ("lunch on Feb 30", None),
        ("lunch tomorrow", date(2026, 3, 12)),
        ("lunch next Friday", date(2026, 3, 20)),
        ("lunch a week from Friday", date(2026, 3, 20)),
    ],
)
def test_a_day_that_lies_behind(text: str, day: date | None) -> None:
    assert [one.day for one in hear_days(text, WEDNESDAY, is_past=True)] == [day]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("food in March", date(2026, 3, 1), date(2026, 3, 31)),
        ("food in April", date(2025, 4, 1), date(2025, 4, 30)),
        ("food last March", date(2025, 3, 1), date(2025, 3, 31)),
        ("food in Feb 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("food last month", date(2026, 2, 1), date(2026, 2, 28)),
        ("food last weekend", date(2026, 3, 7), date(2026, 3, 8)),
        ("all March food", date(2026, 3, 1), date(2026, 3, 31)),
        ("yesterday's food", date(2026, 3, 10), date(2026, 3, 10)),
        ("yesterdays food", date(2026, 3, 10), date(2026, 3, 10)),
        ("last week's food", date(2026, 3, 2), date(2026, 3, 8)),
        ("last months food", date(2026, 2, 1), date(2026, 2, 28)),
        ("this years food", date(2026, 1, 1), date(2026, 12, 31)),
        ("food this year", date(2026, 1, 1), date(2026, 12, 31)),
        ("food in the last 7 days", date(2026, 3, 4), WEDNESDAY),
        ("food over the past two weeks", date(2026, 2, 25), WEDNESDAY),
        ("food from last week", date(2026, 3, 2), date(2026, 3, 8)),
        ("food from Monday", date(2026, 3, 9), date(2026, 3, 9)),
        ("food from Monday onwards", date(2026, 3, 9), None),
        ("food since Monday", date(2026, 3, 9), None),
        ("food before Jan 5", None, date(2026, 1, 4)),
        ("food from Monday to Tuesday", date(2026, 3, 9), date(2026, 3, 10)),
        ("food from Thursday to Monday", date(2026, 3, 5), date(2026, 3, 9)),
        ("food between Dec 28 and Jan 3", date(2025, 12, 28), date(2026, 1, 3)),
    ],
)
def test_a_span_that_lies_behind(text: str, first: date | None, last: date | None) -> None:
    assert [(one.first, one.last) for one in hear_spans(text, WEDNESDAY, is_past=True)] == [(first, last)]


@pytest.mark.parametrize("text", ["dinner last night", "food in March", "food in the last 7 days", "food this year"])
def test_what_only_a_slot_that_looks_back_knows(text: str) -> None:
    assert hear_days(text, WEDNESDAY) == []
    assert hear_spans(text, WEDNESDAY) == []
