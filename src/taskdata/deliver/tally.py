"""Counts of a dataset while it is made: what is in it, and what its splits share."""

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from taskdata.foundation.chance import hash_text
from taskdata.foundation.hash_table import HashTable
from taskdata.foundation.records import Example
from taskdata.foundation.text import fold

_COUNTED = ("category", "family", "source", "style", "edge_cases", "wordings", "weekday")


class Tally:
    """What is counted of examples, one by one; `apart` names the slots whose words stay in one split.

    In memory it keeps about 25 bytes an example: a hash of its input, to prove that no split shares it.
    """

    def __init__(self, apart: frozenset[str]) -> None:
        self.apart = apart
        self.n = 0
        self.templates: Counter[str | None] = Counter()
        self.by_split: dict[str, Counter[str]] = {}
        """The categories of each split."""
        self.trained: set[str | None] = set()
        """The families that train has an example of."""
        self.groups: dict[str, set[str]] = {}
        self.words: dict[str, set[str]] = {}
        self._counts: dict[str, Counter[str]] = {name: Counter() for name in _COUNTED}
        self._inputs, self._shared = HashTable(), Counter[frozenset[str]]()

    def add(self, example: Example) -> None:
        """Count an example."""
        self.n += 1
        self.by_split.setdefault(example.split, Counter())[example.category] += 1
        self.templates[example.source.template] += 1
        if example.split == "train":
            self.trained.add(example.source.family)
        self._count(example)
        self.groups.setdefault(example.split, set()).add(example.source.group)
        self.words.setdefault(example.split, set()).update(list_apart(example, self.apart))
        self._note_input(example)

    def _count(self, example: Example) -> None:
        counts, facets = self._counts, example.facets
        counts["category"][example.category] += 1
        counts["family"][str(example.source.family)] += 1
        counts["source"][example.source.kind] += 1
        counts["style"][str(facets["style"])] += 1
        counts["weekday"][f"{example.reference_date:%A}"] += 1
        if isinstance(cases := facets.get("edge_cases"), list):
            counts["edge_cases"].update(map(str, cases))
        if isinstance(wordings := facets.get("wordings"), Mapping):
            counts["wordings"].update(f"{slot}: {kind}" for slot, kind in wordings.items())

    def _note_input(self, example: Example) -> None:
        splits = list(self.by_split)
        number = splits.index(example.split)
        known = self._inputs.setdefault(hash_text(fold(example.input)), number)
        if known is not None and known != number:
            self._shared[frozenset((splits[known], example.split))] += 1

    def count_facets(self) -> dict[str, Any]:
        """How many examples there are of each thing that is counted."""
        counted = {name: dict(sorted(counts.items())) for name, counts in self._counts.items()}
        splits = {split: dict(sorted(counts.items())) for split, counts in sorted(self.by_split.items())}
        return {
            "category": counted.pop("category"),
            "split": splits,
            "family": counted.pop("family"),
            "templates": len(self.templates),
            **counted,
        }

    def prove_apart(self) -> dict[str, dict[str, int]]:
        """For each pair of splits, how many groups, words kept apart and inputs they share; 0 in a sound dataset."""
        return {
            f"{one} and {other}": {
                "groups": len(self.groups[one] & self.groups[other]),
                "words": len(self.words[one] & self.words[other]),
                "inputs": self._shared[frozenset((one, other))],
            }
            for one, other in combinations(sorted(self.by_split), 2)
        }


def list_apart(example: Example, apart: frozenset[str]) -> list[str]:
    """The words of an example that may stand in one split only, folded."""
    return [fold(example.input[span.start : span.end]) for span in example.spans if span.slot in apart]
