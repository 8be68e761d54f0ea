"""The store of raw answers: each is on the disk before anything reads it, and is never paid for twice."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from taskdata.foundation.errors import InputError

_WAIT_SECONDS = 60
_TABLES = """
create table if not exists answers (key text primary key, request blob not null, raw blob not null, seconds real);
create table if not exists batches (id text primary key, state text not null, requests integer not null);
create table if not exists waiting (key text primary key, request blob not null, batch text not null);
"""


class Stored(NamedTuple):
    """A raw answer, and the seconds that it took."""

    raw: bytes
    seconds: float


class Batch(NamedTuple):
    """A batch that was handed in: its id at the server, its state when it was last asked for, its size."""

    id: str
    state: str
    requests: int


class AnswerStore:
    """Raw answers by the key of their question, in one SQLite file that several runs may use at once.

    Raises InputError where the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._telling():
            path.parent.mkdir(parents=True, exist_ok=True)
            # Every statement is its own transaction, so that what came is kept whatever comes next.
            self._base = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
            self._open_shared()
            self._base.executescript(_TABLES)

    def _open_shared(self) -> None:
        """Turn the log of the file on; two runs that start at once may be in each other's way for a moment."""
        end = time.monotonic() + _WAIT_SECONDS
        while True:
            try:
                self._base.execute("pragma journal_mode = wal")
                self._base.execute("pragma synchronous = normal")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def close(self) -> None:
        """Let go of the file."""
        self._base.close()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise InputError(
                f"{self.path}: cannot be used as the store of answers ({error}); name another file with --cache"
            ) from error

    def find(self, key: str) -> Stored | None:
        """The answer to a question, if there is one."""
        with (
            self._telling(),
            closing(self._base.execute("select raw, seconds from answers where key = ?", (key,))) as rows,
        ):
            row = rows.fetchone()
        return Stored(row[0], row[1] or 0.0) if row else None

    def put(self, key: str, request: bytes, raw: bytes, seconds: float = 0.0) -> None:
        """Keep an answer; a later one to the same question takes its place."""
        with self._telling():
            self._base.execute("insert or replace into answers values (?, ?, ?, ?)", (key, request, raw, seconds))

    def list_batches(self) -> list[Batch]:
        """The batches that were handed in and not yet collected, oldest first."""
        with (
            self._telling(),
            closing(self._base.execute("select id, state, requests from batches order by rowid")) as rows,
        ):
            return [Batch(*row) for row in rows]

    def note_batch(self, batch: Batch, requests: dict[str, bytes]) -> None:
        """Keep that a batch was handed in, with its requests by their keys: all of it or nothing."""
        with self._telling(), self._all_or_nothing():
            self._base.execute("insert or replace into batches values (?, ?, ?)", batch)
            rows = [(key, request, batch.id) for key, request in requests.items()]
            self._base.executemany("insert or replace into waiting values (?, ?, ?)", rows)

    def update_batch(self, identity: str, state: str) -> None:
        """Keep the state that the server told."""
        with self._telling():
            self._base.execute("update batches set state = ? where id = ?", (state, identity))

    def list_waiting(self, batch: str | None = None) -> dict[str, bytes]:
        """The requests that are in a batch, or in any, by their keys."""
        query, values = "select key, request from waiting", ()
        if batch is not None:
            query, values = f"{query} where batch = ?", (batch,)  # type: ignore[assignment]
        with self._telling(), closing(self._base.execute(query, values)) as rows:
            return dict(rows.fetchall())

    def close_batch(self, identity: str, answers: dict[str, bytes]) -> None:
        """Keep the answers of a batch and forget the batch: all of it or nothing."""
        requests = self.list_waiting(identity)
        with self._telling(), self._all_or_nothing():
            rows = [(key, requests[key], raw, 0.0) for key, raw in answers.items() if key in requests]
            self._base.executemany("insert or replace into answers values (?, ?, ?, ?)", rows)
            self._base.execute("delete from waiting where batch = ?", (identity,))
            self._base.execute("delete from batches where id = ?", (identity,))

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        self._base.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._base.execute("rollback")
            raise
        self._base.execute("commit")
