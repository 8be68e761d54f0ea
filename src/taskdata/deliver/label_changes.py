"""Which fields of labels changed, and how: told from the old outputs and the new ones."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Literal

import orjson

from taskdata.foundation.output import Path, show_path
from taskdata.foundation.records import ABSENT, dump_canonical

MOST_WAYS = 12
"""Of a field whose values changed in more ways than these, only how often is told: it is no renaming of values."""

_KINDS = ("renamed", "added", "removed", "replaced", "changed")


@dataclass(frozen=True, slots=True)
class Change:
    """One way in which labels changed, and how often.

    renamed: the field `old` to `path`, in `otherwise` of them with another value. added: `path`, with `value` where it
    is always the same. removed: `path`. replaced: at `path` the value `old` by `value`. changed: in many ways.
    """

    kind: Literal["renamed", "added", "removed", "replaced", "changed"]
    path: str
    count: int
    old: Any = ABSENT
    value: Any = ABSENT
    otherwise: int = 0

    def to_json(self) -> dict[str, Any]:
        """The change for programs, without what it does not have."""
        told = {"kind": self.kind, "path": self.path, "old": self.old, "value": self.value, "count": self.count}
        if self.kind == "renamed":
            told["otherwise"] = self.otherwise
        return {key: value for key, value in told.items() if value is not ABSENT}


@dataclass
class LabelChanges:
    """Counts the changes of label after label; what it keeps depends on their fields, not on how many there are."""

    _removed: Counter[Path] = field(default_factory=Counter)
    _added: Counter[Path] = field(default_factory=Counter)
    _first: dict[Path, bytes] = field(default_factory=dict)
    """By field that was added, the first value."""
    _varied: set[Path] = field(default_factory=set)
    _both: Counter[tuple[Path, Path]] = field(default_factory=Counter)
    """How often one field went and another came in one label."""
    _alike: Counter[tuple[Path, Path]] = field(default_factory=Counter)
    """How often with the same value."""
    _ways: dict[Path, Counter[tuple[bytes, bytes]]] = field(default_factory=dict)
    _changed: Counter[Path] = field(default_factory=Counter)

    def add(self, old: Any, new: Any) -> None:
        """Count what is different between two labels of one request."""
        before, after = dict(_list_leaves(old, ())), dict(_list_leaves(new, ()))
        removed = [path for path in before if path not in after]
        added = [path for path in after if path not in before]
        self._removed.update(removed)
        self._added.update(added)
        self._varied.update(path for path in added if self._first.setdefault(path, after[path]) != after[path])
        for gone, come in product(removed, added):
            self._both[gone, come] += 1
            self._alike[gone, come] += before[gone] == after[come]
        for path in [path for path in before if after.get(path, before[path]) != before[path]]:
            self._changed[path] += 1
            ways = self._ways.setdefault(path, Counter())
            if len(ways) <= MOST_WAYS:
                ways[before[path], after[path]] += 1

    def list_changes(self) -> list[Change]:
        """Every change, renamed fields first, of each kind the most frequent first."""
        changes = [*self._list_fields(), *self._list_values()]
        return sorted(changes, key=lambda one: (_KINDS.index(one.kind), -one.count, one.path, str(one.old)))

    def _list_fields(self) -> Iterator[Change]:
        """Fields that were renamed, and what is left of those that came and went."""
        renamed = self._match_renamed()
        removed, added = self._removed.copy(), self._added.copy()
        for old, new in renamed:
            both = self._both[old, new]
            removed[old] -= both
            added[new] -= both
            yield Change("renamed", show_path(new), both, show_path(old), otherwise=both - self._alike[old, new])
        for path, count in removed.items():
            if count:
                yield Change("removed", show_path(path), count)
        for path, count in added.items():
            if count:
                value = ABSENT if path in self._varied else orjson.loads(self._first[path])
                yield Change("added", show_path(path), count, value=value)

    def _match_renamed(self) -> list[tuple[Path, Path]]:
        """Fields that went with those that came in their place, mostly with their values; none stands in two pairs."""
        pairs: list[tuple[Path, Path]] = []
        for pair in sorted(self._both, key=lambda pair: (-self._alike[pair], pair)):
            is_free = not any(pair[0] == old or pair[1] == new for old, new in pairs)
            if is_free and 2 * self._alike[pair] >= self._both[pair]:
                pairs.append(pair)
        return pairs

    def _list_values(self) -> Iterator[Change]:
        """Values that were replaced in fields that stayed."""
        for path, count in self._changed.items():
            ways = self._ways[path]
            if len(ways) > MOST_WAYS:
                yield Change("changed", show_path(path), count)
                continue
            for (old, new), often in ways.items():
                yield Change("replaced", show_path(path), often, orjson.loads(old), orjson.loads(new))


def _list_leaves(value: Any, path: Path) -> Iterator[tuple[Path, bytes]]:
    """Every field that is no object, or an empty one, with its value; a list is one value."""
    if isinstance(value, Mapping) and (value or not path):
        for key, inner in value.items():
            yield from _list_leaves(inner, (*path, key))
    else:
        yield path, dump_canonical(value)
