"""Reading a request along the sentences that a pack knows: every way through, the cheapest of each meaning."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import accumulate, count
from typing import NamedTuple

from taskdata.check.automaton import State
from taskdata.check.grammar import Nodes, Open
from taskdata.check.sentences import CLOSED, END, JOINED, OWN_CLOSED, Sentences
from taskdata.check.words import AT, BREAK, COLON, MARKS, QUOTE, Token

_SLIP = 1.5
"""What a word costs that is one slip away from the one expected."""
_FILLER_SLIP = 0.9
"""The same of a word that may stand anywhere: less than it costs as a word of free text."""
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
_SECOND = 1.2
"""What it costs to read a request as two."""
_GAP = 0.01
"""What a stretch costs that is left open, beside its words: one is better than two in a row."""
_CHATTER = 0.3
"""The same of words that do not matter."""
_INFINITE = float("inf")
_LONGEST_NOTHING = 8


Filled = tuple[str, int, int]
"""An open slot, and the words, by number, that are taken for its value."""


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


_BEHIND_WORD = ~(_BOUND | _OPEN)
"""What remains known behind a word of the sentence."""

_Point = tuple[State, int, frozenset[int] | None, tuple[Filled, ...], int]
"""How far a way through has come: where in the sentences; what the request may still be read as, a bit each; what the
sentence meant that has ended, the open slots, and what else is known. A plain tuple, since there are so many."""


Places = Callable[[Open, int], Iterable[int]]
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
    _reach: Callable[[Nodes], State] = field(init=False)
    _reached: list[dict[_Point, float]] = field(init=False)
    _ways: list[tuple[float, int, int, _Point]] = field(default_factory=list)
    """The ways that are still to be walked on, the cheapest first, then the one that has come furthest."""
    _numbers: Iterator[int] = field(default_factory=count)
    _words: list[str] = field(init=False)
    """The words, and the end."""
    _is_passed: list[bool] = field(init=False)
    """Of each of them, whether it may be something else than a word of a sentence: a mark, a mention, a slip."""
    _weights: list[float] = field(init=False)
    """What the words before each place weigh."""
    _nothing: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._reach = self.sentences.automaton.state
        words = [token.word for token in self.tokens]
        self._words = [*words, END]
        self._reached = [{} for _ in self._words]
        self._is_passed = [*(at in self.jumps or self.sentences.may_pass(word) for at, word in enumerate(words)), False]
        self._weights = [0.0, *accumulate(_WEIGHTS.get(word, 1.0) for word in words)]

    def read(self, aims: int) -> Iterator[Reading]:
        """Every reading of the whole request with one of the aims, the cheapest first, each when it is asked for.

        `most` may be lowered meanwhile.
        """
        self._put(0, (self.sentences.first, aims, None, (), 0), 0.0)
        given: set[tuple[object, ...]] = set()
        while self._ways:
            cost, back, _, point = heappop(self._ways)
            at = -back
            if cost > self.most:
                return
            if self._reached[at][point] != cost:
                continue
            if at < len(self.tokens):
                self._walk_from(at, point, cost)
                continue
            for reading in self._list_readings(point, cost):
                if (key := (reading.meaning, reading.aims, reading.filled, reading.is_vague)) not in given:
                    given.add(key)
                    yield reading

    def _list_readings(self, point: _Point, cost: float) -> Iterator[Reading]:
        state, aims, meant, filled, known = point
        aims = aims if known & _SECOND_ONE else aims & ~self.sentences.joint
        if aims and meant is not None and state is self.sentences.after(meant):
            for meaning in meant:
                yield Reading(meaning, aims, filled, cost, bool(known & _VAGUE))

    def _walk_from(self, at: int, point: _Point, cost: float) -> None:
        state, aims, meant, filled, known = point
        word, sentences = self._words[at], self.sentences
        if word in MARKS or word in sentences.fillers:
            self._put(at + 1, (state, aims, meant, filled, known & _BEHIND_WORD), cost)
        elif meant and not known & _OPEN and word in sentences.words_of(meant) and state is sentences.after(meant):
            self._put(at + 1, (state, aims, meant, filled, known | _BOUND), cost + _LOOSE_WORD)
        if at in self.jumps and not (known & _OPEN and word in sentences.belongs):
            self._pass_mentions(at, point, cost)
        if state.lacks and aims & sentences.lackable:
            self._pass_nothing(at, point, cost)
        if word in state.words:
            self._put(at + 1, (self._reach(state.words[word]), aims, meant, filled, known & _BEHIND_WORD), cost)
        elif word not in sentences.vocabulary:
            self._step_unknown(at, word, point, cost)
        if word in state.soft:
            self._put(at + 1, (self._reach(state.soft[word]), aims, meant, filled, known & _BEHIND_WORD), cost)
        is_name = at > 0 and word.removeprefix("#").isdecimal() and self._words[at - 1] in sentences.numbered
        for gap, behind in state.opens:
            if not (is_name and gap.is_text and gap.slot):
                self._fill(at, gap, behind, point, cost)

    def _pass_mentions(self, at: int, point: _Point, cost: float) -> None:
        is_inside = at > 0 and self._words[at - 1] in self.sentences.never_last
        for jump in self.jumps[at]:
            if point[1] & jump.aims:
                self._jump(jump, is_inside, point, cost)

    def _jump(self, jump: Jump, is_inside: bool, point: _Point, cost: float) -> None:
        """Pass the mention of a value, in a place of its own or between the words."""
        state, aims, meant, filled, known = point
        passed = known & _BEHIND_WORD & ~_BEHIND
        if is_inside or not jump.is_apart:
            passed |= _BOUND
        price = _MENTION if jump.is_apart else _UNPLACED
        self._put(jump.end, (state, aims & jump.aims, meant, filled, passed), cost + price)
        for place, behind in state.closed:
            if (fit := aims & jump.slots.get(place.slot, 0)) != 0:
                self._put(jump.end, (self._reach(behind), fit, meant, filled, known & _BEHIND_WORD), cost + _MENTION)

    def _pass_nothing(self, at: int, point: _Point, cost: float) -> None:
        """Pass words that stand for a value which is not named."""
        state, aims, meant, filled, known = point
        for end in self._list_nothing(at):
            for lack, behind in state.lacks:
                lacking = aims & self.sentences.lacking[lack.slot]
                self._put(end, (self._reach(behind), lacking, meant, filled, known & _BEHIND_WORD), cost)

    def _list_nothing(self, at: int) -> list[int]:
        if at not in self._nothing:
            words = self._words[at : at + _LONGEST_NOTHING]
            ends = range(1, len(words) + 1)
            self._nothing[at] = [at + end for end in ends if tuple(words[:end]) in self.sentences.nothing]
        return self._nothing[at]

    def _step_unknown(self, at: int, word: str, point: _Point, cost: float) -> None:
        """A name with an s whose apostrophe was left out, or a slip of the finger."""
        state, aims, meant, filled, known = point
        known &= _BEHIND_WORD
        stem = word.endswith("s") and state.words.get(word[:-1])
        if stem and (behind := self._reach(stem).words.get("s")):
            self._put(at + 1, (self._reach(behind), aims, meant, filled, known), cost)
        for slip in self.sentences.list_slips(word):
            if slip in self.sentences.fillers:
                self._put(at + 1, (state, aims, meant, filled, known), cost + _FILLER_SLIP)
            if slip in state.words:
                self._put(at + 1, (self._reach(state.words[slip]), aims, meant, filled, known), cost + _SLIP)

    def _fill(self, at: int, gap: Open, nodes: Nodes, point: _Point, cost: float) -> None:
        """Leave a stretch open, wherever it may end so that the request goes on."""
        _, aims, meant, filled, known = point
        if gap.is_text and known & _BOUND:
            return
        if gap.slot is None:
            aims, known, cost = aims & self.vague, known | _VAGUE, cost + _CHATTER
        else:
            aims, cost = aims & ~self.sentences.lacking.get(gap.slot, 0), cost + _GAP
        if not aims:
            return
        known &= _BEHIND_WORD
        if gap.is_text:
            known = (known | _OPEN) & ~_BEHIND if meant else known | _OPEN | _BEHIND
        behind, least = self._reach(nodes), cost - gap.price * self._weights[at]
        for end in self.places(gap, at):
            total = least + gap.price * self._weights[end]
            if total > self.most:
                return
            if behind.goes_on_alone or self._goes_on(end, behind, meant):
                taken = (*filled, (gap.slot, at, end)) if gap.slot else filled
                self._put(end, (behind, aims, meant, taken, known), total)

    def _put(self, at: int, point: _Point, cost: float) -> None:
        """Note that a point is reached, and all that is reached from it without a word."""
        state, aims, meant, filled, known = point
        if not aims or cost > self.most:
            return
        leads_on = self._goes_on(at, state, meant)
        reached = self._reached[at]
        if not (leads_on or state.goes_on_alone) or cost >= reached.get(point, _INFINITE):
            return
        reached[point] = cost
        if leads_on:
            heappush(self._ways, (cost, -at, next(self._numbers), point))
        if not state.goes_on_alone:
            return
        for behind in state.soft.values():
            self._put(at, (self._reach(behind), aims, meant, filled, known), cost + _NO_MARK)
        if state.lacks and aims & self.sentences.lackable:
            for lack, behind in state.lacks:
                if lack.may_be_empty:
                    lacking = aims & self.sentences.lacking[lack.slot]
                    self._put(at, (self._reach(behind), lacking, meant, filled, known), cost)
        if state.ends:
            self._end(at, point, cost)

    def _goes_on(self, at: int, state: State, meant: frozenset[int] | None) -> bool:
        """Whether a way through may go on from a state with the next word, or end here; a look that spares most."""
        word = self._words[at]
        if self._is_passed[at] or state.leads_anywhere or word in state.words or word in state.soft:
            return True
        if meant is None or state is not self.sentences.after(meant):
            return False
        return at == len(self.tokens) or word in self.sentences.words_of(meant)

    def _end(self, at: int, point: _Point, cost: float) -> None:
        """Go on behind the end of a sentence, or of what stands before or after one."""
        state, aims, meant, filled, known = point
        sentences, ends = self.sentences, state.ends
        if meant is None:
            for opened in sentences.list_opened(ends):
                self._put(at, (sentences.first, aims & opened, None, filled, known), cost)
            for whole, served, is_loose in sentences.list_meant(ends):
                behind = sentences.after(whole)
                if aims & served and self._goes_on(at, behind, whole):
                    reached = (behind, aims & served, whole, filled, known)
                    self._put(at, reached, cost + _LOOSE if is_loose else cost)
            return
        closed = (sentences.after(meant), aims, meant, filled, known & ~_BEHIND)
        if CLOSED in ends:
            self._put(at, closed, cost)
        if OWN_CLOSED in ends:
            self._put(at, closed, cost + (_LOOSE if known & _BEHIND else _LOOSE_WORD))
        if JOINED in ends and not known & _SECOND_ONE:
            second = (sentences.second, aims & sentences.joint, None, filled, known | _SECOND_ONE)
            self._put(at, second, cost + _SECOND)
