"""SQL by which outputs are run that fails, or tells nothing apart."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from taskdata.author.execution import Leaves, list_enumerated, list_leaves
from taskdata.author.sets import KnownFields
from taskdata.foundation.execution import Execution
from taskdata.foundation.output import Path
from taskdata.lint.subject import Problems, Subject, fault

_WORDS, _NUMBERS = ("lorem", "ipsum"), (5, 8)
_APART = timedelta(days=7)


def find_bad_execution(subject: Subject) -> Problems:
    """Each piece of SQL that fails, that leaves all rows or none of those it is tried on, or sorts none of them."""
    pack = subject.pack
    if not pack.execution:
        return
    from taskdata.evaluate.execution_check import find_defects  # opens SQLite

    fields = KnownFields(pack.schema, pack.usecase.discriminator)
    today = pack.usecase.reference_dates.first + _APART
    for name, execution in pack.execution.items():
        leaves = list_leaves(pack.actions[name], fields)
        days = tuple((today - times * _APART).isoformat() for times in (0, 1))
        samples = {path: list(_list_samples(execution, path, leaves, days)) for path in execution.conditions}
        for defect in find_defects(execution, samples, today):
            yield fault(defect.statement.place, defect.message)


def _list_samples(execution: Execution, path: Path, leaves: Leaves, days: tuple[str, ...]) -> Iterator[Any]:
    """Two values of a path, or all that the schema lists."""
    listed = list_enumerated(leaves.get(".".join(path)))
    kinds = {column.kind for column in execution.columns.values() if path in column.paths}
    if listed is not None:
        yield from listed
    elif "days" in kinds:
        yield from days
    elif "numbers" in kinds:
        yield from _NUMBERS
    else:
        yield from _WORDS
