"""The tree of a schema as JSON Schema again, with the keywords alone that its reader takes."""

from collections.abc import Mapping
from typing import Any

from taskdata.serving.tree.nodes import (
    Choice,
    Field,
    Literals,
    Model,
    Named,
    Node,
    Note,
    Plain,
    Record,
    Sequence,
    list_lost,
)

Json = dict[str, Any]


class SchemaWriter:
    """Writes nodes; `keeps` are the keywords by type that are written, the others are left out and noted."""

    keeps: Mapping[str, frozenset[str]] = {}

    def __init__(self, model: Model) -> None:
        self.model = model
        self.notes: list[Note] = list(model.notes)

    def write(self, node: Node) -> Json:
        """The schema of a node."""
        match node:
            case Named(name=name):
                return describe({"$ref": f"#/$defs/{name.replace('~', '~0').replace('/', '~1')}"}, node.about)
            case Literals():
                return describe(self.write_literals(node), node.about)
            case Choice():
                return describe(self.write_choice(node), node.about)
            case Sequence():
                rules = self.keep("array", node)
                return describe({"type": "array", "items": self.write(node.item), **rules}, node.about)
            case Record():
                return describe(self.write_record(node), node.about)
        return describe(self.write_plain(node), node.about)

    def write_definitions(self) -> Json:
        """All definitions, under `$defs`."""
        written = {name: self.write(node) for name, node in self.model.definitions.items()}
        return {"$defs": written} if written else {}

    def write_plain(self, node: Plain) -> Json:
        """The schema of a value of one type."""
        return {} if node.kind == "any" else {"type": node.kind, **self.keep(node.kind, node)}

    def write_literals(self, node: Literals) -> Json:
        """The schema of listed values."""
        return {"const": node.values[0]} if len(node.values) == 1 else {"enum": list(node.values)}

    def write_choice(self, node: Choice) -> Json:
        """The schema of one of several."""
        return {"anyOf": [self.write(option) for option in node.options]}

    def write_record(self, record: Record) -> Json:
        """The schema of an object."""
        raise NotImplementedError

    def write_fields(self, fields: tuple[Field, ...], needed: list[str]) -> Json:
        """The schema of an object with these fields, and no other."""
        properties = {one.name: self.write_field(one) for one in fields}
        return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}

    def write_field(self, one: Field) -> Json:
        """The schema of the value of a key."""
        return self.write(one.node)

    def keep(self, kind: str, node: Plain | Sequence | Record) -> Json:
        """The rules of a node that are written; the others are noted."""
        kept = self.choose_rules(kind, node)
        self.notes += list_lost(node, kept)
        return kept

    def choose_rules(self, kind: str, node: Plain | Sequence | Record) -> Json:
        """The rules of a node that are written."""
        allowed = self.keeps.get(kind, frozenset())
        return {keyword: value for keyword, value in node.rules.items() if keyword in allowed}


def describe(schema: Json, about: str) -> Json:
    """The schema with its description, which stands first."""
    return {"description": about, **schema} if about else schema
