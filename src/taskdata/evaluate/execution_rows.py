"""What the rows of the simulated store hold: of each column the values that tell two outputs apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, count
from typing import Any

from taskdata.foundation.execution import Column

MOST_WORDS = 6
"""Of more texts in one column not all that may stand together is tried."""
_FAR = 2
"""Two days beyond the last boundary can be told apart by their order."""


class TooManyRowsError(Exception):
    """So many values stand in two outputs that no store of a sensible size tells them apart."""


def list_values(column: Column, given: Sequence[Any], today: date) -> list[Any]:
    """The values of a column for outputs with these values at its paths; NULL first, where it may be empty.

    Between, below and above the boundaries there are two each wherever the column has room for them, so that the order
    among them shows.
    """
    match column.kind:
        case "values":
            values: list[Any] = list(column.values)
        case "days":
            days = [date.fromisoformat(value) for value in list_scalars(given)]
            values = [day.isoformat() for day in _list_days([*days, today])]
        case "numbers":
            values = _list_numbers([Decimal(str(value)) for value in list_scalars(given)], Decimal(str(column.step)))
        case "texts":
            values = [*_unique(list_scalars(given)), *_make_others(given)]
        case "free_texts":
            values = [" ".join(words) for words in _list_subsets(given, _make_others(given))]
        case "sets":
            values = [[], *_list_subsets(given, _make_others(given))]
    return [None, *values] if column.may_be_empty else values


def list_scalars(value: Any) -> Iterator[Any]:
    """A value, or those of a list one by one, without null."""
    if isinstance(value, list | tuple):
        for part in value:
            yield from list_scalars(part)
    elif value is not None:
        yield value


def _unique(values: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(values))


def _list_days(boundaries: Sequence[date]) -> list[date]:
    numbers = sorted({day.toordinal() for day in boundaries})
    near = {number + step for number in numbers for step in (-1, 0, 1)}
    near |= {numbers[0] - _FAR, numbers[-1] + _FAR}
    known = range(1, date.max.toordinal() + 1)
    return [date.min + timedelta(number - 1) for number in sorted(near) if number in known]


def _list_numbers(boundaries: Sequence[Decimal], step: Decimal) -> list[float]:
    known = boundaries or [Decimal(0)]
    near = {number + times * step for number in known for times in (-1, 0, 1)}
    near |= {min(known) - _FAR * step, max(known) + _FAR * step}
    return [int(number) if number == int(number) else float(number) for number in sorted(near)]


def _make_others(given: Sequence[Any]) -> tuple[str, str]:
    """Two texts of signs that stand in none of the given ones, whatever the case, so that they hold none of them."""
    used = set("".join(map(str, list_scalars(given))).casefold())
    free = (sign for sign in map(chr, _list_signs()) if sign.isalnum() and sign.casefold() == sign and sign not in used)
    return next(free) * 3, next(free) * 3


def _list_signs() -> Iterator[int]:
    yield from range(ord("a"), ord("z") + 1)
    yield from count(0x4E00)


def _list_subsets(given: Sequence[Any], others: Sequence[str]) -> list[list[str]]:
    """Lists of some or all of the texts, each alone and with another text; the two others alone."""
    words = _unique(map(str, list_scalars(given)))
    if len(words) > MOST_WORDS:
        raise TooManyRowsError
    chosen = [list(some) for size in range(1, len(words) + 1) for some in combinations(words, size)]
    return [[others[0]], [others[1]], *chosen, *([*some, others[0]] for some in chosen)]


def first_values(columns: Mapping[str, Column], today: date) -> dict[str, Any]:
    """Of each column a value that stands where nothing looks at it."""
    return {name: list_values(column, (), today)[-1] for name, column in columns.items()}
