"""First names, and the words by which people name themselves."""

import re
from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec
from typing import Any

from taskdata.foundation.chance import Chance, hash_text
from taskdata.foundation.slot_specs import PersonSlot
from taskdata.foundation.text import capitalise_each
from taskdata.slots.base import Mention, Said
from taskdata.slots.book import Look


class Person:
    """A person: a name, `at` for @name, `self` for the speaker."""

    FORMS = ("name", "at", "self")

    is_open = True
    keeps_typing = False
    price = 0.9
    is_apart = True

    def __init__(self, name: str, spec: PersonSlot) -> None:
        self.name = self.hears_as = name
        self._spec = spec

    def needs_day(self, part: str | None) -> bool:
        """Never."""
        return False

    def forms(self) -> Collection[str]:
        """`name`, `at`, `self`."""
        return self.FORMS

    def say(self, chance: Chance, form: str | None, day: date) -> Said | None:
        """A name of the pool, or a word for the speaker."""
        if form == "self":
            words = chance.pick_weighted(list(self._spec.self), list(self._spec.self.values()))
        elif not self._pool:
            return None
        else:
            words = chance.pick(self._pool)
            words = f"@{words.lower()}" if form == "at" else words
        return Said(words, self.read(words, None, day), form or "name")

    def read(self, words: str, value: Any, day: date) -> Any:
        """The name with a capital at each word; the first word for the speaker for all of them."""
        bare = words.strip("@'\" ")
        return next(iter(self._spec.self)) if bare.lower() in self._spec.self else capitalise_each(bare)

    def hear(self, text: str, day: date) -> list[Mention]:
        """The words for the speaker in one of their cues; whether another word is a name only the label knows."""
        return [Mention(self.name, start, end, next(iter(self._spec.self))) for start, end in self._find_self(text)]

    def may_hear(self, look: Look) -> bool:
        """Whether a word for the speaker stands in the text."""
        return any(word in look.lower for word in self._spec.self)

    def overhear(self, text: str, day: date) -> list[Mention]:
        """The same as what is heard."""
        return self.hear(text, day)

    def locate(self, value: Any, text: str) -> list[tuple[int, int]]:
        """Every whole word, `@` included, that reads as the value; for the speaker, those in a cue."""
        if not isinstance(value, str) or not value or not self._never.isdisjoint(value.lower().split()):
            return []
        if value == next(iter(self._spec.self), None):
            return self._find_self(text)
        stretches = (match.span() for match in re.finditer(rf"@?\b{re.escape(value)}\b", text, re.IGNORECASE))
        return [(start, end) for start, end in stretches if self.read(text[start:end], None, date.min) == value]

    def widen(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The stretch itself."""
        return [(start, end)]

    def propose(self, words: str) -> Any:
        """The name behind `@`, a first name, or a word for the speaker; other names only the label knows."""
        if words.lower() in self._spec.self:
            return self.read(words, None, date.min)
        named = words.startswith("@") or words.lower() in self._names
        return self.read(words, None, date.min) if named else None

    @cached_property
    def first_names(self) -> tuple[str, ...]:
        """Every name that it takes for one wherever it stands, with a capital: the pack's own, and those of faker."""
        drawn = (name for locale in self._spec.faker for name in _draw_names(locale, None))
        stop = {word.lower() for word in self._spec.stop}
        return tuple(dict.fromkeys(name for name in (*self._spec.names, *drawn) if name.lower() not in stop))

    def _find_self(self, text: str) -> list[tuple[int, int]]:
        low = text.lower()
        if not any(word in low for word in self._spec.self):
            return []
        return sorted({match.span("self") for cue in self._cues for match in cue.finditer(text)})

    @cached_property
    def _cues(self) -> list[re.Pattern[str]]:
        words = rf"(?P<self>\b(?:{'|'.join(map(re.escape, self._spec.self))})\b)"
        shapes = (re.escape(cue).replace(r"\.\.\.", ".*?").replace(r"\{self\}", words) for cue in self._spec.self_cues)
        return [re.compile(rf"\b{shape}" if shape[0].isalpha() else shape, re.IGNORECASE) for shape in shapes]

    @cached_property
    def _never(self) -> frozenset[str]:
        return frozenset(map(str.lower, self._spec.never))

    @cached_property
    def _names(self) -> frozenset[str]:
        """Every name of the locales in lower case, but for those that are ordinary words, and what is heard besides."""
        names = (name for locale in self._spec.faker for name in _draw_names(locale, None))
        named = {name.lower() for name in (*self._spec.names, *names)} - {name.lower() for name in self._spec.stop}
        return frozenset((*named, *map(str.lower, self._spec.heard)))

    @cached_property
    def _pool(self) -> tuple[str, ...]:
        drawn = (name for locale, count in self._spec.faker.items() for name in _draw_names(locale, count))
        stop = {word.lower() for word in self._spec.stop}
        return tuple(dict.fromkeys(n for n in (*self._spec.names, *drawn) if n.lower() not in stop))


def is_locale(locale: str) -> bool:
    """Whether faker has names of a locale; faker itself is not imported to find out."""
    faker = find_spec("faker")
    folders = [f"{folder}/providers/person" for folder in (faker and faker.submodule_search_locations) or ()]
    return locale.isidentifier() and PathFinder.find_spec(locale, folders) is not None


def _draw_names(locale: str, count: int | None) -> Iterable[str]:
    """The names of a faker locale that are one plain word; which ones is decided by a hash, not by their order."""
    provider = import_module(f"faker.providers.person.{locale}").Provider
    names = {
        name
        for name in getattr(provider, "first_names", ())
        if name.isascii() and name.isalpha() and name.istitle() and len(name) > 2
    }
    return sorted(names, key=lambda name: hash_text("name", locale, name))[:count]
