"""Files that only grow: each line is on the disk before the next thing happens."""

import os
from collections.abc import Iterator
from pathlib import Path

from taskdata.foundation.errors import InputError
from taskdata.io.files import naming_target, read_lines


def read_journal(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines with their numbers from 1, as `read_lines`; none where there is no such file, or an empty one."""
    if path.exists() and not (path.is_file() and path.stat().st_size == 0):
        yield from read_lines(path)


def check_journal(path: Path) -> None:
    """Refuse, before anything is asked for, a file that could not be added to. Raises InputError."""
    writable = path.is_file() and os.access(path, os.W_OK) if path.exists() else os.access(path.parent, os.W_OK)
    if not writable:
        raise InputError(f"{path}: cannot be written; make it writable, or copy the dataset to where you may write")


def append_lines(path: Path, lines: bytes) -> None:
    """Add whole lines at the end, on a line of their own whatever stands there. Raises InputError where it fails."""
    with naming_target(path), path.open("ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            lines = lines if file.read(1) == b"\n" else b"\n" + lines
        file.write(lines)
        file.flush()
        os.fsync(file.fileno())
