"""The benchmark: what go or no-go is decided on is in no dataset; and what is excluded stays out."""

import json
from collections import Counter
from pathlib import Path

import pytest
from dataset_tools import (
    Record,
    assert_refused,
    fold_plainly,
    is_held,
    list_titles,
    make_benchmark,
    make_dataset,
    make_files,
    read_folder,
    read_records,
    run_inside,
)

DATASETS = [(500, 0), (500, 1), (500, 2), (2000, 3), (4000, 0)]


@pytest.fixture(scope="module")
def benchmark() -> list[Record]:
    return read_records(make_benchmark()["benchmark.jsonl"])


def test_it_has_a_thousand_examples_and_at_least_200_of_each_category(benchmark: list[Record]) -> None:
    counted = Counter(record["category"] for record in benchmark)

    assert sum(counted.values()) == 1000
    assert counted.keys() == {"create", "query", "update", "error"}
    assert min(counted.values()) >= 200
    assert {record["split"] for record in benchmark} == {"benchmark"}


def test_its_examples_are_unique(benchmark: list[Record]) -> None:
    assert len({record["id"] for record in benchmark}) == 1000
    assert len({fold_plainly(record["input"]) for record in benchmark}) == 1000


def test_its_groups_are_those_that_the_hash_holds(benchmark: list[Record]) -> None:
    assert [r["source"]["group"] for r in benchmark if not is_held("group", r["source"]["group"])] == []


@pytest.mark.parametrize(("n", "seed"), DATASETS)
def test_its_groups_and_titles_are_in_no_dataset(benchmark: list[Record], n: int, seed: int) -> None:
    groups = {record["source"]["group"] for record in benchmark}
    titles = {title for record in benchmark for title in list_titles(record)}

    for record in read_records(make_files(n, seed)["dataset.jsonl"]):
        assert record["source"]["group"] not in groups
        assert not is_held("group", record["source"]["group"])
        assert list_titles(record) & titles == set()


def test_titles_are_held_by_the_hash_unless_a_slip_of_the_finger_changed_them(benchmark: list[Record]) -> None:
    typed = [
        title
        for record in benchmark
        if not record["facets"]["style"].startswith("slip")
        for title in list_titles(record)
    ]
    others = read_records(make_files(2000)["dataset.jsonl"])
    kept = [
        title for record in others if not record["facets"]["style"].startswith("slip") for title in list_titles(record)
    ]

    assert len(typed) > 300
    assert [title for title in typed if not is_held("words", title)] == []
    assert [title for title in kept if is_held("words", title)] == []


def test_the_command_writes_it_with_its_manifest(tmp_path: Path) -> None:
    result = run_inside("generate", "--benchmark", "-o", tmp_path)

    assert result.exit_code == 0, result.output
    assert read_folder(tmp_path) == make_benchmark()
    assert json.loads(make_benchmark()["benchmark.manifest.json"])["n"] == 1000


def test_it_is_not_written_over(tmp_path: Path) -> None:
    kept = tmp_path / "benchmark.jsonl"
    kept.write_text("the old one\n")

    assert_refused(run_inside("generate", "--benchmark", "-o", tmp_path), 2, str(kept), "exists")

    assert read_folder(tmp_path) == {"benchmark.jsonl": b"the old one\n"}


def test_it_joins_what_is_in_the_folder_already(tmp_path: Path) -> None:
    (tmp_path / "mvp").mkdir()
    (tmp_path / "mvp" / "dataset.jsonl").write_text("kept\n")

    assert run_inside("generate", "--benchmark", "-o", tmp_path).exit_code == 0

    assert (tmp_path / "mvp" / "dataset.jsonl").read_text() == "kept\n"
    assert (tmp_path / "benchmark.jsonl").read_bytes() == make_benchmark()["benchmark.jsonl"]


def test_the_next_500_have_no_request_of_the_first(tmp_path: Path) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    first.write_bytes(make_files(500)["dataset.jsonl"])
    dataset = make_dataset(500, exclude=[first])
    second.write_bytes(b"".join(dataset.store.read_lines()))
    third = make_dataset(500, exclude=[first, second])

    inputs = [
        {fold_plainly(record["input"]) for record in read_records(first.read_bytes())},
        {fold_plainly(example.input) for example in dataset.store.read_examples()},
        {fold_plainly(example.input) for example in third.store.read_examples()},
    ]
    assert [len(some) for some in inputs] == [500, 500, 500]
    assert len(set.union(*inputs)) == 1500


def test_exclusion_does_not_look_at_case_punctuation_or_day(tmp_path: Path) -> None:
    excluded = tmp_path / "old.jsonl"
    shouted = [{"input": r["input"].upper() + "!!"} for r in read_records(make_files(37)["dataset.jsonl"])]
    excluded.write_text("\ufeff" + "\n\n".join(json.dumps(pair) for pair in shouted), encoding="utf-8")

    result = run_inside("generate", "-n", 37, "--exclude", excluded)

    assert result.exit_code == 0
    known = {fold_plainly(pair["input"]) for pair in shouted}
    assert len(result.stdout_bytes.splitlines()) == 37
    assert [r for r in read_records(result.stdout_bytes) if fold_plainly(r["input"]) in known] == []


BROKEN = {
    "no JSON": (b'{"input": "a"}\n\n{"inp\n', ":3:"),
    "no object": (b'{"input": "a"}\n["input"]\n', ":2:"),
    "no input": (b'{"text": "a"}\n', ":1:"),
    "an input that is no text": (b'{"input": "a"}\n{"input": 5}\n', ":2:"),
    "an input that is null": (b'{"input": null}\n', ":1:"),
    "not UTF-8": (b'{"input": "a"}\n{"input": "\xff"}\n', ":2:"),
    "UTF-16": ('{"input": "a"}\n'.encode("utf-16"), "UTF-8"),
    "empty": (b"", "empty"),
    "a line of 10 MB": (b'{"input": "' + b"a" * 10_000_000 + b'"}\n', ":1:"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_to_exclude_is_named_with_its_line(tmp_path: Path, case: str) -> None:
    content, place = BROKEN[case]
    excluded = tmp_path / "old.jsonl"
    excluded.write_bytes(content)

    result = run_inside("generate", "-n", 1, "--exclude", excluded, "-o", tmp_path / "out")

    assert_refused(result, 2, str(excluded), place)
    assert not (tmp_path / "out").exists()


def test_a_missing_file_to_exclude_and_a_folder(tmp_path: Path) -> None:
    assert_refused(run_inside("generate", "--exclude", tmp_path / "none.jsonl"), 2, "none.jsonl", "no such file")
    assert_refused(run_inside("generate", "--exclude", tmp_path), 2, str(tmp_path), "directory")
