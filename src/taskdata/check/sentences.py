"""The sentences of a pack as one automaton, ready to be walked along: where they begin, what follows, what they mean."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar

from taskdata.check.automaton import Automaton, State
from taskdata.check.grammar import End, Graph, Nodes

Meant = tuple[frozenset[int], int, bool]
"""Meanings of one action, the aims that they serve, and whether they are only heard."""


@dataclass
class Sentences:
    """Sentences of some actions, with what may stand round them and between their words."""

    CLOSED: ClassVar[int] = -1
    """The end of what stands behind a sentence."""
    OWN_CLOSED: ClassVar[int] = -2
    """The same, of what is heard behind the sentences of one action only."""
    JOINED: ClassVar[int] = -3
    """The end of what joins a second request."""
    OPENED: ClassVar[int] = -4
    """The end of what stands before a sentence; this and smaller numbers, one for each action and one for all."""

    automaton: Automaton
    starts: Nodes
    before: Nodes
    behind: Mapping[str | None, Nodes]
    """What may follow a sentence, by its action."""
    aims_of: Mapping[str | None, int]
    """The aims that the sentences of an action serve, a bit each."""
    opened_for: Mapping[int, str | None]
    """The action of each end of what stands before a sentence; the one for all is not in it."""
    action_of: Sequence[str | None]
    """Of each meaning, as the next."""
    is_loose: Sequence[bool]
    words: Mapping[str | None, Collection[str]]
    """By action, the words that may stand between others, but not beside free text."""
    fillers: Collection[str]
    """The words that may stand anywhere."""
    never_last: Collection[str]
    """Words with which nothing ends: what stands behind them belongs to what follows it."""
    vocabulary: Collection[str]
    """Every word that is known not to be a slip of the finger."""
    list_slips: Callable[[str], Collection[str]]
    """The known words that one slip may have made a word of."""
    _following: dict[State, frozenset[str] | None] = field(default_factory=dict)
    _meant: dict[frozenset[int], list[Meant]] = field(default_factory=dict)

    @cached_property
    def first(self) -> State:
        """Where a request begins."""
        return self.automaton.state(self.starts | self.before)

    @cached_property
    def start(self) -> State:
        """Where a sentence begins."""
        return self.automaton.state(self.starts)

    def after(self, meant: frozenset[int]) -> State:
        """What may follow a sentence that means this."""
        return self.automaton.state(self.behind[self._action(meant)])

    def words_of(self, meant: frozenset[int]) -> Collection[str]:
        """The words that may stand between the others."""
        return self.words.get(self._action(meant), ())

    def list_opened(self, ends: Iterable[int]) -> list[int]:
        """The aims that go on behind what stands before a sentence."""
        opened = [end for end in ends if end <= self.OPENED]
        return [self.aims_of.get(self.opened_for[end], 0) if end in self.opened_for else -1 for end in opened]

    def list_meant(self, ends: frozenset[int]) -> list[Meant]:
        """What a whole sentence means, apart by action, and by whether it is only heard."""
        if ends not in self._meant:
            meant: dict[tuple[str | None, bool], set[int]] = {}
            for meaning in ends:
                if meaning >= 0 and self.action_of[meaning] in self.aims_of:
                    meant.setdefault((self.action_of[meaning], self.is_loose[meaning]), set()).add(meaning)
            self._meant[ends] = [(frozenset(m), self.aims_of[a], loose) for (a, loose), m in meant.items()]
        return self._meant[ends]

    def list_following(self, state: State) -> frozenset[str] | None:
        """Every word that may follow a state; None where it may be any."""
        if state not in self._following:
            behind = [self.after(meant) for meant, _, _ in self.list_meant(state.ends)]
            if self.CLOSED in state.ends or self.OWN_CLOSED in state.ends or min(state.ends, default=0) <= self.JOINED or any(one.opens for one in (state, *behind, *state.soft.values())):
                self._following[state] = None
            else:
                states = (state, *behind, *state.soft.values())
                self._following[state] = frozenset().union(
                    *(one.words for one in states), *(one.soft for one in states)
                )
        return self._following[state]

    def list_joins(self) -> Iterable[str]:
        """The words with which something begins that joins a second request."""
        graph = self.automaton.graph
        nodes = self.automaton.state(frozenset().union(*self.behind.values())).nodes
        joining = {
            node for node, label in enumerate(graph.labels) if isinstance(label, End) and label.meaning == self.JOINED
        }
        return (
            label for node in nodes if isinstance(label := graph.labels[node], str) and _leads_to(graph, node, joining)
        )

    def _action(self, meant: frozenset[int]) -> str | None:
        return self.action_of[next(iter(meant))]


def _leads_to(graph: Graph, node: int, ends: Collection[int]) -> bool:
    """Whether some way from a node comes to one of the ends."""
    todo, seen = [node], {node}
    while todo:
        for following in graph.nexts[todo.pop()] - seen:
            if following in ends:
                return True
            seen.add(following)
            todo.append(following)
    return False
