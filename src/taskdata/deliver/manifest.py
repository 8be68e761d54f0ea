"""What is told of a dataset beside it: how it was made, what is in it, and the proof that its splits are apart."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from taskdata.deliver.diversity import measure_diversity
from taskdata.deliver.splits import Splits
from taskdata.deliver.tally import Tally
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example
from taskdata.foundation.split_names import BENCHMARK


def describe_dataset(
    pack: Pack, version: str, seed: int, tally: Tally, sample: Iterable[Example], rejected: Mapping[str, int],
    repeated: int,
) -> dict[str, Any]:  # fmt: skip
    """The manifest of a dataset; its diversity is that of the sample (see `draw_sample`).

    It tells how many draws were refused by code, and how many said what was there already.
    """
    return {
        "taskdata": version,
        "pack": {"name": pack.usecase.name, "hash": pack.digest},
        **({"packages": dict(pack.packages)} if pack.packages else {}),
        "seed": seed,
        "n": tally.n,
        "counts": tally.count_facets(),
        "contrasts": count_contrasts(pack, tally),
        "diversity": measure_diversity(pack, sample),
        "families_missing_in_train": sorted(pack.families.keys() - tally.trained),
        "rejected": dict(rejected),
        "repeated": repeated,
        "leakage": tally.prove_apart(),
        "held_for_benchmark": count_held(pack, tally),
    }


def count_contrasts(pack: Pack, tally: Tally) -> dict[str, Any]:
    """How often each contrast is there with all its members, by kind and by name; one that is not is not counted."""
    contrasts, told = pack.contrasts, tally.templates
    complete = {name: min((told[member.id] for member in c.members), default=0) for name, c in contrasts.items()}
    kinds: Counter[str] = Counter()
    for name, count in complete.items():
        kinds[contrasts[name].kind] += count
    return {
        "examples": sum(count * len(contrasts[name].members) for name, count in complete.items()),
        "kind": dict(sorted(kinds.items())),
        "contrast": {name: count for name, count in sorted(complete.items()) if count},
    }


def count_held(pack: Pack, tally: Tally) -> dict[str, int]:
    """How many groups and words of the dataset the benchmark's rule holds: 0 in a dataset, all in the benchmark."""
    splits = Splits(pack)
    groups, words = set().union(*tally.groups.values()), set().union(*tally.words.values())
    return {
        "groups": sum(splits.is_held(group) for group in groups),
        "words": sum(splits.of_words(one) == BENCHMARK for one in words),
    }
