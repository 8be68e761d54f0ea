"""Files that only grow: each line is on the disk before the next thing happens."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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


def append_shared(path: Path, lines: bytes) -> None:
    """Add whole lines at the end of a file that other threads and processes add to at the same time.

    They wait for each other. A line that a crash left half is ended first, and of lines that cannot be written whole
    nothing stays. The file is made where there is none; without lines it is only opened, to see whether it can be.
    Raises InputError where it fails.
    """
    with naming_target(path), _open_locked(path) as handle:
        size = os.fstat(handle).st_size
        if lines and size and _read_last(handle) != b"\n":
            lines = b"\n" + lines
        try:
            while lines:
                lines = lines[os.write(handle, lines) :]
        except BaseException:
            with suppress(OSError):
                os.ftruncate(handle, size)
            raise


@contextmanager
def _open_locked(path: Path) -> Iterator[int]:
    """The handle of a file that is held for this one alone; where a system cannot hold it, it is not."""
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
    try:
        try:
            import fcntl
        except ImportError:
            pass
        else:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)


def _read_last(handle: int) -> bytes:
    os.lseek(handle, -1, os.SEEK_END)
    return os.read(handle, 1)
