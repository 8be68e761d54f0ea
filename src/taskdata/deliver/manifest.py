"""What is told of a dataset beside it: how it was made, what is in it, and the proof that its splits are apart."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from taskdata.deliver.splits import BENCHMARK, Splits
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example, Rejected
from taskdata.foundation.text import fold


def describe_dataset(
    pack: Pack,
    version: str,
    seed: int,
    examples: Sequence[Example],
    rejected: Sequence[Rejected],
    apart: frozenset[str],
) -> dict[str, Any]:
    """The manifest of a dataset; `apart` names the slots whose words stay in one split."""
    return {
        "taskdata": version,
        "pack": {"name": pack.usecase.name, "hash": pack.digest},
        "seed": seed,
        "n": len(examples),
        "counts": count_facets(examples),
        "contrasts": count_contrasts(pack, examples),
        "families_missing_in_train": list_missing(pack, examples),
        "rejected": dict(Counter(fault.code for r in rejected for fault in r.faults).most_common()),
        "leakage": prove_apart(examples, apart),
        "held_for_benchmark": count_held(pack, examples, apart),
    }


def count_facets(examples: Sequence[Example]) -> dict[str, Any]:
    """How many examples there are of each thing that is counted."""
    by_split: dict[str, Counter[str]] = {}
    for example in examples:
        by_split.setdefault(example.split, Counter())[example.category] += 1
    return {
        "category": _count(example.category for example in examples),
        "split": {split: dict(sorted(counts.items())) for split, counts in sorted(by_split.items())},
        "family": _count(str(example.source.family) for example in examples),
        "templates": len({example.source.template for example in examples}),
        "style": _count(str(example.facets["style"]) for example in examples),
        "edge_cases": _count(str(case) for e in examples for case in _list(e.facets.get("edge_cases"))),
        "wordings": _count(f"{slot}: {kind}" for e in examples for slot, kind in _items(e.facets.get("wordings"))),
        "weekday": _count(f"{example.reference_date:%A}" for example in examples),
    }


def count_contrasts(pack: Pack, examples: Sequence[Example]) -> dict[str, Any]:
    """How often each contrast is there with all its members, by kind and by name; one that is not is not counted."""
    told = Counter(example.source.template for example in examples)
    complete = {c.name: min((told[member.id] for member in c.members), default=0) for c in pack.contrasts.values()}
    kinds: Counter[str] = Counter()
    for name, count in complete.items():
        kinds[pack.contrasts[name].kind] += count
    return {
        "examples": sum(count * len(pack.contrasts[name].members) for name, count in complete.items()),
        "kind": dict(sorted(kinds.items())),
        "contrast": {name: count for name, count in sorted(complete.items()) if count},
    }


def list_missing(pack: Pack, examples: Sequence[Example]) -> list[str]:
    """The families that train has no example of: none, unless the dataset is too small for all."""
    trained = {example.source.family for example in examples if example.split == "train"}
    return sorted(pack.families.keys() - trained)


def prove_apart(examples: Sequence[Example], apart: frozenset[str]) -> dict[str, Any]:
    """For each pair of splits, how many groups, inputs and words kept apart they share; all 0 in a sound dataset."""
    kinds: dict[str, dict[str, set[str]]] = {"groups": {}, "words": {}, "inputs": {}}
    for example in examples:
        kinds["groups"].setdefault(example.split, set()).add(example.source.group)
        kinds["inputs"].setdefault(example.split, set()).add(fold(example.input))
        kinds["words"].setdefault(example.split, set()).update(list_apart(example, apart))
    splits = sorted({example.split for example in examples})
    return {
        f"{one} and {other}": {name: len(sets[one] & sets[other]) for name, sets in kinds.items()}
        for one, other in combinations(splits, 2)
    }


def count_held(pack: Pack, examples: Sequence[Example], apart: frozenset[str]) -> dict[str, int]:
    """How many groups and words of the dataset the benchmark's rule holds: 0 in a dataset, all in the benchmark."""
    splits = Splits(pack)
    groups = {example.source.group for example in examples}
    words = {words for example in examples for words in list_apart(example, apart)}
    return {
        "groups": sum(splits.of_group(group) == BENCHMARK for group in groups),
        "words": sum(splits.of_words(words) == BENCHMARK for words in words),
    }


def list_apart(example: Example, apart: frozenset[str]) -> list[str]:
    """The words of an example that may stand in one split only, folded."""
    return [fold(example.input[span.start : span.end]) for span in example.spans if span.slot in apart]


def _count(keys: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(keys).items()))


def _list(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else []


def _items(value: Any) -> Iterable[tuple[str, Any]]:
    return value.items() if isinstance(value, Mapping) else ()
