"""The graph of sentences walked word by word: nodes that are reached together are one state, made when needed."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TypeVar

from taskdata.check.grammar import Closed, End, Graph, Label, Lack, Nodes, Open, Soft

_MOST_STATES = 50_000
Kind = TypeVar("Kind", bound=Label)
Key = TypeVar("Key")


class State:
    """Nodes reached by the same words, and where they lead."""

    def __init__(self, nodes: Nodes, automaton: "Automaton") -> None:
        self._automaton = automaton
        self._grouped: dict[Label, Nodes] = {}
        labels, nexts = automaton.graph.labels, automaton.graph.nexts
        for node in nodes:
            label, following = labels[node], self._grouped.get(labels[node])
            self._grouped[label] = nexts[node] if following is None else following | nexts[node]
        self.words = {label for label in self._grouped if isinstance(label, str)}
        self.ends = frozenset(label.meaning for label in self._grouped if isinstance(label, End))

    def follow(self, word: str) -> "State":
        """The state behind one of its words."""
        return self._automaton.state(self._grouped[word])

    @cached_property
    def opens(self) -> Mapping[Open, "State"]:
        """The state behind each stretch that is left open and may come next."""
        return self._follow(Open, lambda label: label)

    @cached_property
    def closed(self) -> Mapping[str, "State"]:
        """The state behind the mention of each closed slot that has its place here."""
        return self._follow(Closed, lambda label: label.slot)

    @cached_property
    def soft(self) -> Mapping[str, "State"]:
        """The state behind each mark that may be left out here."""
        return self._follow(Soft, lambda label: label.word)

    @cached_property
    def lacks(self) -> Mapping[Lack, "State"]:
        """The state behind each open slot that may name no value here."""
        return self._follow(Lack, lambda label: label)

    @cached_property
    def goes_on_alone(self) -> bool:
        """Whether something may follow without a word: the end, a mark or a value that is left out."""
        return bool(self.ends or self.soft or self.lacks)

    @cached_property
    def leads_anywhere(self) -> bool:
        """Whether any word may come next."""
        return bool(self.opens or self.lacks)

    def _follow(self, kind: type[Kind], name: Callable[[Kind], Key]) -> dict[Key, "State"]:
        found = ((label, nodes) for label, nodes in self._grouped.items() if isinstance(label, kind))
        return {name(label): self._automaton.state(nodes) for label, nodes in found}


class Automaton:
    """The states of a graph; equal sets of nodes are the same state. It forgets them when there are too many."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._states: dict[Nodes, State] = {}

    def state(self, nodes: Nodes) -> State:
        """The state of these nodes."""
        found = self._states.get(nodes)
        if found is None:
            if len(self._states) > _MOST_STATES:
                self._states.clear()
            found = self._states[nodes] = State(nodes, self)
        return found
