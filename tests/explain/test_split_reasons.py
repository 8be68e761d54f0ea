"""Why groups and words fall to their splits, held against the rule, which is written down here a second time."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from explain_tools import hash_share
from hypothesis import given
from hypothesis import strategies as st

from taskdata.deliver.split_reasons import explain_group, explain_words, list_bounds
from taskdata.deliver.splits import Splits
from taskdata.foundation.pack import Pack
from taskdata.workflows.open_pack import open_pack

REPOSITORY = Path(__file__).parents[2]
STARTER = REPOSITORY / "examples" / "starter"


@cache
def open_place(folder: Path) -> Pack:
    """A pack; of both 15% are held, and of the rest 80, 10 and 10% for each split."""
    return open_pack(folder)[0]


def place(share: float) -> str:
    """The split of a hash, by those shares."""
    if share < 0.15:
        return "benchmark"
    rest = (share - 0.15) / 0.85
    return "validation" if rest < 0.1 else "test" if rest < 0.2 else "train"


@pytest.mark.parametrize("folder", [STARTER, REPOSITORY], ids=["starter", "built-in"])
def test_of_every_group_the_split_is_told_that_it_has(folder: Path) -> None:
    pack = open_place(folder)
    splits = Splits(pack)
    groups = {template.group for family in pack.families.values() for template in family.templates}
    homes = [explain_group(pack, splits, group) for group in sorted(groups)]
    for home in homes:
        assert home.share == hash_share("group", home.what)
        assert (home.split, home.by_hash) == (splits.of_group(home.what), place(home.share))
        assert (home.rule == "hash") == (home.split == home.by_hash)
    moved = {(home.rule, home.split) for home in homes if home.rule != "hash"}
    assert moved == ({("category", "validation"), ("category", "test")} if folder == STARTER else set())


@given(st.text(min_size=1, max_size=20).filter(lambda text: text.isalnum() and text.isascii()))
def test_words_fall_by_their_hash_alone(words: str) -> None:
    pack = open_place(STARTER)
    home = explain_words(pack, Splits(pack), words)
    assert home.share == hash_share("words", words.casefold())
    assert home.split == home.by_hash == place(home.share)


def test_the_bounds_leave_no_hash_out() -> None:
    bounds = list(list_bounds(open_place(STARTER).usecase).values())
    assert (bounds[0][0], bounds[-1][1]) == (0.0, 1.0)
    assert all(before[1] == behind[0] for before, behind in pairwise(bounds))
