"""What is said of days and spans means what the table of dates says, on every day of six years.

The expected days are found here by walking the calendar day by day, not by arithmetic.
"""

import ast
import itertools
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from taskdata.foundation.chance import Chance
from taskdata.slots.dates import say, say_days, say_spans
from taskdata.slots.dates.say import DAY_KINDS, SPAN_KINDS, SaidDay, SaidSpan, say_day, say_span
from taskdata.slots.dates.words import FIXED, HOLIDAYS, MONTHS, NUMBERS, WEEKDAYS

ONE = timedelta(1)
REFS = [date(2024, 1, 1) + n * ONE for n in range(2192)]
DRAWS = 4
NEXT_DOOR = {"today", "tonight", "day_end", "tomorrow", "day_after_tomorrow", "fortnight"}
IMPOSSIBLE = {"impossible_month_day", "impossible_ordinal", "impossible_numeric"}
AFTER_ON = {"weekday", "month_day", "full_date", "ordinal", "holiday"}
PAST = {"yesterday", "last_weekday", "days_ago", "weeks_ago", "past_full_date"}


# Walking the calendar


def walk(start: date, fits: Callable[[date], bool], step: int = 1) -> date:
    """The first day from `start` on (or back) that fits."""
    day = start
    for _ in range(1500):
        if fits(day):
            return day
        day += step * ONE
    raise AssertionError(f"no day fits from {start}")


def monday(ref: date) -> date:
    return walk(ref, lambda d: d.strftime("%w") == "1", -1)


def is_month_last(day: date) -> bool:
    return (day + ONE).day == 1


def months_on(ref: date, months: int) -> date:
    """Step over so many month's ends, then on to the same number or the last day."""
    day = ref
    for _ in range(months):
        day = walk(day, is_month_last) + ONE
    return walk(day, lambda d: d.day == ref.day or is_month_last(d))


# Reading the phrases, each by the kind it was drawn as


def weekday_of(word: str) -> Callable[[date], bool]:
    number = WEEKDAYS[word.lower()]
    return lambda d: d.isoweekday() == number + 1


def number_in(surface: str) -> int:
    words = surface.lower().rpartition("the next ")[2].removeprefix("in ")
    for size in (3, 2, 1):
        start = " ".join(words.split()[:size])
        if start.isdecimal():
            return int(start)
        if start in NUMBERS:
            return NUMBERS[start]
    raise AssertionError(surface)


