"""Two outputs of one action, run against stores that are filled for the pair.

Columns that no piece of SQL reads together are tried apart, in a small store each: two outputs select the same if they
do so in each of these, or if both select nothing. So the rows are as many as the values of such columns add up to, and
not as they multiply to.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from math import prod
from typing import Any

from taskdata.answers.differences import is_same
from taskdata.evaluate.execution_query import Demand, Order, Query, QueryReader
from taskdata.evaluate.execution_rows import TooManyRowsError, first_values, list_values
from taskdata.evaluate.execution_store import Store
from taskdata.evaluate.execution_words import Row, tell_nothing, tell_order, tell_rows, tell_value
from taskdata.foundation.execution import Execution
from taskdata.foundation.records import ABSENT

MOST_ROWS = 20_000
"""Of one store: more take too long."""
Orders = tuple[Order | None, Order | None]


@dataclass(frozen=True, slots=True)
class _Part:
    """Columns that are tried together, and what each output demands of them; `orders` where these are compared."""

    columns: frozenset[str]
    expected: tuple[Demand, ...]
    given: tuple[Demand, ...]
    orders: Orders | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The rows of one store, and those that each output selects: their numbers, from 1, in its order."""

    columns: Sequence[str]
    rows: Sequence[tuple[Any, ...]]
    expected: Sequence[int]
    given: Sequence[int]

    def show(self, numbers: Iterable[int]) -> list[Row]:
        """The rows of these numbers, those first that have a value in most columns."""
        shown = [self.show_row(number) for number in sorted(numbers)]
        return sorted(shown, key=lambda row: list(row.values()).count(None))

    def show_row(self, number: int) -> Row:
        """The row of this number."""
        return dict(zip(self.columns, self.rows[number - 1], strict=True))


class Program:
    """Runs the outputs of one action."""

    def __init__(self, execution: Execution) -> None:
        self._execution = execution
        self._store = Store(list(execution.columns))
        self.reader = QueryReader(execution, self._store)

    def can_run(self, output: Mapping[str, Any]) -> bool:
        """Whether all values of an output can be put into the SQL."""
        return self.reader.can_read(output)

    def find_difference(self, expected: Mapping[str, Any], given: Mapping[str, Any], today: date) -> str | None:
        """In words, how what the second output gives differs from what the first one gives; None where it does not.

        Raises InputError where the pack's SQL fails.
        """
        one, other = self.reader.read(expected), self.reader.read(given)
        for path in {**one.plain, **other.plain}:
            mine, wanted = other.plain.get(path, ABSENT), one.plain.get(path, ABSENT)
            if not _is_equal(mine, wanted):
                return tell_value(path, mine, wanted)
        try:
            return self._find_in_rows(one, other, today)
        except TooManyRowsError:
            return "the outputs are not equal, and hold too many values to be run"

    def run(self, one: Query, other: Query, today: date) -> list[Outcome]:
        """What both select in each store. Raises StatementError where the SQL fails, and TooManyRowsError."""
        return [self._run(part, one, other, today) for part in _split(one, other)]

    def _find_in_rows(self, one: Query, other: Query, today: date) -> str | None:
        """What is selected first, for the order takes more rows, and tells nothing of other ones or of none."""
        outcomes = self.run(replace(one, order=None), replace(other, order=None), today)
        is_right, is_mine = (not all(o.expected for o in outcomes), not all(o.given for o in outcomes))
        if is_right or is_mine:
            return None if is_right == is_mine else tell_nothing(is_right=is_right)
        for outcome in outcomes:
            expected, given = set(outcome.expected), set(outcome.given)
            if expected != given:
                return tell_rows(outcome.show(expected - given), outcome.show(given - expected))
        if self._execution.limiting and not _is_equal(other.limit, one.limit):
            return tell_value(self._execution.limiting, other.limit, one.limit)
        return self._find_in_order(one, other, today)

    def _find_in_order(self, one: Query, other: Query, today: date) -> str | None:
        """The first row that comes in another place, where both select the same."""
        for part in _split(one, other):
            if part.orders:
                outcome = self._run(part, one, other, today)
                for right, mine in zip(outcome.expected, outcome.given, strict=True):
                    if right != mine:
                        return tell_order(outcome.show_row(mine), outcome.show_row(right))
        return None

    def _run(self, part: _Part, one: Query, other: Query, today: date) -> Outcome:
        """Both outputs on the rows of one part.

        Where orders are compared all rows are there twice, the second time the other way round: then no order by a
        column is the order of the rows as such.
        """
        names = [name for name in self._execution.columns if name in part.columns]
        values = [self._list_values(name, one, other, today) for name in names]
        if prod(map(len, values)) > MOST_ROWS:
            raise TooManyRowsError
        rows = list(product(*values))
        if part.orders:
            rows += reversed(rows)
        self._fill(names, rows, today)
        numbers = range(1, len(rows) + 1)
        expected, given = (
            self._select(demands, self._sort(order, numbers, today), today)
            for demands, order in zip((part.expected, part.given), part.orders or (None, None), strict=True)
        )
        return Outcome(names, rows, expected, given)

    def _list_values(self, name: str, one: Query, other: Query, today: date) -> list[Any]:
        column = self._execution.columns[name]
        given = [query.values[path] for query in (one, other) for path in column.paths if path in query.values]
        return list_values(column, given, today)

    def _fill(self, names: Collection[str], rows: Iterable[tuple[Any, ...]], today: date) -> None:
        """The other columns take one value each."""
        first = first_values(self._execution.columns, today)
        self._store.fill([tuple({**first, **dict(zip(names, row, strict=True))}.values()) for row in rows])

    def _sort(self, order: Order | None, numbers: Sequence[int], today: date) -> Sequence[int]:
        return self._store.sort(order.statement, order.direction, today.isoformat()) if order else numbers

    def _select(self, demands: Iterable[Demand], numbers: Sequence[int], today: date) -> list[int]:
        selected = set(numbers)
        for demand in demands:
            selected &= self._store.select(demand.statement, demand.value, today.isoformat())
        return [number for number in numbers if number in selected]


def _is_equal(one: Any, other: Any) -> bool:
    return one is other if ABSENT in (one, other) else is_same(one, other)


def _split(one: Query, other: Query) -> Iterator[_Part]:
    """The parts: columns that are read together are in one, and so are those by which two orders sort.

    An order counts for nothing where only a number is asked for.
    """
    matters = one.order != other.order and not one.is_count
    orders = (one.order, other.order) if matters else None
    sorted_by = frozenset[str]().union(*(order.columns for order in orders or () if order))
    groups: list[frozenset[str]] = []
    for columns in (sorted_by, *(demand.columns for demand in (*one.demands, *other.demands))):
        touching = [group for group in groups if group & columns]
        groups = [group for group in groups if group not in touching] + [columns.union(*touching)]
    for group in dict.fromkeys(groups):
        expected, given = (tuple(d for d in q.demands if _belongs(d, group)) for q in (one, other))
        if group or expected or given:
            yield _Part(group, expected, given, orders if group >= sorted_by and matters else None)


def _belongs(demand: Demand, group: frozenset[str]) -> bool:
    return bool(demand.columns & group) or demand.columns == group
