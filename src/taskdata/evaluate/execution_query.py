"""What an output demands of the rows of a store: its conditions, its order, and what must simply be equal."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from taskdata.evaluate.execution_rows import list_scalars
from taskdata.evaluate.execution_store import Store
from taskdata.evaluate.leaves import Leaves, list_leaves
from taskdata.foundation.execution import Column, Direction, Execution, Statement, name_value
from taskdata.foundation.json_types import is_day
from taskdata.foundation.output import Path
from taskdata.foundation.records import ABSENT

_MOST_NUMBER = 2**53
"""Beyond, a number and its neighbour are the same to SQL."""


@dataclass(frozen=True, slots=True)
class Demand:
    """A condition, with what stands for :value in it and the columns that it reads."""

    statement: Statement
    value: Any
    columns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Order:
    """By what and which way rows are sorted, and the columns that this reads."""

    statement: Statement
    direction: Direction
    columns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Query:
    """What one output demands; `values` are those of the paths with a condition, `plain` those that must be equal."""

    demands: tuple[Demand, ...]
    order: Order | None
    limit: Any
    is_count: bool
    values: Leaves
    plain: Leaves


class QueryReader:
    """Reads the outputs of one action."""

    def __init__(self, execution: Execution, store: Store) -> None:
        self._execution, self._store = execution, store
        self._columns: dict[str, frozenset[str]] = {}

    @cached_property
    def _fed(self) -> Mapping[Path, tuple[Column, ...]]:
        """By path, the columns that take values from it."""
        columns = self._execution.columns.values()
        return {
            path: tuple(column for column in columns if path in column.paths) for path in self._execution.conditions
        }

    def can_read(self, output: Mapping[str, Any]) -> bool:
        """Whether SQL is declared for all values of an output, and all can be put into it."""
        return all(self._is_usable(path, value) for path, value in list_leaves(output).items())

    def _is_usable(self, path: Path, value: Any) -> bool:
        ordering, condition = self._execution.ordering, self._execution.conditions.get(path)
        if condition is None:
            named = {ordering.path: ordering.values, ordering.direction: ordering.directions} if ordering else {}
            return path not in named or name_value(value) in named[path]
        parts = list(list_scalars(value))
        return (
            condition.pick(value) is not None
            and all(map(_is_writable, parts))
            and all(_fits(column, part) for column in self._fed[path] for part in parts)
        )

    def read(self, output: Mapping[str, Any]) -> Query:
        """What an output demands that can be read. Raises InputError where the pack's SQL fails."""
        execution = self._execution
        leaves = list_leaves(output, execution.ignored)
        values = {path: value for path, value in leaves.items() if path in execution.conditions}
        ordering = execution.ordering
        run = {*values, execution.limiting, *((ordering.path, ordering.direction) if ordering else ())}
        return Query(
            demands=tuple(self._make_demand(path, value) for path, value in values.items()),
            order=self._read_order(leaves),
            limit=leaves.get(execution.limiting, ABSENT) if execution.limiting else ABSENT,
            is_count=bool(execution.counting and leaves.get(execution.counting)),
            values=values,
            plain={path: value for path, value in leaves.items() if path not in run},
        )

    def _make_demand(self, path: Path, value: Any) -> Demand:
        statement = self._execution.conditions[path].pick(value)
        assert statement is not None  # `can_read` has seen to it
        return Demand(statement, value, self.find_columns(statement))

    def _read_order(self, leaves: Leaves) -> Order | None:
        ordering = self._execution.ordering
        if ordering is None or ordering.path not in leaves:
            return None
        statement = ordering.values[name_value(leaves[ordering.path])]
        way = leaves.get(ordering.direction, ABSENT) if ordering.direction else ABSENT
        direction = ordering.default if way is ABSENT else ordering.directions[name_value(way)]
        return Order(statement, direction, self.find_columns(statement))

    def find_columns(self, statement: Statement) -> frozenset[str]:
        """The columns that a piece of SQL reads. Raises StatementError where it fails."""
        if statement.sql not in self._columns:
            self._columns[statement.sql] = self._store.find_columns(statement)
        return self._columns[statement.sql]


def _is_writable(value: Any) -> bool:
    """Whether SQLite takes a value as it is."""
    if isinstance(value, str):
        return "\0" not in value and value == value.encode("utf-8", "replace").decode()
    return isinstance(value, int | float) and math.isfinite(value) and abs(value) <= _MOST_NUMBER


def _fits(column: Column, value: Any) -> bool:
    """Whether a column can have neighbours of a value."""
    if column.kind == "numbers":
        return not isinstance(value, str | bool)
    return column.kind != "days" or (isinstance(value, str) and is_day(value))
