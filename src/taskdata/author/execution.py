"""How outputs are run: the declarations of a pack, each path of them a field of the action, and no field left out."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

from taskdata.author.documents import Place
from taskdata.author.files import ColumnEntry, ExecutionEntry, OrderingEntry
from taskdata.author.merge import Declared, Placed
from taskdata.author.names import suggest, suggest_or_list
from taskdata.author.sets import KnownFields
from taskdata.foundation.branches import follow_references, list_branches, read_constant
from taskdata.foundation.execution import Column, Condition, Execution, Ordering, Statement, name_value
from taskdata.foundation.output import Path
from taskdata.foundation.pack import Action
from taskdata.foundation.usecase import UseCase

Leaves = Mapping[str, Mapping[str, Any] | None]
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_OF_SQLITE = ("rowid", "oid")
_NOW = re.compile(
    r"'now'|\b(?:date|time|datetime|julianday|unixepoch)\s*\(\s*\)|\bstrftime\s*\(\s*'[^']*'\s*\)", re.IGNORECASE
)


class _Named(NamedTuple):
    """A path that a declaration names, and where."""

    path: str
    place: Place
    at_key: bool = False


def link_execution(
    declared: Declared, actions: Mapping[str, Action], fields: KnownFields, usecase: UseCase | None
) -> dict[str, Execution]:
    """The executions by action; a path that is no field, and a field that no path names, are faults.

    The SQL itself is not looked at.
    """
    own_words = frozenset(usecase.persona.fields) if usecase else frozenset[str]()
    linked = {}
    for placed in declared.list_sound("execution"):
        known = declared.check_name("actions", placed.name, "action", placed.place, at_key=True)
        if known and placed.name in actions:
            leaves = list_leaves(actions[placed.name], fields)
            if leaves and placed.whole:
                _check(placed, leaves, own_words)
            linked[placed.name] = _link(placed.value, placed.place, own_words)
    return linked


def list_leaves(action: Action, fields: KnownFields) -> Leaves:
    """The fields of an action that are no objects, with their schemas; none where the schema cannot be read."""
    branches = list_branches(fields.schema, fields.discriminator) if fields.schema else ()
    wanted = read_constant(action, fields.discriminator)
    branch = next((one.target for one in branches if one.constant == wanted), None)
    left_out = {fields.discriminator}
    return {path: part for path, part in _walk(fields.schema, branch, "") if path not in left_out} if branch else {}


def _walk(
    schema: Mapping[str, Any], part: Mapping[str, Any] | None, path: str
) -> Iterator[tuple[str, Mapping[str, Any] | None]]:
    inner = part.get("properties") if part else None
    if not isinstance(inner, Mapping) or path.count(".") > 20:
        yield path, part
        return
    for name, one in inner.items():
        yield from _walk(schema, follow_references(schema, one), f"{path}.{name}" if path else name)


# --- what is wrong with it -------------------------------------------------------------------------------


def _check(placed: Placed, leaves: Leaves, own_words: frozenset[str]) -> None:
    entry, place = placed.value, placed.place
    seen: set[str] = set()
    for named in _list_paths(entry, place):
        if named.path not in leaves:
            message = f"'{placed.name}' has no field '{named.path}'{suggest_or_list(named.path, leaves)}"
            named.place.report(message, at_key=named.at_key)
        elif named.path in seen:
            named.place.report(f"'{named.path}' is declared twice here; keep one of them", at_key=named.at_key)
        seen.add(named.path)
    lacking = [path for path in leaves if path not in seen and path not in own_words]
    if lacking and not any(suggest(path, seen - leaves.keys()) for path in lacking):
        shown = " and ".join(f"`{path}`" for path in lacking)
        message = f"nothing is said of {shown}: two outputs that differ there only would count as the same"
        place.report(f"{message}; add `conditions`, or `equal`", at_key=True)
    _check_columns(entry, place.inside("columns"), [path for path in entry.conditions if path not in leaves])
    _check_values(entry, place, leaves)
    for statement_place, sql in _list_sql(entry, place):
        if found := _NOW.search(sql):
            statement_place.report("the day on which it is asked is :today; write that", offset=found.start())


def _list_paths(entry: ExecutionEntry, place: Place) -> Iterator[_Named]:
    for path in entry.conditions:
        yield _Named(path, place.inside("conditions", path), at_key=True)
    if entry.ordering:
        yield _Named(entry.ordering.by, place.inside("ordering", "by"))
        if entry.ordering.direction is not None:
            yield _Named(entry.ordering.direction, place.inside("ordering", "direction"))
    for key in ("limiting", "counting"):
        if (named := getattr(entry, key)) is not None:
            yield _Named(named, place.inside(key))
    for index, path in enumerate(entry.equal):
        yield _Named(path, place.inside("equal", index))


def _check_columns(entry: ExecutionEntry, place: Place, misspelt: Collection[str]) -> None:
    """A column has its values from conditions; one that is misspelt is told where it stands."""
    seen: dict[str, str] = {}
    for name, column in entry.columns.items():
        if (other := seen.setdefault(name.lower(), name)) != name:
            place.inside(name).report(f"'{name}' and '{other}' are one column to SQL; rename one of them", at_key=True)
        if not _NAME.fullmatch(name) or name.lower() in _OF_SQLITE:
            place.inside(name).report(f"'{name}' cannot be a column; use letters, digits and _", at_key=True)
        for kind in column.list_kinds():
            for index, path in enumerate(getattr(column, kind) if kind != "values" else ()):
                if path not in entry.conditions and not suggest(path, misspelt):
                    message = f"'{path}' is no path of `conditions`{suggest_or_list(path, entry.conditions)}"
                    place.inside(name, kind, index).report(message)


def _check_directions(directions: Mapping[str, str], place: Place) -> None:
    ways: dict[str, str] = {}
    for name, way in directions.items():
        if (other := ways.setdefault(way, name)) != name:
            place.inside(name).report(f"'{name}' and '{other}' both sort {way}, so that the two count as the same")


def _check_values(entry: ExecutionEntry, place: Place, leaves: Leaves) -> None:
    """What is declared value by value is declared for each that the schema has; other values give those of a column."""
    fed = {".".join(path) for column in entry.columns.values() for path in _link_column(column).paths}
    for path, condition in entry.conditions.items():
        here, leaf = place.inside("conditions", path), leaves.get(path)
        if isinstance(condition, dict):
            _match(condition, leaf, here)
        elif path in leaves and list_enumerated(leaf) is None and path not in fed:
            message = f"no column has its values from '{path}', and so two of them may count as the same"
            here.report(f"{message}; name it in the column that this reads", at_key=True)
    if entry.ordering:
        _match(entry.ordering.values, leaves.get(entry.ordering.by), place.inside("ordering", "values"))
        if entry.ordering.direction is not None:
            leaf = leaves.get(entry.ordering.direction)
            _match(entry.ordering.directions, leaf, place.inside("ordering", "directions"))
            _check_directions(entry.ordering.directions, place.inside("ordering", "directions"))


def _match(declared: Mapping[str, str], leaf: Mapping[str, Any] | None, place: Place) -> None:
    values = list_enumerated(leaf)
    if values is None:
        if leaf is not None:
            place.report("the schema lists no values here; write one line of SQL with :value", at_key=True)
        return
    known = [name_value(value) for value in values]
    unknown = [name for name in declared if name not in known]
    for name in unknown:
        place.inside(name).report(f"'{name}' is no value here{suggest_or_list(name, known)}", at_key=True)
    lacking = [name for name in known if name not in declared and not suggest(name, unknown)]
    if lacking:
        place.report(f"nothing is said of the value {' and '.join(map(repr, lacking))}; add a line", at_key=True)


def list_enumerated(leaf: Mapping[str, Any] | None) -> list[Any] | None:
    """The values out of which a part of the schema has one; None where it may have others."""
    if leaf and "const" in leaf:
        return [leaf["const"]]
    if leaf and leaf.get("type") == "boolean":
        return [True, False]
    allowed = leaf.get("enum") if leaf else None
    return allowed if isinstance(allowed, list) else None


def _list_sql(entry: ExecutionEntry, place: Place) -> Iterator[tuple[Place, str]]:
    for path, condition in entry.conditions.items():
        here = place.inside("conditions", path)
        pairs = condition.items() if isinstance(condition, dict) else ()
        yield from [(here.inside(name), sql) for name, sql in pairs] or [(here, str(condition))]
    if entry.ordering:
        yield from ((place.inside("ordering", "values", name), sql) for name, sql in entry.ordering.values.items())


# --- what it becomes -------------------------------------------------------------------------------------


def _link(entry: ExecutionEntry, place: Place, own_words: frozenset[str]) -> Execution:
    conditions = place.inside("conditions")
    return Execution(
        columns={name: _link_column(column) for name, column in entry.columns.items()},
        conditions={
            _split(path): _link_condition(condition, conditions.inside(path))
            for path, condition in entry.conditions.items()
        },
        ordering=_link_ordering(entry.ordering, place.inside("ordering")) if entry.ordering else None,
        limiting=_split(entry.limiting) if entry.limiting is not None else None,
        counting=_split(entry.counting) if entry.counting is not None else None,
        equal=frozenset(map(_split, entry.equal)),
        ignored=own_words,
    )


def _split(path: str) -> Path:
    return tuple(path.split("."))


def _link_column(entry: ColumnEntry) -> Column:
    kind = entry.list_kinds()[0]
    given = tuple(getattr(entry, kind))
    own = kind == "values"
    values, paths = (given, ()) if own else ((), tuple(map(_split, given)))
    return Column(kind, values, paths, entry.step, entry.may_be_empty)


def _link_condition(condition: str | Mapping[str, str], place: Place) -> Condition:
    if isinstance(condition, str):
        return Condition(Statement(condition, place.locate()))
    return Condition(by_value=_link_each(condition, place))


def _link_each(statements: Mapping[str, str], place: Place) -> dict[str, Statement]:
    return {name: Statement(sql, place.inside(name).locate()) for name, sql in statements.items()}


def _link_ordering(entry: OrderingEntry, place: Place) -> Ordering:
    return Ordering(
        path=_split(entry.by),
        values=_link_each(entry.values, place.inside("values")),
        direction=_split(entry.direction) if entry.direction is not None else None,
        directions=entry.directions,
        default=entry.default,
    )
