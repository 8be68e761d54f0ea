"""Days and spans heard in text, against a calendar worked out by hand.

2025-12-29 is a Monday, 2026-01-02 a Friday, 2026-01-04 a Sunday, 2024-02-28 a Wednesday.
"""

from datetime import date

import pytest

from taskdata.slots.dates.hear import hear_days, hear_spans

MON = "2025-12-29"
FRI = "2026-01-02"
SAT = "2026-01-03"
SUN = "2026-01-04"
NONE = "none"

# The text marks the mention with [ ]; the day is in ISO form, or "none" for a day that does not exist.
DAYS = [
    (MON, "review the Q4 budget by [Friday]", "2026-01-02"),
    (MON, "[today] call Lena", "2025-12-29"),
    (MON, "what's on [today]'s list", "2025-12-29"),
    (MON, "lock up [tonight]", "2025-12-29"),
    (MON, "[tmrw] dentist", "2025-12-30"),
    (MON, "dentist [Tomorrow] night", "2025-12-30"),
    (MON, "dentist [the day after tomorrow]", "2025-12-31"),
    (MON, "dentist [day after tomorrow]", "2025-12-31"),
    (MON, "send it by [eod]", "2025-12-29"),
    (MON, "send it by [the end of the day]", "2025-12-29"),
    (MON, "send it by EOD [Friday]", "2026-01-02"),
    (MON, "send it by EOD on [Friday]", "2026-01-02"),
    (MON, "send it [Friday] EOD", "2026-01-02"),
    (MON, "send it [tomorrow], end of day", "2025-12-30"),
    (MON, "send it by cob, [Friday]", "2026-01-02"),
    (MON, "pay rent on [Monday]", "2026-01-05"),
    (MON, "pay rent [this Sunday]", "2026-01-04"),
    (MON, "pay rent [this coming tues]", "2025-12-30"),
    (MON, "pay rent [coming thurs]", "2026-01-01"),
    (MON, "pay rent [next Friday]", "2026-01-09"),
    (SUN, "pay rent [next Monday]", "2026-01-05"),
    (SUN, "pay rent by [fri]", "2026-01-09"),
    (SUN, "pay rent [next sun]", "2026-01-11"),
    (FRI, "pay rent [Friday]", "2026-01-09"),
    (SAT, "pay rent [this Friday]", "2026-01-09"),
    (MON, "pay rent [Friday next week]", "2026-01-09"),
    (MON, "pay rent [next week on Friday]", "2026-01-09"),
    (MON, "pay rent [a week from Friday]", "2026-01-09"),
    (FRI, "pay rent [a week from Friday]", "2026-01-16"),
    (MON, "pay rent [two weeks from sat]", "2026-01-17"),
    (MON, "pay rent [the day before Christmas]", "2026-12-24"),
    (MON, "pay rent [in 3 days]", "2026-01-01"),
    (MON, "pay rent [in three days]", "2026-01-01"),
    (MON, "pay rent [in a couple of days]", "2025-12-31"),
    (MON, "pay rent [in a day]", "2025-12-30"),
    (MON, "pay rent [12 days from now]", "2026-01-10"),
    (MON, "pay rent [in a week]", "2026-01-05"),
    (MON, "pay rent [a week from today]", "2026-01-05"),
    (MON, "pay rent [in 2 weeks\u2019 time]", "2026-01-12"),
    (MON, "pay rent [in a fortnight]", "2026-01-12"),
    (MON, "pay rent [in two months]", "2026-02-28"),
    ("2025-12-31", "pay rent [in a month]", "2026-01-31"),
    ("2024-01-31", "pay rent [in one month]", "2024-02-29"),
    (MON, "pay rent by [end of the week]", "2026-01-02"),
    (SAT, "pay rent by [the end of the week]", "2026-01-02"),
    (MON, "pay rent by [eow]", "2026-01-02"),
    (MON, "pay rent by [the end of next week]", "2026-01-09"),
    ("2024-02-28", "pay rent by [end of the month]", "2024-02-29"),
    ("2026-01-31", "pay rent [end of next month]", "2026-02-28"),
    (MON, "pay rent [eom]", "2025-12-31"),
    (MON, "pay rent [Jan 5]", "2026-01-05"),
    (MON, "pay rent [Dec. 29th]", "2025-12-29"),
    (MON, "pay rent [Dec 28]", "2026-12-28"),
    (MON, "pay rent [5 jan]", "2026-01-05"),
    (MON, "pay rent on [the 5th of January] at noon", "2026-01-05"),
    (MON, "pay rent [5th of may]", "2026-05-05"),
    (MON, "pay rent [may 5]", "2026-05-05"),
    (MON, "pay rent [5 may], then rest", "2026-05-05"),
    (MON, "pay rent [Jan 5 2027]", "2027-01-05"),
    (MON, "pay rent [January 5, 2027]", "2027-01-05"),
    (MON, "pay rent [5 January 2027]", "2027-01-05"),
    (MON, "it was [March 3, 2024]", "2024-03-03"),
    (MON, "pay rent [Monday Jan 5]", "2026-01-05"),
    (MON, "pay rent [Monday, January 5th]", "2026-01-05"),
    (MON, "pay rent [Friday Jan 5]", NONE),  # a Monday
    (MON, "pay rent [Friday, January 5th]", NONE),
    (MON, "pay rent [Friday the 13th]", NONE),  # a Tuesday
    (MON, "pay rent [Tuesday the 13th]", "2026-01-13"),
    (MON, "pay rent [Sat 10 Jan], 5pm", "2026-01-10"),
    ("2024-02-28", "pay rent [Feb 29]", "2024-02-29"),
    ("2024-03-01", "pay rent [Feb 29]", "2028-02-29"),
    (MON, "pay rent [1/5]", "2026-01-05"),
    (MON, "pay rent [25/1]", "2026-01-25"),
    (MON, "pay rent [1/5/26]", "2026-01-05"),
    (MON, "pay rent [12/31/2025]", "2025-12-31"),
    (MON, "pay rent [2026-01-05].", "2026-01-05"),
    (MON, "move task 5 to [May 10]", "2026-05-10"),
    (MON, "move task 5 [May 10]", "2026-05-10"),
    (MON, "pay rent on [the 15th]", "2026-01-15"),
    ("2026-01-15", "pay rent on [the 15th]", "2026-02-15"),
    (MON, "pay rent by [15th] please", "2026-01-15"),
    ("2026-04-01", "pay rent [the 31st]", "2026-05-31"),
    ("2026-01-31", "pay rent on [the 30th]", "2026-03-30"),
    (MON, "pay rent [the 5th of next month]", "2026-01-05"),
    (MON, "wrap presents by [Christmas]", "2026-12-25"),
    (MON, "wrap presents by [christmas eve]", "2026-12-24"),
    (MON, "toast on [New Year\u2019s Eve]", "2025-12-31"),
    (MON, "toast on [new years day]", "2026-01-01"),
    (MON, "flowers for [valentine's day]", "2026-02-14"),
    (FRI, "sweets before [halloween]", "2026-10-31"),
    (MON, "it was due [yesterday]", "2025-12-28"),
    (MON, "it was due [last Monday]", "2025-12-22"),
    (SUN, "it was due [last sat]", "2026-01-03"),
    (MON, "it was due [3 days ago]", "2025-12-26"),
    (MON, "it was due [two weeks ago]", "2025-12-15"),
    ("2026-03-31", "it was due [a month ago]", "2026-02-28"),
    (MON, "pay rent [Feb 30]", NONE),
    (MON, "pay rent on [the 32nd]", NONE),
    (MON, "pay rent [2/30]", NONE),
    (MON, "pay rent [13/45]", NONE),
    (MON, "pay rent [2025-02-30]", NONE),
    (MON, "pay rent [June 31st]", NONE),
    (MON, "pay rent [Feb 29 2025]", NONE),
    (MON, "pay rent [sun]", "2026-01-04"),
    (MON, "pay rent on [sat] please", "2026-01-03"),
    (MON, "pay rent [Wed] 5pm", "2025-12-31"),
]

