"""Where in the words of a request the values stand, or may stand."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import or_

from taskdata.check.corrections import find_taken_back, is_taken_back, may_take_back
from taskdata.check.grammar import Open
from taskdata.check.hearing import Ear, Heard, Stretch
from taskdata.check.parsing import Jump
from taskdata.check.words import AT, BREAK, COLON, QUOTE, Token
from taskdata.foundation.output import Path
from taskdata.foundation.pack import Framing
from taskdata.slots.base import Slot

_LONGEST_OPEN = 40
_SETS_APART = frozenset({BREAK, COLON, AT})
"""Marks with which no value begins or ends."""


@dataclass(frozen=True, slots=True)
class Known:
    """A value of an open slot that the label knows, and where it stands."""

    slot: str
    stretch: Stretch
    path: Path


class KnownPlaces:
    """Stretches whose values the label knows; none that begins or ends with a word that joins it to another."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        known: Sequence[Known],
        slots: Mapping[str, Slot],
        joining: Collection[str],
        bounds: Collection[int],
    ) -> None:
        self._tokens, self._bounds = tokens, bounds
        self._ends: dict[tuple[str, int], list[int]] = {}
        covered: set[int] = set()
        for one in known:
            covered.update(range(*number_words(tokens, one.stretch)))
            for stretch in slots[one.slot].widen(text, *one.stretch):
                start, end = number_words(tokens, stretch)
                is_whole = not any(is_taken_back(tokens, at) for at in range(start + 1, end))
                if is_whole and tokens[start].word not in joining and tokens[end - 1].word not in joining:
                    self._ends.setdefault((one.slot, start), []).append(end)
        self._covered = covered

    def list_ends(self, gap: Open, at: int) -> Iterable[int]:
        """Where the label's value ends, or words that do not matter, up to the next value."""
        if gap.slot is not None:
            yield from self._ends.get((gap.slot, at), ())
            return
        for end in range(at, len(self._tokens)):
            if end in self._covered or end in self._bounds or is_taken_back(self._tokens, end):
                return
            yield end + 1


