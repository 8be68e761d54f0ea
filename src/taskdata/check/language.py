"""All sentences that a pack understands, by what they mean: its templates, and what is only heard."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from taskdata.check.automaton import Automaton
from taskdata.check.grammar import Graph, Nodes, Open
from taskdata.check.parsing import Sentences
from taskdata.check.words import split_words
from taskdata.foundation.output import Path
from taskdata.foundation.pack import Pack
from taskdata.foundation.pattern import Choice, Hole, Pattern, Sequence, Text, list_leaves, may_be_blank
from taskdata.slots.base import Slot

_CHATTER_PRICE, _VAGUE_PRICE = 1.0, 1.5
"""What a word costs that does not matter: in a reason beside the request, and inside of it."""
_SHORTEST_SLIP, _LONGEST_SLIP = 4, 30
_REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a sentence means; without an action it has two readings.

    A bare one has no word of its own; a loose one is only heard.
    """

    action: str | None
    sets: tuple[tuple[Path, Any], ...]
    is_bare: bool
    is_loose: bool


class Language:
    """The sentences of a pack as one automaton, with those of each action.

    Of slots that are `lacking`, no value is named: their place is empty, or holds a word such as "it".
    """

    def __init__(self, pack: Pack, slots: Mapping[str, Slot], lacking: Collection[str] = ()) -> None:
        self.meanings: list[Meaning] = []
        self._pack = pack
        self._lacking = frozenset(lacking)
        opens = {
            name: Open(name, float(slot.keeps_typing))
            for name, slot in slots.items()
            if slot.is_open and name not in self._lacking
        }
        spellings = _list_spellings(pack)
        self._graph = Graph(spellings, opens, _list_signs(pack))
        self._sentences: dict[tuple[tuple[str | None, ...], bool], Sentences] = {}
        self._meaning_ids: dict[Meaning, int] = {}
        self._opened, self._closed, self._joined, self._own_closed = -1, -2, -3, -4
        self._starts, self._named_starts = self._link_actions()
        self.automaton = Automaton(self._graph)
        self.spellings = spellings

    def sentences_of(self, actions: Collection[str | None], second: bool = False) -> Sentences:
        """The sentences of some actions, None standing for those with two readings; with those that may follow them."""
        key = (tuple(actions), second)
        if key not in self._sentences:
            known = self._named_starts if second else self._starts
            starts = frozenset[int]().union(*(known.get(action, frozenset()) for action in actions))
            own = self._pack.framing.words
            self._sentences[key] = Sentences(
                starts=starts,
                before=frozenset[int]().union(*(self._link_around("before", action) for action in actions)),
                after={action: self._link_around("after", action) for action in actions},
                joins=self._joins if second else frozenset(),
                opened=self._opened,
                closed=self._closed,
                own_closed=self._own_closed,
                joined=self._joined,
                never_last=self._pack.framing.never_last,
                fillers=self._pack.framing.anywhere,
                words=frozenset[str]().union(*(own.get(str(action), frozenset()) for action in actions)),
                action_of=[meaning.action for meaning in self.meanings],
                is_loose=[meaning.is_loose for meaning in self.meanings],
            )
        return self._sentences[key]

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of a sentence or of its framing."""
        return frozenset(label for label in self._graph.labels if isinstance(label, str)) | self._pack.framing.anywhere

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the pack, those that free text is made of included."""
        grammars = (line for grammar in self._pack.grammars.values() for lines in grammar.values() for line in lines)
        leaves = (leaf for line in grammars for leaf in list_leaves(line) if isinstance(leaf, Text))
        return self.words.union(token.word for leaf in leaves for token in split_words(leaf.text, {}))

    def list_slips(self, word: str) -> Collection[str]:
        """The known words that one slip of the finger may have made this unknown word of; the first letter stays."""
        if word in self.vocabulary or not _SHORTEST_SLIP <= len(word) <= _LONGEST_SLIP or not word.isalpha():
            return ()
        return {known for cut in (word, *_cut(word)) for known in self._near.get(cut, ())}

    @cached_property
    def _near(self) -> Mapping[str, list[str]]:
        near: dict[str, list[str]] = {}
        for word in sorted(self.words):
            if len(word) >= _SHORTEST_SLIP:
                for cut in (word, *_cut(word)):
                    near.setdefault(cut, []).append(word)
        return near

    def _link_actions(self) -> tuple[dict[str | None, Nodes], ...]:
        """Where the sentences of each action begin; the same of those that may be one of two in a request."""
        starts: dict[str | None, set[int]] = {}
        named: dict[str | None, set[int]] = {}
        for action, pattern, sets, is_loose, is_command in self._list_sentences():
            meaning = Meaning(action, tuple(sets), not self._has_words(pattern), is_loose)
            if not (meaning.is_bare and self._lacking):
                end = self._graph.end(self._identify(meaning))
                nodes = self._graph.link(self._empty(pattern, is_loose), end, _VAGUE_PRICE) - end
                starts.setdefault(action, set()).update(nodes)
                if not meaning.is_bare and is_command:
                    named.setdefault(action, set()).update(n for n in nodes if isinstance(self._graph.labels[n], str))
        return tuple({action: frozenset(nodes) for action, nodes in found.items()} for found in (starts, named))

    def _list_sentences(self) -> Iterable[tuple[str | None, Pattern, Iterable[tuple[Path, Any]], bool, bool]]:
        for family in self._pack.families.values():
            for template in family.templates:
                yield family.action, template.pattern, self._keep(family.action, template.sets), False, True
        for sentence in (one for one in self._pack.heard if one.part == "sentences"):
            yield (
                sentence.action,
                sentence.pattern,
                self._keep(sentence.action, sentence.sets),
                True,
                sentence.is_command,
            )

    def _keep(self, action: str | None, sets: Mapping[Path, Any]) -> Iterable[tuple[Path, Any]]:
        """What a sentence sets; of an action that is chosen on evidence, only the value that is chosen."""
        evidence = self._pack.actions[action].evidence if action else None
        return [(path, value) for path, value in sets.items() if not evidence or path == (evidence.field,)]

    def _identify(self, meaning: Meaning) -> int:
        if meaning not in self._meaning_ids:
            self._meaning_ids[meaning] = len(self.meanings)
            self.meanings.append(meaning)
        return self._meaning_ids[meaning]

    def _has_words(self, pattern: Pattern) -> bool:
        texts = (leaf.text for leaf in list_leaves(pattern) if isinstance(leaf, Text))
        return any(token.word.isalnum() for text in texts for token in split_words(text, {}))

    def _empty(self, pattern: Pattern, is_loose: bool, is_first: bool = True) -> Pattern:
        """The pattern with nothing, or a word that stands for it, in the place of what is lacking.

        At the start of a sentence, and in a loose one, a word must stand for it.
        """
        if not self._lacking:
            return pattern
        match pattern:
            case Hole(slot) if slot in self._lacking:
                return self._nothing[is_first or is_loose]
            case Sequence(parts):
                firsts = (is_first and all(map(may_be_blank, parts[:at])) for at in range(len(parts)))
                return Sequence(
                    tuple(self._empty(part, is_loose, first) for part, first in zip(parts, firsts, strict=True))
                )
            case Choice(options, weights):
                return Choice(tuple(self._empty(option, is_loose, is_first) for option in options), weights)
        return pattern

    @cached_property
    def _nothing(self) -> tuple[Pattern, Pattern]:
        """Nothing or a word that stands for it, and such a word alone."""
        named = self._pack.framing.nothing
        return Choice((Text(""), *named), (1.0,) * (len(named) + 1)), Choice(named, (1.0,) * len(named))

    def _link_around(self, part: str, action: str | None) -> Nodes:
        """What may stand before or after the sentences of an action."""
        end = self._graph.end(self._opened if part == "before" else self._closed)
        own_end = end if part == "before" else self._graph.end(self._own_closed)
        own = [one.pattern for one in self._pack.heard if one.part == part and one.action == action]
        frames = [frame[part == "after"] for frame in self._list_frames()]
        shared = self._pack.framing.before if part == "before" else self._pack.framing.after
        nodes = frozenset[int]().union(*(self._link_framing(one, end) for one in (*shared, *frames)))
        return nodes.union(*(self._link_framing(one, own_end) for one in own)) - end - own_end

    def _link_framing(self, pattern: Pattern, end: Nodes) -> Nodes:
        return self._graph.link(pattern, end, _CHATTER_PRICE, framing=True)

    @cached_property
    def _joins(self) -> Nodes:
        end = self._graph.end(self._joined)
        return frozenset[int]().union(*(self._link_framing(pattern, end) for pattern in self._pack.framing.joins))

    def _list_frames(self) -> Iterable[tuple[Pattern, Pattern]]:
        for frames in self._pack.frames.values():
            for frame in frames:
                yield _split_frame(frame.pattern)


