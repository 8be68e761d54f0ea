"""Whether two outputs ask for the same, found out by running both: the same rows in the same order."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from taskdata.answers.differences import is_same
from taskdata.foundation.branches import index_actions, read_choice
from taskdata.foundation.pack import Pack

if TYPE_CHECKING:
    from taskdata.evaluate.execution_program import Program


@dataclass(frozen=True, slots=True)
class Compared:
    """Whether two outputs are the same answer, and if not, in words what differs."""

    same: bool
    difference: str | None = None


class Executor:
    """Runs the outputs of the actions for which a pack declares how (`execution:`).

    Nothing is opened before the first comparison. Not for several threads at once.
    """

    def __init__(self, pack: Pack) -> None:
        self._discriminator = pack.usecase.discriminator
        actions = index_actions(pack.actions.values(), self._discriminator) if pack.execution else {}
        self._executions = {
            choice: pack.execution[action.name] for choice, action in actions.items() if action.name in pack.execution
        }
        self._programs: dict[str, Program] = {}

    def can_run(self, output: Mapping[str, Any]) -> bool:
        """Whether the pack declares how such an output is run, and all its values can be put into SQL.

        A day that does not exist, a number of more than 64 bits, and a text with half a character cannot.
        """
        program = self._find_program(output)
        return program is not None and program.can_run(output)

    def compare(self, expected: Mapping[str, Any], given: Mapping[str, Any], today: date) -> Compared:
        """Whether an output, on that day, is the same answer as the expected one; both are valid against the schema.

        It is, if both select the same rows in the same order out of any store, cut to the same number, and tell the
        same of them. Where one of them cannot be run, or nothing is declared, only an equal output is the same.
        Raises InputError where the pack's SQL fails.
        """
        if is_same(expected, given):
            return Compared(True)
        if read_choice(expected, self._discriminator) != read_choice(given, self._discriminator):
            return Compared(False, "it is another action")
        program = self._find_program(expected)
        if program is None or not program.can_run(expected) or not program.can_run(given):
            return Compared(False, "the outputs are not equal, and cannot be run")
        difference = program.find_difference(expected, given, today)
        return Compared(difference is None, difference)

    def _find_program(self, output: Mapping[str, Any]) -> "Program | None":
        choice = read_choice(output, self._discriminator)
        if choice is None or choice not in self._executions:
            return None
        if choice not in self._programs:
            from taskdata.evaluate.execution_program import Program  # opens SQLite

            self._programs[choice] = Program(self._executions[choice])
        return self._programs[choice]
