"""What an object must have, must not have, and may say: the logic of either-or, "needs" and "if" in a schema."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import orjson

Universe = Callable[[str], tuple[Any, ...] | None]
"""All values that a key may have, None where they are too many to be listed."""
MOST_CASES = 64
"""More of them are no help to anybody: what is asked for is then left to the guard."""


@dataclass(frozen=True, slots=True)
class Case:
    """Keys that are there, keys that are not there, and, for those that may be, the only values that they may have."""

    needed: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()
    allowed: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)


def conjoin(first: Case, second: Case) -> Case | None:
    """What is of both cases, None where nothing can be."""
    allowed = {**first.allowed, **second.allowed}
    for key in first.allowed.keys() & second.allowed.keys():
        allowed[key] = keep_same(first.allowed[key], second.allowed[key])
    absent = first.absent | second.absent | {key for key, values in allowed.items() if not values}
    needed = first.needed | second.needed
    if needed & absent:
        return None
    return Case(needed, absent, {key: values for key, values in allowed.items() if key not in absent})


def conjoin_all(*choices: Iterable[Case]) -> list[Case]:
    """What is of one case of each."""
    found = [Case()]
    for cases in choices:
        found = [both for one, other in product(found, cases) if (both := conjoin(one, other))]
    return found


def negate(cases: Iterable[Case], universe: Universe) -> list[Case] | None:
    """What is of none of the cases; None where that cannot be told by keys and listed values."""
    found = [Case()]
    for case in cases:
        others = _negate_one(case, universe)
        if others is None:
            return None
        found = conjoin_all(found, others)
    return found


def _negate_one(case: Case, universe: Universe) -> list[Case] | None:
    """Each of them says no to one thing and yes to all before it, so that no two overlap."""
    pairs = [(Case(frozenset({key})), Case(absent=frozenset({key}))) for key in sorted(case.needed)]
    pairs += [(Case(absent=frozenset({key})), Case(frozenset({key}))) for key in sorted(case.absent)]
    for key, values in case.allowed.items():
        known = universe(key)
        if known is None:
            return None
        others = tuple(value for value in known if not is_among(value, values))
        pairs.append((Case(allowed={key: values}), Case(frozenset({key}), allowed={key: others})))
    found, before = list[Case](), Case()
    for yes, no in pairs:
        found += conjoin_all([before], [no])
        before = conjoin(before, yes) or before
    return found


def choose_one(choices: Sequence[Sequence[Case]], universe: Universe) -> list[Case] | None:
    """What is of exactly one of the choices; None as for `negate`."""
    found = list[Case]()
    for index, cases in enumerate(choices):
        others = negate((case for at, other in enumerate(choices) if at != index for case in other), universe)
        if others is None:
            return None
        found += conjoin_all(cases, others)
    return found


def keep_same(first: Iterable[Any], second: Iterable[Any]) -> tuple[Any, ...]:
    """The values that are in both, in the order of the first."""
    others = tuple(second)
    return tuple(value for value in first if is_among(value, others))


def is_among(value: Any, values: Iterable[Any]) -> bool:
    """Whether a value is one of them, as JSON: 1 is not true, and 1.0 is 1."""
    return any(is_same(value, other) for other in values)


def is_same(one: Any, other: Any) -> bool:
    """Whether two values are the same as JSON."""
    if isinstance(one, (bool, type(None))) or isinstance(other, (bool, type(None))):
        return one is other
    if isinstance(one, (Mapping, list)) and isinstance(other, (Mapping, list)):
        return orjson.dumps(one, option=orjson.OPT_SORT_KEYS) == orjson.dumps(other, option=orjson.OPT_SORT_KEYS)
    return bool(one == other)
