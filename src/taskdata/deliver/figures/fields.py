"""The fields of outputs: the values that were chosen for them, and how far their days lie from the reference date."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

import orjson

from taskdata.deliver.figures.frame import count_rows
from taskdata.deliver.figures.rows import FieldDays, FieldValues
from taskdata.foundation.branches import ALTERNATIVES, follow_references, list_branches
from taskdata.foundation.json_types import is_day
from taskdata.foundation.records import Example

if TYPE_CHECKING:
    import pandas

_DEEPEST = 8
_DISTANCES = ("past", "today", "within a week", "within a month", "further")
_WEEK, _MONTH = 7, 31


@dataclass(slots=True)
class SchemaField:
    """What the schema says of a path: the values that it lists, in order, and whether a day may stand there."""

    allowed: dict[str, None] = field(default_factory=dict)
    is_day: bool = False


def list_leaves(
    examples: Iterable[Example], splits: "pandas.Series[str]", fields: Mapping[str, SchemaField]
) -> "pandas.DataFrame":
    """A table of the values in outputs of which the schema has a list, or that may be days.

    Its columns: split, path, value as JSON where it is in the list, and how far a day lies from the reference date.
    """
    import pandas

    rows = [row for example in examples for row in _list_rows(example, fields)]
    types = {"split": splits.dtype, "path": "category", "value": "category", "distance": "category"}
    return pandas.DataFrame(rows, columns=["split", "path", "value", "distance"]).astype(types)


def _list_rows(
    example: Example, fields: Mapping[str, SchemaField]
) -> Iterator[tuple[str, str, str | None, str | None]]:
    for path, value in _walk(example.output, "$"):
        known = fields.get(path)
        if known is None or not (known.allowed or known.is_day):
            continue
        shown = orjson.dumps(value).decode()
        listed = shown if shown in known.allowed else None
        yield example.split, path, listed, _measure(value, example.reference_date) if known.is_day else None


def _walk(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _walk(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, f"{path}[*]")
    else:
        yield path, value


def _measure(value: Any, day: date) -> str | None:
    if not isinstance(value, str) or not is_day(value):
        return None
    distance = (date.fromisoformat(value) - day).days
    if distance <= 0:
        return "today" if distance == 0 else "past"
    if distance <= _WEEK:
        return "within a week"
    return "within a month" if distance <= _MONTH else "further"


def list_fields(schema: Mapping[str, Any], discriminator: str | None) -> Mapping[str, SchemaField]:
    """What the schema says of each path, all branches together; of what chooses the branch, nothing."""
    fields: dict[str, SchemaField] = {}
    for branch in list_branches(schema, discriminator):
        for path, part in _walk_schema(schema, branch.schema, "$", _DEEPEST):
            if path != f"$.{discriminator}":
                _note(fields.setdefault(path, SchemaField()), part)
    return fields


def _note(known: SchemaField, part: Mapping[str, Any]) -> None:
    allowed = [part["const"]] if "const" in part else part.get("enum", [])
    if part.get("type") == "boolean":
        allowed = [True, False]
    if isinstance(allowed, list):
        known.allowed.update(dict.fromkeys(orjson.dumps(value).decode() for value in allowed))
    known.is_day |= part.get("format") == "date"


def _walk_schema(schema: Mapping[str, Any], part: Any, path: str, left: int) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every part of the schema that has a say about a path."""
    found = follow_references(schema, part)
    if not found or not left:
        return
    yield path, found
    for key in (*ALTERNATIVES, "allOf"):
        for one in _list(found.get(key)):
            yield from _walk_schema(schema, one, path, left - 1)
    properties = found.get("properties")
    for name, inner in properties.items() if isinstance(properties, Mapping) else ():
        yield from _walk_schema(schema, inner, f"{path}.{name}", left - 1)
    yield from _walk_schema(schema, found.get("items"), f"{path}[*]", left - 1)


def _list(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else ()


def count_values(leaves: "pandas.DataFrame", fields: Mapping[str, SchemaField]) -> tuple[FieldValues, ...]:
    """The values of each field that chooses among several, by their paths."""
    counted = []
    for path, known in sorted(fields.items()):
        if len(known.allowed) > 1:
            there = leaves[(leaves["path"] == path) & leaves["value"].isin(known.allowed)]
            shown = there.assign(value=there["value"].astype("str").map(_show))
            names = [_show(value) for value in known.allowed]
            counted.append(
                FieldValues(path, len(shown), count_rows(shown, "value", len(shown), names=names, in_order=True))
            )
    return tuple(counted)


def _show(value: str) -> str:
    """A value as it is shown: a text without its quotes."""
    read = orjson.loads(value)
    return read if isinstance(read, str) else value


def count_days(leaves: "pandas.DataFrame", fields: Mapping[str, SchemaField]) -> tuple[FieldDays, ...]:
    """How far the days of each field lie from the reference date, by their paths; a field without any has no row."""
    counted = []
    for path in sorted(path for path, known in fields.items() if known.is_day):
        there = leaves[(leaves["path"] == path) & leaves["distance"].notna()]
        if len(there):
            rows = count_rows(there, "distance", len(there), names=_DISTANCES, in_order=True)
            counted.append(FieldDays(path, len(there), rows))
    return tuple(counted)
