"""What is said about a day is heard as that day: two readings of one definition, written apart.

Every kind is drawn on every day of six years, which hold two leap days and every weekday at every
end of a month.
"""

from datetime import date, timedelta
from typing import Final

import pytest

from taskdata.foundation.chance import Chance
from taskdata.slots.dates.hear import hear_days, hear_spans
from taskdata.slots.dates.say import DAY_KINDS, SPAN_KINDS, say_day, say_span

FIRST: Final = date(2024, 1, 1)
REFS: Final = [FIRST + timedelta(days=count) for count in range((date(2029, 12, 31) - FIRST).days + 1)]
DRAWS: Final = 2
SHOWN: Final = 20
DAY_TEXTS: Final = {"alone": "pay the gas bill ", "bare": "pay the gas bill by "}
SPAN_TEXT: Final = "show tasks due "


def report(disagreements: list[str]) -> str:
    """The first disagreements, one per line, under their number."""
    return "\n".join([f"{len(disagreements)} disagreements", *disagreements[:SHOWN]])


@pytest.mark.parametrize("form", sorted(DAY_TEXTS))
@pytest.mark.parametrize("kind", sorted(DAY_KINDS))
def test_days_are_heard_as_said(kind: str, form: str) -> None:
    """Every day said is the one day heard, none where the day said does not exist."""
    disagreements: list[str] = []
    count = 0
    for ref in REFS:
        for draw in range(DRAWS):
            said = say_day(kind, ref, Chance("t", kind, ref.isoformat(), draw), form)
            if said is None:
                continue
            count += 1
            surface, day = said
            heard = [mention.day for mention in hear_days(DAY_TEXTS[form] + surface, ref)]
            if heard != [day]:
                disagreements.append(f"{surface!r} on {ref:%a} {ref}: said {day}, heard {list(map(str, heard))}")
    assert count, f"{kind} is never said"
    assert not disagreements, report(disagreements)


@pytest.mark.parametrize("kind", sorted(SPAN_KINDS))
def test_spans_are_heard_as_said(kind: str) -> None:
    """Every span said is the one span heard, with the same bounds."""
    disagreements: list[str] = []
    count = 0
    for ref in REFS:
        for draw in range(DRAWS):
            said = say_span(kind, ref, Chance("t", kind, ref.isoformat(), draw))
            if said is None:
                continue
            count += 1
            surface, first, last = said
            heard = [f"{span.first}..{span.last}" for span in hear_spans(SPAN_TEXT + surface, ref)]
            if heard != [f"{first}..{last}"]:
                disagreements.append(f"{surface!r} on {ref:%a} {ref}: said {first}..{last}, heard {heard}")
    assert count, f"{kind} is never said"
    assert not disagreements, report(disagreements)
