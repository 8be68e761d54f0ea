"""The days that a request names by themselves: what two date parsers from elsewhere can be asked about."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from taskdata.check.hearing import Ear
from taskdata.foundation.output import Constant, list_leaves, take_part
from taskdata.foundation.pack import Action
from taskdata.foundation.records import read_path
from taskdata.slots.base import NO_SUCH_DAY
from taskdata.slots.days import DaySpan

_ONE = timedelta(1)
_BETWEEN = re.compile(r" (?:to|and) ", re.IGNORECASE)
Day = tuple[str, date | None]


@dataclass(frozen=True, slots=True)
class SaidDay:
    """Words that name one day, as they are typed and as they are asked about; no day where none exists."""

    start: int
    end: int
    words: str
    asked: str
    day: date | None


def find_day(text: str, start: int, end: int, lead: int, value: Any) -> SaidDay | None:
    """The day that a mention names by itself; of a span an end; None where it names none."""
    words = text[start:end]
    if isinstance(value, Mapping) and value and value.keys() <= set(DaySpan.PARTS):
        ends = [_read_day(value[part]) if part in value else None for part in DaySpan.PARTS]
        found = find_single_day(words, *ends)
    elif value == NO_SUCH_DAY or _read_day(value):
        found = words[lead:], _read_day(value)
    else:
        return None
    return SaidDay(start, end, words, *found) if found else None


def list_label_days(action: Action, output: Any, ear: Ear) -> list[SaidDay]:
    """The days of a label, each with the words of the request that name it; one that stands on none is left out."""
    found = dict.fromkeys(_list_label_days(action, output, ear))
    return list(found)


def _list_label_days(action: Action, output: Any, ear: Ear) -> Iterator[SaidDay]:
    for path, leaf in list_leaves(action.output):
        value = read_path(output, path)
        for reference in () if isinstance(leaf, Constant) or not isinstance(value, str) else leaf.references:
            if ear.slots[reference.slot].needs_day(reference.part):
                told = (m for m in ear.listen(reference.slot) if take_part(m.value, reference.part) == value)
                yield from _find_days(ear.text, ((m.start, m.end, m.lead, m.value) for m in told))


def _find_days(text: str, mentions: Iterable[tuple[int, int, int, Any]]) -> Iterator[SaidDay]:
    return (day for one in mentions if (day := find_day(text, *one)))


def find_single_day(words: str, first: date | None, last: date | None) -> Day | None:
    """The day in a span's phrase that is named by itself, with its words; None where no such day can be cut out."""
    frame, _, rest = words.partition(" ")
    frame = frame.lower()
    if frame in ("by", "until"):
        return words, last
    if frame == "before" and last:
        return words, last + _ONE
    if frame == "after" and first:
        return rest, first - _ONE
    if frame in ("from", "between"):
        return _BETWEEN.split(rest)[0], first
    return (words, first) if first == last else None


def _read_day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
