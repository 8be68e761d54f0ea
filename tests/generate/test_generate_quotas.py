"""Exact shares, by the method of largest remainders; the expected numbers are worked out by hand."""

from collections import Counter
from itertools import pairwise

import pytest
from dataset_tools import SPLITS, make_files, open_builtin, read_records
from hypothesis import given
from hypothesis import strategies as st

from taskdata.deliver.quotas import apportion, plan_cells
from taskdata.foundation.usecase import UseCase

CATEGORIES = ("create", "query", "update", "error")
WEIGHTS = st.dictionaries(st.text(max_size=3), st.integers(0, 1000), min_size=1, max_size=12)

# n: the whole, train, validation, test, each as create, query, update, error.
SHARES = {
    # sizes 8, 1, 1; the one of validation goes to create (0.4 is the largest of 0.4, 0.3, 0.2, 0.1)
    10: [(4, 3, 2, 1), (2, 3, 2, 1), (1, 0, 0, 0), (1, 0, 0, 0)],
    # whole 14.8 11.1 7.4 3.7: create and error rounded up; sizes 29.6 3.7 3.7: 29 4 4; validation 1.62 1.19 0.76 0.43
    37: [(15, 11, 7, 4), (11, 9, 5, 4), (2, 1, 1, 0), (2, 1, 1, 0)],
    500: [(200, 150, 100, 50), (160, 120, 80, 40), (20, 15, 10, 5), (20, 15, 10, 5)],
    # whole 201.2 150.9 100.6 50.3: query and update rounded up; sizes 402.4 50.3 50.3: 403 50 50
    503: [(201, 151, 101, 50), (161, 121, 81, 40), (20, 15, 10, 5), (20, 15, 10, 5)],
    2000: [(800, 600, 400, 200), (640, 480, 320, 160), (80, 60, 40, 20), (80, 60, 40, 20)],
    # its own shares: 1,500 / 1,000 / 800 / 700
    4000: [(1500, 1000, 800, 700), (1200, 800, 640, 560), (150, 100, 80, 70), (150, 100, 80, 70)],
}


def count_categories(lines: bytes) -> tuple[int, ...]:
    counted = Counter(record["category"] for record in read_records(lines))
    assert counted.keys() <= set(CATEGORIES)
    return tuple(counted[category] for category in CATEGORIES)


@pytest.mark.parametrize("n", SHARES)
def test_a_dataset_has_the_exact_shares_in_the_whole_and_in_each_split(n: int) -> None:
    files = make_files(n)

    counted = [count_categories(files[f"{name}.jsonl"]) for name in ("dataset", *SPLITS)]

    assert counted == SHARES[n]


@pytest.mark.parametrize("n", SHARES)
def test_the_plan_has_the_exact_shares(n: int) -> None:
    usecase = open_builtin()[0].usecase

    cells = plan_cells(n, usecase)

    planned = [tuple(cells[split, category] for category in CATEGORIES) for split in SPLITS]
    assert planned == SHARES[n][1:]


def test_one_example_is_a_create_for_training() -> None:
    cells = plan_cells(1, open_builtin()[0].usecase)

    assert {cell for cell, count in cells.items() if count} == {("train", "create")}


def vary_usecase(train: int, validation: int, test: int) -> UseCase:
    """The built-in use case with other splits, in hundredths."""
    usecase = open_builtin()[0].usecase
    splits = {"train": train / 100, "validation": validation / 100, "test": test / 100}
    return usecase.model_copy(update={"splits": splits})


@given(n=st.integers(1, 100_000), validation=st.integers(0, 33), test=st.integers(0, 33))
def test_whatever_the_splits_no_cell_is_below_zero_and_all_sum_to_n(n: int, validation: int, test: int) -> None:
    usecase = vary_usecase(100 - validation - test, validation, test)

    cells = plan_cells(n, usecase)

    assert min(cells.values()) >= 0, cells
    assert sum(cells.values()) == n


def test_three_examples_for_three_splits_take_no_example_away_from_train() -> None:
    # 34/33/33 of 3 is 1 1 1; the whole is 1 create, 1 query, 1 update: only one split can have the create
    cells = plan_cells(3, vary_usecase(34, 33, 33))

    assert min(cells.values()) == 0, cells
    assert sum(count for (_, category), count in cells.items() if category == "create") == 1


@given(n=st.integers(1, 100_000))
def test_train_is_off_its_own_exact_share_by_two_at_most(n: int) -> None:
    usecase = open_builtin()[0].usecase
    cells = plan_cells(n, usecase)
    train = {category: cells["train", category] for category in CATEGORIES}
    whole = {category: sum(cells[split, category] for split in SPLITS) for category in CATEGORIES}

    own = apportion(sum(train.values()), whole)

    assert max(abs(train[category] - own[category]) for category in CATEGORIES) <= 2


def test_apportion_by_hand() -> None:
    assert apportion(10, {"a": 1, "b": 1, "c": 1}) == {"a": 4, "b": 3, "c": 3}
    assert apportion(7, {"a": 3, "b": 2, "c": 1}) == {"a": 4, "b": 2, "c": 1}  # 3.5 2.33 1.17
    assert apportion(500, {"a": 0.4, "b": 0.3, "c": 0.2, "d": 0.1}) == {"a": 200, "b": 150, "c": 100, "d": 50}
    assert apportion(5, {"a": 0, "b": 2}) == {"a": 0, "b": 5}
    assert apportion(0, {"a": 1}) == {"a": 0}
    assert apportion(5, {"a": 0}) == {"a": 0}


@given(total=st.integers(0, 10_000_000), weights=WEIGHTS)
def test_apportion_sums_and_stays_within_one_of_the_share(total: int, weights: dict[str, int]) -> None:
    shares = apportion(total, weights)

    whole = sum(weights.values())
    assert sum(shares.values()) == (total if whole else 0)
    for key, share in shares.items():
        if whole:
            lower = total * weights[key] // whole
            assert lower <= share <= lower + 1
        if not weights[key]:
            assert share == 0


@given(total=st.integers(0, 100_000), weights=WEIGHTS)
def test_apportion_gives_more_to_what_weighs_more(total: int, weights: dict[str, int]) -> None:
    shares = apportion(total, weights)

    by_weight = sorted(weights, key=lambda key: weights[key])
    for light, heavy in pairwise(by_weight):
        if weights[light] < weights[heavy]:
            assert shares[light] <= shares[heavy]


@given(total=st.integers(0, 100_000), weights=WEIGHTS, factor=st.integers(1, 50))
def test_apportion_depends_on_proportions_only(total: int, weights: dict[str, int], factor: int) -> None:
    assert apportion(total, weights) == apportion(total, {key: weight * factor for key, weight in weights.items()})
