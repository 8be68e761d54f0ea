"""Where in the words of a request the values stand, or may stand."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from taskdata.check.grammar import Open
from taskdata.check.hearing import Ear, Heard, Stretch
from taskdata.check.parsing import Jump
from taskdata.check.words import AT, BREAK, COLON, QUOTE, Token
from taskdata.foundation.output import Path
from taskdata.foundation.pack import Framing
from taskdata.slots.base import Slot

_LONGEST_OPEN = 40


@dataclass(frozen=True, slots=True)
class Known:
    """A value of an open slot that the label knows, and where it stands."""

    slot: str
    stretch: Stretch
    path: Path


class KnownPlaces:
    """Stretches whose values the label knows."""

    def __init__(self, text: str, tokens: Sequence[Token], known: Sequence[Known], slots: Mapping[str, Slot]) -> None:
        self._tokens = tokens
        self._ends: dict[tuple[str, int], list[int]] = {}
        covered: set[int] = set()
        for one in known:
            covered.update(range(*number_words(tokens, one.stretch)))
            for stretch in slots[one.slot].widen(text, *one.stretch):
                start, end = number_words(tokens, stretch)
                self._ends.setdefault((one.slot, start), []).append(end)
        self._covered = covered

    def list_ends(self, gap: Open, at: int) -> Iterator[int]:
        """Where the label's value ends, or words that do not matter, up to the next value."""
        if gap.slot is not None:
            yield from self._ends.get((gap.slot, at), ())
            return
        for end in range(at, len(self._tokens)):
            if end in self._covered:
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
    ) -> None:
        self._text, self._tokens, self._slots, self._jumps = text, tokens, slots, jumps
        self._never_first, self._never_last = framing.never_first, framing.never_last
        self._quoted = _list_quoted(tokens)

    def list_ends(self, gap: Open, at: int) -> Iterator[int]:
        """Everywhere that a value may end which begins here."""
        if self._tokens[at].word in (BREAK, COLON, AT):
            return
        if gap.slot is not None and not self._slots[gap.slot].keeps_typing:
            if self._is_value(gap.slot, at):
                yield at + 1
            return
        if gap.slot is not None and (self._tokens[at].word in self._never_first or self._is_within_quotes(at)):
            return
        taken = {jump.end for jump in self._jumps.get(at, ()) if jump.is_apart}
        quotes = 0
        for end in range(at + 1, min(at + _LONGEST_OPEN, len(self._tokens)) + 1):
            last = self._tokens[end - 1].word
            if last == AT and self._text[self._tokens[end - 1].start - 1 : self._tokens[end - 1].start].isspace():
                return
            quotes += last == QUOTE
            if gap.slot is None or not (
                quotes % 2 or end in taken or last in (BREAK, COLON, AT) or last in self._never_last
            ):
                yield end

    def _is_within_quotes(self, at: int) -> bool:
        """Whether a word stands in quotation marks, and is not the first there."""
        return at in self._quoted and at - 1 in self._quoted and self._tokens[at - 1].word != QUOTE

    def _is_value(self, slot: str, at: int) -> bool:
        """Whether a word is a number, a name, or a word for the speaker in the place of one."""
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
    tokens: Sequence[Token], ear: Ear, names: Iterable[str], aims: Mapping[str, int], known: Heard | None = None
) -> dict[int, set[Jump]]:
    """The mentions by the word with which they begin; the framing at their front may be a part of the sentence.

    What stands in quotation marks is no mention, and nothing is where the label knows better. What was taken back is
    passed as if it were a mention, whatever the aim.
    """
    jumps: dict[int, set[Jump]] = {}
    quoted = _list_quoted(tokens)
    heard = known or ear.hear([], names)
    for mention in ear.overhear(names):
        if any(mention.start < last and first < mention.end for first, last in heard.stretches):
            continue
        start, end = number_words(tokens, (mention.start, mention.end))
        if start in quoted:
            continue
        core = number_words(tokens, (mention.start + mention.lead, mention.end))[0] if mention.lead else start
        if start < end and mention.slot in aims:
            jump = Jump(mention.slot, end, ear.slots[mention.slot].is_apart, aims[mention.slot])
            for at in range(start, max(core, start) + 1):
                jumps.setdefault(at, set()).add(jump)
    for stretch in heard.taken_back:
        start, end = number_words(tokens, stretch)
        jumps.setdefault(start, set()).add(Jump("", end, True, -1))
    return jumps


def _list_quoted(tokens: Sequence[Token]) -> set[int]:
    """The numbers of the words in quotation marks; none where a mark is without its other."""
    marks = [at for at, token in enumerate(tokens) if token.word == QUOTE]
    if len(marks) % 2:
        return set()
    return {at for opening, closing in zip(marks[::2], marks[1::2], strict=True) for at in range(opening, closing)}
