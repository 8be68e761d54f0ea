"""Splits share nothing that a model could learn by heart; found again from the files, not read from the manifest."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from dataset_tools import (
    SPLITS,
    Record,
    fold_plainly,
    is_held,
    list_titles,
    make_files,
    open_builtin,
    read_records,
)

from taskdata.deliver.splits import Splits, assign_groups
from taskdata.foundation.pack import Family

WHAT_IS_APART: dict[str, Callable[[Record], set[str]]] = {
    "groups": lambda record: {record["source"]["group"]},
    "titles": list_titles,
    "inputs": lambda record: {fold_plainly(record["input"])},
}
ERROR_TYPES = {
    "missing_title", "missing_task", "missing_change", "invalid_date", "past_due_date", "invalid_priority", "unclear",
    "invalid_status", "invalid_task_id", "conflicting_values", "multiple_actions", "unsupported_action", "out_of_scope",
}  # fmt: skip


@pytest.mark.parametrize("kind", WHAT_IS_APART)
@pytest.mark.parametrize(("n", "seed"), [(500, 0), (500, 7), (2000, 0), (4000, 0)])
def test_no_two_splits_share(n: int, seed: int, kind: str) -> None:
    files = make_files(n, seed)
    found = {
        split: {item for record in read_records(files[f"{split}.jsonl"]) for item in WHAT_IS_APART[kind](record)}
        for split in SPLITS
    }

    for one, other in combinations(SPLITS, 2):
        assert found[one] & found[other] == set()


@pytest.mark.parametrize(("n", "seed"), [(10, 0), (500, 0), (2000, 0)])
def test_the_manifest_tells_the_same_as_the_files(n: int, seed: int) -> None:
    files = make_files(n, seed)
    records = read_records(files["dataset.jsonl"])
    manifest = json.loads(files["manifest.json"])
    counts = manifest["counts"]

    assert (manifest["n"], manifest["seed"]) == (n, seed)
    assert counts["category"] == Counter(record["category"] for record in records)
    assert counts["family"] == Counter(record["source"]["family"] for record in records)
    assert counts["style"] == Counter(record["facets"]["style"] for record in records)
    assert counts["edge_cases"] == Counter(case for record in records for case in record["facets"]["edge_cases"])
    assert counts["templates"] == len({record["source"]["template"] for record in records})
    for split in SPLITS:
        assert counts["split"][split] == Counter(r["category"] for r in records if r["split"] == split)
    pairs = {f"{one} and {other}" for one, other in combinations(sorted(SPLITS), 2)}
    assert manifest["leakage"] == {pair: {"groups": 0, "words": 0, "inputs": 0} for pair in pairs}


@pytest.mark.parametrize("seed", range(4))
def test_every_family_is_in_train_of_500(seed: int) -> None:
    families = {record["source"]["family"] for record in read_records(make_files(500, seed)["train.jsonl"])}

    assert open_builtin()[0].families.keys() - families == set()


@pytest.mark.parametrize("seed", range(4))
def test_every_error_type_is_in_train_of_500(seed: int) -> None:
    outputs = [record["output"] for record in read_records(make_files(500, seed)["train.jsonl"])]

    assert {output["error_type"] for output in outputs if output["action"] == "error"} == ERROR_TYPES


def test_a_template_is_in_the_same_split_in_every_dataset() -> None:
    places: dict[str, set[str]] = {}
    for n, seed in [(500, 0), (500, 7), (2000, 0), (4000, 0)]:
        for record in read_records(make_files(n, seed)["dataset.jsonl"]):
            places.setdefault(record["source"]["group"], set()).add(record["split"])

    assert [group for group, splits in places.items() if len(splits) > 1] == []


def make_family(name: str, *groups: str) -> Family:
    """A family of one template a group; what splits do not look at is that of some family of the pack."""
    some = next(iter(open_builtin()[0].families.values()))
    templates = tuple(replace(some.templates[0], id=group, family=name, group=group) for group in groups)
    return replace(some, name=name, templates=templates)


def list_groups(held: bool, count: int) -> list[str]:
    """Made-up groups that the hash holds for the benchmark, or does not."""
    return [group for number in range(1000) if is_held("group", group := f"made_up/{number}") == held][:count]


def test_the_hash_decides_which_groups_are_held() -> None:
    held, free = list_groups(True, 5), list_groups(False, 20)

    splits = assign_groups([make_family("one", *held, *free)], open_builtin()[0].usecase)

    assert [splits[group] for group in held] == ["benchmark"] * 5
    assert {splits[group] for group in free} <= set(SPLITS)


def test_a_family_with_one_free_template_has_it_in_train() -> None:
    usecase = open_builtin()[0].usecase

    for group in list_groups(False, 60):
        assert assign_groups([make_family("one", group)], usecase)[group] == "train"


def test_a_family_whose_templates_are_all_held_by_their_hash_is_still_in_train() -> None:
    held = list_groups(True, 3)

    splits = assign_groups([make_family("one", *held)], open_builtin()[0].usecase)

    assert "train" in splits.values()


@pytest.mark.parametrize("words", ["buy milk", "Buy milk", "BUY MILK!", "“buy” milk", "  buy   milk "])
def test_a_title_is_in_one_split_however_it_is_typed(words: str) -> None:
    splits = Splits(open_builtin()[0])

    assert splits.of_words(words) == splits.of_words("buy milk")


def test_titles_fall_into_splits_by_the_shares_of_the_use_case() -> None:
    splits = Splits(open_builtin()[0])

    counted = Counter(splits.of_words(f"made-up title {number}") for number in range(10_000))

    # 15% are held; of the other 85%, 80/10/10. Standard deviation below 50.
    expected = {"benchmark": 1500, "train": 6800, "validation": 850, "test": 850}
    assert counted.keys() == expected.keys()
    assert all(abs(counted[split] - count) < 200 for split, count in expected.items())
