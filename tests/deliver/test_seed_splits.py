"""Where seeds belong, and what families are due that get more than their share."""

from pathlib import Path

import pytest

from taskdata.deliver.balance import Cell
from taskdata.deliver.splits import Splits
from taskdata.foundation.pack import Family
from taskdata.foundation.split_names import BENCHMARK
from taskdata.workflows.open_pack import open_pack

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def splits() -> Splits:
    return Splits(open_pack(ROOT)[0])


def test_a_seed_stands_where_its_words_do(splits: Splits) -> None:
    words = {splits.of_words(f"words {number}"): f"words {number}" for number in range(200)}
    assert set(words) == {"train", "validation", "test", BENCHMARK}
    for split in ("train", "validation", "test"):
        assert {splits.of_seed(f"seed/{number}", [words[split]]) for number in range(50)} == {split}


def test_a_seed_whose_words_are_held_or_apart_is_placed_by_itself(splits: Splits) -> None:
    words = {splits.of_words(f"words {number}"): f"words {number}" for number in range(200)}
    for own in ([words[BENCHMARK]], [words["train"], words["test"]], []):
        homes = [splits.of_seed(f"seed/{number}", own) for number in range(400)]
        assert set(homes) == {"train", "validation", "test"}
        assert 300 < homes.count("train") < 360  # 0.15 + 0.85 * 0.8 = 0.83 of 400 is 332


def test_a_family_that_is_lifted_is_due_its_share_of_the_rest_and_the_lift() -> None:
    """Of 100, ten are a lift of `one`: the other 90 are shared 1 to 2, so that 30 + 10 and 60 are due."""
    families = {name: Family(name, "do", "create", weight, (), ()) for name, weight in (("one", 1.0), ("two", 2.0))}
    cell = Cell("train", "create", 100, 0, families)
    cell.lifts["one"] = 10
    assert (cell.count_due("one"), cell.count_due("two")) == (40, 60)
