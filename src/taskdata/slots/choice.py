"""A choice: phrases that each stand for a value."""

from collections.abc import Collection
from datetime import date
from typing import Any

from taskdata.foundation.chance import Chance
from taskdata.foundation.pack import Phrase
from taskdata.slots.base import Mention, Said
from taskdata.slots.book import PhraseBook


class Choice:
    """Draws a value first and then one of its phrases, so that values are even whatever their wealth of words."""

    is_open = False
    keeps_typing = False

    def __init__(self, name: str, phrases: tuple[Phrase, ...]) -> None:
        self.name = name
        self._forms: dict[str, list[list[Phrase]]] = {}
        for form in dict.fromkeys(phrase.form for phrase in phrases):
            by_value: dict[str, list[Phrase]] = {}
            for phrase in phrases:
                if phrase.form == form:
                    by_value.setdefault(_key(phrase), []).append(phrase)
            self._forms[form] = list(by_value.values())
        self._book = PhraseBook((phrase.words, phrase.value, phrase.then) for phrase in phrases)

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
        """Every phrase of any form."""
        return [Mention(self.name, found.start, found.end, found.value) for found in self._book.find(text)]

    def locate(self, value: Any, text: str) -> list[tuple[int, int]]:
        """Nothing: a choice is heard."""
        return []


def _key(phrase: Phrase) -> str:
    """What phrases of one value share; of a value with parts, its first part."""
    return repr(next(iter(phrase.value.values())) if isinstance(phrase.value, dict) else phrase.value)
