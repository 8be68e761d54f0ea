"""Contrasts: whole or not at all, in one split, with the same words, and of every kind in each set of 500 and more."""

import json
from collections import Counter, defaultdict
from collections.abc import Mapping

import pytest
import yaml
from dataset_tools import REPOSITORY, SPLITS, Record, is_held, make_benchmark, make_files, read_records

KINDS = {
    "own_or_assigned", "medium_or_unsaid", "status_in_title", "priority_in_title", "day_in_title", "name_in_title",
    "order_or_question", "same_error", "task_number", "day_that_exists", "near_error",
}  # fmt: skip
"""What the data teaches on purpose, by docs/labelling.md."""

Members = Mapping[str, list[Record]]


@pytest.fixture(scope="module")
def declared() -> dict[str, Record]:
    contrasts: dict[str, Record] = yaml.safe_load((REPOSITORY / "templates" / "contrasts.yaml").read_text())[
        "contrasts"
    ]
    return contrasts


def find_members(lines: bytes) -> Members:
    found = defaultdict(list)
    for record in read_records(lines):
        if "contrast" in record["facets"]:
            found[record["source"]["group"]].append(record)
    return found


def read_pair(lines: bytes, group: str) -> dict[str, Record]:
    """The members of a contrast that is there once, by family."""
    return {record["source"]["family"]: record for record in find_members(lines)[group]}


@pytest.mark.parametrize("seed", range(4))
def test_every_contrast_that_is_not_held_is_complete_in_500(seed: int, declared: dict[str, Record]) -> None:
    found = find_members(make_files(500, seed)["dataset.jsonl"])

    expected = {name: len(entry["members"]) for name, entry in declared.items() if not is_held("group", name)}
    assert {name: len(records) for name, records in found.items()} == expected
    for records in found.values():
        assert len({record["split"] for record in records}) == 1
        assert len({record["reference_date"] for record in records}) == 1
        assert len({record["facets"]["style"] for record in records}) == 1
        assert len({record["source"]["template"] for record in records}) == len(records)
        assert len({record["input"] for record in records}) == len(records)


@pytest.mark.parametrize("seed", range(4))
def test_every_kind_is_in_500(seed: int, declared: dict[str, Record]) -> None:
    found = find_members(make_files(500, seed)["dataset.jsonl"])

    assert {declared[name]["kind"] for name in found} == KINDS
    assert {record["facets"]["contrast"] for records in found.values() for record in records} == KINDS


def test_every_kind_is_in_train_of_500() -> None:
    trained = find_members(make_files(500)["train.jsonl"])

    assert {records[0]["facets"]["contrast"] for records in trained.values()} == KINDS


@pytest.mark.parametrize("seed", range(4))
def test_the_members_of_a_pair_differ_in_one_thing(seed: int) -> None:
    lines = make_files(500, seed)["dataset.jsonl"]

    mine = read_pair(lines, "my_tasks")
    assert mine["query_all"]["output"]["filters"] == {}
    assert mine["query_assigned_to_me"]["output"]["filters"] == {"assignee": "me"}
    asked = read_pair(lines, "add_or_added")
    title = asked["create_indirect"]["output"]["data"]["title"]
    assert asked["query_on_list"]["output"]["filters"]["text"].lower() == title.lower()
    zero = read_pair(lines, "remove_zero")
    assert zero["invalid_task_id"]["output"]["error_type"] == "invalid_task_id"
    number = zero["delete_by_id"]["output"]["task_id"]
    assert zero["delete_by_id"]["input"].lower() == zero["invalid_task_id"]["input"].lower().replace("0", str(number))
    days = read_pair(lines, "weekday_report")
    assert days["create_plain"]["output"]["data"]["due_date"] is None
    assert days["create_day_end"]["output"]["data"]["due_date"] > days["create_day_end"]["reference_date"]


@pytest.mark.parametrize(("n", "most"), [(10, 0), (100, 12), (2000, 1), (4000, 2)])
def test_other_sizes_have_contrasts_in_proportion(n: int, most: int, declared: dict[str, Record]) -> None:
    """Of each split, a set of 100 has a fifth at most, and from 500 on each is there once for every 2,000."""
    found = find_members(make_files(n)["dataset.jsonl"])

    rounds = {name: Counter(record["source"]["template"] for record in records) for name, records in found.items()}
    assert all(len(set(counts.values())) == 1 for counts in rounds.values())
    assert all(len(counts) == len(declared[name]["members"]) for name, counts in rounds.items())
    if n >= 2000:  # "set a reminder for me" has no slot, and so is said once
        often = {name: set(counts.values()) for name, counts in rounds.items() if name != "nothing_named"}
        assert often == {name: {most} for name in often}
        assert len(often) >= 30
    else:
        assert len(rounds) <= most


@pytest.mark.parametrize("n", [100, 500, 2000])
def test_the_manifest_counts_contrasts(n: int) -> None:
    files = make_files(n)
    found = find_members(files["dataset.jsonl"])
    told = json.loads(files["manifest.json"])["contrasts"]

    rounds = {name: max(Counter(r["source"]["template"] for r in records).values()) for name, records in found.items()}
    assert told["contrast"] == rounds
    assert told["examples"] == sum(map(len, found.values()))
    by_kind: Counter[str] = Counter()
    for name, records in found.items():
        by_kind[records[0]["facets"]["contrast"]] += rounds[name]
    assert {kind: count for kind, count in told["kind"].items() if count} == by_kind


def test_held_contrasts_are_whole_in_the_benchmark_and_nowhere_else(declared: dict[str, Record]) -> None:
    held = {name for name in declared if is_held("group", name)}
    found = find_members(make_benchmark()["benchmark.jsonl"])

    assert found.keys() == held
    assert {name: len(records) for name, records in found.items()} == {n: len(declared[n]["members"]) for n in held}
    assert held.isdisjoint(
        r["source"]["group"] for split in SPLITS for r in read_records(make_files(500)[f"{split}.jsonl"])
    )
