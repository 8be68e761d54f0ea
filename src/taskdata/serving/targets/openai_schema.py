"""What OpenAI's strict Structured Outputs take, also of a fine-tuned model, and the form that their answers have.

The rules are those of OpenAI's guide "Structured model outputs", section "Supported schemas" (as of 2026): the root is
an object and no `anyOf`; every object lists all its keys as required and allows no other; of the choices there is
`anyOf` alone; at most 5,000 keys, ten levels of objects, 1,000 listed values, and 120,000 characters in names and
values. A fine-tuned model takes no bound on texts, numbers and arrays besides, so none is written. The objects of one
`anyOf` must not begin with the same key, unless its value tells them apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from taskdata.foundation.branches import follow_references
from taskdata.foundation.errors import InputError
from taskdata.serving.targets.schema_writer import Json, SchemaWriter, describe
from taskdata.serving.tree.kinds import find_tellers, name_kind
from taskdata.serving.tree.nodes import Choice, Field, Literals, Model, Named, Node, Note, Plain, Record, Sequence

WHOLE, VALUE = "output", "value"
"""The key round an answer that is one of several, and that round a value which may be null and may be missing."""
_NULL = {"type": "null"}
_HINTS = {"date": "A day, written YYYY-MM-DD."}
_NAME = re.compile(r"[^a-zA-Z0-9_-]+")
_LONGEST_NAME = 64


def write_response_format(model: Model) -> tuple[dict[str, Any], list[Note]]:
    """The `response_format` of a request, and what it does not enforce.

    Raises InputError where the schema is beyond the limits of the service.
    """
    writer = _Writer(model)
    schema = writer.write_root()
    if faults := list(_list_excesses(schema)):
        raise InputError(f"OpenAI does not take this schema: {'; '.join(faults)}")
    name = _NAME.sub("_", model.name).strip("_")[:_LONGEST_NAME] or "answer"
    body = {"name": name, "strict": True, "schema": schema}
    return {"type": "json_schema", "json_schema": body}, writer.notes


def is_wrapped(model: Model, node: Node) -> bool:
    """Whether null is a value of its own, so that one that is missing must be told in another way."""
    match node:
        case Named():
            found = model.find(node)
            return not isinstance(found, Named) and is_wrapped(model, found)
        case Plain(kind="null"):
            return True
        case Literals(values=values):
            return is_listed(node) and None in values
        case Choice(options=options):
            return not list_tags(model, node) and any(is_wrapped(model, option) for option in options)
    return False


def is_listed(node: Literals) -> bool:
    """Whether its values can be listed: they are neither objects nor arrays."""
    return all(name_kind(value) not in ("object", "array") for value in node.values)


def is_json_text(model: Model, node: Node) -> bool:
    """Whether what it is cannot be told, so that it is a text that holds JSON."""
    match model.find(node):
        case Plain(kind="any"):
            return True
        case Literals() as known:
            return not is_listed(known)
        case Record(fields=(), is_open=True):
            return True
    return False


def list_tags(model: Model, choice: Choice) -> tuple[str, ...]:
    """The keys that say which option one is, where its values do not; empty where they do."""
    found = [model.find(option) for option in choice.options]
    records = tuple(one for one in found if isinstance(one, Record) and not is_json_text(model, one))
    texts = [one for one in found if is_json_text(model, one) or _may_be_text(one)]
    unclear = (
        (len(records) > 1 and not find_tellers(model.find, records))
        or sum(isinstance(one, (Sequence, Choice)) for one in found) > 1
        or (len(texts) > 1 and any(is_json_text(model, one) for one in texts))
    )
    return tuple(f"case_{number}" for number in range(1, len(found) + 1)) if unclear else ()


def _may_be_text(node: Node) -> bool:
    match node:
        case Plain(kind=kind):
            return kind == "string"
        case Literals(values=values):
            return any(isinstance(value, str) for value in values)
    return isinstance(node, Choice)


class _Writer(SchemaWriter):
    def write_root(self) -> Json:
        """The whole schema, an object at its root."""
        root = self.model.find(self.model.root)
        if isinstance(root, Record) and not is_json_text(self.model, root):
            return {**self.write(root), **self.write_definitions()}
        whole = self.write_fields((Field(WHOLE, self.model.root, True),), [WHOLE])
        return {**whole, **self.write_definitions()}

    def write(self, node: Node) -> Json:
        if isinstance(node, Named):  # which must stand alone
            return super().write(Named(node.name))
        if is_json_text(self.model, node):
            self._note_text(node)
            return {"description": getattr(node, "about", "") or "A value, written as JSON.", "type": "string"}
        return super().write(node)

    def _note_text(self, node: Node) -> None:
        if isinstance(node, (Plain, Record)):
            self.notes += [Note("type", node.place), *(Note(keyword, node.place) for keyword in node.rules)]

    def write_plain(self, node: Plain) -> Json:
        hint = _HINTS.get(node.rules.get("format", "")) if not node.about else None
        return describe(super().write_plain(node), hint or "")

    def write_literals(self, node: Literals) -> Json:
        kinds = list(dict.fromkeys(map(name_kind, node.values)))
        told = [_write_listed(kind, [value for value in node.values if name_kind(value) == kind]) for kind in kinds]
        return told[0] if len(told) == 1 else {"anyOf": told}

    def write_choice(self, node: Choice) -> Json:
        if tags := list_tags(self.model, node):
            pairs = zip(tags, node.options, strict=True)
            return {"anyOf": [self.write_fields((Field(tag, option, True),), [tag]) for tag, option in pairs]}
        records = tuple(one for option in node.options if isinstance(one := self.model.find(option), Record))
        first = find_tellers(self.model.find, records)[:1] if len(records) > 1 else []
        return {"anyOf": [self._write_option(option, first) for option in node.options]}

    def _write_option(self, option: Node, first: list[str]) -> Json:
        """An option; an object begins with the key that tells it apart, and is written out where it does not."""
        found = self.model.find(option)
        if not first or not isinstance(found, Record) or found.fields[0].name == first[0]:
            return self.write(option)
        fields = tuple(sorted(found.fields, key=lambda one: one.name != first[0]))
        return self.write(Record(fields, found.conditions, found.rules, found.is_open, found.about, found.place))

    def write_record(self, record: Record) -> Json:
        self.notes += [Note(condition.keyword, condition.place) for condition in record.conditions]
        self.keep("object", record)
        if record.is_open:
            self.notes.append(Note("additionalProperties", record.place, narrows=True))
        fields = tuple(one for one in record.fields if one.node != Literals(()))
        return self.write_fields(fields, [one.name for one in fields])

    def write_field(self, one: Field) -> Json:
        if one.needed:
            return self.write(one.node)
        if is_wrapped(self.model, one.node):
            return {"anyOf": [self.write_fields((Field(VALUE, one.node, True),), [VALUE]), _NULL]}
        written = self.write(one.node)
        about = written.pop("description", "") if "$ref" not in written else ""
        options = written["anyOf"] if written.keys() == {"anyOf"} else [written]
        return describe({"anyOf": [*options, _NULL]}, about)


def _write_listed(kind: str, values: list[Any]) -> Json:
    if kind == "null":
        return _NULL
    return {"type": kind, **({"const": values[0]} if len(values) == 1 else {"enum": values})}


@dataclass(slots=True)
class _Size:
    """What is counted of a schema against the limits."""

    keys: int = 0
    characters: int = 0
    values: int = 0
    is_long_list: bool = False


_MOST_KEYS, _MOST_LEVELS, _MOST_VALUES, _MOST_CHARACTERS = 5_000, 10, 1_000, 120_000
_LONG_LIST, _MOST_LISTED = 250, 15_000
"""A list of more values than that may have so many characters."""


def _list_excesses(schema: Json) -> Iterator[str]:
    size = _Size()
    _count(schema, size)
    for count, most, what in (
        (size.keys, _MOST_KEYS, "keys"),
        (_measure_depth(schema, schema, ()), _MOST_LEVELS, "levels of objects"),
        (size.values, _MOST_VALUES, "listed values"),
        (size.characters, _MOST_CHARACTERS, "characters in names and listed values"),
    ):
        if count > most:
            yield f"it has {count:,} {what}, and {most:,} are allowed"
    if size.is_long_list:
        yield f"a list of more than {_LONG_LIST} values has over {_MOST_LISTED:,} characters"


def _count(part: Json, size: _Size) -> None:
    """Count what stands in a part; what a reference leads to counts where it is defined."""
    named = [*part.get("properties", ()), *part.get("$defs", ())]
    listed = [*part.get("enum", ()), *([part["const"]] if "const" in part else [])]
    letters = sum(len(value) for value in listed if isinstance(value, str))
    size.keys += len(part.get("properties", ()))
    size.values += len(listed)
    size.characters += letters + sum(map(len, named))
    size.is_long_list |= len(listed) > _LONG_LIST and letters > _MOST_LISTED
    for inner in (*_list_parts(part), *part.get("$defs", {}).values()):
        _count(inner, size)


def _measure_depth(schema: Json, part: Json, above: tuple[str, ...]) -> int:
    """The levels of objects in a part, references followed; one that leads back to itself ends there."""
    if pointer := part.get("$ref"):
        if pointer in above:
            return 0
        above, part = (*above, pointer), follow_references(schema, part) or {}  # type: ignore[assignment]
    below = max((_measure_depth(schema, one, above) for one in _list_parts(part)), default=0)
    return below + (part.get("type") == "object")


def _list_parts(part: Json) -> list[Json]:
    return [*part.get("properties", {}).values(), *part.get("anyOf", ()), *([part["items"]] if "items" in part else [])]
