"""Words from a grammar, copied as they are typed: titles, topics, notes, times of day."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from taskdata.foundation.chance import Chance, Wheel
from taskdata.foundation.pattern import (
    Pattern,
    Text,
    count_likely,
    draw_pieces,
    list_texts,
    tidy_spaces,
)
from taskdata.foundation.slot_specs import PhraseSlot
from taskdata.foundation.text import capitalise_each, capitalise_first, strip_outer
from taskdata.slots.base import Mention, Said
from taskdata.slots.book import NEVER, Look, PhraseBook, ShapeBook

_WORD_BEFORE, _WORD_BEHIND = re.compile(r"(\w+) $"), re.compile(r" (\w+)")
_CAPITALS: dict[str, Callable[[str], str]] = {"first": capitalise_first, "each": capitalise_each, "keep": str}


class Phrase:
    """Draws a line of the grammar in proportion to the square root of how much it is likely to say, and fills it in."""

    def __init__(self, name: str, spec: PhraseSlot, grammar: Mapping[str, tuple[Pattern, ...]]) -> None:
        self.name = self.hears_as = name
        self.is_open = self.keeps_typing = not spec.closed
        self.apart = spec.apart
        self.is_apart = True
        self.price = 1.0
        self.spec = spec
        self.paired = {*spec.pairs, *spec.pairs.values()}
        self._grammar = grammar
        self._wheels = {
            form: Wheel(lines, [count_likely(line) ** 0.5 for line in lines]) for form, lines in grammar.items()
        }
        self._shapes = ShapeBook((shape, None) for shape in spec.shapes)
        self._capitalise = _CAPITALS[spec.capital]

    def needs_day(self, part: str | None) -> bool:
        """Only for a part that is the reference date."""
        return part in self.spec.parts

    def forms(self) -> Collection[str]:
        """The forms of the grammar."""
        return self._grammar

    def say(self, chance: Chance, form: str | None, day: date) -> Said | None:
        """One sentence of the form."""
        name = form or next(iter(self._grammar))
        pieces = draw_pieces(chance.spin(self._wheels[name]), chance)
        words = tidy_spaces("".join(piece.text for piece in pieces if isinstance(piece, Text)))
        return Said(words, self.read(words, None, day), name)

    def read(self, words: str, value: Any, day: date) -> Any:
        """The words as typed, outer punctuation off, capitals by the slot's rule; with its parts beside."""
        text = self._capitalise(strip_outer(words))
        if not self.spec.parts:
            return text
        return {"text": text, **dict.fromkeys(self.spec.parts, day.isoformat())}

    def hear(self, text: str, day: date) -> list[Mention]:
        """What the grammar of a closed slot says, wherever it stands."""
        if self.is_open:
            return []
        return [
            Mention(self.name, found.start, found.end, self.read(text[found.start : found.end], None, day))
            for found in self._shapes.find_beside(text, self._book.find(text))
            if found.value is not NEVER
        ]

    def may_hear(self, look: Look) -> bool:
        """Of a closed slot: whether a phrase begins as something in the text does, or something has a shape."""
        return not self.is_open and (self._book.may_find(look) or self._shapes.may_find(look))

    def overhear(self, text: str, day: date) -> list[Mention]:
        """The same as what is heard."""
        return self.hear(text, day)

    def locate(self, value: Any, text: str) -> list[tuple[int, int]]:
        """Every stretch of whole words that reads as the value."""
        if not self.is_open or not isinstance(value, str) or not self._may_be(value):
            return []
        found, low, wanted = [], text.lower(), value.lower()
        start = low.find(wanted)
        while start >= 0:
            end = start + len(value)
            if self._reads_as(value, text, start, end):
                found.append((start, end))
            start = low.find(wanted, start + 1)
        return found

    def widen(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The stretch, and the same with the article before it and the noun for the thing behind it."""
        before = _WORD_BEFORE.search(text, 0, start)
        behind = _WORD_BEHIND.match(text, end)
        starts = [start, *([before.start(1)] if before and before[1].lower() in self.spec.drop_first else [])]
        ends = [end, *([behind.end(1)] if behind and behind[1].lower() in self.spec.drop_last else [])]
        return [(first, last) for first in starts for last in ends]

    def propose(self, words: str) -> Any:
        """The words without what frames them: outer marks, an article before, a noun for the thing behind."""
        text = strip_outer(words)
        while (cut := text.partition(" "))[2] and cut[0].lower() in self.spec.drop_first:
            text = strip_outer(cut[2])
        while (cut := text.rpartition(" "))[0] and cut[2].lower() in self.spec.drop_last:
            text = strip_outer(cut[0])
        return self._capitalise(text) or None

    def _may_be(self, value: str) -> bool:
        """Whether nothing about the value is framing: no outer marks, no article before it, no noun for it behind."""
        words = value.lower().split()
        framed = len(words) > 1 and (words[0] in self.spec.drop_first or words[-1] in self.spec.drop_last)
        return bool(value) and value == strip_outer(value) and not framed and not value.lstrip("#").isdigit()

    def _reads_as(self, value: str, text: str, start: int, end: int) -> bool:
        inside_word = (text[start - 1 : start].isalnum() and text[start].isalnum()) or (
            text[end : end + 1].isalnum() and text[end - 1].isalnum()
        )
        return not inside_word and self._capitalise(text[start:end]) == value

    @cached_property
    def _book(self) -> PhraseBook:
        lines = [line for lines in self._grammar.values() for line in lines]
        never = [(words, NEVER, None) for words in self.spec.never]
        return PhraseBook([*never, *((text, None, None) for line in lines for text in list_texts(line))])
