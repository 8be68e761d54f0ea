"""Reading a request along the sentences that a pack knows: every way through, the cheapest of each meaning."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from taskdata.check.automaton import State
from taskdata.check.grammar import Open
from taskdata.check.sentences import Sentences
from taskdata.check.words import AT, BREAK, COLON, MARKS, QUOTE, Token

_SLIP = 1.5
"""What a word costs that is one slip away from the one expected."""
_LOOSE = 1.1
"""What it costs to read a request along what is only heard: two words, not one, must speak for it."""
_LOOSE_WORD = 0.05
_MENTION = 0.02
"""What the mention of a value costs: of two sentences the one that has its words itself says more."""
_UNPLACED = 0.35
"""What a value costs that no sentence has in its place, and that could be a word like any other."""
_WEIGHTS = {BREAK: 0.3, COLON: 1.0, QUOTE: 0.0, AT: 0.0, "s": 0.0}
"""What a mark weighs in free text against a word: what is set apart is more likely something else."""
_NO_MARK = 1.1
"""What it costs to leave out a mark behind which a sentence has free text."""
_SECOND = 1.5
"""What it costs to read a request as two."""
_GAP = 0.01
"""What a stretch costs that is left open, beside its words: one is better than two in a row."""
_CHATTER = 0.3
"""The same of words that do not matter."""
_INFINITE = float("inf")
_LONGEST_NOTHING = 8


class Filled(NamedTuple):
    """The words, by number, that are taken for the value of an open slot."""

    slot: str
    start: int
    end: int


class Jump(NamedTuple):
    """The mention of a closed slot, as far as the word where it ends, and the aims that have such a slot."""

    slots: Mapping[str, int]
    """Every slot that hears it, with its aims."""
    end: int
    is_apart: bool
    """Whether free text may begin straight behind it, also where no sentence has it there."""
    aims: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a request: what it means, what stands in the open slots, and what that leaves unexplained."""

    meaning: int
    aims: int
    filled: tuple[Filled, ...]
    cost: float
    is_vague: bool
    """Whether words were passed over that do not matter."""


_BOUND, _OPEN, _BEHIND, _VAGUE, _SECOND_ONE = 1, 2, 4, 8, 16
"""What is known of a point, a bit each.

Bound: what comes next must be a word of the sentence, since a value without a place of its own was passed. Open: the
last word is one of free text, to which the next may belong as well. Behind: nothing has closed the free text yet, so
what is heard next may belong to it as well. Vague: words were passed over that do not matter. Second one: the sentence
is the second of two.
"""


class _Point(NamedTuple):
    """How far a way through has come: where in the sentences, and what was passed."""

    state: State
    aims: int
    """What the request may still be read as, a bit each."""
    meant: frozenset[int] | None
    filled: tuple[Filled, ...]
    known: int

    def go(self, state: State) -> "_Point":
        """The point behind a word of the sentence."""
        return _Point(state, self.aims, self.meant, self.filled, self.known & ~(_BOUND | _OPEN))


Places = Callable[[Open, int], Iterator[int]]
"""Where a stretch for an open slot may end that begins at a word."""


