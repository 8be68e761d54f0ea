"""Sentences as a graph of words: equal ends are one, so that thousands of sentences share most of it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from taskdata.check.words import BREAK, COLON, split_words
from taskdata.foundation.pattern import ANY, Choice, Hole, Pattern, Text
from taskdata.foundation.pattern import Sequence as InOrder

Nodes = frozenset[int]


@dataclass(frozen=True, slots=True)
class Open:
    """A stretch that only somebody who knows the value can find; None for words that do not matter."""

    slot: str | None
    price: float = 1.0
    """What each of its words costs: readings with fewer words left open are better ones."""
    is_text: bool = True
    """Whether it is free text, to which the words beside it may belong as well."""


@dataclass(frozen=True, slots=True)
class Closed:
    """A place for the mention of a closed slot."""

    slot: str


@dataclass(frozen=True, slots=True)
class Soft:
    """A mark that people may leave out."""

    word: str


@dataclass(frozen=True, slots=True)
class Lack:
    """The place of an open slot that names no value: a word such as "it" stands there, or nothing where it may."""

    slot: str
    may_be_empty: bool


@dataclass(frozen=True, slots=True)
class End:
    """The end of a sentence, and what it means."""

    meaning: int


Label = str | Open | Closed | Soft | Lack | End


@dataclass(frozen=True, slots=True)
class Manner:
    """How the sentences of a pattern are taken.

    In framing, marks are words, and a closed slot must be heard in its place. Where a value may lack, a word must stand
    for it at the start of a sentence, and everywhere if `stands`.
    """

    price: float
    """What a word costs that does not matter."""
    framing: bool = False
    may_lack: bool = False
    stands: bool = False


@dataclass
class Graph:
    """Nodes with a label each, and the nodes that may follow it."""

    spellings: Mapping[str, Sequence[str]]
    opens: Mapping[str, Open]
    """The slots that are left open; those of any other are heard wherever they stand, and need no place."""
    required: Collection[str] = ()
    """The closed slots that must be heard in their place, wherever that is."""
    lackable: Collection[str] = ()
    """The open slots of which a request may name no value."""
    labels: list[Label] = field(default_factory=list)
    nexts: list[Nodes] = field(default_factory=list)
    _known: dict[tuple[Label, Nodes], int] = field(default_factory=dict)
    _words: dict[str, list[str]] = field(default_factory=dict)

    def end(self, meaning: int) -> Nodes:
        """The end of a sentence with this meaning."""
        return frozenset({self._add(End(meaning), frozenset())})

    def link(self, pattern: Pattern, nexts: Nodes, manner: Manner, is_first: bool = True) -> Nodes:
        """The nodes with which the sentences of a pattern begin, when these follow it."""
        match pattern:
            case Text(text):
                for word in reversed(self._split(text)):
                    nexts = self._link_word(word, nexts, manner.framing)
            case Hole(slot):
                nexts = self._link_hole(slot, nexts, manner, is_first)
            case InOrder(parts):
                firsts = [is_first and all(map(self._may_be_silent, parts[:at])) for at in range(len(parts))]
                for part, first in zip(reversed(parts), reversed(firsts), strict=True):
                    nexts = self.link(part, nexts, manner, first)
            case Choice(options):
                nexts = frozenset().union(*(self.link(option, nexts, manner, is_first) for option in options))
        return nexts

    def _may_be_silent(self, pattern: Pattern) -> bool:
        """Whether some sentence of the pattern takes no place of its own."""
        match pattern:
            case Text(text):
                return not text.strip()
            case Hole(slot):
                return slot not in self.opens and slot not in self.required
            case InOrder(parts):
                return all(map(self._may_be_silent, parts))
            case Choice(options):
                return any(map(self._may_be_silent, options))
        return False

    def _link_hole(self, slot: str, nexts: Nodes, manner: Manner, is_first: bool) -> Nodes:
        if slot == ANY:
            return frozenset({self._add(Open(None, manner.price), nexts)})
        if slot not in self.opens:
            heard = frozenset({self._add(Closed(slot), nexts)})
            return heard if manner.framing or slot in self.required else nexts | heard
        filled = frozenset({self._add(self.opens[slot], nexts)})
        if not manner.may_lack or slot not in self.lackable:
            return filled
        return filled | {self._add(Lack(slot, not (is_first or manner.stands)), nexts)}

    def _add(self, label: Label, nexts: Nodes) -> int:
        key = (label, nexts)
        if key not in self._known:
            self._known[key] = len(self.labels)
            self.labels.append(label)
            self.nexts.append(nexts)
        return self._known[key]

    def _link_word(self, word: str, nexts: Nodes, framing: bool) -> Nodes:
        if framing or word not in (BREAK, COLON):
            return frozenset({self._add(word, nexts)})
        return frozenset({self._add(Soft(word), nexts)}) if word == COLON else nexts

    def _split(self, text: str) -> list[str]:
        if text not in self._words:
            self._words[text] = [token.word for token in split_words(text, self.spellings)]
        return self._words[text]