class OpenPlaces:
    """Stretches that could be a value, when nobody knows it."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        slots: Mapping[str, Slot],
        framing: Framing,
        jumps: Mapping[int, Collection[Jump]],
        bounds: Collection[int],
    ) -> None:
        self._text, self._tokens, self._slots, self._jumps, self._bounds = text, tokens, slots, jumps, bounds
        self._words = [token.word for token in tokens]
        self._never_first, self._never_last = framing.never_first, framing.never_last
        self._quoted = _list_quoted(tokens)
        self._values: dict[tuple[str, int], bool] = {}
        self._ends: dict[tuple[int, bool], list[int]] = {}

    def list_ends(self, gap: Open, at: int) -> Iterable[int]:
        """Everywhere that a value may end which begins here."""
        if gap.slot is not None and not self._slots[gap.slot].keeps_typing:
            return (at + 1,) if self._words[at] not in _SETS_APART and self._is_value(gap.slot, at) else ()
        key = at, gap.slot is None
        if key not in self._ends:
            self._ends[key] = list(self._find_ends(*key))
        return self._ends[key]

    def _find_ends(self, at: int, is_chatter: bool) -> Iterator[int]:
        """Where free text may end that begins here, or words that do not matter."""
        if self._words[at] in _SETS_APART:
            return
        if not is_chatter and (self._words[at] in self._never_first or self._is_within_quotes(at)):
            return
        taken = {jump.end for jump in self._jumps.get(at, ()) if jump.is_apart}
        quotes = 0
        for end in range(at + 1, min(at + _LONGEST_OPEN, len(self._tokens)) + 1):
            last = self._words[end - 1]
            if is_chatter and end - 1 in self._bounds:
                return
            if end - 1 > at and is_taken_back(self._tokens, end - 1):
                return
            if last == AT and self._text[self._tokens[end - 1].start - 1 : self._tokens[end - 1].start].isspace():
                return
            quotes += last == QUOTE
            if is_chatter or not (quotes % 2 or end in taken or last in _SETS_APART or last in self._never_last):
                yield end

    def _is_within_quotes(self, at: int) -> bool:
        """Whether a word stands in quotation marks, and is not the first there."""
        return at in self._quoted and at - 1 in self._quoted and self._words[at - 1] != QUOTE

    def _is_value(self, slot: str, at: int) -> bool:
        """Whether a word is a number, a name, or a word for the speaker in the place of one."""
        if (slot, at) not in self._values:
            self._values[slot, at] = self._read_value(slot, at)
        return self._values[slot, at]

    def _read_value(self, slot: str, at: int) -> bool:
        token = self._tokens[at]
        value = self._slots[slot].propose((AT if at and self._tokens[at - 1].word == AT else "") + token.word)
        if value is None:
            return False
        return any(start <= token.start < end for start, end in self._slots[slot].locate(value, self._text))


def number_words(tokens: Sequence[Token], stretch: Stretch) -> tuple[int, int]:
    """The numbers of the words of a stretch, the end exclusive; (0, 0) where it has none."""
    inside = [
        at
        for at, token in enumerate(tokens)
        if token.end > stretch[0] and token.start < stretch[1] and token.word != AT
    ]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def find_mentions(
    tokens: Sequence[Token], ear: Ear, aims: Mapping[str, int], known: Heard | None = None
) -> dict[int, list[Jump]]:
    """The mentions by the word with which they begin; the framing at their front may be a part of the sentence.

    Slots that hear the same stretch share it. What stands in quotation marks is no mention, and nothing is where the
    label knows better. What was taken back is passed as if it were a mention, whatever the aim.
    """
    shared: dict[tuple[int, int, bool], dict[str, int]] = {}
    quoted = _list_quoted(tokens)
    for (first, last, lead), alike in ear.overhear():
        names = [name for name in alike if name in aims]
        if not names or (known and any(first < end and start < last for start, end in known.stretches)):
            continue
        start, end = number_words(tokens, (first, last))
        if start < end and start not in quoted:
            core = number_words(tokens, (first + lead, last))[0] if lead else start
            for at in range(start, core + 1):
                slots = shared.setdefault((at, end, ear.slots[names[0]].is_apart), {})
                slots.update((name, aims[name]) for name in names)
    jumps: dict[int, list[Jump]] = {}
    for (at, end, is_apart), slots in shared.items():
        jumps.setdefault(at, []).append(Jump(slots, end, is_apart, reduce(or_, slots.values())))
    for stretch in known.taken_back if known else ear.list_taken_back(aims):
        start, end = number_words(tokens, stretch)
        jumps.setdefault(start, []).append(Jump({}, end, True, -1))
    for start, end in _list_taken_back(tokens, ear) if may_take_back(ear.text) else ():
        jumps.setdefault(start, []).append(Jump({}, end, True, -1))
    return jumps


def _list_taken_back(tokens: Sequence[Token], ear: Ear) -> Iterator[tuple[int, int]]:
    """From a number or a name that is taken back to the one in its place ("Bob, no, Sue")."""
    for slot in (slot for slot in ear.slots.values() if slot.is_open and not slot.keeps_typing):
        values = [at for at, token in enumerate(tokens) if slot.propose(token.word) is not None]
        for at, other in pairwise(values):
            between = ear.text[tokens[at].end : tokens[other].start]
            if find_taken_back(ear.text, tokens[at].start, between) == tokens[at].start:
                yield at, other


def _list_quoted(tokens: Sequence[Token]) -> set[int]:
    """The numbers of the words in quotation marks; none where a mark is without its other."""
    marks = [at for at, token in enumerate(tokens) if token.word == QUOTE]
    if len(marks) % 2:
        return set()
    return {at for opening, closing in zip(marks[::2], marks[1::2], strict=True) for at in range(opening, closing)}
