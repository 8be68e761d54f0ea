"""What a slot hears in words that are known to stand for it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from taskdata.check.hearing import Stretch, mask
from taskdata.foundation.records import dump_canonical
from taskdata.slots.base import Mention, Slot


def list_values(slot: Slot, text: str, stretch: Stretch, others: Iterable[Stretch], day: date) -> Sequence[Any]:
    """The different values that a stretch of a text may have in a slot; [] where it hears nothing, or not all of it.

    The words around count (the framing before a tag or a day), those of the other slots do not. Where nothing is heard
    so, a shorter mention counts than the slot would hear ("cross" in "cross off"), then the words alone.
    """
    start, end = stretch
    words = text[start:end]
    read = slot.read(words, None, day)
    if read is not None:
        return [read]
    masked = mask(text, others)
    inner = [one for one in slot.overhear(masked, day) if (one.start + one.lead, one.end) == stretch]
    heard = (
        _list_covering(slot.hear(masked, day), text, start, end)
        or _list_covering(inner, text, start, end)
        or _list_covering(slot.hear(words, day), words, 0, len(words))
    )
    proposed = slot.propose(words)
    return heard or ([] if proposed is None else [proposed])


def _list_covering(mentions: Iterable[Mention], text: str, start: int, end: int) -> list[Any]:
    """The different values of the mentions inside of a stretch, where they leave no word of it out."""
    inside = [one for one in mentions if start <= one.start + one.lead and one.end <= end]
    rest = mask(text, [(one.start, one.end) for one in inside])[start:end]
    if any(letter.isalnum() for letter in rest):
        return []
    return list({dump_canonical(one.value): one.value for one in inside}.values())
