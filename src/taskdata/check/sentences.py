"""The sentences of a pack as one automaton: where they begin, what may follow, what they mean."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any, Final

from taskdata.check.automaton import Automaton, State
from taskdata.check.grammar import Nodes
from taskdata.check.words import MARKS
from taskdata.foundation.output import Path

END = ""
"""Stands for the end of a request."""
CLOSED: Final = -1
"""The end of what stands behind a sentence."""
OWN_CLOSED: Final = -2
"""The same, of what is heard behind the sentences of one action only."""
JOINED: Final = -3
"""The end of what joins a second request."""
OPENED: Final = -4
"""The end of what stands before a sentence; this and smaller numbers, one for each action and one for all."""
Meant = tuple[frozenset[int], int, bool]
"""The numbers of meanings of one action, the aims that they serve, and whether they are only heard."""


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


@dataclass
class Sentences:
    """Sentences of some actions, with what may stand round them and between their words."""

    automaton: Automaton
    starts: Nodes
    commands: Nodes
    """Where those begin that may be one of two in a request."""
    before: Nodes
    behind: Mapping[str | None, Nodes]
    """What may follow a sentence, by its action."""
    aims_of: Mapping[str | None, int]
    """The aims that the sentences of an action serve, a bit each."""
    joint: int
    """The aims that need two commands, a bit each."""
    lacking: Mapping[str, int]
    """The aims that need an open slot without a value."""
    opened_for: Mapping[int, str | None]
    """The action of each end of what stands before a sentence; the one for all is not in it."""
    meanings: Sequence[Meaning]
    words: Mapping[str, Collection[str]]
    """By action, the words that may stand between others, but not beside free text."""
    nothing: Collection[tuple[str, ...]]
    """The phrases that stand for what is not named."""
    fillers: Collection[str]
    """The words that may stand anywhere."""
    never_last: Collection[str]
    """Words with which nothing ends: what stands behind them belongs to what follows it."""
    numbered: Collection[str]
    """Words behind which a number is a name, and begins no free text."""
    belongs: Collection[str]
    """Words that, with a value behind them, belong to the free text before them."""
    vocabulary: Collection[str]
    """Every word that is known not to be a slip of the finger."""
    list_slips: Callable[[str], Collection[str]]
    """The known words that one slip may have made a word of."""
    _after: dict[frozenset[int], State] = field(default_factory=dict)
    _opened: dict[frozenset[int], list[int]] = field(default_factory=dict)
    _words_of: dict[frozenset[int], Collection[str]] = field(default_factory=dict)
    _meant: dict[frozenset[int], list[Meant]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.first = self.automaton.state(self.starts | self.before)
        """Where a request begins."""
        self.second = self.automaton.state(self.commands)
        """Where a second sentence begins."""
        self.lackable = reduce(or_, self.lacking.values(), 0)
        """The aims that need some open slot without a value."""

    def after(self, meant: frozenset[int]) -> State:
        """What may follow a sentence that means this."""
        state = self._after.get(meant)
        if state is None:
            state = self._after[meant] = self.automaton.state(self.behind[self._action(meant)])
        return state

    def words_of(self, meant: frozenset[int]) -> Collection[str]:
        """The words that may stand between the others."""
        if meant not in self._words_of:
            self._words_of[meant] = self.words.get(str(self._action(meant)), ())
        return self._words_of[meant]

    def list_opened(self, ends: frozenset[int]) -> list[int]:
        """The aims that go on behind what stands before a sentence."""
        if ends not in self._opened:
            opened = [end for end in ends if end <= OPENED]
            self._opened[ends] = [
                self.aims_of.get(self.opened_for[end], 0) if end in self.opened_for else -1 for end in opened
            ]
        return self._opened[ends]

    def list_meant(self, ends: frozenset[int]) -> list[Meant]:
        """What a whole sentence means, apart by action, and by whether it is only heard."""
        if ends not in self._meant:
            apart: dict[tuple[str | None, bool, bool], set[int]] = {}
            for number in ends:
                if number >= 0:
                    meaning = self.meanings[number]
                    apart.setdefault((meaning.action, meaning.is_loose, meaning.is_command), set()).add(number)
            self._meant[ends] = [
                (frozenset(numbers), self.aims_of[action] & (-1 if is_command else ~self.joint), is_loose)
                for (action, is_loose, is_command), numbers in apart.items()
            ]
        return self._meant[ends]

    def may_pass(self, word: str) -> bool:
        """Whether a word may be passed that is none of the sentence: a mark, a filler, a slip of the finger."""
        if word in MARKS or word in self.fillers:
            return True
        return word not in self.vocabulary and (word.endswith("s") or bool(self.list_slips(word)))

    def _action(self, meant: frozenset[int]) -> str | None:
        return self.meanings[next(iter(meant))].action
