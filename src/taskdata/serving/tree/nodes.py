"""A schema of answers, read once: what stands where, so that every server is told the same in its own words."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from taskdata.serving.tree.cases import Case


@dataclass(frozen=True, slots=True)
class Note:
    """A keyword of the schema that is not enforced, and where it stands, as a JSON pointer.

    narrows: it is the other way round: not all that the schema allows there can be said.
    """

    keyword: str
    place: str
    narrows: bool = False


@dataclass(frozen=True, slots=True)
class Plain:
    """A value of one type: string, number, integer, boolean, null, or any; `rules` are the keywords that bound it."""

    kind: str
    rules: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Literals:
    """One of a few values. Without any, nothing is right."""

    values: tuple[Any, ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Sequence:
    """An array, all its items of one kind."""

    item: "Node"
    rules: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A key of an object and its value; `needed`: it is always there."""

    name: str
    node: "Node"
    needed: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """What an object must fulfil beside its fields: one of the cases."""

    keyword: str
    place: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """An object. `is_open`: it may have keys that are not named."""

    fields: tuple[Field, ...]
    conditions: tuple[Condition, ...] = ()
    rules: Mapping[str, Any] = field(default_factory=dict)
    is_open: bool = False
    about: str = ""
    place: str = ""

    @property
    def needs_some(self) -> bool:
        """Whether it must have a key, and none is needed by itself."""
        return self.rules.get("minProperties") == 1 and not any(one.needed for one in self.fields)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several."""

    options: tuple["Node", ...]
    about: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A reference to a definition of the model."""

    name: str
    about: str = ""


_DAYS = (r"^\d{4}-\d{2}-\d{2}$", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
"""Patterns that say less than the format of a day."""
Node: TypeAlias = Plain | Literals | Sequence | Record | Choice | Named


@dataclass(frozen=True, slots=True)
class Model:
    """A schema as a tree; `notes` are the keywords that no tree can have."""

    name: str
    about: str
    root: Node
    definitions: Mapping[str, Node]
    notes: tuple[Note, ...]

    def find(self, node: Node) -> Node:
        """What a node is, its references followed; one that only leads to itself is anything."""
        seen = set()
        while isinstance(node, Named):
            if node.name in seen:
                return Plain("any")
            seen.add(node.name)
            node = self.definitions[node.name]
        return node


def list_lost(node: Plain | Sequence | Record, kept: Collection[str]) -> list[Note]:
    """A note for each rule of a node that is not kept, but for a pattern that its format implies."""
    is_day = node.rules.get("format") == "date" and "format" in kept and node.rules.get("pattern") in _DAYS
    return [
        Note(keyword, node.place)
        for keyword in node.rules
        if keyword not in kept and not (is_day and keyword == "pattern")
    ]
