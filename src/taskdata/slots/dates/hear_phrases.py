"""Reading one day phrase at a place in a folded text, and all of them in order."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import Final

from taskdata.slots.dates import hear_calendar as cal
from taskdata.slots.dates import hear_guards as guard
from taskdata.slots.dates.hear_dates import (
    FEASTS,
    Heard,
    Reader,
    Rule,
    any_of,
    read_day_month,
    read_feast,
    read_iso,
    read_month_day,
    read_ordinal,
    read_slashed,
)
from taskdata.slots.dates.hear_guards import WORD_END
from taskdata.slots.dates.words import FIXED, LOOKING_BACK, MONTHS, NUMBERS, WEEKDAYS

_DEEPEST: Final = 3
_REMEMBERED: Final = 64
"""How many texts are remembered: several slots hear the same text in a row."""

_FIXED_DAYS: Final[dict[str, Callable[[date], date]]] = {
    "today": lambda ref: ref,
    "tonight": lambda ref: ref,
    "day_end": lambda ref: ref,
    "tomorrow": lambda ref: ref + timedelta(days=1),
    "day_after_tomorrow": lambda ref: ref + timedelta(days=2),
    "fortnight": lambda ref: ref + timedelta(days=14),
    "week_end": cal.week_friday,
    "next_week_end": lambda ref: cal.week_friday(ref) + timedelta(days=7),
    "month_end": cal.month_end,
    "next_month_end": lambda ref: cal.month_end(cal.add_months(ref, 1)),
    "yesterday": lambda ref: ref - timedelta(days=1),
}
_AGAIN: Final[dict[str, Callable[[date], date | None]]] = {
    "week_end": partial(cal.next_weekday, weekday=4),
    "month_end": cal.month_end,
}
_MORE_PHRASES: Final = {
    "todays": "today",
    "tomorrows": "tomorrow",
    "the end of day": "day_end",
    "the end of the day": "day_end",
    "the end of week": "week_end",
    "end of this week": "week_end",
    "the end of this week": "week_end",
    "end of next week": "next_week_end",
    "the end of next week": "next_week_end",
    "the end of month": "month_end",
    "end of this month": "month_end",
    "the end of this month": "month_end",
}
DAY_PHRASES: Final = {phrase: kind for kind in _FIXED_DAYS for phrase in FIXED.get(kind, ())} | _MORE_PHRASES
_COUNTS: Final = NUMBERS | {"a": 1, "an": 1}
_SHORT: Final = frozenset({"sun", "sat", "wed"})


_BACK_PHRASES: Final = {phrase: kind for kind, phrases in LOOKING_BACK.items() for phrase in phrases} | {
    "yesterdays": "yesterday"
}
_BACK: Final = re.compile(any_of(_BACK_PHRASES) + WORD_END)
_FIXED: Final = re.compile(any_of(DAY_PHRASES) + WORD_END)
_WEEKDAY: Final = re.compile(
    r"(?:((?:this|the)\s+(?:coming|upcoming|past)|this|coming|upcoming|next|last)\s+)?([a-z]+)" + WORD_END
)
_WEEK_AFTER: Final = re.compile(r"\s*,?\s+(?:of\s+)?(this|next|last)\s+week" + WORD_END)
_WEEK_BEFORE: Final = re.compile(r"(this|next|last)\s+week\s*,?\s+(?:on\s+)?([a-z]+)" + WORD_END)
_OF: Final = re.compile(r"\s+of(?!\w)")
_DATE_NEXT: Final = re.compile(r"\.?\s*,?\s+(?=[a-z]+\.?\s+(?:the\s+)?\d|(?:the\s+)?\d)")
_COUNTED: Final = re.compile(
    r"(in\s+)?(\d{1,3}|a\s+couple(?:\s+of)?|[a-z]+)\s+(day|week|month|fortnight)(?:s'|'s|s)?(?:\s+time)?" + WORD_END
)
_NOW: Final = re.compile(r"\s+(?:(ago)|from\s+(?:now|today))(?!\w)")
_OFF: Final = re.compile(r"\s+(from|after|before)\s+")
_DAY_BESIDE: Final = re.compile(r"the\s+day\s+(after|before)\s+")
_VAGUE: Final = re.compile(r"\s+or\s+(?:so|two|three)(?!\w)")
_TOKEN: Final = re.compile(r"(?<!\w)(?<!\w[-'])(?<![#@\\])(?:[^\W\d_]+|(?<!\d[.:,])(?<![/$€£+])\d+)")
_BESIDE_DAY_END: Final = re.compile(r"\s*[,(\u2013-]?\s*(?:(?:on|of|by|at|before|for)\s+)?")


def _fixed(reader: Reader, pos: int) -> Heard | None:
    found = _FIXED.match(reader.text, pos)
    if found is None:
        return None
    kind = DAY_PHRASES[" ".join(found[1].split())]
    again = None if reader.is_past else _AGAIN.get(kind)
    return Heard(pos, found.end(), _FIXED_DAYS[kind](reader.ref), again, kind == "day_end")


def _weekday(reader: Reader, pos: int) -> Heard | None:
    found = _WEEKDAY.match(reader.text, pos)
    weekday = WEEKDAYS.get(found[2]) if found else None
    if found is None or weekday is None:
        return None
    dated = _dated(reader, pos, found.end(), weekday)
    if dated is not None or _OF.match(reader.text, found.end()):
        return dated or _within_week(reader, pos, found.end(), weekday)
    if not found[1]:
        short = found[2] in _SHORT and not guard.is_short_weekday(reader.text, pos, found.end())
        if short or guard.is_other_feast(reader.text, pos):
            return None
        in_week = _within_week(reader, pos, found.end(), weekday)
        return in_week or _bare(reader, found.span(), weekday)
    return _alone(reader.ref, found.span(), found[1].split(), weekday)


def _within_week(reader: Reader, pos: int, end: int, weekday: int) -> Heard | None:
    """The weekday with the week that is named after it."""
    found = _WEEK_AFTER.match(reader.text, end)
    return Heard(pos, found.end(), _in_week(reader.ref, found[1], weekday)) if found else None


def _dated(reader: Reader, pos: int, end: int, weekday: int) -> Heard | None:
    """The date that follows a weekday, as one phrase with it; no such day where the calendar has another weekday."""
    ahead = _DATE_NEXT.match(reader.text, end)
    if ahead is None:
        return None
    for rule in (read_month_day, read_day_month, read_iso, read_slashed, partial(read_ordinal, named=True)):
        heard = rule(reader, ahead.end())
        if heard is not None and heard.day is not None and heard.day.weekday() != weekday:
            return replace(heard, start=pos, day=None, again=None)
        if heard is not None:
            return replace(heard, start=pos)
    return None


def _bare(reader: Reader, span: tuple[int, int], weekday: int) -> Heard:
    """The weekday by its name alone."""
    if not reader.is_past:
        return _alone(reader.ref, span, [], weekday)
    again = partial(_weekday_until, weekday=weekday)
    return Heard(*span, cal.last_weekday(reader.ref, weekday), again)


def _weekday_until(base: date, weekday: int) -> date:
    """The last such weekday on or before base."""
    return cal.last_weekday(base + timedelta(days=1), weekday)


def _looking_back(reader: Reader, pos: int) -> Heard | None:
    """A part of a day that lies behind ("last night")."""
    found = _BACK.match(reader.text, pos) if reader.is_past else None
    if found is None:
        return None
    return Heard(*found.span(), _FIXED_DAYS[_BACK_PHRASES[" ".join(found[1].split())]](reader.ref))


def _alone(ref: date, span: tuple[int, int], filler: list[str], weekday: int) -> Heard:
    if "next" in filler:
        return Heard(*span, _in_week(ref, "next", weekday))
    if "last" in filler or "past" in filler:
        return Heard(*span, cal.last_weekday(ref, weekday))
    again = partial(cal.next_weekday, weekday=weekday)
    return Heard(*span, again(ref + timedelta(days=1)), again)


def _in_week(ref: date, which: str, weekday: int) -> date:
    return cal.week_start(ref) + timedelta(days={"this": 0, "next": 7, "last": -7}[which] + weekday)


def _week_then_day(reader: Reader, pos: int) -> Heard | None:
    found = _WEEK_BEFORE.match(reader.text, pos)
    weekday = WEEKDAYS.get(found[2]) if found else None
    if found is None or weekday is None:
        return None
    return Heard(*found.span(), _in_week(reader.ref, found[1], weekday))


def _counted(reader: Reader, pos: int) -> Heard | None:
    found = _COUNTED.match(reader.text, pos)
    if found is None:
        return None
    count = int(found[2]) if found[2].isdecimal() else _COUNTS.get(" ".join(found[2].split()))
    if count is None:
        return None
    shift, end = cal.SHIFTS[found[3]], found.end()
    now = _NOW.match(reader.text, end)
    if now is not None:
        return Heard(pos, now.end(), shift(reader.ref, -count if now[1] else count))
    off = _OFF.match(reader.text, end)
    if off is not None and (off[1] == "from" or not found[1]):
        # "a week from Friday" lies ahead, wherever the Friday would lie alone
        base = _inner(reader if off[1] != "from" else replace(reader, is_past=False), off.end())
        if base is not None:
            signed = -count if off[1] == "before" else count
            return Heard(pos, base.end, shift(base.day, signed) if base.day else None)
    if found[1] and not _VAGUE.match(reader.text, end):
        return Heard(pos, end, shift(reader.ref, count))
    return None


def _day_beside(reader: Reader, pos: int) -> Heard | None:
    found = _DAY_BESIDE.match(reader.text, pos)
    base = _inner(reader, found.end()) if found else None
    if found is None or base is None:
        return None
    step = timedelta(days=1 if found[1] == "after" else -1)
    return Heard(pos, base.end, base.day + step if base.day else None)


def _inner(reader: Reader, pos: int) -> Heard | None:
    """The day within another phrase; None beyond a few levels, whatever the text says."""
    if reader.depth >= _DEEPEST:
        return None
    token = _TOKEN.match(reader.text, pos)
    return _longest(replace(reader, depth=reader.depth + 1), token) if token else None


def _starts() -> dict[str, tuple[Rule, ...]]:
    words: list[tuple[Rule, tuple[str, ...]]] = [
        (_fixed, tuple(DAY_PHRASES)),
        (_looking_back, tuple(_BACK_PHRASES)),
        (read_feast, (*FEASTS, "this", "next", "last")),
        (_weekday, (*WEEKDAYS, "this", "the", "coming", "upcoming", "next", "last")),
        (_week_then_day, ("this", "next", "last")),
        (read_month_day, tuple(MONTHS)),
        (read_day_month, ("the",)),
        (read_ordinal, ("the",)),
        (_day_beside, ("the",)),
        (_counted, (*_COUNTS, "in")),
    ]
    rules: dict[str, dict[Rule, None]] = {}
    for rule, phrases in words:
        for phrase in phrases:
            rules.setdefault(re.split(r"[ ']", phrase)[0], {})[rule] = None
    return {word: tuple(found) for word, found in rules.items()}


_STARTS: Final = _starts()
_DIGIT_RULES: Final[tuple[Rule, ...]] = (read_iso, read_slashed, read_day_month, read_ordinal, _counted)


def _longest(reader: Reader, token: re.Match[str]) -> Heard | None:
    """The longest phrase that begins with the token."""
    word = token[0]
    best: Heard | None = None
    for rule in _STARTS.get(word, ()) if not word.isdecimal() else _DIGIT_RULES:
        heard = rule(reader, token.start())
        if heard is not None and (best is None or heard.end > best.end):
            best = heard
    return best


@lru_cache(maxsize=_REMEMBERED)
def find_days(text: str, ref: date, day_first: bool, is_past: bool = False) -> tuple[Heard, ...]:
    """Every day phrase of a folded text, in order and apart; the end of a day that is named is left out."""
    reader = Reader(text, ref, day_first, is_past=is_past)
    found: list[Heard] = []
    end = 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        if token.start() < end or not (word in _STARTS or word.isdecimal()):
            continue
        heard = _longest(reader, token)
        if heard is not None and not guard.is_recurring(text, heard.start):
            found.append(heard)
            end = heard.end
    return tuple(_without_named_ends(text, found) if len(found) > 1 else found)


def _without_named_ends(text: str, found: list[Heard]) -> list[Heard]:
    def is_named(place: int) -> bool:
        pairs = [(place, place + 1)] if place + 1 < len(found) else []
        pairs += [(place - 1, place)] if place else []
        return any(_BESIDE_DAY_END.fullmatch(text, found[a].end, found[b].start) for a, b in pairs)

    return [heard for place, heard in enumerate(found) if not (heard.closes_day and is_named(place))]
