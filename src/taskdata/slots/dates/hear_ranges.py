"""Reading spans of days: single days and named stretches, with the words that open or close them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from taskdata.slots.dates import hear_calendar as cal
from taskdata.slots.dates.hear_dates import Heard
from taskdata.slots.dates.hear_guards import WORD_END
from taskdata.slots.dates.hear_past import find_past_stretches
from taskdata.slots.dates.hear_phrases import find_days
from taskdata.slots.dates.words import NUMBERS

Bounds = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days said as one: a week, a weekend, a month, the next N days, or now."""

    start: int
    end: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Ranged:
    """A span and where its whole phrase stands; None is open on that side."""

    start: int
    end: int
    first: date | None
    last: date | None


Part = Heard | Stretch

_DAY: Final = timedelta(days=1)
_COUNTS: Final = NUMBERS | {"a": 1, "an": 1, "couple of": 2, "couple": 2}
_CAN_STRETCH: Final = re.compile(r"week|month|days?(?!\w)|now")
_NAMED: Final = re.compile(r"(?<!\w)(?<!\w-)(this|next|last|the)\s+(week|weekend|month)" + WORD_END)
_COUNTED: Final = re.compile(
    r"(?<!\w)(?:(?:(?:within|in|over|during|for)\s+)?(?:the\s+)?next|within)\s+"
    r"(\d{1,3}|(?:a\s+)?couple(?:\s+of)?|[a-z]+)\s+(day|week|month)s?" + WORD_END
)
_ROLLING: Final = re.compile(r"(?<!\w)(?:within|in|over|during)\s+the\s+next\s+(day|week|month)" + WORD_END)
_NOW: Final = re.compile(
    r"(?<=from )now(?=\s+(?:to|until|till|through|thru|on|onwards?)\b)|(?<=between )now(?=\s+and\b)"
)
_FRAME: Final = re.compile(
    r"(?<!\w)(no\s+later\s+than|on\s+or\s+before|on\s+or\s+after|up\s+to|up\s+until|by|before|until|till|til|through"
    r"|thru|after|since|from|between|starting|on)\s+"
    r"(?:(?:the\s+)?(?:eod|cob|end\s+of\s+(?:the\s+)?day)\s*,?\s+(?:(?:on|of)\s+)?)?$"
)
_JOIN: Final = re.compile(r"\s+(?:up\s+)?(?:to|through|thru|until|till|til)\s+|\s+[-\u2013\u2014]\s+|\u2013")
_AND: Final = re.compile(r"\s+(?:and|to)\s+|\s*&\s*|\s+[-\u2013]\s+")
_ONWARDS: Final = re.compile(r"\s+(?:onwards?|forwards?|(?:or|and)\s+(?:later|after|beyond))(?!\w)")
_ON: Final = re.compile(r"\s+on(?!\w)(?!\s+(?:the|\d))")
_OR_EARLIER: Final = re.compile(r"\s+(?:or|and)\s+(?:earlier|before)(?!\w)")
_UP_TO: Final = frozenset(
    {"no later than", "on or before", "up to", "up until", "by", "until", "till", "til", "through", "thru"}
)
_OPENS: Final = frozenset({"since", "from", "starting", "on or after"})


def find_ranges(text: str, ref: date, day_first: bool, is_past: bool = False) -> list[Ranged]:
    """Every span of a folded text that exists, in order and apart.

    With is_past, "from Monday" alone is that day: what lies behind is not open at its end.
    """
    parts = _parts(text, ref, day_first, is_past)
    found: list[Ranged] = []
    end = place = 0
    while place < len(parts):
        frame = _FRAME.search(text, end, parts[place].start)
        word = " ".join(frame[1].split()) if frame else ""
        start = frame.start() if frame else parts[place].start
        joined = place + 1 < len(parts) and _is_joined(text, word, parts[place], parts[place + 1])
        if joined:
            bounds, end = _between(parts[place], parts[place + 1], is_past), parts[place + 1].end
        else:
            bounds, end = _framed(text, "on" if is_past and word == "from" else word, parts[place])
        if bounds is not None:
            found.append(Ranged(start, end, *bounds))
        place += 2 if joined else 1
    return found


def _is_joined(text: str, frame: str, part: Part, other: Part) -> bool:
    if frame == "between":
        return _AND.fullmatch(text, part.end, other.start) is not None
    return frame in ("", "on", "from", "starting") and _JOIN.fullmatch(text, part.end, other.start) is not None


def _between(part: Part, other: Part, is_past: bool) -> Bounds | None:
    first = part.first if isinstance(part, Stretch) else part.day
    last = other.last if isinstance(other, Stretch) else other.day
    if is_past and isinstance(part, Heard) and part.again and last is not None:
        first = part.again(last)
    elif not is_past and isinstance(other, Heard) and other.again and first is not None:
        last = other.again(first)
    return (first, last) if first is not None and last is not None and first <= last else None


def _framed(text: str, frame: str, part: Part) -> tuple[Bounds | None, int]:
    """The bounds of one part with the words around it, and where the phrase ends."""
    first, last = (part.first, part.last) if isinstance(part, Stretch) else (part.day, part.day)
    if first is None or last is None:
        return None, part.end
    if frame in _UP_TO:
        return (None, last), part.end
    if frame == "before":
        return (None, first - _DAY), part.end
    if frame == "after":
        return (last + _DAY, None), part.end
    onwards = _ONWARDS.match(text, part.end) or (frame in _OPENS and _ON.match(text, part.end)) or None
    if onwards or frame in _OPENS:
        return (first, None), onwards.end() if onwards else part.end
    earlier = _OR_EARLIER.match(text, part.end)
    return ((None, last), earlier.end()) if earlier else ((first, last), part.end)


def _parts(text: str, ref: date, day_first: bool, is_past: bool) -> list[Part]:
    """Days and stretches in order; of two that overlap, the earlier, then the longer."""
    days: list[Part] = list(find_days(text, ref, day_first, is_past))
    stretches = _stretches(text, ref) if _CAN_STRETCH.search(text) else []
    if is_past:
        stretches += [Stretch(*found) for found in find_past_stretches(text, ref)]
    if not stretches:
        return days
    kept: list[Part] = []
    for part in sorted(days + stretches, key=lambda part: (part.start, -part.end)):
        if not kept or part.start >= kept[-1].end:
            kept.append(part)
    return kept


def _stretches(text: str, ref: date) -> list[Part]:
    found: list[Part] = [Stretch(*now.span(), ref, ref) for now in _NOW.finditer(text)]
    for named in _NAMED.finditer(text):
        if named[1] != "the" or named[2] == "weekend":
            first, last = cal.named_stretch(ref, named[1], named[2])
            found.append(Stretch(named.start(1), named.end(), first, last))
    found.extend(Stretch(*rolling.span(), ref, cal.SHIFTS[rolling[1]](ref, 1)) for rolling in _ROLLING.finditer(text))
    for counted in _COUNTED.finditer(text):
        words = " ".join(counted[1].split())
        count = int(words) if words.isdecimal() else _COUNTS.get(words)
        if count is not None:
            found.append(Stretch(*counted.span(), ref, cal.SHIFTS[counted[2]](ref, count)))
    return found