@dataclass
class Parser:
    """Reads the words of one request."""

    sentences: Sentences
    tokens: Sequence[Token]
    jumps: Mapping[int, Collection[Jump]]
    """The mentions of closed slots by the word with which they begin."""
    places: Places
    most: float = _INFINITE
    """What a reading may cost."""
    vague: int = -1
    """The aims for which words may be passed over that do not matter."""
    _reached: list[dict[_Point, float]] = field(init=False)
    _nothing: dict[int, list[int]] = field(default_factory=dict)

    def read_all(self, aims: int) -> list[Reading]:
        """Every reading of the whole request with one of the aims, the cheapest first."""
        self._reached = [{} for _ in range(len(self.tokens) + 1)]
        self._put(0, _Point(self.sentences.first, aims, None, (), 0), 0.0)
        for at in range(len(self.tokens)):
            self._walk_from(at)
        return self._gather(self._reached[-1])

    def _gather(self, points: Mapping[_Point, float]) -> list[Reading]:
        best: dict[tuple[int, int, tuple[Filled, ...], bool], float] = {}
        for point, cost in points.items():
            if point.meant and point.state is self.sentences.after(point.meant):
                aims = point.aims if point.known & _SECOND_ONE else point.aims & ~self.sentences.joint
                for meaning in point.meant if aims else ():
                    key = (meaning, aims, point.filled, bool(point.known & _VAGUE))
                    best[key] = min(cost, best.get(key, cost))
        ranked = sorted(best.items(), key=lambda item: item[1])
        return [Reading(meaning, aims, filled, cost, vague) for (meaning, aims, filled, vague), cost in ranked]

    def _walk_from(self, at: int) -> None:
        reached, word = self._reached[at], self.tokens[at].word
        skips = word in MARKS or word in self.sentences.fillers
        jumps = self.jumps.get(at, ())
        belongs = word in self.sentences.belongs
        is_inside = at > 0 and self.tokens[at - 1].word in self.sentences.never_last
        for point, cost in list(reached.items()):
            if reached[point] != cost:
                continue
            if skips:
                self._put(at + 1, point.go(point.state), cost)
            elif not point.known & _OPEN and self._may_pass(word, point):
                self._put(at + 1, point._replace(known=point.known | _BOUND), cost + _LOOSE_WORD)
            for jump in () if point.known & _OPEN and belongs else jumps:
                self._jump(jump, is_inside, point, cost)
            if point.aims & self.sentences.lackable and point.state.lacks:
                self._pass_nothing(at, point, cost)
            self._step(at, word, point, cost)
            for gap, state in point.state.opens.items():
                self._fill(at, gap, state, point, cost)

    def _may_pass(self, word: str, point: _Point) -> bool:
        """Whether a word may stand between what is said behind a sentence."""
        if not point.meant or word not in self.sentences.words_of(point.meant):
            return False
        return point.state is self.sentences.after(point.meant)

    def _jump(self, jump: Jump, is_inside: bool, point: _Point, cost: float) -> None:
        """Pass the mention of a value, in a place of its own or between the words."""
        aims = point.aims & jump.aims
        if not aims:
            return
        known = point.known & ~(_BOUND | _OPEN | _BEHIND)
        if is_inside or not jump.is_apart:
            known |= _BOUND
        passed = _Point(point.state, aims, point.meant, point.filled, known)
        self._put(jump.end, passed, cost + (_MENTION if jump.is_apart else _UNPLACED))
        for slot, placed in point.state.closed.items():
            if aims := point.aims & jump.slots.get(slot, 0):
                self._put(jump.end, point._replace(aims=aims).go(placed), cost + _MENTION)

    def _pass_nothing(self, at: int, point: _Point, cost: float) -> None:
        """Pass words that stand for a value which is not named."""
        for end in self._list_nothing(at):
            for lack, state in point.state.lacks.items():
                aims = point.aims & self.sentences.lacking[lack.slot]
                self._put(end, point._replace(aims=aims).go(state), cost)

    def _list_nothing(self, at: int) -> list[int]:
        if at not in self._nothing:
            words = [token.word for token in self.tokens[at : at + _LONGEST_NOTHING]]
            ends = range(1, len(words) + 1)
            self._nothing[at] = [at + end for end in ends if tuple(words[:end]) in self.sentences.nothing]
        return self._nothing[at]

    def _step(self, at: int, word: str, point: _Point, cost: float) -> None:
        following, soft = point.state.words, point.state.soft
        behind = following.get(word)
        if behind is not None:
            if self._goes_on(at + 1, behind):
                self._put(at + 1, point.go(behind), cost)
        elif following and word not in self.sentences.vocabulary:
            self._step_unknown(at, word, point, cost)
        if word in soft:
            self._put(at + 1, point.go(soft[word]), cost)

    def _step_unknown(self, at: int, word: str, point: _Point, cost: float) -> None:
        """A name with an s whose apostrophe was left out, or a slip of the finger."""
        following = point.state.words
        if word.endswith("s") and (stem := following.get(word[:-1])) and "s" in stem.words:
            self._put(at + 1, point.go(stem.words["s"]), cost)
        for meant in self.sentences.list_slips(word):
            if meant in following:
                self._put(at + 1, point.go(following[meant]), cost + _SLIP)

    def _fill(self, at: int, gap: Open, state: State, point: _Point, cost: float) -> None:
        """Leave a stretch open, wherever it may end so that the request goes on."""
        if gap.slot is None:
            aims, known, cost = point.aims & self.vague, point.known | _VAGUE, cost + _CHATTER
        else:
            aims, known, cost = point.aims & ~self.sentences.lacking.get(gap.slot, 0), point.known, cost + _GAP
        if not aims or (gap.is_text and point.known & _BOUND):
            return
        known &= ~(_BOUND | _OPEN)
        if gap.is_text:
            known = (known | _OPEN) & ~_BEHIND if point.meant else known | _OPEN | _BEHIND
        weighed = at
        for end in self.places(gap, at):
            for token in self.tokens[weighed:end]:
                cost += gap.price * _WEIGHTS.get(token.word, 1.0)
            weighed = end
            if cost > self.most:
                return
            if self._goes_on(end, state):
                filled = (*point.filled, Filled(gap.slot, at, end)) if gap.slot else point.filled
                self._put(end, _Point(state, aims, point.meant, filled, known), cost)

    def _goes_on(self, at: int, state: State) -> bool:
        """Whether the word at a place may follow a state at all; a look that spares most ways through."""
        if at == len(self.tokens) or at in self.jumps:
            return True
        known, word = self.sentences, self.tokens[at].word
        following = known.list_following(state)
        if following is None or word in following or word in MARKS or word in known.fillers:
            return True
        return word not in known.vocabulary

    def _put(self, at: int, point: _Point, cost: float) -> None:
        reached = self._reached[at]
        if not point.aims or cost > self.most or cost >= reached.get(point, _INFINITE):
            return
        reached[point] = cost
        state = point.state
        if not state.goes_on_alone:
            return
        for behind in state.soft.values():
            self._put(at, point._replace(state=behind), cost + _NO_MARK)
        if point.aims & self.sentences.lackable:
            for lack, behind in state.lacks.items():
                if lack.may_be_empty:
                    aims = point.aims & self.sentences.lacking[lack.slot]
                    self._put(at, point._replace(state=behind, aims=aims), cost)
        if state.ends:
            self._end(at, point, cost)

    def _end(self, at: int, point: _Point, cost: float) -> None:
        """Go on behind the end of a sentence, or of what stands before or after one."""
        known, ends = self.sentences, point.state.ends
        if point.meant is None:
            for aims in known.list_opened(ends):
                self._put(at, point._replace(state=known.first, aims=point.aims & aims), cost)
            for meant, aims, is_loose in known.list_meant(ends):
                if point.aims & aims:
                    whole = _Point(known.after(meant), point.aims & aims, meant, point.filled, point.known)
                    self._put(at, whole, cost + _LOOSE if is_loose else cost)
            return
        closed = point._replace(state=known.after(point.meant), known=point.known & ~_BEHIND)
        if known.CLOSED in ends:
            self._put(at, closed, cost)
        if known.OWN_CLOSED in ends:
            self._put(at, closed, cost + (_LOOSE if point.known & _BEHIND else _LOOSE_WORD))
        if known.JOINED in ends and not point.known & _SECOND_ONE:
            aims, second = point.aims & known.joint, point.known | _SECOND_ONE
            self._put(at, _Point(known.second, aims, None, point.filled, second), cost + _SECOND)
