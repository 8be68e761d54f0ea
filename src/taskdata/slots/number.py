"""Whole numbers, in digits, in words, or behind `#`."""

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from taskdata.foundation.chance import Chance
from taskdata.foundation.slot_specs import NumberSlot
from taskdata.slots.base import Mention, Said
from taskdata.slots.book import Look
from taskdata.slots.dates.words import NUMBERS

_WORDS = {number: word for word, number in reversed(NUMBERS.items()) if " " not in word}
_WORDS_SHARE = 0.25
_MOST_DIGITS = 18
LARGEST_WORD = max(_WORDS)


class Number:
    """A number between two bounds, both included; one digit more is half as likely."""

    FORMS = ("digits", "words", "hash")

    is_open = True
    keeps_typing = False
    price = 0.0
    is_apart = True

    def __init__(self, name: str, spec: NumberSlot) -> None:
        self.name = self.hears_as = name
        self._spec = spec

    def needs_day(self, part: str | None) -> bool:
        """Never."""
        return False

    def forms(self) -> Collection[str]:
        """`digits`, `words` (one to twelve), `hash`."""
        return self.FORMS

    def say(self, chance: Chance, form: str | None, day: date) -> Said | None:
        """A number; without a form in digits, or at times in words if the slot allows."""
        top = min(self._spec.max, LARGEST_WORD) if form == "words" else self._spec.max
        lengths = range(len(str(self._spec.min)), len(str(top)) + 1)
        digits = chance.pick_weighted(lengths, [0.5**length for length in lengths])
        low, high = max(self._spec.min, 10 ** (digits - 1)), min(top, 10**digits - 1)
        value = low + chance.below(high - low + 1)
        if form is None:
            spelled = "words" in self._spec.forms and value in _WORDS and chance.unit() < _WORDS_SHARE
            form = "words" if spelled else "digits"
        words = {"digits": str(value), "hash": f"#{value}"}.get(form) or _WORDS[value]
        return Said(words, value, form)

    def read(self, words: str, value: Any, day: date) -> Any:
        """The number that was drawn."""
        return value

    def hear(self, text: str, day: date) -> list[Mention]:
        """Nothing: what a number means is known only to the label."""
        return []

    def may_hear(self, look: Look) -> bool:
        """Never."""
        return False

    def overhear(self, text: str, day: date) -> list[Mention]:
        """The same as what is heard."""
        return self.hear(text, day)

    def locate(self, value: Any, text: str) -> list[tuple[int, int]]:
        """Where the number stands as digits (with `#` if there) or as a word."""
        if not isinstance(value, int) or isinstance(value, bool):
            return []
        shapes = [rf"(?<![\w.,:/-])#?{value}(?!\w|[.,:/–-]\d)"]
        if value in _WORDS:
            shapes.append(rf"\b{_WORDS[value]}\b")
        return [match.span() for match in re.finditer("|".join(shapes), text, re.IGNORECASE)]

    def widen(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The stretch itself."""
        return [(start, end)]

    def propose(self, words: str) -> Any:
        """The number, if that is all the words say and it is no smaller than the slot allows."""
        bare = words.lower().removeprefix("#")
        value = int(bare) if bare.isdecimal() and len(bare) < _MOST_DIGITS else NUMBERS.get(bare)
        return value if value is not None and value >= self._spec.min else None
