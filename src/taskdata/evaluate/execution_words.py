"""What differs between two outputs that were run, in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from taskdata.answers.showing import list_words, show, show_place
from taskdata.foundation.output import Path
from taskdata.foundation.records import ABSENT

_MOST_COLUMNS = 4
Row = Mapping[str, Any]


def tell_value(path: Path, mine: Any, wanted: Any) -> str:
    """A value that is not the right one; ABSENT where there is none."""
    if mine is ABSENT:
        return f"{show_place(path)} is missing; it must be {show(wanted)}"
    due = "the right output has no such field" if wanted is ABSENT else f"it must be {show(wanted)}"
    return f"{show_place(path)} says {show(mine)}; {due}"


def tell_rows(lacking: Sequence[Row], extra: Sequence[Row]) -> str:
    """Rows that are not selected, and rows that are, against what is right; the first of each is shown."""
    told = [f"it leaves out rows such as {_show_row(lacking[0])}"] if lacking else []
    if extra:
        told.append(f"it selects rows such as {_show_row(extra[0])}, which the right output leaves out")
    return "; ".join(told)


def tell_nothing(*, is_right: bool) -> str:
    """One output selects nothing in any store, the right one or the other."""
    if is_right:
        return "it selects rows, where the right output selects none in any store"
    return "it selects no row in any store"


def tell_order(first: Row, second: Row) -> str:
    """Two rows that come the other way round."""
    return f"the rows come in another order, such as {_show_row(first)} before {_show_row(second)}"


def _show_row(row: Row) -> str:
    shown = [f"{name} {show(value)}" for name, value in list(row.items())[:_MOST_COLUMNS]]
    return f"({list_words(shown)})" if shown else "any"
