"""`make loop`, smaller: from a dataset over a model's failures to the next dataset and the next decision."""

import json
import os
import re
import socket
import subprocess
from pathlib import Path

import pytest
from seed_tools import REPOSITORY, Record, read_lines

SCRIPT = REPOSITORY / "examples/loop/loop.sh"
SIZES = {"FIRST": "100", "DEVELOPING": "200", "SECOND": "500", "TESTS": "150"}


@pytest.fixture(scope="module")
def loop(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder that the loop has left, and what it printed."""
    folder = tmp_path_factory.mktemp("loop") / "work"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    environment = {**os.environ, **SIZES, "WORK": str(folder), "PORT": port, "NO_COLOR": "1"}
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        environment.pop(name, None)
    ran = subprocess.run([SCRIPT], env=environment, capture_output=True, text=True, timeout=300)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return folder, ran.stdout


def read_runs(folder: Path) -> list[Record]:
    return read_lines(folder / "data/runs.jsonl")


def find_figure(run: Record, metric: str) -> float:
    [value] = [one["value"] for one in run["figures"] if (one["metric"], one["category"]) == (metric, None)]
    return float(value)


def test_two_iterations_stand_in_the_ledger_and_the_second_is_better(loop: tuple[Path, str]) -> None:
    first, second = read_runs(loop[0])
    assert [run["model"] for run in (first, second)] == ["stand-in-1", "stand-in-2"]
    assert first["trained_on"] != second["trained_on"] and first["test"] == second["test"]
    assert find_figure(first, "exact_match") < find_figure(second, "exact_match")
    assert find_figure(first, "json_validity") < find_figure(second, "json_validity")


def test_every_failure_becomes_a_seed_that_the_next_dataset_answers(loop: tuple[Path, str]) -> None:
    folder, _ = loop
    failures = read_lines(folder / "failures.jsonl")
    assert len(failures) > 20
    assert len(read_lines(folder / "data/seeds/seeds.jsonl")) == len(failures)
    seeds = json.loads((folder / "data/next/manifest.json").read_text("utf-8"))["seeds"]
    assert seeds["states"] == {"ready": len(failures)}
    assert seeds["examples"]["verbatim"] + seeds["examples"]["varied"] > len(failures) / 2


def test_nothing_of_the_benchmark_is_trained_on(loop: tuple[Path, str]) -> None:
    folder, _ = loop
    tested = read_lines(folder / "data/benchmark.jsonl")
    for name in ("mvp", "next"):
        trained = read_lines(folder / f"data/{name}/dataset.jsonl")
        for key in ("input", "id"):
            assert not {str(one[key]).lower() for one in tested} & {str(one[key]).lower() for one in trained}
        assert not {one["source"]["group"] for one in tested} & {one["source"]["group"] for one in trained}


def test_the_pages_and_the_specification_have_the_figures(loop: tuple[Path, str]) -> None:
    folder, _ = loop
    first, second = read_runs(folder)
    specification = (folder / "specification.md").read_text("utf-8")
    for run in (first, second):
        assert f"{find_figure(run, 'exact_match'):.1%}" in specification
    assert "stand-in-2" in (folder / "second.html").read_text("utf-8")
    assert f"{find_figure(second, 'exact_match'):.1%}" in (folder / "second.html").read_text("utf-8")


def test_what_it_prints_is_what_a_reader_can_do(loop: tuple[Path, str]) -> None:
    commands = re.findall(r"^\$ taskdata (\w+)", loop[1], re.MULTILINE)
    assert commands == [
        "generate", "generate", "evaluate", "evaluate", "seeds", "generate", "seeds", "evaluate", "spec",
    ]  # fmt: skip
