"""The fields of an output, one by one: what field accuracy counts."""

from collections.abc import Mapping, Set
from typing import Any

from taskdata.answers.showing import join_path

Path = tuple[str, ...]
Leaves = dict[Path, Any]


def list_leaves(output: Mapping[str, Any], left_out: Set[str] = frozenset()) -> Leaves:
    """Every leaf with its path of keys: null is a leaf, a list is one, an empty object has none.

    The fields at the top that are `left_out` count for nothing: what a model words itself.
    """
    leaves: Leaves = {}
    waiting: list[tuple[Path, Any]] = [((key,), value) for key, value in output.items() if key not in left_out]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += [((*path, key), inner) for key, inner in value.items()]
        else:
            leaves[path] = value
    return leaves


def show_leaf(path: Path) -> str:
    """The JSON path of a leaf."""
    shown = "$"
    for key in path:
        shown = join_path(shown, key)
    return shown
