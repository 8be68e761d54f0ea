"""How an answer differs from the right output, field by field."""

from collections.abc import Iterator, Mapping
from typing import Any

from taskdata.answers.showing import join_path, show
from taskdata.foundation.json_types import name_type
from taskdata.foundation.seeds import FailureKind, Finding

_ORDER: Mapping[FailureKind, int] = {"missing_field": 0, "wrong_value": 1, "extra_field": 2}


def compare_outputs(given: Mapping[str, Any], right: Mapping[str, Any], own_words: frozenset[str]) -> list[Finding]:
    """Every field that is missing, has a wrong value, or is too many: in this order, then as the outputs have them.

    A list is one field; an object that is there on one side only is one as well. Of the fields at the top that the
    model words itself, no two texts are compared, and they are told last: what is said follows from what is meant.
    """
    found = list(_compare(given, right, own_words))
    if len(found) > 1:
        own_paths = {join_path("$", field) for field in own_words}
        found.sort(key=lambda finding: (finding.path in own_paths, _ORDER[finding.kind]))
    return found


def _compare(given: Mapping[str, Any], right: Mapping[str, Any], own_words: frozenset[str]) -> Iterator[Finding]:
    left = [("$", given, right)]
    while left:
        path, mine, wanted = left.pop()
        inner = []
        for key, value in wanted.items():
            if key not in mine:
                message = f"is missing; it must be {show(value)}"
                yield Finding(kind="missing_field", path=join_path(path, key), message=message)
            elif isinstance(value, Mapping) and isinstance(mine[key], Mapping):
                inner.append((join_path(path, key), mine[key], value))
            elif not is_same(mine[key], value) and not (
                path == "$" and key in own_words and isinstance(mine[key], str)
            ):
                yield Finding(kind="wrong_value", path=join_path(path, key), message=_contrast(mine[key], value))
        for key in mine:
            if key not in wanted:
                message = f"says {show(mine[key])}; the right output has no such field"
                yield Finding(kind="extra_field", path=join_path(path, key), message=message)
        left.extend(reversed(inner))


def _contrast(mine: Any, wanted: Any) -> str:
    said, due = f"says {show(mine)}", f"it must be {show(wanted)}"
    one, other = name_type(mine), name_type(wanted)
    if one == other or mine is None or wanted is None:
        return f"{said}; {due}"
    return f"{said}, which is {one}; {due}" if isinstance(wanted, bool) else f"{said}, which is {one}; {due}, {other}"


def is_same(one: Any, other: Any) -> bool:
    """Whether two JSON values are equal: 4 is 4.0, and true is not 1. However deep they are nested."""
    pairs = [(one, other)]
    while pairs:
        one, other = pairs.pop()
        if isinstance(one, Mapping) and isinstance(other, Mapping):
            if one.keys() != other.keys():
                return False
            pairs.extend((value, other[key]) for key, value in one.items())
        elif isinstance(one, list | tuple) and isinstance(other, list | tuple):
            if len(one) != len(other):
                return False
            pairs.extend(zip(one, other, strict=True))
        elif isinstance(one, bool) != isinstance(other, bool) or _differ(one, other):
            return False
    return True


def _differ(one: Any, other: Any) -> bool:
    """Whether two values differ that are not both objects or both lists."""
    containers = (Mapping, list, tuple)
    return isinstance(one, containers) or isinstance(other, containers) or bool(one != other)
