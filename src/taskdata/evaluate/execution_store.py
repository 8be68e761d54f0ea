"""The simulated store: one table of SQLite in memory, which the SQL of a pack may read and nothing else."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import orjson

from taskdata.foundation.errors import InputError
from taskdata.foundation.execution import Direction, Statement

_TABLE = "simulated_rows"
_LISTS = ("json_each", "json_tree")
"""What reads a JSON list as a table. SQLite sets these up when they are first read, for which it must write."""
_CHANGING = frozenset(
    {
        *("load_extension", "random", "randomblob", "total_changes", "last_insert_rowid"),
        *("current_date", "current_time", "current_timestamp"),
    }
)
"""Functions that do more than compute, or another thing each time."""
_CLOCKS = (*((name, 0) for name in ("date", "time", "datetime", "julianday", "unixepoch")), ("strftime", 1))
"""Functions, with the number of arguments with which they tell the time of the machine."""
_STEPS, _MOST_CALLS = 10_000, 3_000
"""Of SQLite's machine: after so many steps each it is asked whether to go on, and how often it is at most."""
_LIMITS = (
    (sqlite3.SQLITE_LIMIT_LENGTH, 1_000_000),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 100_000),
    (sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000),
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
)
_Row = tuple[Any, ...]


class StatementError(InputError):
    """A piece of SQL of the pack that fails, and why."""

    def __init__(self, statement: Statement, reason: str) -> None:
        self.statement, self.reason = statement, reason
        super().__init__(f"{statement.place}: {reason}")


class Store:
    """Rows that can be filled in, and selected and sorted by SQL that comes from elsewhere.

    That SQL may read this table and compute, nothing else: it writes nothing, opens nothing, and is stopped where it
    takes too long. Where it fails, StatementError names its place. A list is stored as JSON.
    """

    def __init__(self, columns: Sequence[str]) -> None:
        self._reading: set[str] = set()
        self._is_filling = False
        self._calls = 0
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.create_function("fold", 1, _fold, deterministic=True)
        for name, arguments in _CLOCKS:
            self._connection.create_function(name, arguments, _refuse_clock)
        names = ", ".join(f'"{column}"' for column in columns)
        self._connection.execute(f"CREATE TABLE {_TABLE} ({names})")
        self._insert = f"INSERT INTO {_TABLE} VALUES ({', '.join('?' * len(columns))})"
        for table in _LISTS:
            self._connection.execute(f"SELECT 1 FROM {table}('[]')").fetchall()
        for kind, limit in _LIMITS:
            self._connection.setlimit(kind, limit)
        self._connection.set_progress_handler(self._is_too_long, _STEPS)
        self._connection.set_authorizer(self._authorize)

    def fill(self, rows: Sequence[_Row]) -> None:
        """Put these rows in the place of what was there; they are numbered from 1 in their order."""
        self._calls = 0
        self._is_filling = True
        try:
            self._connection.execute("BEGIN")
            self._connection.execute(f"DELETE FROM {_TABLE}")
            self._connection.executemany(self._insert, (tuple(map(_bind, row)) for row in rows))
            self._connection.execute("COMMIT")
        finally:
            self._is_filling = False

    def select(self, statement: Statement, value: Any, today: str) -> set[int]:
        """The numbers of the rows of which a condition is true."""
        return {number for (number,) in self._run(_select(statement), statement, value, today)}

    def sort(self, statement: Statement, direction: Direction, today: str) -> list[int]:
        """The numbers of all rows, sorted; those that are alike in the order of their numbers."""
        sql = f"SELECT rowid FROM {_TABLE} ORDER BY (\n{statement.sql}\n) {direction}, rowid"
        return [number for (number,) in self._run(sql, statement, None, today)]

    def find_columns(self, statement: Statement) -> frozenset[str]:
        """The columns that a piece of SQL reads."""
        with self._noting() as columns:
            list(self._run(f"EXPLAIN SELECT (\n{statement.sql}\n) FROM {_TABLE}", statement, None, ""))
        return frozenset(columns)

    @contextmanager
    def _noting(self) -> Iterator[set[str]]:
        """What is read meanwhile; a statement that was prepared before is prepared again."""
        self._connection.set_authorizer(self._authorize)  # lets go of what is prepared
        self._reading = set()
        yield self._reading

    def _run(self, sql: str, statement: Statement, value: Any, today: str) -> Iterator[_Row]:
        self._calls = 0
        try:
            return iter(self._connection.execute(sql, {"value": _bind(value), "today": today}).fetchall())
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise StatementError(statement, f"this SQL fails: {' '.join(str(error).split())}") from error

    def _is_too_long(self) -> bool:
        self._calls += 1
        return self._calls > _MOST_CALLS

    def _authorize(self, action: int, first: str | None, second: str | None, *_: str | None) -> int:
        if self._is_filling:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_READ and first == _TABLE and second:
            self._reading.add(second)
        allowed = (
            action == sqlite3.SQLITE_SELECT
            or (action == sqlite3.SQLITE_READ and first in (_TABLE, *_LISTS))
            or (action == sqlite3.SQLITE_FUNCTION and second not in _CHANGING)
        )
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _select(statement: Statement) -> str:
    return f"SELECT rowid FROM {_TABLE} WHERE (\n{statement.sql}\n)"


def _bind(value: Any) -> Any:
    return orjson.dumps(value).decode() if isinstance(value, list) else value


def _refuse_clock(*_: Any) -> None:
    raise ValueError("the time of the machine is not told")


def _fold(value: Any) -> Any:
    """`fold(text)`: the text without its case, in any script."""
    return value.casefold() if isinstance(value, str) else value
