"""Sentences of patterns written out, to be compared."""

import re
from collections.abc import Iterable, Mapping

from taskdata.foundation.pack import Pack
from taskdata.foundation.pattern import Choice, Hole, Pattern, Piece, Sequence, Text
from taskdata.foundation.slot_specs import LikeSlot
from taskdata.lint.memory import Remembered
from taskdata.slots.base import Slot

_MOST = 5_000
"""What says more sentences is not compared: few templates do, and much of what is only heard."""
_SPACES = re.compile(r"\s+")
_PUNCTUATION = str.maketrans("", "", ",.!?;:")


def _join(text: str, ends: list[str]) -> list[str]:
    return [text + end for end in ends] if text else ends


class _TooManyError(Exception):
    """A pattern says more sentences than are compared."""


class Speller:
    """Writes out sentences: exactly, or as they are compared, without case and punctuation, like slots alike."""

    def __init__(self, pack: Pack, slots: Mapping[str, Slot], *, exact: bool) -> None:
        self._exact = exact
        self._masks: Mapping[str, str] = {
            name: spec.like if isinstance(spec, LikeSlot) and not exact else name for name, spec in pack.slots.items()
        }
        self._first_forms = {name: next(iter(slot.forms()), "") for name, slot in slots.items()}
        self._write = Remembered(self._write_new)

    def spell(self, pattern: Pattern) -> list[str]:
        """Every sentence, in the order in which the pattern writes them; none where there are too many."""
        try:
            # What is left out leaves blanks in a row; the look for them spares most sentences the work.
            return [" ".join(text.split()) if "  " in text else text.strip() for text in self._write(pattern)]
        except _TooManyError:
            return []

    def spell_pieces(self, pieces: Iterable[Piece]) -> str:
        """The one sentence of words and holes in a row."""
        return " ".join("".join(map(self._write_piece, pieces)).split())

    def _write_piece(self, piece: Piece) -> str:
        if isinstance(piece, Text):
            return _SPACES.sub(" ", piece.text if self._exact else piece.text.lower().translate(_PUNCTUATION))
        # The hole for words that do not matter is no slot.
        return f"{{{self._masks.get(piece.slot, piece.slot)}.{piece.form or self._first_forms.get(piece.slot, '')}}}"

    def _write_new(self, pattern: Pattern) -> list[str]:
        match pattern:
            case Text() | Hole():
                return [self._write_piece(pattern)]
            case Choice(options):
                return [text for option in options for text in self._write(option)]
            case Sequence(parts):
                texts = [""]
                for part in parts:
                    more = self._write(part)
                    if len(texts) * len(more) > _MOST:
                        raise _TooManyError
                    texts = [text + end for text in texts for end in more] if len(texts) > 1 else _join(texts[0], more)
                return texts
        raise ValueError(f"{pattern} is not linked")
