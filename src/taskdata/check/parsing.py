"""Reading a request along the sentences that a pack knows: every way through, the cheapest of each meaning."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from taskdata.check.automaton import Automaton, State
from taskdata.check.grammar import Nodes, Open
from taskdata.check.words import AT, BREAK, COLON, MARKS, QUOTE, Token

_LONGEST_OPEN = 60
_SLIP = 1.5
"""What a word costs that is one slip away from the one expected."""


_LOOSE = 1.1
"""What it costs to read a request along a sentence that is only heard: two words, not one, must speak for it."""
_LOOSE_WORD = 0.05
_UNPLACED = 0.35
"""What a value costs that no sentence has in its place, and that could be a word like any other."""
_WEIGHTS = {BREAK: 0.3, COLON: 1.0, QUOTE: 0.0, AT: 0.0}
"""What a mark weighs in free text against a word: what is set apart is more likely something else."""
_NO_MARK = 0.6
"""What it costs to leave out a mark behind which a sentence has free text."""
_SECOND = 1.5
"""What it costs to read a request as two."""
_GAP = 0.01
"""What a stretch costs that is left open, beside its words: one is better than two in a row."""


class Filled(NamedTuple):
    """The words, by number, that are taken for the value of an open slot."""

    slot: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a request: what it means, what stands in the open slots, and what that leaves unexplained."""

    meaning: int
    filled: tuple[Filled, ...]
    cost: float
    commands: int = 1
    is_vague: bool = False
    """Whether words were passed over that do not matter."""


class Jump(NamedTuple):
    """The mention of a closed slot, as far as the word where it ends."""

    slot: str
    end: int
    is_apart: bool
    """Whether free text may begin straight behind it, also where no sentence has it there."""


class _Point(NamedTuple):
    """How far a way through has come: where in the sentences, and what was passed."""

    state: State
    meant: frozenset[int] | None
    filled: tuple[Filled, ...]
    commands: int
    is_bound: bool = False
    """Whether what comes next must be a word of the sentence, since a value without a place of its own was passed."""
    is_open: bool = False
    """Whether the last word is one of free text, to which the next may belong as well."""
    is_vague: bool = False
    behind_text: bool = False
    """Whether nothing has closed the free text yet: what comes next may belong to it as well."""


Places = Callable[[Open, int], Iterator[int]]
"""Where a stretch for an open slot may end that begins at a word."""


@dataclass(frozen=True)
class Sentences:
    """The sentences of some actions, and what may stand round them and between their words."""

    starts: Nodes
    before: Nodes
    after: Mapping[str | None, Nodes]
    """By action."""
    joins: Nodes
    """Between a request and a second one; none where there may be no second."""
    opened: int
    closed: int
    own_closed: int
    """Closes what is heard behind the sentences of one action only."""
    joined: int
    never_last: Collection[str]
    """Words with which nothing ends: what stands behind them belongs to what follows it."""
    fillers: Collection[str]
    words: Collection[str]
    """As the fillers, but not beside free text."""
    action_of: Sequence[str | None]
    """Of each meaning, as the next."""
    is_loose: Sequence[bool]


