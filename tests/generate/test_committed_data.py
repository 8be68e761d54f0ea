"""What is committed under data/ is what the pack generates."""

import json
from collections import Counter
from pathlib import Path

import pytest
from dataset_tools import (
    REPOSITORY,
    Record,
    fold_plainly,
    is_held,
    list_titles,
    make_files,
    read_folder,
    read_records,
    run_inside,
)

MVP = REPOSITORY / "data" / "mvp"
BENCHMARK = REPOSITORY / "data" / "benchmark.jsonl"
REMADE = "data/mvp is not what the pack generates now: run `make dataset` and commit data/mvp"
MISSING = "data/benchmark.jsonl is not there: run `make benchmark` and commit it"
STALE = (
    "data/benchmark.jsonl is kept when the pack changes, and this line no longer holds: mend the pack, or decide "
    "with everyone who measures against it to make a new one"
)


@pytest.fixture(scope="module")
def benchmark() -> list[Record]:
    if not BENCHMARK.is_file():
        pytest.fail(MISSING)
    return read_records(BENCHMARK.read_bytes())


CARD, PAGE = "README.md", "report.html"
"""It is made with the data and not committed."""


def test_the_dataset_is_what_the_pack_generates(tmp_path: Path) -> None:
    committed = read_folder(MVP) if MVP.is_dir() else {}
    run_inside("generate", "-n", 500, "-o", tmp_path / "made", "--report", "--pack", REPOSITORY)
    expected = {name: content for name, content in read_folder(tmp_path / "made").items() if name != PAGE}
    committed.pop(PAGE, None)

    assert {**make_files(500, 0), CARD: expected[CARD]} == expected
    assert sorted(committed) == sorted(expected), REMADE
    changed = [name for name in expected if committed[name] != expected[name]]
    assert changed == [], REMADE


def test_the_benchmark_verifies(benchmark: list[Record]) -> None:
    result = run_inside("verify", BENCHMARK, "--json", "--pack", REPOSITORY)

    verdicts = [json.loads(line) for line in result.stdout.splitlines()]
    refused = [(verdict["line"], verdict["faults"]) for verdict in verdicts if not verdict["ok"]]
    assert refused == [], STALE
    assert len(verdicts) == len(benchmark) == 1000


def test_the_benchmark_has_200_of_each_category(benchmark: list[Record]) -> None:
    counted = Counter(record["category"] for record in benchmark)

    assert len(counted) == 4, STALE
    assert min(counted.values()) >= 200, STALE


def test_the_benchmark_comes_from_held_groups_only(benchmark: list[Record]) -> None:
    groups = {record["source"]["group"] for record in benchmark}

    assert [group for group in groups if not is_held("group", group)] == [], STALE
    assert {record["split"] for record in benchmark} == {"benchmark"}, STALE


def test_the_benchmark_shares_nothing_with_the_dataset(benchmark: list[Record]) -> None:
    records = read_records((MVP / "dataset.jsonl").read_bytes())

    assert {r["source"]["group"] for r in benchmark} & {r["source"]["group"] for r in records} == set(), STALE
    assert {t for r in benchmark for t in list_titles(r)} & {t for r in records for t in list_titles(r)} == set(), STALE
    assert {fold_plainly(r["input"]) for r in benchmark} & {fold_plainly(r["input"]) for r in records} == set(), STALE


@pytest.mark.parametrize("file", ["mvp/dataset.jsonl", "benchmark.jsonl"])
def test_no_path_of_a_machine_is_in_the_data(file: str) -> None:
    path = REPOSITORY / "data" / file
    if not path.is_file():
        pytest.fail(MISSING)

    assert str(Path.home()).encode() not in path.read_bytes()
    assert str(REPOSITORY).encode() not in path.read_bytes()
