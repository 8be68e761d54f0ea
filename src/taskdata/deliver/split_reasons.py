"""Why a group, or words that stay in one split, fall to their split: the rule of `Splits`, told for one of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from taskdata.deliver.splits import Splits
from taskdata.foundation.chance import hash_share
from taskdata.foundation.pack import Pack
from taskdata.foundation.split_names import BENCHMARK
from taskdata.foundation.text import fold
from taskdata.foundation.usecase import UseCase

Rule = Literal["hash", "held", "family", "category"]
"""hash: it falls there by its own. held: a real request of the benchmark has it. family: without it a family would have
nothing in train. category: without it a category would have nothing in a split that measures."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a group or words belong: the split, their hash in [0, 1), the split by that hash alone, and the rule."""

    what: str
    split: str
    share: float
    by_hash: str
    rule: Rule


def list_bounds(usecase: UseCase) -> Mapping[str, tuple[float, float]]:
    """By split, which hashes fall to it, the upper end exclusive: the held share first, the rest in proportion."""
    held = usecase.benchmark.held
    ends = [held]
    for split in ("validation", "test"):
        ends.append(ends[-1] + (1 - held) * usecase.splits.get(split, 0.0))
    starts = [0.0, *ends]
    names = (BENCHMARK, "validation", "test", "train")
    return dict(zip(names, zip(starts, [*ends, 1.0], strict=True), strict=True))


def explain_group(pack: Pack, splits: Splits, group: str) -> Home:
    """Why a group of the pack's own sentences is in its split."""
    share, split = hash_share("group", group), splits.of_group(group)
    by_hash = _find_split(pack.usecase, share)
    rule: Rule = "hash" if split == by_hash else "family" if split == "train" else "category"
    return Home(group, split, share, by_hash, rule)


def explain_words(pack: Pack, splits: Splits, words: str) -> Home:
    """Why words that stay in one split are in theirs."""
    folded = fold(words)
    share, split = hash_share("words", folded), splits.of_words(words)
    by_hash = _find_split(pack.usecase, share)
    return Home(folded, split, share, by_hash, "held" if folded in pack.held_words else "hash")


def _find_split(usecase: UseCase, share: float) -> str:
    bounds = list_bounds(usecase)
    return next((split for split, (_, end) in bounds.items() if share < end), "train")
