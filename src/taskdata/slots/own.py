"""Slot types that installed packages provide: the classes that they derive theirs from, and how one is found."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, ClassVar, get_type_hints

from pydantic import ConfigDict, JsonValue

from taskdata.foundation.chance import Chance
from taskdata.foundation.plugins import SLOTS, Plugin, find_plugin
from taskdata.foundation.slot_specs import OwnSlot


class Keys(OwnSlot):
    """What a pack declares of a slot: a package adds its keys as fields. Keys that are no fields are faults."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=None)


class BaseSlot(ABC):
    """What ClosedSlot and WordSlot share.

    All that it says and hears depends on its keys and on what it is given alone, so that the same pack and seed give
    the same bytes. Values are JSON, and not null.
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


class ClosedSlot(BaseSlot):
    """A slot whose values can be heard in any text. What is said must be heard as its value, in lower case as well."""

    @abstractmethod
    def hear(self, text: str, day: date) -> Iterable[tuple[int, int, JsonValue]]:
        """Start, end and value of every mention in the text; offsets in code points, the end excluded.

        In the place of words that are known already stands `\\0`.
        """


class WordSlot(BaseSlot):
    """A slot of single words that are values only in its place in a sentence. What is said is read as its value."""

    @abstractmethod
    def read(self, word: str) -> JsonValue:
        """The value of a word, whatever its case; None where it cannot be one."""


@dataclass(frozen=True, slots=True)
class SlotType:
    """A slot type of a package: its class, and the model of its keys."""

    plugin: Plugin
    make: Callable[[Keys], BaseSlot]
    keys: type[Keys]


@cache
def find_slot_type(name: str) -> SlotType | None:
    """The slot type of a name, None where no package provides it. Raises PluginError where it cannot be used."""
    plugin = find_plugin(SLOTS, name)
    if plugin is None:
        return None
    made = plugin.value
    if not (isinstance(made, type) and issubclass(made, ClosedSlot | WordSlot)):
        raise plugin.refuse("is no class that is derived from ClosedSlot or WordSlot of taskdata.extend")
    try:
        keys = get_type_hints(made)["keys"]
    except Exception as error:  # a name in an annotation that is not there
        raise plugin.translate("to tell its keys", error) from error
    if not (isinstance(keys, type) and issubclass(keys, Keys)):
        raise plugin.refuse("has `keys` of a type that is not derived from Keys of taskdata.extend")
    return SlotType(plugin, made, keys)
