"""All sentences that a pack understands, by what they mean: its templates, and what is only heard."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from taskdata.check.aims import Aim, map_aims
from taskdata.check.automaton import Automaton
from taskdata.check.grammar import Graph, Nodes, Open
from taskdata.check.lacking import Lacking
from taskdata.check.sentences import Sentences
from taskdata.check.vocabulary import Vocabulary
from taskdata.check.words import split_words
from taskdata.foundation.output import Path
from taskdata.foundation.pack import Pack
from taskdata.foundation.pattern import Hole, Pattern, Text, list_leaves
from taskdata.foundation.pattern import Sequence as InOrder
from taskdata.slots.base import Slot

_CHATTER_PRICE, _VAGUE_PRICE = 1.0, 1.5
"""What a word costs that does not matter: in a reason beside the request, and inside of it."""
_REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a sentence means; without an action it has two readings.

    A bare one has no word of its own; a loose one is only heard; a command may be one of two in a request.
    """

    action: str | None
    sets: tuple[tuple[Path, Any], ...]
    is_bare: bool
    is_loose: bool
    is_command: bool


@dataclass(frozen=True, slots=True)
class Language:
    """Sentences ready to be walked along, what each means, and the aims for which that is done."""

    sentences: Sentences
    meanings: Sequence[Meaning]
    aims: Sequence[Aim]
    commands: int = 1
    """How many of them a request has."""


@dataclass
class LanguageBuilder:
    """Makes languages of the sentences of a pack."""

    pack: Pack
    slots: Mapping[str, Slot]
    vocabulary: Vocabulary

    def build(self, aims: Sequence[Aim], lacking: Collection[str] = (), commands: int = 1) -> Language:
        """The sentences that serve some aims; of the slots that are lacking no value is named in them."""
        known = Lacking(frozenset(lacking), self.pack.framing.nothing)
        opens = {
            name: Open(name, float(slot.keeps_typing))
            for name, slot in self.slots.items()
            if slot.is_open and name not in known.slots
        }
        signs = {slot for aim in aims if aim.evidence for slot in (*aim.evidence.says, *aim.evidence.signs)}
        graph = Graph(self.vocabulary.spellings, opens, frozenset(signs))
        linked = _Linked(self.pack, graph, known, map_aims(aims), commands)
        return Language(linked.link(self.vocabulary), linked.meanings, aims, commands)


@dataclass
class _Linked:
    """The sentences of one language, while they are put together."""

    pack: Pack
    graph: Graph
    lacking: Lacking
    aims_of: Mapping[str | None, int]
    commands: int
    meanings: list[Meaning] = field(default_factory=list)
    _ids: dict[Meaning, int] = field(default_factory=dict)

    def link(self, vocabulary: Vocabulary) -> Sentences:
        """The sentences with what stands round them."""
        opened_for = {Sentences.OPENED - 1 - at: action for at, action in enumerate(self.aims_of)}
        joins = self._link_framing(self.pack.framing.joins, Sentences.JOINED) if self.commands > 1 else frozenset()
        shared_before, shared_after = self._link_shared()
        before = [self._link_own("before", action, end) for end, action in opened_for.items()]
        starts = self._link_sentences()
        return Sentences(
            automaton=Automaton(self.graph),
            starts=starts,
            before=shared_before.union(*before),
            behind={
                action: shared_after | joins | self._link_own("after", action, Sentences.OWN_CLOSED)
                for action in self.aims_of
            },
            aims_of=self.aims_of,
            opened_for=opened_for,
            action_of=[meaning.action for meaning in self.meanings],
            is_loose=[meaning.is_loose for meaning in self.meanings],
            words=self.pack.framing.words,  # type: ignore[arg-type]  # keys of a mapping that are never None
            fillers=self.pack.framing.anywhere,
            never_last=self.pack.framing.never_last,
            vocabulary=vocabulary.words,
            list_slips=vocabulary.list_slips,
        )

    def _link_sentences(self) -> Nodes:
        starts: set[int] = set()
        for meaning, pattern in self._list_sentences():
            if meaning.action in self.aims_of and not (meaning.is_bare and self.lacking.slots):
                end = self.graph.end(self._identify(meaning))
                nodes = self.graph.link(self.lacking.empty(pattern, meaning.is_loose), end, _VAGUE_PRICE) - end
                starts.update(nodes if self.commands == 1 else self._keep_commands(meaning, nodes))
        return frozenset(starts)

    def _keep_commands(self, meaning: Meaning, nodes: Nodes) -> Iterable[int]:
        """Where a sentence begins that may be one of two: with a word of its own."""
        return (node for node in nodes if meaning.is_command and isinstance(self.graph.labels[node], str))

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
        if meaning not in self._ids:
            self._ids[meaning] = len(self.meanings)
            self.meanings.append(meaning)
        return self._ids[meaning]

    def _link_shared(self) -> tuple[Nodes, Nodes]:
        """What may stand before and after any sentence."""
        frames = [_split_frame(frame.pattern) for frames in self.pack.frames.values() for frame in frames]
        framing = self.pack.framing
        before = self._link_framing((*framing.before, *(before for before, _ in frames)), Sentences.OPENED)
        return before, self._link_framing((*framing.after, *(after for _, after in frames)), Sentences.CLOSED)

    def _link_own(self, part: str, action: str | None, end: int) -> Nodes:
        """What may stand before or after the sentences of one action."""
        return self._link_framing((s.pattern for s in self.pack.heard if (s.part, s.action) == (part, action)), end)

    def _link_framing(self, patterns: Iterable[Pattern], end: int) -> Nodes:
        nodes = self.graph.end(end)
        linked = (self.graph.link(pattern, nodes, _CHATTER_PRICE, framing=True) for pattern in patterns)
        return frozenset[int]().union(*linked) - nodes


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
