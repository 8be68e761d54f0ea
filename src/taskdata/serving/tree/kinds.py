"""The types of JSON values and of nodes, in the words of JSON Schema."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from taskdata.serving.tree.cases import is_among
from taskdata.serving.tree.nodes import Choice, Literals, Node, Plain, Record, Sequence

Find: TypeAlias = Callable[[Node], Node]
"""What a node is, its references followed."""
TYPES = frozenset({"string", "number", "integer", "boolean", "null", "array", "object"})


def name_kind(value: Any) -> str:
    """The type of a value."""
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case str():
            return "string"
        case int():
            return "integer"
        case float():
            return "number"
        case Mapping():
            return "object"
    return "array"


def admits(find: Find, node: Node, value: Any) -> bool:
    """Whether a value has a type that the node may have, and is among its values where it lists them."""
    match find(node):
        case Literals(values=values):
            return is_among(value, values)
        case Plain(kind=kind):
            told = name_kind(value)
            is_whole = isinstance(value, float) and value.is_integer()
            same = kind in ("any", told) or (kind == "number" and told == "integer")
            return same or (kind == "integer" and is_whole)
        case Choice(options=options):
            return any(admits(find, option, value) for option in options)
        case Sequence():
            return isinstance(value, list)
    return isinstance(value, Mapping)


def list_kinds(find: Find, node: Node) -> frozenset[str]:
    """The types that a node may have; a whole number is told as a number."""
    match find(node):
        case Plain(kind="any"):
            return TYPES
        case Plain(kind=kind):
            return frozenset({"number" if kind == "integer" else kind})
        case Literals(values=values):
            return frozenset(name_kind(value).replace("integer", "number") for value in values)
        case Sequence():
            return frozenset({"array"})
        case Choice(options=options):
            return frozenset().union(*(list_kinds(find, option) for option in options))
    return frozenset({"object"})


def are_apart(find: Find, one: Node, other: Node) -> bool:
    """Whether it is plain that no value is of both."""
    first, second = find(one), find(other)
    if isinstance(first, Record) and isinstance(second, Record):
        return bool(find_tellers(find, (first, second)))
    if isinstance(first, Literals) and isinstance(second, Literals):
        return not any(is_among(value, second.values) for value in first.values)
    return not list_kinds(find, first) & list_kinds(find, second)


def find_tellers(find: Find, records: tuple[Record, ...]) -> list[str]:
    """The keys whose values tell which of the objects one is: all need them, and no two allow the same value."""
    return [one.name for one in records[0].fields if _tells(find, one.name, records)]


def _tells(find: Find, name: str, records: tuple[Record, ...]) -> bool:
    seen = list[Any]()
    for record in records:
        node = next((find(one.node) for one in record.fields if one.name == name and one.needed), None)
        if not isinstance(node, Literals) or any(is_among(value, seen) for value in node.values):
            return False
        seen += node.values
    return True
