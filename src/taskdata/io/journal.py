"""Files that only grow: each line is on the disk before the next thing happens."""

import os
import threading
import time
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

    They take turns, and none waits for long: who does not get a turn adds its lines in one go, which systems keep apart
    as well. A line that a crash left half is ended first, and of lines that cannot be written whole nothing stays. The
    file is made where there is none; without lines it is only opened, to see whether it can be.
    Raises InputError where it fails.
    """
    with naming_target(path), _take_turn() as until, _open_held(path, until) as (handle, is_held):
        size = os.fstat(handle).st_size
        if lines and size and _read_last(handle) != b"\n":
            lines = b"\n" + lines
        try:
            while lines:
                lines = lines[os.write(handle, lines) :]
        except BaseException:
            with suppress(OSError):
                if is_held:
                    os.ftruncate(handle, size)
            raise


_LONGEST_WAIT, _PAUSE = 0.1, 0.002
"""Seconds: a log must not hold up who writes it."""
_turn = threading.Lock()


def _renew_turn() -> None:
    """A child that was forked while another thread had its turn would wait for it for ever."""
    global _turn
    _turn = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_turn)


@contextmanager
def _take_turn() -> Iterator[float]:
    """Wait for the other threads of this process, not beyond the moment that is given."""
    turn, until = _turn, time.monotonic() + _LONGEST_WAIT
    has_turn = turn.acquire(timeout=_LONGEST_WAIT)
    try:
        yield until
    finally:
        if has_turn:
            turn.release()


@contextmanager
def _open_held(path: Path, until: float) -> Iterator[tuple[int, bool]]:
    """The handle of a file, and whether it is held for this process alone, which is tried until then.

    It is held by a record lock, which belongs to the process: one that is forked meanwhile does not hold it on.
    """
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
    try:
        yield handle, _hold(handle, until)
    finally:
        os.close(handle)


def _hold(handle: int, until: float) -> bool:
    try:
        import fcntl
    except ImportError:
        return False
    while True:
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_PAUSE)
        except OSError:  # a file system without locks
            return False
        else:
            return True


def _read_last(handle: int) -> bytes:
    os.lseek(handle, -1, os.SEEK_END)
    return os.read(handle, 1)
