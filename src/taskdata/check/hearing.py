"""Hearing a request: what closed slots find in what is left over by what the label knows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from taskdata.check.corrections import find_taken_back, is_excluded, may_take_back
from taskdata.check.negations import is_negated
from taskdata.check.words import Token
from taskdata.slots.base import Mention, Slot
from taskdata.slots.book import look_at

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
    alike: Mapping[str, Sequence[str]]
    """The slots that hear the same, by the name that they share for it (see `group_alike`)."""
    _heard: dict[tuple[str, str], list[Mention]] = field(default_factory=dict)
    _overheard: dict[str, list[Mention]] = field(init=False)
    """What could be a mention, by what hears it; most hears nothing in most texts."""
    _loud: frozenset[str] = field(init=False)
    """The slots that may hear something."""

    def __post_init__(self) -> None:
        look = look_at(self.text)
        self._overheard = {}
        for shared, same in self.alike.items():
            slot = self.slots[same[0]]
            if slot.may_hear(look) and (mentions := slot.overhear(self.text, self.day)):
                self._overheard[shared] = mentions
        self._loud = frozenset(name for shared in self._overheard for name in self.alike[shared])

    def hear(self, stretches: Sequence[Stretch], names: Iterable[str]) -> Heard:
        """Hear what the slots find outside of the stretches.

        Where two slots claim the same words, the longer mention counts, then the slot named first. A value that is
        taken back ("Monday, no wait, Tuesday") is left out.
        """
        masked = mask(self.text, stretches) if stretches else self.text
        loud = [name for name in dict.fromkeys(names) if name in self._loud]
        claimed = [m for name in loud for m in self._listen_beside(name, masked, stretches)]
        claimed.sort(key=lambda mention: mention.start - mention.end)  # stable: of equal ones the first named
        kept: list[Mention] = []
        for mention in claimed:
            if all(mention.end <= other.start or mention.start >= other.end for other in kept):
                kept.append(mention)
        return _drop_corrected(self.text, masked, sorted(kept, key=lambda mention: mention.start), stretches)

    def overhear(self) -> Iterator[tuple[tuple[int, int, int], Sequence[str]]]:
        """Every stretch of the whole text that could be a mention, with the length of its lead, and for which slots."""
        for shared, mentions in self._overheard.items():
            for mention in self._keep(shared, mentions):
                yield (mention.start, mention.end, mention.lead), self.alike[shared]

    def list_taken_back(self, names: Iterable[str]) -> Sequence[Stretch]:
        """The stretches of the whole text that are taken back."""
        return self.hear([], names).taken_back if may_take_back(self.text) else ()

    def is_silent(self, names: Iterable[str]) -> bool:
        """Whether none of some slots hears anything in the text."""
        return self._loud.isdisjoint(names)

    def listen(self, name: str, end: int | None = None) -> list[Mention]:
        """What one slot finds in the text, or in what stands before an offset."""
        return self._remember(name, self.text[:end]) if name in self._loud else []

    def _listen_beside(self, name: str, masked: str, stretches: Sequence[Stretch]) -> list[Mention]:
        """The mentions of one slot; what it hears in the whole text holds where it touches no stretch."""
        whole = self._remember(name, self.text)
        if all(mention.end <= start or mention.start >= end for mention in whole for start, end in stretches):
            return whole
        return self._remember(name, masked)

    def _keep(self, shared: str, mentions: list[Mention]) -> list[Mention]:
        """The mentions without those of words that are negated; a day or a time is said even so."""
        if self.slots[self.alike[shared][0]].is_apart:
            return mentions
        return [mention for mention in mentions if not is_negated(self.text, mention)]

    def _remember(self, name: str, text: str) -> list[Mention]:
        if (name, text) not in self._heard:
            shared = self.slots[name].hears_as
            heard = self._keep(shared, self.slots[name].hear(text, self.day))
            for alike in self.alike[shared]:
                self._heard[alike, text] = [mention._replace(slot=alike) for mention in heard]
        return self._heard[name, text]


def group_alike(slots: Mapping[str, Slot]) -> dict[str, list[str]]:
    """The names of the slots that are heard, by the name that those share which hear the same."""
    alike: dict[str, list[str]] = {}
    for name, slot in slots.items():
        if not slot.is_open:
            alike.setdefault(slot.hears_as, []).append(name)
    return alike


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
        between = masked[said[-1].end : mention.start] if said else ""
        if said and is_excluded(between):
            taken_back.append((said[-1].end, mention.end))
            continue
        start = find_taken_back(masked, said[-1].start, between) if said else None
        if start is not None:
            said.pop()
            taken_back.append((start, mention.start))
        said.append(mention)
    return Heard(text, masked, by_slot, taken_back, stretches)