SPANS = [
    (MON, "what is due [today]", "2025-12-29", "2025-12-29"),
    (MON, "what is due [on Friday]", "2026-01-02", "2026-01-02"),
    (MON, "what is due [Friday]?", "2026-01-02", "2026-01-02"),
    (MON, "what was due [yesterday]", "2025-12-28", "2025-12-28"),
    (SUN, "what is due [this week]", "2025-12-29", "2026-01-04"),
    (SUN, "what is due [next week]", "2026-01-05", "2026-01-11"),
    (MON, "what was due [last week]", "2025-12-22", "2025-12-28"),
    (SUN, "what is due [this weekend]", "2026-01-03", "2026-01-04"),
    ("2024-02-28", "what is due [this month]", "2024-02-01", "2024-02-29"),
    (MON, "what is due [next month]", "2026-01-01", "2026-01-31"),
    (MON, "what is due [by Friday]", NONE, "2026-01-02"),
    (MON, "what is due [until Jan 5]", NONE, "2026-01-05"),
    (MON, "what is due [by EOD Friday]", NONE, "2026-01-02"),
    (MON, "what is due [before Friday]", NONE, "2026-01-01"),
    (MON, "what is due [after Friday]", "2026-01-03", NONE),
    (MON, "what is due [since Friday]", "2026-01-02", NONE),
    (MON, "what is due [from Friday on]", "2026-01-02", NONE),
    (MON, "what is due [from Friday onwards]", "2026-01-02", NONE),
    (MON, "what is due [from Friday to Monday]", "2026-01-02", "2026-01-05"),
    (SUN, "what is due [from Friday to Monday]", "2026-01-09", "2026-01-12"),
    (SUN, "what is due [between Dec 20 and Jan 3]", "2026-12-20", "2027-01-03"),
    (MON, "what is due [Friday through Sunday]", "2026-01-02", "2026-01-04"),
    (MON, "what is due [wed to fri]", "2025-12-31", "2026-01-02"),
    (MON, "what is due [from the 20th to the 3rd]", "2026-01-20", "2026-02-03"),
    (MON, "what is due [between 2025-12-01 and 2025-12-20]", "2025-12-01", "2025-12-20"),
    (MON, "what is due [in the next 3 days]", "2025-12-29", "2026-01-01"),
    (MON, "what is due [the next two weeks]", "2025-12-29", "2026-01-12"),
    (MON, "what is due [within 10 days]", "2025-12-29", "2026-01-08"),
    (MON, "what is due [by the end of the week]", NONE, "2026-01-02"),
    (MON, "what is due [end of the week]", "2026-01-02", "2026-01-02"),
    (MON, "what is due [before next week]", NONE, "2026-01-04"),
    (MON, "what is due [after next week]", "2026-01-12", NONE),
    (MON, "what is due [by next week]", NONE, "2026-01-11"),
]

