"""The graph of sentences walked word by word: nodes that are reached together are one state, made when needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from taskdata.check.grammar import Closed, End, Graph, Lack, Nodes, Open, Soft

_MOST_STATES = 50_000
Key = TypeVar("Key")


@dataclass(eq=False)
class State:
    """Nodes reached by the same words, and where they lead."""

    nodes: Nodes
    automaton: "Automaton"

    @cached_property
    def words(self) -> Mapping[str, "State"]:
        """The state behind each word that may come next."""
        return self._follow({w: n for w, n in self._grouped.items() if isinstance(w, str)})

    @cached_property
    def opens(self) -> Mapping[Open, "State"]:
        """The state behind each stretch that is left open and may come next."""
        return self._follow({o: n for o, n in self._grouped.items() if isinstance(o, Open)})

    @cached_property
    def closed(self) -> Mapping[str, "State"]:
        """The state behind the mention of each closed slot that has its place here."""
        return self._follow({c.slot: n for c, n in self._grouped.items() if isinstance(c, Closed)})

    @cached_property
    def soft(self) -> Mapping[str, "State"]:
        """The state behind each mark that may be left out here."""
        return self._follow({soft.word: n for soft, n in self._grouped.items() if isinstance(soft, Soft)})

    @cached_property
    def lacks(self) -> Mapping[Lack, "State"]:
        """The state behind each open slot that may name no value here."""
        return self._follow({lack: n for lack, n in self._grouped.items() if isinstance(lack, Lack)})

    @cached_property
    def goes_on_alone(self) -> bool:
        """Whether something may follow without a word: the end, a mark or a value that is left out."""
        return bool(self.ends or self.soft or self.lacks)

    @cached_property
    def ends(self) -> frozenset[int]:
        """What is meant, if nothing more comes."""
        return frozenset(label.meaning for label in self._grouped if isinstance(label, End))

    @cached_property
    def _grouped(self) -> dict[object, set[int]]:
        graph = self.automaton.graph
        grouped: dict[object, set[int]] = {}
        for node in self.nodes:
            grouped.setdefault(graph.labels[node], set()).update(graph.nexts[node])
        return grouped

    def _follow(self, nodes: Mapping[Key, set[int]]) -> dict[Key, "State"]:
        return {key: self.automaton.state(frozenset(inner)) for key, inner in nodes.items()}


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
