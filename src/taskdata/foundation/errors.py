"""The errors that a user can mend. Anything else that is raised is a defect of taskdata."""

from collections.abc import Sequence
from dataclasses import dataclass


class TaskdataError(Exception):
    """Base of all errors shown to a user as one message, without traceback."""

    exit_code = 2


class InputError(TaskdataError):
    """A file, an option or a value that cannot be used."""


class QuotaError(TaskdataError):
    """What was asked for cannot be reached: the message says which quota ran out of what."""

    exit_code = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a pack file; lines and columns count from 1, 0 where the whole file is meant."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class PackError(InputError):
    """A pack with faults, all of them, in the order of files and lines."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        head = [f"the pack has {len(self.problems)} faults:"] if len(self.problems) > 1 else []
        super().__init__("\n".join((*head, *map(str, self.problems))))