WITHOUT_A_DAY = [
    "add milk to my list",
    "you may call me later",
    "march on the capitol with the band",
    "sit in the sun for a while",
    "he sat down next to the window",
    "we wed in secret",
    "support is open 24/7",
    "the train leaves at 5:30",
    "upgrade to version 1.5 of the app",
    "close #15",
    "finish task 15",
    "mark 15 as done",
    "show the first 5",
    "read the 3rd chapter",
    "we live on the 2nd floor",
    "for the 1st time ever",
    "rename the 2nd draft",
    "what is due next week",
    "tasks for this month",
    "plan the trip in March",
    "Jan 2026 budget",
    "april showers bring flowers",
    "water the plants every Friday",
    "stand-up every other Monday",
    "reply within 3 days",
    "top 5 in the next 3 days",
    "buy 3/4 cup of flour",
    "it takes a couple of days",
    "a day in the life",
    "at the end of the road",
    "one more week of rest",
    "the new year plan",
    "order christmas cards",
    "buy sun screen and a hat",
    "call Mona and Fritz",
    "a mid-january check",
    "split it 50/50",
    "version 2.0.1-15 is out",
    "read pages 12-15",
    "buy black friday deals",
    "Mondays are hard",
    "",
    "5",
    "!!!",
]


def _marked(text: str) -> tuple[str, int, int]:
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), start, end


def _day(text: str) -> date | None:
    return None if text == NONE else date.fromisoformat(text)


@pytest.mark.parametrize(("ref", "marked", "day"), DAYS)
def test_one_day_is_heard_where_it_stands(ref: str, marked: str, day: str) -> None:
    text, start, end = _marked(marked)
    heard = [(found.start, found.end, found.day) for found in hear_days(text, date.fromisoformat(ref))]
    assert heard == [(start, end, _day(day))]


@pytest.mark.parametrize(("ref", "marked", "first", "last"), SPANS)
def test_one_span_is_heard_where_it_stands(ref: str, marked: str, first: str, last: str) -> None:
    text, start, end = _marked(marked)
    spans = hear_spans(text, date.fromisoformat(ref))
    assert [(found.start, found.end, found.first, found.last) for found in spans] == [
        (start, end, _day(first), _day(last))
    ]


@pytest.mark.parametrize("text", WITHOUT_A_DAY)
def test_no_day_is_heard_in_ordinary_words(text: str) -> None:
    assert hear_days(text, date.fromisoformat(MON)) == []


def test_days_are_heard_in_order_and_apart() -> None:
    heard = hear_days("on Monday, no wait, Tuesday; then Jan 5 and the 9th", date.fromisoformat(FRI))
    days = [found.day for found in heard]
    assert days == [date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 5), date(2026, 1, 9)]


@pytest.mark.parametrize(("text", "day"), [("1/5", "2026-05-01"), ("25/1", "2026-01-25"), ("1/25", "2026-01-25")])
def test_the_day_can_lead(text: str, day: str) -> None:
    heard = hear_days(text, date.fromisoformat(MON), day_first=True)
    assert [found.day for found in heard] == [date.fromisoformat(day)]


@pytest.mark.parametrize("text", ["due by Feb 30", "from Feb 30 to Mar 5", "from Friday to yesterday", "due soon"])
def test_a_span_that_does_not_exist_is_left_out(text: str) -> None:
    assert hear_spans(text, date.fromisoformat(MON)) == []


def test_letters_that_grow_in_lower_case_move_no_offset() -> None:
    (heard,) = hear_days("\u0130stanbul trip on FRIDAY", date.fromisoformat(MON))
    assert (heard.start, heard.end, heard.day) == (17, 23, date(2026, 1, 2))


def test_phrases_within_phrases_end() -> None:
    assert len(hear_days("the day after " * 500 + "tomorrow", date.fromisoformat(MON))) == 1
