"""How the outputs of an action are run against a simulated store: what a pack declares. Inert; nothing here acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from taskdata.foundation.errors import Spot
from taskdata.foundation.output import Path

ColumnKind = Literal["values", "days", "numbers", "texts", "free_texts", "sets"]
Direction = Literal["ASC", "DESC"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the store, and where its values come from: from the pack, or from the outputs at the paths.

    values: these and no others. days: those of the outputs and the reference date, with their neighbours. numbers:
    the same, neighbours being a `step` away. texts: those of the outputs, and others. free_texts: texts that hold none,
    some or all of those of the outputs. sets: JSON lists of none, some or all of them. Besides NULL, if `may_be_empty`.
    """

    kind: ColumnKind
    values: tuple[Any, ...] = ()
    paths: tuple[Path, ...] = ()
    step: float = 1
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of SQL, and where it stands in the pack."""

    sql: str
    place: Spot


@dataclass(frozen=True, slots=True)
class Condition:
    """What one path of an output demands of a row: of any value the same, or each value its own."""

    always: Statement | None = None
    by_value: Mapping[str, Statement] = field(default_factory=dict)

    def pick(self, value: Any) -> Statement | None:
        """What a value demands; None where nothing is declared for it."""
        return self.always or self.by_value.get(name_value(value))

    def list_statements(self) -> list[Statement]:
        """All that values demand."""
        return [self.always] if self.always else list(self.by_value.values())


@dataclass(frozen=True, slots=True)
class Ordering:
    """By what rows are sorted, for each value of a path; which way, for each of another, or where that is absent."""

    path: Path
    values: Mapping[str, Statement]
    direction: Path | None = None
    directions: Mapping[str, Direction] = field(default_factory=dict)
    default: Direction = "ASC"


@dataclass(frozen=True, slots=True)
class Execution:
    """How the outputs of one action are run.

    limiting: the path of the largest number of rows. counting: the path that asks for their number instead of them.
    equal: paths that change what is told of the rows, so that two outputs must agree in them. ignored: the fields that
    the model words itself.
    """

    columns: Mapping[str, Column]
    conditions: Mapping[Path, Condition]
    ordering: Ordering | None = None
    limiting: Path | None = None
    counting: Path | None = None
    equal: frozenset[Path] = frozenset()
    ignored: frozenset[str] = frozenset()


def name_value(value: Any) -> str:
    """A value as a key of the pack names it: a text as it is, anything else as JSON writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else str(value)
