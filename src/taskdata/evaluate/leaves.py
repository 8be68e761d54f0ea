"""The fields of an output, one by one: what field accuracy counts."""

from collections.abc import Mapping, Set
from typing import Any

Path = tuple[str, ...]
Leaves = dict[Path, Any]


def list_leaves(output: Mapping[str, Any], left_out: Set[str] = frozenset()) -> Leaves:
    """Every leaf with its path of keys, in their order: null is a leaf, a list is one, an empty object has none.

    The fields at the top that are `left_out` count for nothing: what a model words itself.
    """
    leaves: Leaves = {}
    waiting: list[tuple[Path, Any]] = [((), output)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, Mapping):
            inner = [((*path, key), one) for key, one in value.items() if path or key not in left_out]
            waiting += reversed(inner)
        else:
            leaves[path] = value
    return leaves
