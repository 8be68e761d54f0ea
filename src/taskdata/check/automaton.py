"""The graph of sentences walked word by word: nodes that are reached together are one state, made when needed."""

from typing import TypeVar

from taskdata.check.grammar import Closed, End, Graph, Label, Lack, Nodes, Open, Soft

_MOST_STATES = 50_000
Kind = TypeVar("Kind", bound=Label)


class State:
    """Nodes reached by the same words, and the nodes behind each thing that may come next."""

    __slots__ = ("closed", "ends", "goes_on_alone", "lacks", "leads_anywhere", "opens", "soft", "words")

    def __init__(self, nodes: Nodes, graph: Graph, known: dict[Nodes, Nodes]) -> None:
        following: dict[Label, list[Nodes]] = {}
        for node in nodes:
            following.setdefault(graph.labels[node], []).append(graph.nexts[node])
        grouped: dict[Label, Nodes] = {}
        for label, sets in following.items():
            behind = sets[0] if len(sets) == 1 else frozenset[int]().union(*sets)
            grouped[label] = known.setdefault(behind, behind)
        self.words = {label: behind for label, behind in grouped.items() if isinstance(label, str)}
        self.opens = _select(grouped, Open)
        """The stretches that are left open."""
        self.closed = _select(grouped, Closed)
        """The closed slots whose mention has its place here."""
        self.soft = {soft.word: behind for soft, behind in _select(grouped, Soft)}
        """The marks that may be left out."""
        self.lacks = _select(grouped, Lack)
        """The open slots that may name no value."""
        self.ends = frozenset(label.meaning for label in grouped if isinstance(label, End))
        """What is meant, if nothing more comes."""
        self.goes_on_alone = bool(self.ends or self.soft or self.lacks)
        """Whether something may follow without a word: the end, a mark or a value that is left out."""
        self.leads_anywhere = bool(self.opens or self.lacks)
        """Whether any word may come next."""


class Automaton:
    """The states of a graph; equal sets of nodes are the same state. It forgets them when there are too many."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._states: dict[Nodes, State] = {}
        self._known: dict[Nodes, Nodes] = {}
        """Every set of nodes once: to look one up is quick where it is the same, and slow where it is equal."""

    def state(self, nodes: Nodes) -> State:
        """The state of these nodes."""
        found = self._states.get(nodes)
        if found is None:
            if len(self._states) > _MOST_STATES:
                self._states.clear()
                self._known.clear()
            found = self._states[nodes] = State(nodes, self.graph, self._known)
        return found


def _select(grouped: dict[Label, Nodes], kind: type[Kind]) -> tuple[tuple[Kind, Nodes], ...]:
    return tuple((label, behind) for label, behind in grouped.items() if isinstance(label, kind))
