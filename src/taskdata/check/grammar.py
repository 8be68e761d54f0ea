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


@dataclass(frozen=True, slots=True)
class Closed:
    """A place for the mention of a closed slot."""

    slot: str


@dataclass(frozen=True, slots=True)
class Soft:
    """A mark that people may leave out."""

    word: str


@dataclass(frozen=True, slots=True)
class End:
    """The end of a sentence, and what it means."""

    meaning: int


Label = str | Open | Closed | Soft | End


@dataclass
class Graph:
    """Nodes with a label each, and the nodes that may follow it."""

    spellings: Mapping[str, Sequence[str]]
    opens: Mapping[str, Open]
    """The slots that are left open; those of any other are heard wherever they stand, and need no place."""
    required: Collection[str] = ()
    """The closed slots that must be heard in their place, wherever that is."""
    labels: list[Label] = field(default_factory=list)
    nexts: list[Nodes] = field(default_factory=list)
    _known: dict[tuple[Label, Nodes], int] = field(default_factory=dict)
    _words: dict[str, list[str]] = field(default_factory=dict)

    def end(self, meaning: int) -> Nodes:
        """The end of a sentence with this meaning."""
        return frozenset({self._add(End(meaning), frozenset())})

    def link(self, pattern: Pattern, nexts: Nodes, price: float, framing: bool = False) -> Nodes:
        """The nodes with which the sentences of a pattern begin, when these follow it.

        A word that does not matter costs the price. In framing, marks are words, and a closed slot must be heard in its
        place.
        """
        match pattern:
            case Text(text):
                for word in reversed(self._split(text)):
                    nexts = self._link_word(word, nexts, framing)
            case Hole(slot) if slot == ANY:
                nexts = frozenset({self._add(Open(None, price), nexts)})
            case Hole(slot) if slot in self.opens:
                nexts = frozenset({self._add(self.opens[slot], nexts)})
            case Hole(slot):
                heard = frozenset({self._add(Closed(slot), nexts)})
                nexts = heard if framing or slot in self.required else nexts | heard
            case InOrder(parts):
                for part in reversed(parts):
                    nexts = self.link(part, nexts, price, framing)
            case Choice(options):
                nexts = frozenset().union(*(self.link(option, nexts, price, framing) for option in options))
        return nexts

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
