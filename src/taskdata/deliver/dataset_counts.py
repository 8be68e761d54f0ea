"""What is counted of each of two datasets, and how the counts differ."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from taskdata.deliver.tally import list_apart
from taskdata.foundation.branches import read_choice
from taskdata.foundation.records import Example

FACETS = ("category", "split", "action", "style", "edge_case", "source")
"""What shares are told of, in the order in which they are told."""


@dataclass
class Counts:
    """What is counted of one dataset; what it keeps depends on the pack, not on how many examples there are."""

    apart: frozenset[str] = frozenset()
    """The slots whose words stay in one split."""
    discriminator: str | None = None
    """The field of outputs that says which action it is."""
    n: int = 0
    facets: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in FACETS})
    families: Counter[str] = field(default_factory=Counter)
    templates: Counter[str] = field(default_factory=Counter)
    groups: dict[str, Counter[str]] = field(default_factory=dict)
    """By split, how many examples each group has."""
    words: dict[str, set[str]] = field(default_factory=dict)
    """By split, the words that are kept apart."""

    def add(self, example: Example) -> None:
        """Count an example."""
        self.n += 1
        facets, source = example.facets, example.source
        told = {"category": example.category, "split": example.split, "source": source.kind}
        if action := read_choice(example.output, self.discriminator):
            told["action"] = action
        if "style" in facets:
            told["style"] = str(facets["style"])
        for name, value in told.items():
            self.facets[name][value] += 1
        cases = facets.get("edge_cases")
        self.facets["edge_case"].update(set(map(str, cases)) if isinstance(cases, list) else ())
        self.families[str(source.family)] += 1
        if source.template:
            self.templates[source.template] += 1
        self.groups.setdefault(example.split, Counter())[source.group] += 1
        self.words.setdefault(example.split, set()).update(list_apart(example, self.apart))


@dataclass(frozen=True, slots=True)
class Difference:
    """How many examples of each dataset have something, out of how many."""

    name: str
    old: int
    new: int
    old_n: int
    new_n: int

    @property
    def old_share(self) -> float:
        """The share of the first dataset."""
        return self.old / self.old_n

    @property
    def new_share(self) -> float:
        """The share of the second dataset."""
        return self.new / self.new_n

    @property
    def is_same_share(self) -> bool:
        """Whether both have the same share, to the last example."""
        return self.old * self.new_n == self.new * self.old_n

    @property
    def points(self) -> float:
        """By how much the share grew."""
        return self.new_share - self.old_share

    def to_json(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "name": self.name,
            "a": self.old,
            "b": self.new,
            "share_a": round(self.old_share, 6),
            "share_b": round(self.new_share, 6),
        }


def list_differences(old: Counts, new: Counts, facet: str) -> list[Difference]:
    """What the two datasets have of a facet, by name; of edge cases an example may have several, or none."""
    return _compare(old.facets[facet], new.facets[facet], old.n, new.n)


def list_families(old: Counts, new: Counts) -> list[Difference]:
    """The families whose share is another one; those come first in which it changed most."""
    found = [one for one in _compare(old.families, new.families, old.n, new.n) if not one.is_same_share]
    return sort_by_change(found)


def sort_by_change(rows: Iterable[Difference]) -> list[Difference]:
    """The rows whose share changed most first."""
    return sorted(rows, key=lambda one: (-abs(one.points), one.name))


def _compare(old: Mapping[str, int], new: Mapping[str, int], old_n: int, new_n: int) -> list[Difference]:
    names = sorted(old.keys() | new.keys())
    return [Difference(name, old.get(name, 0), new.get(name, 0), old_n, new_n) for name in names]


def list_settings(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> list[tuple[str, Any, Any]]:
    """How the manifests of two datasets differ in what the sets were made with; [] where one has none."""
    if old is None or new is None:
        return []
    one, other = _read_settings(old), _read_settings(new)
    names = dict.fromkeys([*one, *other])
    return [(name, one.get(name), other.get(name)) for name in names if one.get(name) != other.get(name)]


def _read_settings(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """What a set was made with, by name; what it was made without is left out."""
    told = {name: manifest.get(name) for name in ("taskdata", "seed", "n", "packages")}
    for part, keys in (("pack", ("name", "hash")), ("paraphrases", ("share", "model")), ("seeds", ("share",))):
        inner = manifest.get(part)
        told |= {f"{part}.{key}": inner.get(key) for key in keys} if isinstance(inner, Mapping) else {}
    return {name: value for name, value in told.items() if value is not None}
