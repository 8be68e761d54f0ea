"""Which split a group or a title belongs to: by a hash of itself, so the same in every dataset."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from taskdata.foundation.chance import hash_share
from taskdata.foundation.pack import Family, Pack
from taskdata.foundation.split_names import BENCHMARK
from taskdata.foundation.text import fold
from taskdata.foundation.usecase import UseCase


class Splits:
    """The rule that keeps splits apart.

    A group (a template with what was made from it) or a title is held for the benchmark if its hash is below the
    held share; the rest go to validation, test and train in proportion. A family that would have no group in train
    has the one of the highest hash there, of those that are not held if there are any. A category that would have
    none in validation or test, as happens to small packs, has the one of the lowest hash there that train can spare,
    or else the other of the two.
    """

    def __init__(self, pack: Pack) -> None:
        self._usecase, self._held, self._held_groups = pack.usecase, pack.held_words, pack.held_groups
        self._groups = assign_groups(pack.families.values(), pack.usecase)

    def of_group(self, group: str) -> str:
        """The split of a group."""
        return self._groups[group]

    def is_held(self, group: str) -> bool:
        """Whether a group is kept for the benchmark; what is made from a seed has a group of its own."""
        return group in self._held_groups or self._groups.get(group) == BENCHMARK

    def of_words(self, words: str) -> str:
        """The split of a title or another text that stays in one split, case and punctuation aside."""
        folded = fold(words)
        return BENCHMARK if folded in self._held else _place(hash_share("words", folded), self._usecase)

    def of_seed(self, group: str, words: Iterable[str]) -> str:
        """The split of what is made from a seed: that of its words, as far as they have one that is not held.

        Else it is chosen by the group, and the seed itself can stand in no dataset.
        """
        homes = {self.of_words(one) for one in words}
        if len(homes) == 1 and BENCHMARK not in homes:
            return homes.pop()
        home = _place(hash_share("group", group), self._usecase)
        return "train" if home == BENCHMARK else home


def assign_groups(families: Iterable[Family], usecase: UseCase) -> Mapping[str, str]:
    """The split of every group of the families; contrasts do not count as what a family has in train."""
    families = list(families)
    hashes = {template.group: hash_share("group", template.group) for f in families for template in f.templates}
    splits = {group: _place(share, usecase) for group, share in hashes.items()}
    for groups in ({t.group for t in family.templates if not t.contrast} for family in families):
        if groups and all(splits[group] != "train" for group in groups):
            free = [group for group in groups if splits[group] != BENCHMARK] or groups
            splits[max(free, key=lambda group: hashes[group])] = "train"
    for category in dict.fromkeys(family.category for family in families):
        _fill_measured(splits, [family for family in families if family.category == category], hashes, usecase)
    return splits


def _fill_measured(
    splits: dict[str, str], families: Sequence[Family], hashes: Mapping[str, float], usecase: UseCase
) -> None:
    """Give a category a group in each split that measures, if it has none there and each family keeps one in train."""
    own = [{t.group for t in family.templates if not t.contrast} for family in families]
    every = set[str]().union(*own)
    other_of: Mapping[Literal["validation", "test"], str] = {"validation": "test", "test": "validation"}
    for split, other in other_of.items():
        if not usecase.splits.get(split) or any(splits[group] == split for group in every):
            continue
        in_train = [{group for group in groups if splits[group] == "train"} for groups in own]
        alone = set[str]().union(*(groups for groups in in_train if len(groups) == 1))
        in_other = {group for group in every if splits[group] == other}
        spare = set[str]().union(*in_train) - alone or (in_other if len(in_other) > 1 else ())
        if spare:
            splits[min(spare, key=lambda group: hashes[group])] = split


def _place(share: float, usecase: UseCase) -> str:
    held = usecase.benchmark.held
    if share < held:
        return BENCHMARK
    bound = (share - held) / (1 - held)
    for split in ("validation", "test"):
        bound -= usecase.splits.get(split, 0.0)
        if bound < 0:
            return split
    return "train"
