"""Slots of types that installed packages provide: what a package writes, and how the engine comes by the rest."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import isfinite
from typing import Any, ClassVar, TypeVar, get_type_hints

from pydantic import ConfigDict, JsonValue

from taskdata.foundation.chance import Chance
from taskdata.foundation.pack import OwnSlot
from taskdata.foundation.plugins import SLOTS, Plugin, PluginError, find_plugin
from taskdata.slots.base import Mention, Said
from taskdata.slots.book import Look

_COVERED = "\0"
T = TypeVar("T")


class Keys(OwnSlot):
    """What a pack declares of a slot: a package adds its keys as fields. Keys that are no fields are faults."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=None)


class ClosedSlot(ABC):
    """A slot whose values can be heard in any text. A package writes `say` and `hear`; all else may stay as it is.

    What is said must be heard as the value that it stands for, in capitals or without. Both depend on nothing but
    the keys and what they are given: the same pack and seed give the same bytes.
    """

    keys: Keys
    """Give it the type of your own keys (`keys: EmailKeys`), where there are some."""
    FORMS: ClassVar[tuple[str, ...]] = ("plain",)
    """The forms that sentences may name (`{to.plain}`); the first is said where they name none."""
    PARTS: ClassVar[tuple[str, ...]] = ()
    """The keys of a value that is a mapping, where outputs name its parts."""
    DATED: ClassVar[bool] = False
    """Whether a value depends on the reference date."""

    def __init__(self, keys: Any) -> None:
        self.keys = keys

    @abstractmethod
    def say(self, chance: Chance, form: str, day: date) -> tuple[str, JsonValue] | None:
        """Draw words and the value that they stand for; None where this form says nothing on this day."""

    @abstractmethod
    def hear(self, text: str, day: date) -> Iterable[tuple[int, int, JsonValue]]:
        """Start, end and value of every mention in the text; offsets in code points, the end excluded.

        In the place of words that are known already stands `\\0`.
        """


@dataclass(frozen=True, slots=True)
class SlotType:
    """A slot type of a package: its class, and the model of its keys."""

    plugin: Plugin
    make: Callable[[Keys], ClosedSlot]
    keys: type[Keys]


@cache
def find_slot_type(name: str) -> SlotType | None:
    """The slot type of a name, None where no package provides it. Raises PluginError where it cannot be used."""
    plugin = find_plugin(SLOTS, name)
    if plugin is None:
        return None
    made = plugin.value
    if not (isinstance(made, type) and issubclass(made, ClosedSlot)):
        raise plugin.refuse("is no class that is derived from taskdata.extend.ClosedSlot")
    try:
        keys = get_type_hints(made)["keys"]
    except Exception as error:  # a name in an annotation that is not there
        raise plugin.translate("to tell its keys", error) from error
    if not (isinstance(keys, type) and issubclass(keys, Keys)):
        raise plugin.refuse("has `keys` of a type that is not derived from taskdata.extend.Keys")
    return SlotType(plugin, made, keys)


def make_own(name: str, spec: OwnSlot) -> "ProvidedSlot":
    """The slot of a declaration. Raises PluginError where the package's code fails."""
    found = find_slot_type(spec.type)
    if found is None or not isinstance(spec, Keys):
        raise PluginError(f"no installed package provides the type '{spec.type}' of the slot '{name}'")
    return ProvidedSlot(name, found, spec)


class ProvidedSlot:
    """A slot of a package's type. What its code gives is looked at, and what it raises is told as a PluginError."""

    is_open = False
    keeps_typing = False
    price = 1.0
    is_apart = True

    def __init__(self, name: str, kind: SlotType, keys: Keys) -> None:
        self.name = self.hears_as = name
        self._plugin = kind.plugin
        self._own = self._call("when it is made", lambda: kind.make(keys))
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

    def overhear(self, text: str, day: date) -> list[Mention]:
        """The same as what is heard."""
        return self.hear(text, day)

    def locate(self, value: Any, text: str) -> list[tuple[int, int]]:
        """Nothing: it is heard."""
        return []

    def widen(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """The stretch itself."""
        return [(start, end)]

    def propose(self, words: str) -> Any:
        """Nothing: it is heard."""
        return None

    def _read_mention(self, one: Any, text: str) -> Mention:
        match one:
            case (int() as start, int() as end, value) if 0 <= start < end <= len(text) and _is_value(value):
                return Mention(self.name, start, end, value)
        raise self._refuse(f"hears {one!r} in {text!r}; `hear` gives start, end and a JSON value for each mention")

    def _read_names(self, attribute: str) -> tuple[str, ...]:
        names = getattr(self._own, attribute)
        if not (isinstance(names, tuple) and all(isinstance(name, str) for name in names)):
            raise self._refuse(f"has {names!r} as {attribute}, which is a tuple of names")
        return names

    def _call(self, doing: str, call: Callable[[], T]) -> T:
        try:
            return call()
        except Exception as error:  # whatever the code of a package may raise
            raise self._plugin.translate(f"in the slot '{self.name}' {doing}", error) from error

    def _refuse(self, why: str) -> PluginError:
        return self._plugin.refuse(f"cannot be used in the slot '{self.name}': it {why}")


def _is_value(value: Any) -> bool:
    """Whether a value stands in JSON as it is: labels are compared with their types, and null is no value."""
    if type(value) is dict:
        return all(type(key) is str and _is_value(inner) for key, inner in value.items())
    if type(value) is list:
        return all(map(_is_value, value))
    return type(value) in (str, int, bool) or (type(value) is float and isfinite(value))
