"""All sentences that a pack understands, by what they mean: its templates, and what is only heard."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from taskdata.check.aims import Aim, choose, map_aims, map_slots
from taskdata.check.automaton import Automaton
from taskdata.check.grammar import Graph, Manner, Nodes, Open
from taskdata.check.sentences import CLOSED, JOINED, OPENED, OWN_CLOSED, Meaning, Sentences
from taskdata.check.vocabulary import Vocabulary
from taskdata.check.words import split_words
from taskdata.foundation.output import Path
from taskdata.foundation.pack import Pack
from taskdata.foundation.pattern import Hole, Pattern, Text, list_leaves
from taskdata.foundation.pattern import Sequence as InOrder
from taskdata.foundation.records import dump_canonical
from taskdata.slots.base import Slot

_CHATTER_PRICE, _VAGUE_PRICE = 1.0, 1.5
"""What a word costs that does not matter: in a reason beside the request, and inside of it."""
_REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Language:
    """Sentences ready to be walked along, what each means, and what may be meant."""

    sentences: Sentences
    meanings: Sequence[Meaning]
    aims: Sequence[Aim]
    slots: Mapping[str, int]
    """The aims that each closed slot serves, a bit each."""


def build_language(pack: Pack, slots: Mapping[str, Slot], aims: Sequence[Aim], vocabulary: Vocabulary) -> Language:
    """The sentences of a pack, with what stands round them."""
    opens = {name: Open(name, slot.price, slot.keeps_typing) for name, slot in slots.items() if slot.is_open}
    signs = {slot for aim in aims if aim.evidence for slot in (*aim.evidence.says, *aim.evidence.signs)}
    lackable = {slot for aim in aims if aim.evidence for slot in aim.evidence.lacks}
    linked = _Linked(pack, Graph(vocabulary.spellings, opens, signs, lackable), aims)
    return Language(linked.link(vocabulary), linked.meanings, aims, map_slots(aims))


@dataclass
class _Linked:
    """The sentences of a language, while they are put together."""

    pack: Pack
    graph: Graph
    aims: Sequence[Aim]
    meanings: list[Meaning] = field(default_factory=list)
    _ids: dict[tuple[object, ...], int] = field(default_factory=dict)

    def link(self, vocabulary: Vocabulary) -> Sentences:
        """The sentences, and what may stand before, behind and between them."""
        aims_of = map_aims(self.aims)
        opened_for = {OPENED - 1 - at: action for at, action in enumerate(aims_of)}
        shared_before, shared_after = self._link_shared()
        shared_after |= self._link_framing(self.pack.framing.joins, JOINED)
        starts, commands = self._link_sentences()
        return Sentences(
            automaton=Automaton(self.graph),
            starts=starts,
            commands=commands,
            before=shared_before.union(*(self._link_own("before", action, end) for end, action in opened_for.items())),
            behind={action: shared_after | self._link_own("after", action, OWN_CLOSED) for action in aims_of},
            aims_of=aims_of,
            joint=choose(self.aims, lambda aim: bool(aim.evidence and aim.evidence.commands > 1)),
            lacking={
                slot: choose(self.aims, lambda aim, slot=slot: bool(aim.evidence and slot in aim.evidence.lacks))  # type: ignore[misc]
                for slot in self.graph.lackable
            },
            opened_for=opened_for,
            meanings=self.meanings,
            words=dict(self.pack.framing.words),
            nothing=vocabulary.list_phrases(self.pack.framing.nothing),
            fillers=self.pack.framing.anywhere,
            never_last=self.pack.framing.never_last,
            numbered=self.pack.framing.numbered,
            belongs=self.pack.framing.belongs,
            vocabulary=vocabulary.words,
            list_slips=vocabulary.list_slips,
        )

    def _link_sentences(self) -> tuple[Nodes, Nodes]:
        """Where all sentences begin, and where those do that may be one of two: with a word of their own."""
        starts: set[int] = set()
        commands: set[int] = set()
        for meaning, pattern in self._list_sentences():
            end = self.graph.end(self._identify(meaning))
            manner = Manner(_VAGUE_PRICE, may_lack=not meaning.is_bare, stands=meaning.is_loose)
            nodes = self.graph.link(pattern, end, manner) - end
            starts |= nodes
            if meaning.is_command:
                commands.update(node for node in nodes if isinstance(self.graph.labels[node], str))
        return frozenset(starts), frozenset(commands)

    def _list_sentences(self) -> Iterator[tuple[Meaning, Pattern]]:
        for family in self.pack.families.values():
            for template in family.templates:
                yield self._mean(family.action, template.pattern, template.sets, False, True), template.pattern
        for one in self.pack.heard:
            if one.part == "sentences":
                yield self._mean(one.action, one.pattern, one.sets, True, one.is_command), one.pattern

    def _mean(
        self, action: str | None, pattern: Pattern, sets: Mapping[Path, Any], is_loose: bool, is_command: bool
    ) -> Meaning:
        """What a sentence means; of an action that is chosen on evidence, it sets only the value that is chosen."""
        evidence = self.pack.actions[action].evidence if action else None
        kept = tuple((path, value) for path, value in sets.items() if not evidence or path == (evidence.field,))
        return Meaning(action, kept, not _has_words(pattern), is_loose, is_command)

    def _identify(self, meaning: Meaning) -> int:
        sets = dump_canonical(meaning.sets)  # what is set may be a list, which cannot be looked up itself
        key = meaning.action, sets, meaning.is_bare, meaning.is_loose, meaning.is_command
        if key not in self._ids:
            self._ids[key] = len(self.meanings)
            self.meanings.append(meaning)
        return self._ids[key]

    def _link_shared(self) -> tuple[Nodes, Nodes]:
        """What may stand before and after any sentence."""
        frames = [_split_frame(frame.pattern) for frames in self.pack.frames.values() for frame in frames]
        framing = self.pack.framing
        before = self._link_framing((*framing.before, *(before for before, _ in frames)), OPENED)
        return before, self._link_framing((*framing.after, *(after for _, after in frames)), CLOSED)

    def _link_own(self, part: str, action: str | None, end: int) -> Nodes:
        """What may stand before or after the sentences of one action."""
        return self._link_framing((s.pattern for s in self.pack.heard if (s.part, s.action) == (part, action)), end)

    def _link_framing(self, patterns: Iterable[Pattern], end: int) -> Nodes:
        nodes, manner = self.graph.end(end), Manner(_CHATTER_PRICE, framing=True)
        return frozenset[int]().union(*(self.graph.link(pattern, nodes, manner) for pattern in patterns)) - nodes


def _has_words(pattern: Pattern) -> bool:
    texts = (leaf.text for leaf in list_leaves(pattern) if isinstance(leaf, Text))
    return any(token.word.isalnum() for text in texts for token in split_words(text, {}))


def _split_frame(pattern: Pattern) -> tuple[Pattern, Pattern]:
    """What stands before and behind the request that a frame is put round."""
    parts = pattern.parts if isinstance(pattern, InOrder) else (pattern,)
    for at, part in enumerate(parts):
        if isinstance(part, Hole) and part.slot == _REQUEST:
            return InOrder(parts[:at]), InOrder(parts[at + 1 :])
        if isinstance(part, InOrder):
            before, after = _split_frame(part)
            if before != part:
                return InOrder((*parts[:at], before)), InOrder((after, *parts[at + 1 :]))
    return pattern, InOrder(())
