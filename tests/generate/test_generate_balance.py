"""Balance in depth: what a set of 500 has at most of one thing, and at least of each."""

from collections import Counter

import pytest
from dataset_tools import Record, fold_plainly, make_files, read_records

SEEDS = range(4)


def read_500(seed: int) -> list[Record]:
    return read_records(make_files(500, seed)["dataset.jsonl"])


def mask(record: Record) -> str:
    """The request, folded, with a mark for each slot."""
    text, end, masked = record["input"], 0, ""
    for span in sorted(record["spans"], key=lambda span: int(span["start"])):
        masked += f"{text[end : span['start']]} SLOT{span['slot']} "
        end = span["end"]
    return fold_plainly(masked + text[end:])


@pytest.mark.parametrize("seed", SEEDS)
def test_no_family_has_more_than_4_percent_and_no_skeleton_more_than_1(seed: int) -> None:
    records = read_500(seed)

    assert max(Counter(record["source"]["family"] for record in records).values()) <= 20
    skeletons = Counter(map(mask, records))
    assert max(skeletons.values()) <= 5
    assert len(skeletons) >= 400


def test_every_level_and_status_has_its_share_over_four_seeds() -> None:
    """Of about 170 creates that say a level, 150 queries that say a status, and 120 changes that do."""
    outputs = [record["output"] for seed in SEEDS for record in read_500(seed)]

    created = Counter(output["data"]["priority"] for output in outputs if output["action"] == "create_task")
    asked = Counter(o["filters"].get("status") for o in outputs if o["action"] == "query_tasks")
    changed = Counter(o["changes"].get("status") for o in outputs if o["action"] == "update_task")
    assert min(created["low"], created["high"]) >= 28
    assert min(asked[status] for status in ("open", "pending", "in_progress", "completed")) >= 16
    assert min(changed[status] for status in ("pending", "in_progress", "completed")) >= 20


@pytest.mark.parametrize("seed", SEEDS)
def test_no_title_is_worn_out(seed: int) -> None:
    titles = ("title", "task", "new_title", "text")
    said = Counter(
        fold_plainly(record["input"][span["start"] : span["end"]])
        for record in read_500(seed)
        for span in record["spans"]
        if span["slot"] in titles and "contrast" not in record["facets"]
    )

    assert max(said.values()) <= 4
    assert len(said) >= 200
