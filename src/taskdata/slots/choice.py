"""A choice: phrases that each stand for a value."""

from collections.abc import Collection
from datetime import date
from typing import Any

from taskdata.foundation.chance import Chance
from taskdata.foundation.pack import Phrase
from taskdata.foundation.slot_specs import ChoiceSlot
from taskdata.slots.base import Mention, Said
from taskdata.slots.book import NEVER, Look, PhraseBook, ShapeBook


class Choice:
    """Draws a value first and then one of its phrases, so that values are even whatever their wealth of words."""

    is_open = False
    keeps_typing = False
    price = 1.0
    is_apart = False

    def __init__(self, name: str, spec: ChoiceSlot, phrases: tuple[Phrase, ...]) -> None:
        self.name = self.hears_as = name
        self._forms: dict[str, list[list[Phrase]]] = {}
        for form in dict.fromkeys(phrase.form for phrase in phrases):
            by_value: dict[str, list[Phrase]] = {}
            for phrase in phrases:
                if phrase.form == form:
                    by_value.setdefault(_key(phrase), []).append(phrase)
            self._forms[form] = list(by_value.values())
        never = [(words, NEVER, None) for words in spec.never]
        self._book = PhraseBook([*never, *((phrase.words, phrase.value, phrase.then) for phrase in phrases)])
        self._shapes = ShapeBook(
            (shape, {spec.part: value} if spec.part else value)
            for value, shapes in spec.shapes.items()
            for shape in shapes
        )

    def needs_day(self, part: str | None) -> bool:
        """Never."""
        return False

    def forms(self) -> Collection[str]:
        """The forms of the lexicon."""
        return self._forms

    def say(self, chance: Chance, form: str | None, day: date) -> Said | None:
        """One of the values of the form, in one of its phrasings."""
        groups = self._forms[form or next(iter(self._forms))]
        phrase = chance.pick(chance.pick(groups))
        return Said(phrase.words, phrase.value, phrase.form)

    def read(self, words: str, value: Any, day: date) -> Any:
        """The value that was drawn: how it is typed does not matter."""
        return value

    def hear(self, text: str, day: date) -> list[Mention]:
        """Every phrase of any form, and what has the shape of one."""
        found = self._shapes.find_beside(text, self._book.find(text))
        return [Mention(self.name, one.start, one.end, one.value) for one in found if one.value is not NEVER]

    def may_hear(self, look: Look) -> bool:
        """Whether a phrase begins as something in the text does, or something has one of the shapes."""
        return self._book.may_find(look) or self._shapes.may_find(look)

    def overhear(self, text: str, day: date) -> list[Mention]:
        """Every phrase at every place, "done" in "done with" as well."""
        found = [one for one in self._book.find_all(text) if one.value is not NEVER]
        return [Mention(self.name, one.start, one.end, one.value) for one in self._shapes.find_beside(text, [])] + [
            Mention(self.name, one.start, one.end, one.value) for one in found
        ]

    def locate(self, value: Any, text: str) -> list[tuple[int, int]]:
        """Nothing: a choice is heard."""
        return []

    def widen(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The stretch itself."""
        return [(start, end)]

    def propose(self, words: str) -> Any:
        """Nothing: a choice is heard."""
        return None


def _key(phrase: Phrase) -> str:
    """What phrases of one value share; of a value with parts, its first part."""
    return repr(next(iter(phrase.value.values())) if isinstance(phrase.value, dict) else phrase.value)
