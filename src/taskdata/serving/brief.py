"""The schema in brief, as a model reads it: a line for each kind of answer, in the notation of types that code has."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from taskdata.foundation.branches import follow_references, list_branches
from taskdata.serving.type_words import join_types, show_value, write_list

_DEEPEST = 12
"""Behind so many levels a schema refers to itself, and is told no further."""
_ANY = "any"
_PLAIN = re.compile(r"\w+")
_FORMATS = {"date": "YYYY-MM-DD"}


def write_brief(schema: Mapping[str, Any], discriminator: str | None) -> str:
    """A line for each branch of the schema: its fields with their types, a `?` behind those that may be left out.

    Patterns, lengths and what depends on other fields are not told: a model learns them from its examples.
    """
    return "\n".join(_list_lines(schema, discriminator))


def _list_lines(schema: Mapping[str, Any], discriminator: str | None) -> Iterator[str]:
    told = list[Any]()
    for branch in list_branches(schema, discriminator):
        if branch.schema not in told:
            told.append(branch.schema)
            yield write_type(schema, branch.schema)


def write_type(schema: Mapping[str, Any], part: Any, depth: int = 0) -> str:
    """The type of a part of the schema, in one line."""
    found = follow_references(schema, part)
    if not found or depth > _DEEPEST:
        return _ANY
    if "const" in found:
        return show_value(found["const"])
    if "enum" in found:
        return join_types(map(show_value, found["enum"]))
    options = found.get("anyOf") or found.get("oneOf")
    if options and "properties" not in found:
        return join_types(dict.fromkeys(write_type(schema, option, depth + 1) for option in options))
    kinds = found.get("type", _ANY)
    return join_types(
        _write_kind(schema, found, kind, depth) for kind in ([kinds] if isinstance(kinds, str) else kinds)
    )


def _write_kind(schema: Mapping[str, Any], found: Mapping[str, Any], kind: str, depth: int) -> str:
    match kind:
        case "object":
            return _write_object(schema, found, depth)
        case "array":
            return write_list(write_type(schema, found.get("items", {}), depth + 1))
        case "string":
            return _FORMATS.get(found.get("format", ""), kind)
    return kind


def _write_object(schema: Mapping[str, Any], found: Mapping[str, Any], depth: int) -> str:
    needed = found.get("required", ())
    fields = [
        f"{name if _PLAIN.fullmatch(name) else show_value(name)}{'' if name in needed else '?'}: "
        f"{write_type(schema, part, depth + 1)}"
        for name, part in found.get("properties", {}).items()
        if part is not False
    ]
    rest = found.get("additionalProperties")
    if isinstance(rest, Mapping):
        fields.append(f"[key]: {write_type(schema, rest, depth + 1)}")
    return f"{{{', '.join(fields)}}}"