@dataclass
class Parser:
    """Reads the words of one request."""

    automaton: Automaton
    sentences: Sentences
    tokens: Sequence[Token]
    jumps: Mapping[int, Collection[Jump]]
    """The mentions of closed slots by the word with which they begin."""
    places: Places
    words: Collection[str]
    """Every word that a sentence has."""
    slips: Callable[[str], Collection[str]]
    """The known words that one slip may have made a word of."""
    most: float = float("inf")
    """What a reading may cost."""
    _reached: list[dict[_Point, float]] = field(init=False)

    def read_all(self) -> list[Reading]:
        """Every reading of the whole request, the cheapest first."""
        self._reached = [{} for _ in range(len(self.tokens) + 1)]
        first = self.automaton.state(self.sentences.starts | self.sentences.before)
        self._put(0, _Point(first, None, (), 1), 0.0)
        for at in range(len(self.tokens)):
            self._walk_from(at)
        return self._gather(self._reached[-1])

    def _gather(self, points: Mapping[_Point, float]) -> list[Reading]:
        best: dict[tuple[int, tuple[Filled, ...], int, bool], float] = {}
        for point, cost in points.items():
            is_whole = point.meant and point.state.nodes == self._after(point.meant)
            for meaning in point.meant if is_whole and point.meant else ():
                key = (meaning, point.filled, point.commands, point.is_vague)
                best[key] = min(cost, best.get(key, cost))
        return [Reading(m, f, cost, c, v) for (m, f, c, v), cost in sorted(best.items(), key=lambda item: item[1])]

    def _walk_from(self, at: int) -> None:
        reached, word = self._reached[at], self.tokens[at].word
        skips = word in MARKS or word in self.sentences.fillers
        for point, cost in list(reached.items()):
            if reached[point] != cost:
                continue
            if skips:
                self._put(at + 1, point._replace(is_bound=False, is_open=False), cost)
            elif point.meant and not point.is_open and word in self.sentences.words:
                self._put(at + 1, point._replace(is_bound=True), cost + _LOOSE_WORD)
            self._jump(at, point, cost)
            self._step(at, word, point, cost)
            for gap, state in point.state.opens.items():
                self._fill(at, gap, state, point, cost)

    def _jump(self, at: int, point: _Point, cost: float) -> None:
        is_inside = at > 0 and self.tokens[at - 1].word in self.sentences.never_last
        for jump in self.jumps.get(at, ()):
            is_bound = is_inside or not jump.is_apart
            further = cost if jump.is_apart else cost + _UNPLACED
            self._put(jump.end, point._replace(is_bound=is_bound, is_open=False, behind_text=False), further)
            placed = point.state.closed.get(jump.slot)
            if placed is not None:
                self._put(jump.end, point._replace(state=placed, is_bound=False, is_open=False), cost)

    def _step(self, at: int, word: str, point: _Point, cost: float) -> None:
        following = point.state.words
        if word not in self.words and word[-1:] == "s" and (stem := following.get(word[:-1])) and "s" in stem.words:
            self._put(at + 1, point._replace(state=stem.words["s"], is_bound=False, is_open=False), cost)
        if word in point.state.soft:
            self._put(at + 1, point._replace(state=point.state.soft[word], is_bound=False, is_open=False), cost)
        if word in following:
            self._put(at + 1, point._replace(state=following[word], is_bound=False, is_open=False), cost)
        elif following:
            for meant in self.slips(word):
                if meant in following:
                    self._put(
                        at + 1, point._replace(state=following[meant], is_bound=False, is_open=False), cost + _SLIP
                    )

    def _fill(self, at: int, gap: Open, state: State, point: _Point, cost: float) -> None:
        if point.is_bound and gap.price >= 1:
            return
        for end in self.places(gap, at):
            words = sum(_WEIGHTS.get(token.word, 1.0) for token in self.tokens[at:end])
            filled = (*point.filled, Filled(gap.slot, at, end)) if gap.slot else point.filled
            vague = point.is_vague or gap.slot is None
            is_text = gap.price > 0
            filling = point._replace(
                state=state, filled=filled, is_open=is_text, is_vague=vague, behind_text=is_text and not point.meant
            )
            self._put(end, filling, cost + gap.price * words + _GAP)

    def _put(self, at: int, point: _Point, cost: float) -> None:
        if cost > self.most or cost >= self._reached[at].get(point, float("inf")):
            return
        self._reached[at][point] = cost
        for behind in point.state.soft.values():
            self._put(at, point._replace(state=behind), cost + _NO_MARK)
        if point.state.ends:
            self._end(at, point, cost)

    def _end(self, at: int, point: _Point, cost: float) -> None:
        """Go on behind the end of a sentence, or of what stands before or after one."""
        ends = point.state.ends
        known, state = self.sentences, self.automaton.state
        if known.opened in ends:
            self._put(at, point._replace(state=state(known.starts | known.before)), cost)
        if known.closed in ends and point.meant:
            self._put(at, point._replace(state=state(self._after(point.meant)), behind_text=False), cost)
        if known.own_closed in ends and point.meant:
            further = cost + _LOOSE if point.behind_text else cost
            self._put(at, point._replace(state=state(self._after(point.meant)), behind_text=False), further)
        if known.joined in ends and point.commands == 1:
            self._put(at, point._replace(state=state(known.starts), meant=None, commands=2), cost + _SECOND)
        if point.meant is None:
            self._accept(at, ends, point, cost)

    def _accept(self, at: int, ends: frozenset[int], point: _Point, cost: float) -> None:
        """Go on behind a whole sentence, apart by action, and by whether it is a loose one."""
        known = self.sentences
        meant: dict[tuple[str | None, bool], set[int]] = {}
        for meaning in ends:
            if meaning >= 0:
                meant.setdefault((known.action_of[meaning], known.is_loose[meaning]), set()).add(meaning)
        for (_, is_loose), meanings in meant.items():
            after = self.automaton.state(self._after(frozenset(meanings)))
            further = cost + _LOOSE if is_loose else cost
            self._put(at, point._replace(state=after, meant=frozenset(meanings)), further)

    def _after(self, meant: frozenset[int]) -> Nodes:
        """What may follow a sentence that means this."""
        return self.sentences.after[self.sentences.action_of[next(iter(meant))]] | self.sentences.joins