def parts(surface: str) -> tuple[int, int, int | None]:
    """Month, day and year of a date in words, in slashes or in hyphens."""
    if "-" in surface:
        year, month, number = map(int, surface.split("-"))
        return month, number, year
    if "/" in surface:
        first, second, *rest = map(int, surface.split("/"))
        month, number = (second, first) if first > 12 else (first, second)
        return month, number, rest[0] if rest else None
    month, numbers = 0, []
    for word in surface.replace(",", "").lower().split():
        if word in MONTHS:
            month = MONTHS[word]
        elif word not in ("the", "of"):
            numbers.append(int(word.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")))
    return month, numbers[0], numbers[1] if len(numbers) > 1 else None


def is_month_day(surface: str) -> Callable[[date], bool]:
    month, number, _ = parts(surface)
    return lambda d: (d.month, d.day) == (month, number)


def is_dated(surface: str) -> date:
    month, number, year = parts(surface)
    assert year is not None, surface
    return date(year, month, number)


def is_ordinal(surface: str) -> Callable[[date], bool]:
    number = parts(surface)[1]
    return lambda d: d.day == number


def is_holiday(surface: str) -> Callable[[date], bool]:
    return lambda d: (d.month, d.day) == HOLIDAYS[surface.lower()]


def expected_day(kind: str, ref: date, surface: str) -> date:
    """The day of the table for a phrase without its preposition."""
    last_word = surface.split()[-1]
    after = ref + ONE
    match kind:
        case "today" | "tonight" | "day_end":
            return ref
        case "tomorrow":
            return after
        case "day_after_tomorrow":
            return after + ONE
        case "in_days":
            return walk(ref, lambda d: (d - ref).days == number_in(surface))
        case "in_weeks":
            return walk(ref, lambda d: (d - ref).days == number_in(surface) * 7)
        case "fortnight":
            return after + 13 * ONE
        case "in_months":
            return months_on(ref, number_in(surface))
        case "weekday" | "this_weekday":
            return walk(after, weekday_of(last_word))
        case "next_weekday":
            return walk(monday(ref) + 7 * ONE, weekday_of(last_word))
        case "week_from_weekday":
            fits = weekday_of(last_word)
            return walk(walk(after, fits) + ONE, fits)
        case "week_end":
            return walk(monday(ref), weekday_of("friday"))
        case "month_end":
            return walk(ref, is_month_last)
        case "next_month_end":
            return walk(walk(ref, is_month_last) + ONE, is_month_last)
        case "month_day" | "numeric":
            return walk(ref, is_month_day(surface))
        case "full_date" | "past_full_date":
            return is_dated(surface)
        case "ordinal":
            return walk(after, is_ordinal(surface))
        case "holiday":
            return walk(ref, is_holiday(surface))
        case "yesterday":
            return ref - ONE
        case "last_weekday":
            return walk(ref - ONE, weekday_of(last_word), -1)
        case "days_ago":
            return walk(ref, lambda d: (ref - d).days == number_in(surface), -1)
        case "weeks_ago":
            weeks = 1 if surface == "a week ago" else number_in(surface)
            return walk(ref, lambda d: (ref - d).days == weeks * 7, -1)
    raise AssertionError(kind)


def without_own(surface: str) -> str:
    return surface.removeprefix("on ").removeprefix("by ")


def sayable(kind: str, ref: date) -> bool:
    """Whether the kind is said on the day at all."""
    if kind == "week_end":
        return ref.strftime("%a") in ("Mon", "Tue", "Wed", "Thu")
    if kind == "month_end":
        return not is_month_last(ref)
    if kind == "this_weekday":
        return ref.strftime("%a") != "Sun"
    if kind == "holiday":
        return any((d.month, d.day) in HOLIDAYS.values() for d in (ref + n * ONE for n in range(1, 121)))
    return True


def draws(kind: str, form: str) -> Iterator[tuple[date, SaidDay | None]]:
    chance = Chance("days", kind, form)
    for ref in REFS:
        for _ in range(DRAWS):
            yield ref, say_day(kind, ref, chance, form)


@pytest.mark.parametrize("kind", sorted(set(DAY_KINDS) - IMPOSSIBLE))
@pytest.mark.parametrize("form", ["alone", "bare"])
def test_every_day_lies_where_the_table_says(kind: str, form: str) -> None:
    for ref, said in draws(kind, form):
        assert (said is not None) == sayable(kind, ref), ref
        if said:
            assert said.day == expected_day(kind, ref, without_own(said.surface)), (ref, said)


@pytest.mark.parametrize("kind", sorted(set(DAY_KINDS) - IMPOSSIBLE - PAST))
def test_days_are_ahead_within_bounds_and_doubtful_ones_are_not_said(kind: str) -> None:
    most = {"month_day": 330, "numeric": 330, "full_date": 426, "ordinal": 31, "holiday": 120, "in_days": 14,
            "weekday": 6, "this_weekday": 6, "next_weekday": 13, "week_from_weekday": 13}  # fmt: skip
    for ref, said in draws(kind, "bare"):
        if said is None or said.day is None:
            continue
        ahead = (said.day - ref).days
        assert ahead <= most.get(kind, 190), (ref, said)
        assert ahead == 0 if kind in ("today", "tonight", "day_end") else ahead > 0, (ref, said)
        if kind in ("weekday", "week_from_weekday"):
            assert said.day.weekday() != ref.weekday()
        if kind == "this_weekday":
            assert monday(said.day) == monday(ref)
        if kind == "ordinal":
            assert said.day.day != ref.day


@pytest.mark.parametrize("kind", sorted(PAST))
def test_past_days_are_past(kind: str) -> None:
    for ref, said in draws(kind, "alone"):
        assert said is not None and said.day is not None
        assert 1 <= (ref - said.day).days <= 300
        if kind == "past_full_date":
            assert (ref - said.day).days >= 3


@pytest.mark.parametrize("kind", sorted(IMPOSSIBLE))
@pytest.mark.parametrize("form", ["alone", "bare"])
def test_impossible_days_are_on_no_calendar(kind: str, form: str) -> None:
    for ref, said in draws(kind, form):
        assert said is not None and said.day is None
        assert said.surface.startswith(("on ", "by ")) == (form == "alone")
        month, number, year = parts(without_own(said.surface))
        if kind == "impossible_ordinal":
            assert 32 <= number <= 45
        else:
            # In a leap year, unless the phrase names its own: nothing else may rescue it.
            with pytest.raises(ValueError, match=r"day|month"):
                date(year or 2024, month, number)
        if year:
            assert ref.year <= year <= ref.year + 3


@pytest.mark.parametrize("kind", sorted(DAY_KINDS))
def test_forms(kind: str) -> None:
    for ref, said in draws(kind, "bare"):
        if said:
            assert said.surface.split()[0] not in ("on", "by", "in", "at", "for", "due", "before"), ref
    named = [said for _, said in draws(kind, "name") if said]
    assert bool(named) == (kind in AFTER_ON)


@pytest.mark.parametrize("kind", sorted(DAY_KINDS))
def test_own_prepositions_are_not_odd(kind: str) -> None:
    surfaces = {said.surface for _, said in draws(kind, "alone") if said}
    on_is_fine = AFTER_ON | IMPOSSIBLE | {"numeric", "past_full_date"}
    assert any(s.startswith("on ") for s in surfaces) == (kind in on_is_fine)
    if kind in {"today", "week_from_weekday", "in_days", "in_weeks", "in_months", "fortnight"}:
        assert not any(s.startswith("by ") for s in surfaces)
    if kind == "month_day":
        assert not any(s.startswith("the ") for s in surfaces)


def test_phrases_without_a_variable_part_are_shared_words() -> None:
    for kind in FIXED.keys() & DAY_KINDS.keys():
        known = {phrase.removeprefix("the ") for phrase in FIXED[kind]}
        for form in ("alone", "bare"):
            for _, said in draws(kind, form):
                assert not said or without_own(said.surface).lower().removeprefix("the ") in known | {
                    phrase.replace("of the", "of") for phrase in known
                }, said


def test_forms_and_kinds_that_do_not_exist_are_refused() -> None:
    with pytest.raises(ValueError, match="no such form"):
        say_day("weekday", REFS[0], Chance(1), "sideways")
    with pytest.raises(KeyError):
        say_day("someday", REFS[0], Chance(1))
    with pytest.raises(KeyError):
        say_span("someday", REFS[0], Chance(1))


def test_same_key_says_the_same() -> None:
    for kind, ref in itertools.product(DAY_KINDS, REFS[:50]):
        assert say_day(kind, ref, Chance(kind, ref)) == say_day(kind, ref, Chance(kind, ref))


def test_shares_of_digits_and_short_names() -> None:
    counts = [said.surface for _, said in draws("in_days", "bare") if said]
    assert 0.6 < sum(s[0].isdigit() for s in counts) / len(counts) < 0.75
    names = [said.surface for _, said in draws("weekday", "bare") if said]
    assert 0.1 < sum(not s.endswith("day") for s in names) / len(names) < 0.2
    assert not {"Sun", "Sat", "Wed", "Weds"} & set(names)
    tomorrows = [said.surface for _, said in draws("tomorrow", "bare") if said]
    assert 0.12 < sum(s != "tomorrow" for s in tomorrows) / len(tomorrows) < 0.18
    dates = [said.surface for _, said in draws("month_day", "bare") if said]
    assert not any("Mar" in s.split() for s in dates)
    assert "24/7" not in {said.surface for _, said in draws("numeric", "bare") if said}


# Spans


def one_day(ref: date, surface: str) -> date:
    """The day of a phrase in a span, whatever its kind."""
    words = surface.lower().split()
    if words[-1] in WEEKDAYS:
        kind = "next_weekday" if words[0] == "next" else "weekday"
    elif surface.lower() in HOLIDAYS:
        kind = "holiday"
    elif any(surface.lower() in FIXED[name] for name in NEXT_DOOR):
        kind = next(name for name in NEXT_DOOR if surface.lower() in FIXED[name])
    elif parts(surface)[2]:
        kind = "full_date"
    else:
        kind = "month_day" if parts(surface)[0] else "ordinal"
    return expected_day(kind, ref, surface)


def from_to(ref: date, surface: str) -> tuple[date, date]:
    first, last = surface.replace("between ", "").replace("from ", "").replace(" and ", " to ").split(" to ")
    start = one_day(ref, first)
    if last.lower() in WEEKDAYS:
        return start, walk(start, weekday_of(last))
    return start, walk(start, is_month_day(last) if parts(last)[0] else is_ordinal(last))


def expected_span(kind: str, ref: date, surface: str) -> tuple[date | None, date | None]:
    week = monday(ref)
    match kind:
        case "day":
            day = one_day(ref, without_own(surface))
            return day, day
        case "this_week":
            return week, walk(ref, weekday_of("sunday"))
        case "next_week":
            return walk(ref + ONE, weekday_of("monday")), walk(ref, weekday_of("sunday")) + 7 * ONE
        case "last_week":
            return walk(week - ONE, weekday_of("monday"), -1), week - ONE
        case "this_weekend":
            saturday = walk(week, weekday_of("saturday"))
            return saturday, saturday + ONE
        case "this_month":
            return walk(ref, lambda d: d.day == 1, -1), walk(ref, is_month_last)
        case "next_month":
            first = walk(ref + ONE, lambda d: d.day == 1)
            return first, walk(first, is_month_last)
        case "yesterday":
            return ref - ONE, ref - ONE
        case "by_day":
            return None, one_day(ref, surface.removeprefix("by ").removeprefix("until "))
        case "before_day":
            return None, one_day(ref, surface.removeprefix("before ")) - ONE
        case "after_day":
            return one_day(ref, surface.removeprefix("after ")) + ONE, None
        case "from_to":
            return from_to(ref, surface)
        case "next_days":
            return ref, walk(ref, lambda d: (d - ref).days == number_in(surface))
        case "week_end_by":
            return None, walk(week, weekday_of("friday"))
        case "month_end_by":
            return None, walk(ref, is_month_last)
        case "past_full":
            day = is_dated(without_own(surface))
            return day, day
    raise AssertionError(kind)


def span_draws(kind: str) -> Iterator[tuple[date, SaidSpan | None]]:
    chance = Chance("spans", kind)
    for ref in REFS:
        for _ in range(DRAWS):
            yield ref, say_span(kind, ref, chance)


def span_sayable(kind: str, ref: date) -> bool:
    if kind == "this_weekend":
        return ref.strftime("%a") not in ("Sat", "Sun")
    return sayable(kind.removesuffix("_by"), ref)


@pytest.mark.parametrize("kind", sorted(SPAN_KINDS))
def test_every_span_lies_where_the_table_says(kind: str) -> None:
    for ref, said in span_draws(kind):
        assert (said is not None) == span_sayable(kind, ref), ref
        if said:
            assert (said.first, said.last) == expected_span(kind, ref, said.surface), (ref, said)


def test_pairs_of_days_are_near_each_other_and_of_one_sort() -> None:
    for ref, said in span_draws("from_to"):
        assert said is not None and said.first is not None and said.last is not None
        names = said.surface.split()[1] + " " + said.surface.split()[-1]
        most = 6 if names.lower().split()[0] in WEEKDAYS else 14
        assert ref < said.first and 1 <= (said.last - said.first).days <= most, (ref, said)
        if most == 6:
            assert ref.weekday() not in (said.first.weekday(), said.last.weekday())
        if names.startswith("the ") and " of " not in said.surface:
            assert ref.day not in (said.first.day, said.last.day), (ref, said)


def test_past_span_is_past_and_has_its_year() -> None:
    for ref, said in span_draws("past_full"):
        assert said is not None and said.first is not None
        assert 3 <= (ref - said.first).days <= 300


# Worked out by hand

MON = date(2025, 12, 29)
WED = date(2024, 1, 31)
LEAP = date(2028, 2, 26)

BY_HAND: list[tuple[str, date, str, str, str]] = [
    ("today", MON, "alone", "today", "2025-12-29"),
    ("tonight", MON, "alone", "by tonight", "2025-12-29"),
    ("day_end", MON, "alone", "by EOD", "2025-12-29"),
    ("day_end", MON, "alone", "eod", "2025-12-29"),
    ("day_end", MON, "bare", "the end of the day", "2025-12-29"),
    ("tomorrow", date(2025, 12, 31), "alone", "by tomorrow", "2026-01-01"),
    ("tomorrow", MON, "bare", "tmrw", "2025-12-30"),
    ("day_after_tomorrow", date(2024, 2, 28), "alone", "the day after tomorrow", "2024-03-01"),
    ("in_days", MON, "alone", "in 3 days", "2026-01-01"),
    ("in_days", MON, "alone", "in a couple of days", "2025-12-31"),
    ("in_days", MON, "bare", "ten days from now", "2026-01-08"),
    ("in_weeks", MON, "alone", "in two weeks", "2026-01-12"),
    ("in_weeks", LEAP, "bare", "6 weeks from today", "2028-04-08"),
    ("fortnight", MON, "alone", "in a fortnight", "2026-01-12"),
    ("fortnight", MON, "bare", "a fortnight from now", "2026-01-12"),
    ("in_months", date(2024, 12, 31), "alone", "in 2 months", "2025-02-28"),
    ("in_months", date(2027, 12, 30), "bare", "two months from now", "2028-02-29"),
    ("in_months", WED, "alone", "in 3 months", "2024-04-30"),
    ("weekday", MON, "alone", "by Friday", "2026-01-02"),
    ("weekday", MON, "alone", "on Sunday", "2026-01-04"),
    ("weekday", MON, "name", "Thurs", "2026-01-01"),
    ("weekday", date(2026, 1, 3), "alone", "Friday", "2026-01-09"),
    ("this_weekday", MON, "alone", "this Friday", "2026-01-02"),
    ("this_weekday", MON, "bare", "this coming Wednesday", "2025-12-31"),
    ("next_weekday", MON, "alone", "next Friday", "2026-01-09"),
    ("next_weekday", MON, "alone", "by next Monday", "2026-01-05"),
    ("next_weekday", date(2026, 1, 4), "bare", "next Friday", "2026-01-09"),
    ("week_from_weekday", MON, "alone", "a week from Friday", "2026-01-09"),
    ("week_end", MON, "alone", "by the end of the week", "2026-01-02"),
    ("week_end", date(2024, 2, 1), "bare", "EOW", "2024-02-02"),
    ("month_end", date(2024, 2, 1), "alone", "by the end of the month", "2024-02-29"),
    ("month_end", date(2025, 2, 27), "bare", "eom", "2025-02-28"),
    ("next_month_end", WED, "alone", "by the end of next month", "2024-02-29"),
    ("next_month_end", date(2025, 12, 31), "bare", "end of next month", "2026-01-31"),
    ("month_day", MON, "alone", "by Jan 5", "2026-01-05"),
    ("month_day", MON, "alone", "on the 5th of January", "2026-01-05"),
    ("month_day", MON, "name", "January 5th", "2026-01-05"),
    ("month_day", LEAP, "bare", "Feb 29", "2028-02-29"),
    ("numeric", MON, "alone", "by 1/5", "2026-01-05"),
    ("numeric", MON, "bare", "25/1", "2026-01-25"),
    ("full_date", MON, "bare", "Jan 5 2026", "2026-01-05"),
    ("full_date", MON, "alone", "by January 5, 2026", "2026-01-05"),
    ("full_date", MON, "alone", "on 2026-01-05", "2026-01-05"),
    ("full_date", MON, "bare", "1/5/2026", "2026-01-05"),
    ("ordinal", MON, "alone", "on the 15th", "2026-01-15"),
    ("ordinal", MON, "bare", "the 31st", "2025-12-31"),
    ("ordinal", WED, "name", "the 29th", "2024-02-29"),
    ("holiday", MON, "alone", "on New Year's Eve", "2025-12-31"),
    ("holiday", MON, "name", "Valentine's Day", "2026-02-14"),
    ("holiday", date(2025, 12, 24), "alone", "by Christmas", "2025-12-25"),
    ("yesterday", date(2024, 3, 1), "alone", "yesterday", "2024-02-29"),
    ("last_weekday", MON, "alone", "last Monday", "2025-12-22"),
    ("last_weekday", MON, "bare", "last Sunday", "2025-12-28"),
    ("days_ago", MON, "alone", "3 days ago", "2025-12-26"),
    ("weeks_ago", MON, "alone", "a week ago", "2025-12-22"),
    ("weeks_ago", MON, "alone", "a couple of weeks ago", "2025-12-15"),
    ("past_full_date", MON, "alone", "by Dec 1 2025", "2025-12-01"),
    ("impossible_month_day", MON, "alone", "by Feb 30", ""),
    ("impossible_month_day", MON, "bare", "the 31st of June", ""),
    ("impossible_month_day", MON, "bare", "Feb 29 2026", ""),
    ("impossible_ordinal", MON, "alone", "on the 32nd", ""),
    ("impossible_numeric", MON, "bare", "2/30", ""),
    ("impossible_numeric", MON, "alone", "by 2026-02-30", ""),
    ("impossible_numeric", MON, "bare", "13/45", ""),
]


@pytest.mark.parametrize(("kind", "ref", "form", "surface", "day"), BY_HAND)
def test_some_draw_says(kind: str, ref: date, form: str, surface: str, day: str) -> None:
    chance = Chance("by hand", kind)
    for _ in range(400_000):
        said = say_day(kind, ref, chance, form)
        if said and said.surface == surface:
            assert said.day == (date.fromisoformat(day) if day else None)
            return
    raise AssertionError(f"never said: {surface}")


SPANS_BY_HAND: list[tuple[str, date, str, str, str]] = [
    ("day", MON, "on Friday", "2026-01-02", "2026-01-02"),
    ("day", MON, "tomorrow", "2025-12-30", "2025-12-30"),
    ("this_week", date(2026, 1, 4), "this week", "2025-12-29", "2026-01-04"),
    ("next_week", date(2026, 1, 4), "next week", "2026-01-05", "2026-01-11"),
    ("last_week", MON, "last week", "2025-12-22", "2025-12-28"),
    ("this_weekend", MON, "this weekend", "2026-01-03", "2026-01-04"),
    ("this_month", date(2024, 2, 29), "this month", "2024-02-01", "2024-02-29"),
    ("next_month", MON, "next month", "2026-01-01", "2026-01-31"),
    ("yesterday", MON, "yesterday", "2025-12-28", "2025-12-28"),
    ("by_day", MON, "by Friday", "", "2026-01-02"),
    ("by_day", MON, "until Friday", "", "2026-01-02"),
    ("before_day", MON, "before Friday", "", "2026-01-01"),
    ("before_day", MON, "before the 1st", "", "2025-12-31"),
    ("after_day", MON, "after Friday", "2026-01-03", ""),
    ("after_day", MON, "after tomorrow", "2025-12-31", ""),
    ("from_to", date(2026, 1, 2), "from Monday to Wednesday", "2026-01-05", "2026-01-07"),
    ("from_to", MON, "between Jan 5 and Jan 9", "2026-01-05", "2026-01-09"),
    ("from_to", MON, "from the 5th to the 12th", "2026-01-05", "2026-01-12"),
    ("next_days", MON, "in the next 3 days", "2025-12-29", "2026-01-01"),
    ("next_days", MON, "within the next two days", "2025-12-29", "2025-12-31"),
    ("week_end_by", MON, "by the end of the week", "", "2026-01-02"),
    ("month_end_by", MON, "by the end of the month", "", "2025-12-31"),
    ("past_full", date(2024, 9, 1), "on June 3 2024", "2024-06-03", "2024-06-03"),
]


@pytest.mark.parametrize(("kind", "ref", "surface", "first", "last"), SPANS_BY_HAND)
def test_some_draw_says_span(kind: str, ref: date, surface: str, first: str, last: str) -> None:
    chance = Chance("by hand", kind)
    for _ in range(400_000):
        said = say_span(kind, ref, chance)
        if said and said.surface == surface:
            assert (str(said.first or ""), str(said.last or "")) == (first, last)
            return
    raise AssertionError(f"never said: {surface}")


def test_saying_imports_only_words_and_chance() -> None:
    own = {"say_days", "say_spans", "say"}
    for module in (say, say_days, say_spans):
        assert module.__file__
        for node in ast.walk(ast.parse(Path(module.__file__).read_text())):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("taskdata"):
                names = {alias.name for alias in node.names} if node.module == "taskdata.slots.dates" else set()
                names |= {str(node.module).rsplit(".", 1)[1]} - {"dates"}
                assert names <= own | {"words", "chance"}, names
