"""Hearing a request: what the closed slots of an action find in what the label leaves over."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from taskdata.slots.base import Mention, Slot

MASK = "\0"
Stretch = tuple[int, int]

_CORRECTION = re.compile(
    r"\b(?:no|wait|sorry|actually|i mean|i meant|make (?:that|it)|scratch that|or rather|correction)\b", re.IGNORECASE
)
"""The words by which people take back what they just said."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A text with the labelled stretches masked, and the mentions in the rest, by slot."""

    text: str
    masked: str
    mentions: Mapping[str, Sequence[Mention]]

    def residue(self) -> str:
        """The text without what is masked and without what was heard."""
        stretches = [(m.start, m.end) for mentions in self.mentions.values() for m in mentions]
        return mask(self.masked, stretches)


def mask(text: str, stretches: Iterable[Stretch]) -> str:
    """The text with each stretch covered, so that nothing is heard in it or across it."""
    letters = list(text)
    for start, end in stretches:
        letters[start:end] = MASK * (end - start)
    return "".join(letters)


def hear(text: str, stretches: Iterable[Stretch], slots: Sequence[Slot], day: date) -> Heard:
    """Hear what the slots find outside of the stretches.

    Where two slots claim the same words, the longer mention counts, then the slot named first. A value that is taken
    back ("Monday, no wait, Tuesday") stays heard as words and loses its value: it is left out of `mentions` but for
    its stretch, which is masked.
    """
    masked = mask(text, stretches)
    ranked = sorted(
        ((slot_rank, mention) for slot_rank, slot in enumerate(slots) for mention in slot.hear(masked, day)),
        key=lambda ranked: (ranked[1].start - ranked[1].end, ranked[0], ranked[1].start),
    )
    kept: list[Mention] = []
    for _, mention in ranked:
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return _drop_corrected(text, masked, sorted(kept, key=lambda mention: mention.start))


def _drop_corrected(text: str, masked: str, mentions: list[Mention]) -> Heard:
    by_slot: dict[str, list[Mention]] = {}
    for mention in mentions:
        said = by_slot.setdefault(mention.slot, [])
        if said and _CORRECTION.search(masked, said[-1].end, mention.start):
            masked = mask(masked, [(said[-1].start, said[-1].end)])
            said.pop()
        said.append(mention)
    return Heard(text, masked, by_slot)
