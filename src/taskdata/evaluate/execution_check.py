"""Whether the SQL of a pack works, and whether each piece of it tells rows apart in the store that is filled for it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Any

from taskdata.evaluate.execution_program import MOST_ROWS, Program
from taskdata.evaluate.execution_query import Demand, Order, Query
from taskdata.evaluate.execution_rows import TooManyRowsError
from taskdata.evaluate.execution_store import StatementError
from taskdata.foundation.execution import Condition, Execution, Statement
from taskdata.foundation.output import Path, set_value, show_path
from taskdata.foundation.records import ABSENT

_EVERYTHING = Query((), None, ABSENT, is_count=False, values={}, plain={})


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong with a piece of SQL."""

    statement: Statement
    message: str


def find_defects(execution: Execution, samples: Mapping[Path, Sequence[Any]], today: date) -> Iterator[Defect]:
    """SQL that fails, conditions that leave all rows or none, or the same of any value, and orders that are none.

    `samples` are values of each path with a condition.
    """
    program = Program(execution)
    broken = list(_find_broken(program, execution))
    yield from broken
    if broken:
        return
    repeated = dict(_find_repeated(execution))
    yield from repeated.values()
    for path, condition in execution.conditions.items():
        if path in repeated:
            continue
        try:
            yield from _try_condition(program, path, condition, samples[path], today)
        except StatementError as error:
            yield Defect(error.statement, error.reason)
        except TooManyRowsError:
            message = f"the values of the columns that this reads make more than {MOST_ROWS:,} rows; let it read fewer"
            yield Defect(condition.list_statements()[0], message)
    if execution.ordering:
        yield from _try_orders(program, execution.ordering.values, today)


def _find_broken(program: Program, execution: Execution) -> Iterator[Defect]:
    orders = execution.ordering.values.values() if execution.ordering else ()
    conditions = [statement for one in execution.conditions.values() for statement in one.list_statements()]
    for statement in (*conditions, *orders):
        try:
            program.reader.find_columns(statement)
        except StatementError as error:
            yield Defect(statement, error.reason)


def _try_condition(
    program: Program, path: Path, condition: Condition, values: Sequence[Any], today: date
) -> Iterator[Defect]:
    queries = [_demand(program, path, value) for value in values]
    for query in queries:
        statement = query.demands[0].statement
        outcome = program.run(query, _EVERYTHING, today)[0]
        if not outcome.expected:
            yield Defect(statement, f"this leaves none of the rows that its columns give{_suggest_column(path)}")
            return
        if outcome.expected == outcome.given:
            yield Defect(statement, f"this leaves all of the rows that its columns give{_suggest_column(path)}")
            return
    yield from _find_alike_values(program, path, condition, today)
    if (
        condition.always
        and len(queries) > 1
        and all(_are_alike(program, *two, today) for two in combinations(queries, 2))
    ):
        message = f"this leaves the same rows whatever the value of `{show_path(path)}` is; compare with :value"
        yield Defect(condition.always, message)


def _find_alike_values(program: Program, path: Path, condition: Condition, today: date) -> Iterator[Defect]:
    """Two values that leave the same rows, though each has SQL of its own."""
    tried: list[tuple[str, Query]] = []
    for name, statement in condition.by_value.items():
        query = replace(_EVERYTHING, demands=(Demand(statement, None, program.reader.find_columns(statement)),))
        alike = next((other for other, before in tried if _are_alike(program, query, before, today)), None)
        if alike is not None:
            yield Defect(statement, f"this leaves the same rows as '{alike}' does, so that the two count as the same")
        tried.append((name, query))


def _find_repeated(execution: Execution) -> Iterator[tuple[Path, Defect]]:
    """Paths with the SQL of one before."""
    known: dict[str, Path] = {}
    for path, condition in execution.conditions.items():
        for statement in condition.list_statements():
            other = known.setdefault(" ".join(statement.sql.split()), path)
            if other != path:
                message = f"`{show_path(other)}` has the same SQL, so that the two count as the same"
                yield path, Defect(statement, message)


def _suggest_column(path: Path) -> str:
    return f"; let one that it reads have values that `{show_path(path)}` takes, and others"


def _demand(program: Program, path: Path, value: Any) -> Query:
    output: dict[str, Any] = {}
    set_value(output, path, value)
    return program.reader.read(output)


def _are_alike(program: Program, one: Query, other: Query, today: date) -> bool:
    return all(outcome.expected == outcome.given for outcome in program.run(one, other, today))


def _try_orders(program: Program, orders: Mapping[str, Statement], today: date) -> Iterator[Defect]:
    tried: list[tuple[str, Query]] = []
    for name, statement in orders.items():
        order = Order(statement, "ASC", program.reader.find_columns(statement))
        query = replace(_EVERYTHING, order=order)
        try:
            alike = [other for other, before in tried if _are_alike(program, query, before, today)]
            if _are_alike(program, query, _EVERYTHING, today):
                yield Defect(statement, "this sorts nothing; name a column in it that has two values at least")
            elif alike:
                yield Defect(statement, f"this sorts as '{alike[0]}' does, so that the two count as the same")
        except StatementError as error:
            yield Defect(error.statement, error.reason)
        tried.append((name, query))
