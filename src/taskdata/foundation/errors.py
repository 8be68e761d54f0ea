"""The errors that a user can mend. Anything else that is raised is a defect of taskdata."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class TaskdataError(Exception):
    """Base of all errors shown to a user as one message, without traceback."""

    exit_code = 2


class InputError(TaskdataError):
    """A file, an option or a value that cannot be used."""


class QuotaError(TaskdataError):
    """What was asked for cannot be reached: the message says which quota ran out of what."""

    exit_code = 1


class Spot(NamedTuple):
    """A character of a pack file; lines and columns count from 1, 0 where the whole file is meant."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a pack file, or a warning, which stops nothing; line and column as those of a Spot."""

    file: str
    line: int
    column: int
    message: str
    is_warning: bool = False

    def __str__(self) -> str:
        kind = "warning: " if self.is_warning else ""
        return f"{self.file}:{self.line}:{self.column}: {kind}{self.message}"


class PackError(InputError):
    """A pack with faults, all of them, in the order of files and lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        head = [f"the pack has {len(self.problems)} faults:"] if len(self.problems) > 1 else []
        super().__init__("\n".join((*head, *map(str, self.problems))))
