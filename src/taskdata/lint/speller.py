"""Sentences of patterns written out, to be compared."""

import re
from collections.abc import Mapping

from taskdata.foundation.pack import Pack
from taskdata.foundation.pattern import Choice, Hole, Pattern, Sequence, Text
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

    def _write_new(self, pattern: Pattern) -> list[str]:
        if isinstance(pattern, Text):
            plain = pattern.text if self._exact else pattern.text.lower().translate(_PUNCTUATION)
            return [_SPACES.sub(" ", plain)]
        match pattern:
            case Hole(slot, form):
                # The hole for words that do not matter is no slot.
                return [f"{{{self._masks.get(slot, slot)}.{form or self._first_forms.get(slot, '')}}}"]
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
