"""The same seed gives the same bytes, wherever and whenever; another seed gives others."""

import os
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from dataset_tools import REPOSITORY, join_pieces, make_dataset, make_files, read_folder, read_records, run_outside

from taskdata.author.load import load_pack
from taskdata.io.files import read_pack_files
from taskdata.slots.make import make_slots
from taskdata.workflows.generate import generate_dataset, list_files


@pytest.mark.parametrize("hash_seed", ["1", "4242"])
def test_another_process_with_other_hashes_in_another_folder_gives_the_same_files(
    tmp_path: Path, hash_seed: str
) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}

    done = run_outside(
        "generate", "-n", 500, "--seed", 0, "--pack", REPOSITORY, "-o", "out", cwd=tmp_path, env=environment
    )

    assert done.returncode == 0, done.stderr.decode()
    assert read_folder(tmp_path / "out") == make_files(500)


def test_the_built_in_pack_is_found_from_any_folder(tmp_path: Path) -> None:
    done = run_outside("generate", "-n", 37, "-o", tmp_path / "out", cwd=tmp_path)

    assert done.returncode == 0, done.stderr.decode()
    assert read_folder(tmp_path / "out") == make_files(37)


def test_a_second_run_in_the_same_process_gives_the_same_examples() -> None:
    assert join_pieces(list_files(make_dataset(500))) == make_files(500)


def test_pack_files_that_are_read_in_another_order_give_the_same_files() -> None:
    backwards = dict(sorted(read_pack_files(REPOSITORY).items(), reverse=True))
    pack = load_pack(REPOSITORY, backwards)

    dataset = generate_dataset(pack, make_slots(pack), 500, 0, (), lambda count: None)

    assert join_pieces(list_files(dataset)) == make_files(500)


@pytest.mark.parametrize("seed", [1, -3, 2**63 - 1])
def test_another_seed_gives_another_dataset_of_the_same_shares(seed: int) -> None:
    one = read_records(make_files(500)["dataset.jsonl"])
    other = read_records(make_files(500, seed)["dataset.jsonl"])

    shared = {record["id"] for record in one} & {record["id"] for record in other}
    assert len(other) == 500
    assert len(shared) < 50


def test_reference_dates_lie_in_the_range_of_the_use_case_whatever_the_day() -> None:
    days = {record["reference_date"] for record in read_records(make_files(2000)["dataset.jsonl"])}

    assert min(days) >= "2024-01-01"
    assert max(days) <= "2029-12-31"
    assert len({day[:4] for day in days}) == 6


def test_reference_dates_are_spread_and_have_their_share_of_special_days() -> None:
    """By usecase.yaml a tenth at the edges of months, beside 24 in 365.25 by chance, and 1.2% on February 29."""
    days = [date.fromisoformat(r["reference_date"]) for r in read_records(make_files(4000)["dataset.jsonl"])]

    weekdays = Counter(day.weekday() for day in days)
    edges = sum(day.day == 1 or (day + timedelta(days=1)).day == 1 for day in days)
    leaps = sum((day.month, day.day) == (2, 29) for day in days)
    assert len(weekdays) == 7
    assert all(abs(count / 4000 - 1 / 7) < 0.025 for count in weekdays.values())
    assert 0.14 < edges / 4000 < 0.20
    assert 0.007 < leaps / 4000 < 0.019
