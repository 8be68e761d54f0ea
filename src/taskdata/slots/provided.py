"""Slots of types that installed packages provide, made so that the engine can use and trust them.

What a package's code gives is looked at, and what it raises is told as a PluginError.
"""

import re
from abc import abstractmethod
from collections.abc import Callable, Collection
from datetime import date
from math import isfinite
from typing import Any, TypeVar

from taskdata.foundation.chance import Chance
from taskdata.foundation.plugins import Plugin, PluginError
from taskdata.foundation.slot_specs import OwnSlot
from taskdata.foundation.text import strip_outer
from taskdata.slots.base import Mention, Said
from taskdata.slots.book import Look
from taskdata.slots.own import BaseSlot, ClosedSlot, Keys, WordSlot, find_slot_type

_COVERED = "\0"
_WORD = re.compile(r"\S+")
T = TypeVar("T")


def make_own(name: str, spec: OwnSlot) -> "ProvidedClosed | ProvidedWord":
    """The slot of a declaration. Raises PluginError where the package's code fails."""
    found = find_slot_type(spec.type)
    if found is None or not isinstance(spec, Keys):
        raise PluginError(f"no installed package provides the type '{spec.type}' of the slot '{name}'")
    kind, plugin = found, found.plugin
    own = _call(plugin, f"in the slot '{name}' when it is made", lambda: kind.make(spec))
    return ProvidedClosed(name, plugin, own) if isinstance(own, ClosedSlot) else ProvidedWord(name, plugin, own)


class _Provided:
    """What slots of all such types share."""

    is_open: bool
    keeps_typing = False
    price: float
    is_apart = True

    def __init__(self, name: str, plugin: Plugin, own: BaseSlot) -> None:
        self.name = self.hears_as = name
        self._plugin, self._own = plugin, own
        self._forms, self.parts = self._read_names("FORMS"), self._read_names("PARTS")
        if not self._forms:
            raise self._refuse("has no FORMS")

    def needs_day(self, part: str | None) -> bool:
        """Whether the package says so."""
        return bool(self._own.DATED)

    def forms(self) -> Collection[str]:
        """The forms that the package names."""
        return self._forms

    def say(self, chance: Chance, form: str | None, day: date) -> Said | None:
        """What the package says."""
        name = form or self._forms[0]
        said = self._call(f"to say the form '{name}' on {day}", lambda: self._own.say(chance, name, day))
        if said is None:
            return None
        match said:
            case (str() as words, value) if words and words == " ".join(words.split()) and _is_value(value):
                return Said(words, value, name)
        raise self._refuse(f"says {said!r}; `say` gives words, without outer space, and a JSON value, or None")

    def read(self, words: str, value: Any, day: date) -> Any:
        """The value that was drawn: how it is typed does not matter."""
        return value

    @abstractmethod
    def hear(self, text: str, day: date) -> list[Mention]:
        """See `Slot`."""

    def overhear(self, text: str, day: date) -> list[Mention]:
        """The same as what is heard."""
        return self.hear(text, day)

    def widen(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The stretch itself."""
        return [(start, end)]

    def _read_names(self, attribute: str) -> tuple[str, ...]:
        names = getattr(self._own, attribute)
        if not (isinstance(names, tuple) and all(isinstance(name, str) for name in names)):
            raise self._refuse(f"has {names!r} as {attribute}, which is a tuple of names")
        return names

    def _call(self, doing: str, call: Callable[[], T]) -> T:
        return _call(self._plugin, f"in the slot '{self.name}' {doing}", call)

    def _refuse(self, why: str) -> PluginError:
        return self._plugin.refuse(f"cannot be used in the slot '{self.name}': it {why}")


class ProvidedClosed(_Provided):
    """A slot that is heard."""

    is_open = False
    price = 1.0
    _own: ClosedSlot

    def hear(self, text: str, day: date) -> list[Mention]:
        """What the package hears, from left to right, and of what overlaps the first and longest."""
        heard = self._call(f"to hear {text!r}", lambda: list(self._own.hear(text, day)))
        kept: list[Mention] = []
        for one in sorted((self._read_mention(one, text) for one in heard), key=lambda one: (one.start, -one.end)):
            if _COVERED not in text[one.start : one.end] and (not kept or one.start >= kept[-1].end):
                kept.append(one)
        return kept

    def may_hear(self, look: Look) -> bool:
        """Always: only the package knows."""
        return True

    def locate(self, value: Any, text: str) -> list[tuple[int, int]]:
        """Nothing: it is heard."""
        return []

    def propose(self, words: str) -> Any:
        """Nothing: it is heard."""
        return None

    def _read_mention(self, one: Any, text: str) -> Mention:
        match one:
            case (int() as start, int() as end, value) if 0 <= start < end <= len(text) and _is_value(value):
                return Mention(self.name, start, end, value)
        raise self._refuse(f"hears {one!r} in {text!r}; `hear` gives start, end and a JSON value for each mention")


class ProvidedWord(_Provided):
    """A slot of single words that are found by somebody who knows the value."""

    is_open = True
    price = 0.0
    _own: WordSlot

    def hear(self, text: str, day: date) -> list[Mention]:
        """Nothing: what a word means is known only from its place."""
        return []

    def may_hear(self, look: Look) -> bool:
        """Never."""
        return False

    def locate(self, value: Any, text: str) -> list[tuple[int, int]]:
        """Every word that is read as the value."""
        found = []
        for match in _WORD.finditer(text):
            word = strip_outer(match[0])
            if word and _is_same(self.propose(word), value):
                start = match.start() + match[0].index(word)
                found.append((start, start + len(word)))
        return found

    def propose(self, words: str) -> Any:
        """What the package reads in a single word."""
        word = strip_outer(words)
        if not word or len(word.split()) > 1:
            return None
        value = self._call(f"to read {word!r}", lambda: self._own.read(word))
        if value is not None and not _is_value(value):
            raise self._refuse(f"reads {word!r} as {value!r}; `read` gives a JSON value, or None")
        return value


def _call(plugin: Plugin, doing: str, call: Callable[[], T]) -> T:
    try:
        return call()
    except Exception as error:  # whatever the code of a package may raise
        raise plugin.translate(doing, error) from error


def _is_value(value: Any) -> bool:
    """Whether a value stands in JSON as it is: labels are compared with their types, and null is no value."""
    if type(value) is dict:
        return all(type(key) is str and _is_value(inner) for key, inner in value.items())
    if type(value) is list:
        return all(map(_is_value, value))
    return type(value) in (str, int, bool) or (type(value) is float and isfinite(value))


def _is_same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)
