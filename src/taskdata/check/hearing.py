"""Hearing a request: what closed slots find in what is left over by what the label knows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from taskdata.check.corrections import is_correction, may_take_back
from taskdata.check.negations import is_negated
from taskdata.check.words import Token
from taskdata.slots.base import Mention, Slot

MASK = "\0"
_QUOTES = '"“”'
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Heard:
    """A text with the labelled stretches masked, the mentions in the rest by slot, and what of it was taken back."""

    text: str
    masked: str
    mentions: Mapping[str, Sequence[Mention]]
    taken_back: Sequence[Stretch]
    """From the start of a value that is corrected to the start of what it is corrected to."""
    stretches: Sequence[Stretch]
    """What the label knows, where nothing else was heard."""


def mask(text: str, stretches: Iterable[Stretch]) -> str:
    """The text with each stretch covered, so that nothing is heard in it or across it."""
    letters = list(text)
    for start, end in stretches:
        letters[start:end] = MASK * (end - start)
    return "".join(letters)


@dataclass
class Ear:
    """One request, heard once by each slot, however often it is asked for."""

    text: str
    day: date
    slots: Mapping[str, Slot]
    tokens: Sequence[Token]
    _heard: dict[tuple[str, str], list[Mention]] = field(default_factory=dict)
    _overheard: dict[str, list[Mention]] = field(default_factory=dict)
    _silent: set[str] = field(default_factory=set)
    """What is heard nowhere in the text, as most is in most texts."""

    def hear(self, stretches: Sequence[Stretch], names: Iterable[str]) -> Heard:
        """Hear what the slots find outside of the stretches.

        Where two slots claim the same words, the longer mention counts, then the slot named first. A value that is
        taken back ("Monday, no wait, Tuesday") is left out.
        """
        masked = mask(self.text, stretches) if stretches else self.text
        claimed = [m for name in dict.fromkeys(names) for m in self._listen_beside(name, masked, stretches)]
        claimed.sort(key=lambda mention: mention.start - mention.end)  # stable: of equal ones the first named
        kept: list[Mention] = []
        for mention in claimed:
            if all(mention.end <= other.start or mention.start >= other.end for other in kept):
                kept.append(mention)
        return _drop_corrected(self.text, masked, sorted(kept, key=lambda mention: mention.start), stretches)

    def overhear(self, names: Iterable[str]) -> Iterator[tuple[tuple[int, int, int], list[str]]]:
        """Every stretch of the whole text that could be a mention, with the length of its lead, and for which slots."""
        alike: dict[str, list[str]] = {}
        for name in names:
            alike.setdefault(self.slots[name].hears_as, []).append(name)
        for same in alike.values():
            for mention in self._overhear_one(same[0]):
                yield (mention.start, mention.end, mention.lead), same

    def list_taken_back(self, names: Iterable[str]) -> Sequence[Stretch]:
        """The stretches of the whole text that are taken back."""
        return self.hear([], names).taken_back if may_take_back(self.text) else ()

    def _overhear_one(self, name: str) -> list[Mention]:
        key = self.slots[name].hears_as
        if key not in self._overheard:
            overheard = self.slots[name].overhear(self.text, self.day)
            self._overheard[key] = self._keep(name, overheard)
            if not overheard:
                self._silent.add(key)
        return self._overheard[key]

    def listen(self, name: str, end: int | None = None) -> list[Mention]:
        """What one slot finds in the text, or in what stands before an offset."""
        return self._remember(name, self.text[:end])

    def _listen_beside(self, name: str, masked: str, stretches: Sequence[Stretch]) -> list[Mention]:
        """The mentions of one slot; what it hears in the whole text holds where it touches no stretch."""
        whole = self._remember(name, self.text)
        if all(mention.end <= start or mention.start >= end for mention in whole for start, end in stretches):
            return whole
        return self._remember(name, masked)

    def _keep(self, name: str, mentions: list[Mention]) -> list[Mention]:
        """The mentions without those of words that are negated; a day or a time is said even so."""
        if self.slots[name].is_apart or not mentions:
            return mentions
        return [mention for mention in mentions if not is_negated(self.text, mention)]

    def _remember(self, name: str, text: str) -> list[Mention]:
        if (name, text) not in self._heard:
            if not self._overhear_one(name) and self.slots[name].hears_as in self._silent:
                return []
            alike = self.slots[name].hears_as
            if (alike, text) not in self._heard:
                heard = self._keep(name, self.slots[name].hear(text, self.day))
                self._heard[alike, text] = [replace(mention, slot=alike) for mention in heard]
            if alike != name:
                self._heard[name, text] = [replace(mention, slot=name) for mention in self._heard[alike, text]]
        return self._heard[name, text]


def is_quoted(text: str, mention: Mention) -> bool:
    """Whether a mention stands inside of double quotation marks."""
    before, behind = text[: mention.start], text[mention.end :]
    return _count_quotes(before) % 2 == 1 and _count_quotes(behind) % 2 == 1


def _count_quotes(text: str) -> int:
    return sum(text.count(mark) for mark in _QUOTES)


def _drop_corrected(text: str, masked: str, mentions: list[Mention], stretches: Sequence[Stretch]) -> Heard:
    by_slot: dict[str, list[Mention]] = {}
    taken_back = []
    for mention in mentions:
        said = by_slot.setdefault(mention.slot, [])
        if said and is_correction(masked[said[-1].end : mention.start]):
            taken_back.append((said.pop().start, mention.start))
        said.append(mention)
    return Heard(text, masked, by_slot, taken_back, stretches)
