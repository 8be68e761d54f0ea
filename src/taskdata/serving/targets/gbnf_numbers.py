"""Whole numbers between two bounds, as a grammar of their digits."""

from collections.abc import Iterator

_LONGEST = 15
"""Digits behind the first of a number without a bound: what every program can count with."""
_ANY = rf'("0" | [1-9] [0-9]{{0,{_LONGEST}}})'


def write_range(low: int | None, high: int | None) -> str:
    """The alternatives for all whole numbers from `low` to `high`; None where there is no bound."""
    if low is None and high is None:
        return f'"-"? {_ANY}'
    parts = []
    if low is None or low < 0:
        least = max(1, -high) if high is not None else 1
        parts += [f'"-" ({one})' for one in [" | ".join(_list_positive(least, None if low is None else -low))] if one]
    if high is None or high >= 0:
        parts += _list_positive(max(0, low if low is not None else 0), high)
    return " | ".join(parts)


def _list_positive(low: int, high: int | None) -> Iterator[str]:
    """Alternatives from a bound that is 0 or more."""
    if low == 0 and (high is None or high >= 0):
        yield '"0"'
        low = 1
    length = len(str(low))
    if high is None and low == 10 ** (length - 1):
        yield f"[1-9] [0-9]{{{length - 1},{_LONGEST}}}"
        return
    last = length if high is None else len(str(high))
    for digits in range(length, last + 1):
        least, most = max(low, 10 ** (digits - 1)), 10**digits - 1
        if high is not None:
            most = min(most, high)
        if least <= most:
            yield from _list_same_length(str(least), str(most))
    if high is None and length <= _LONGEST:
        yield f"[1-9] [0-9]{{{length},{_LONGEST}}}"


def _list_same_length(low: str, high: str) -> Iterator[str]:
    """Alternatives for numbers of as many digits as both bounds have."""
    if set(low[1:]) <= {"0"} and set(high[1:]) <= {"9"}:
        yield _join(_one_of(low[0], high[0]), _any_digits(len(low) - 1))
    elif low[0] == high[0]:
        for rest in _list_same_length(low[1:], high[1:]):
            yield _join(f'"{low[0]}"', rest)
    else:
        least, most = int(low[0]), int(high[0])
        if set(low[1:]) != {"0"}:
            for rest in _list_same_length(low[1:], "9" * (len(low) - 1)):
                yield _join(f'"{low[0]}"', rest)
            least += 1
        full = set(high[1:]) == {"9"}
        if least <= most - (not full):
            yield _join(_one_of(str(least), str(most - (not full))), _any_digits(len(low) - 1))
        if not full:
            for rest in _list_same_length("0" * (len(high) - 1), high[1:]):
                yield _join(f'"{high[0]}"', rest)


def _one_of(low: str, high: str) -> str:
    return f'"{low}"' if low == high else f"[{low}-{high}]"


def _any_digits(count: int) -> str:
    return "" if count == 0 else "[0-9]" if count == 1 else f"[0-9]{{{count}}}"


def _join(first: str, rest: str) -> str:
    if first.endswith('"') and rest.startswith('"'):
        return first[:-1] + rest[1:]
    return f"{first} {rest}" if rest else first