def _split_frame(pattern: Pattern) -> tuple[Pattern, Pattern]:
    """What stands before and behind the request that a frame is put round."""
    parts = pattern.parts if isinstance(pattern, Sequence) else (pattern,)
    for at, part in enumerate(parts):
        if isinstance(part, Hole) and part.slot == _REQUEST:
            return Sequence(parts[:at]), Sequence(parts[at + 1 :])
        if isinstance(part, Sequence):
            before, after = _split_frame(part)
            if before != part:
                return Sequence((*parts[:at], before)), Sequence((after, *parts[at + 1 :]))
    return pattern, Sequence(())


def _list_signs(pack: Pack) -> frozenset[str]:
    """The slots whose mention alone makes a request what it is."""
    tables = [action.evidence.values.values() for action in pack.actions.values() if action.evidence]
    return frozenset(slot for table in tables for evidence in table for slot in (*evidence.says, *evidence.signs))


def _list_spellings(pack: Pack) -> Mapping[str, tuple[str, ...]]:
    """The plain words for each abbreviation: those that the pack types itself, and those that it only reads."""
    typed = {other: tuple(word.split()) for swaps in pack.swaps.values() for word, o in swaps.items() for other in o}
    return {**typed, **pack.framing.spellings}


def _cut(word: str) -> list[str]:
    """The word with one letter left out, but for the first, which no slip touches."""
    return [word[:at] + word[at + 1 :] for at in range(1, len(word))]
