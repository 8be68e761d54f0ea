"""`taskdata relabel` as a command: its files, its exit codes, and what it takes of memory."""

import gc
import json
import tracemalloc
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from changed_pack import read_jsonl, run
from parcels import (
    drop_template,
    hold_bricks,
    make_pack,
    rename_item,
    send_box,
    write_lines,
)
from small_pack import PACK

from taskdata.foundation.records import identify
from taskdata.workflows.decisions import Decisions
from taskdata.workflows.open_pack import open_pack
from taskdata.workflows.relabel import Outcome, Relabeller, write_outcomes
from taskdata.workflows.relabel_summary import RelabelSummary


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return make_pack(tmp_path, drop_template(rename_item()))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "in.jsonl", send_box(), hold_bricks())


def list_files(folder: Path) -> dict[str, bytes]:
    """The files of a folder, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_without_o_nothing_is_written(tmp_path: Path, pack: Path, file: Path) -> None:
    before = list_files(tmp_path)
    result = run("relabel", file, "--pack", pack)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("2 lines: 1 relabelled, 0 unchanged, 1 undecided\n")
    assert list_files(tmp_path) == before


def test_o_writes_two_files_and_tells_of_the_second(tmp_path: Path, pack: Path, file: Path) -> None:
    result = run("relabel", file, "--pack", pack, "-o", tmp_path / "new" / "set.jsonl")
    listed = tmp_path / "new" / "set.undecided.jsonl"
    assert sorted(list_files(tmp_path / "new")) == ["set.jsonl", "set.undecided.jsonl"]
    assert f"to decide: 1 record(s) in {listed}" in result.stderr
    assert result.stdout == ""


def test_standard_input(tmp_path: Path, pack: Path, file: Path) -> None:
    result = run("relabel", "-", "--pack", pack, "-o", tmp_path / "out", stdin=file.read_bytes())
    assert result.exit_code == 1
    assert [record["input"] for record in read_jsonl(tmp_path / "out")] == [hold_bricks()["input"]]
    assert [line["input"] for line in read_jsonl(tmp_path / "out.undecided.jsonl")] == [send_box()["input"]]


def refuse(*arguments: Any) -> str:
    """The one message of a run that could not begin."""
    result = run("relabel", *arguments)
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert result.stderr.startswith("taskdata: ")
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_what_cannot_begin_is_exit_2_and_writes_nothing(tmp_path: Path, pack: Path, file: Path) -> None:
    there, list_there = tmp_path / "there.jsonl", tmp_path / "new.undecided.jsonl"
    there.write_text("kept"), list_there.write_text("kept")
    before = list_files(tmp_path)
    missing = tmp_path / "missing.jsonl"
    assert str(missing) in refuse(missing, "--pack", pack, "-o", there, "--force")
    assert "the file exists" in refuse(file, "--pack", pack, "-o", there)
    assert str(list_there) in refuse(file, "--pack", pack, "-o", tmp_path / "new.jsonl")
    assert "this is the file that is read" in refuse(file, "--pack", pack, "-o", file, "--force")
    assert str(missing) in refuse(file, "--pack", pack, "-o", there, "--force", "--decided", missing)
    assert "usecase.yaml" in refuse(file, "--pack", tmp_path / "nowhere", "-o", there, "--force")
    assert list_files(tmp_path) == before


def test_decisions_are_never_replaced(tmp_path: Path, pack: Path, file: Path) -> None:
    out = tmp_path / "out.jsonl"
    run("relabel", file, "--pack", pack, "-o", out)
    listed = tmp_path / "out.undecided.jsonl"
    before = listed.read_bytes()
    message = refuse(file, "--pack", pack, "-o", out, "--force", "--decided", listed)
    assert f"{listed}: " in message
    assert "would replace these decisions" in message
    assert listed.read_bytes() == before


def test_a_run_that_fails_leaves_both_files_as_they_were(tmp_path: Path, pack: Path) -> None:
    """The disk is full after the first record."""
    out, listed = tmp_path / "out.jsonl", tmp_path / "out.undecided.jsonl"
    out.write_text("old"), listed.write_text("old list")
    relabeller = Relabeller(*open_pack(pack), Decisions())

    def fail() -> Any:
        yield from relabeller.relabel_lines([(1, write_lines(tmp_path / "one", hold_bricks()).read_bytes())])
        raise OSError(28, "No space left on device")

    with pytest.raises(Exception, match="no space left on device"):
        write_outcomes(fail(), out, listed)
    assert (out.read_text(), listed.read_text()) == ("old", "old list")


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Of a thousand requests, half of them undecided; kept in a list, their outcomes alone take 7 MB."""
    opened = open_pack(make_pack(tmp_path, drop_template(rename_item(PACK))))

    def measure(count: int) -> int:
        gc.collect()
        relabeller, summary = Relabeller(*opened, Decisions()), RelabelSummary()
        tracemalloc.start()
        write_outcomes(watch(relabeller.relabel_lines(list_lines(count)), summary), tmp_path / "o", tmp_path / "u")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert (summary.kinds["relabelled"], summary.kinds["undecided"]) == (count, count)
        return peak

    measure(20)  # what the pack keeps from the first requests on
    assert measure(500) < 1_000_000


def watch(outcomes: Iterator[Outcome], summary: RelabelSummary) -> Iterator[Outcome]:
    for outcome in outcomes:
        summary.add(outcome)
        yield outcome


def list_lines(count: int) -> Iterator[tuple[int, bytes]]:
    """Two records for each of so many days."""
    for number in range(count):
        day = (date(2025, 1, 1) + timedelta(number)).isoformat()
        for record in (send_box(), hold_bricks()):
            dated = record | {"reference_date": day, "id": identify(record["input"], day, [])}
            yield number + 1, json.dumps(dated).encode()
