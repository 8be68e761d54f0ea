"""A spool: lines put aside on disk while they are made, and read back in any order."""

import os
import tempfile
import weakref
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

from taskdata.io.files import find_existing, naming_target


class Spool:
    """Lines in a temporary file, each found again by its number; it keeps 8 bytes a line in memory.

    The file stands on the disk of `folder`, where the system allows that without a name, and goes with the spool.
    Raises InputError where it cannot be written.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._target = folder or Path(tempfile.gettempdir())
        with naming_target(self._target):
            self._file = tempfile.TemporaryFile(prefix=".taskdata-", dir=find_existing(self._target))  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        self._was_read = False
        self._ends = array("Q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def add(self, line: bytes) -> None:
        """Put a line aside; its number is how many there were before."""
        with naming_target(self._target):
            if self._was_read:
                self._file.seek(0, os.SEEK_END)
                self._was_read = False
            self._file.write(line)
        self._ends.append(self._ends[-1] + len(line))

    def read(self, numbers: Iterable[int] | None = None) -> Iterator[bytes]:
        """The lines of these numbers in this order, or all as they came."""
        for number in range(len(self)) if numbers is None else numbers:
            start, end = self._ends[number], self._ends[number + 1]
            self._was_read = True
            self._file.seek(start)
            yield self._file.read(end - start)
