"""What was worked out before, kept for the next run; without a place to keep it, it is worked out again."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_WAIT_SECONDS = 10
_AT_ONCE = 500
"""Values that are written together."""
_TABLES = """
create table if not exists stamp (value text not null);
create table if not exists memo (key text primary key, value blob not null) without rowid;
"""


class Memo:
    """Values by their keys in one file; those of another stamp are forgotten.

    It promises nothing: a value may be gone, and a file that cannot be used is as good as none.
    """

    def __init__(self, path: Path, stamp: str) -> None:
        self._fresh: list[tuple[str, bytes]] = []
        self._base: sqlite3.Connection | None = None
        with suppress(sqlite3.Error, OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            base = sqlite3.connect(path, timeout=_WAIT_SECONDS)
            base.executescript(_TABLES)
            if base.execute("select value from stamp").fetchone() != (stamp,):
                with base:
                    base.execute("delete from memo")
                    base.execute("delete from stamp")
                    base.execute("insert into stamp values (?)", (stamp,))
            self._base = base

    def find(self, key: str) -> bytes | None:
        """The value of a key, if it is known."""
        if self._base is None:
            return None
        with suppress(sqlite3.Error):
            row = self._base.execute("select value from memo where key = ?", (key,)).fetchone()
            return bytes(row[0]) if row else None
        return None

    def put(self, key: str, value: bytes) -> None:
        """Keep a value; it is on the disk when the memo is closed, or before."""
        self._fresh.append((key, value))
        if len(self._fresh) >= _AT_ONCE:
            self._write()

    def _write(self) -> None:
        if self._base is not None and self._fresh:
            with suppress(sqlite3.Error), self._base:
                self._base.executemany("insert or replace into memo values (?, ?)", self._fresh)
        self._fresh.clear()

    def close(self) -> None:
        """Write what is left, and let go of the file."""
        self._write()
        if self._base is not None:
            self._base.close()


@contextmanager
def open_memo(path: Path, stamp: str) -> Iterator[Memo]:
    """A memo that is closed with the block, also when the block is interrupted."""
    memo = Memo(path, stamp)
    try:
        yield memo
    finally:
        memo.close()
