"""Trainers read what is exported, and learn exactly the labels: TRL trains for some steps, LLaMA-Factory loads.

They live in virtual environments of their own, and these tests run by `make test-trainers` alone.
"""

import json
import os
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from taskdata.cli import main

ROOT = Path(__file__).parents[2]
DATASET = ROOT / "data" / "mvp"
END = "<|im_end|>"
CHATML = re.compile(
    r"Today is (\S+) \((\w+)\)\.<\|im_end\|>\n?<\|im_start\|>user\n(.*?)<\|im_end\|>\n?<\|im_start\|>assistant\n(.*)",
    re.DOTALL,
)
BARE = re.compile(r"<\|im_start\|>user\n\[(\S+), (\w+)\] (.*?)<\|im_end\|><\|im_start\|>assistant\n(.*)", re.DOTALL)
ALPACA = re.compile(
    r"### Instruction:\n.*Today is (\S+) \((\w+)\)\.\n\n### Input:\n(.*?)\n\n### Response:\n(.*)", re.DOTALL
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def export(folder: Path, name: str, *options: str) -> Path:
    came = CliRunner().invoke(main, ["export", str(DATASET), "--format", name, "-o", str(folder), *options])
    assert came.exit_code == 0, came.stderr
    return folder


def run(python: str, script: str, *arguments: object, work: Path) -> dict[str, list[Any]]:
    """What the script tells: with each row, the text that was read and the text of the tokens that bear loss."""
    work.mkdir()
    command = [os.environ[python], str(Path(__file__).with_name(script)), *map(str, arguments), str(work)]
    offline = {"HF_HUB_OFFLINE": "1", "HF_HOME": str(work / "home"), "TOKENIZERS_PARALLELISM": "false"}
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=600, env={**os.environ, **offline}
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, list[Any]] = json.loads((work / "told.json").read_text("utf-8"))
    return told


def list_expected(end: str, *, is_call: bool = False) -> list[tuple[str, ...]]:
    """By the records of the training split: day, weekday, request, and what must be learnt."""
    rows = []
    for line in (DATASET / "train.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        given = dict(record["output"])
        called = f"{given.pop('action')} " if is_call else ""
        label = json.dumps(given if is_call else record["output"], ensure_ascii=False, separators=(",", ":"))
        weekday = WEEKDAYS[_find_weekday(record["reference_date"])]
        rows.append((record["reference_date"], weekday, record["input"], f"{called}{label}{end}"))
    assert len(rows) == 400
    return sorted(rows)


def _find_weekday(day: str) -> int:
    """By Zeller's congruence; 0 is Monday."""
    year, month, number = map(int, day.split("-"))
    if month < 3:
        year, month = year - 1, month + 12
    return (number + 13 * (month + 1) // 5 + year + year // 4 - year // 100 + year // 400 + 5) % 7


def list_found(told: dict[str, list[Any]], shape: re.Pattern[str]) -> list[tuple[str, ...]]:
    """The same by what was read; the answer in the text is the one that bears loss, and nothing else does."""
    rows = []
    for read, learnt in zip(told["read"], told["learnt"], strict=True):
        found = shape.search(read)
        assert found, read[-600:]
        assert found[4] == learnt
        rows.append(found.groups())
    return sorted(rows)


def assert_learns(losses: Sequence[float]) -> None:
    assert len(losses) == 4
    assert losses[-1] < losses[0]


@pytest.mark.parametrize(
    ("name", "shape"),
    [("messages", CHATML), ("prompt-completion", CHATML), ("openai-chat", CHATML), ("alpaca", ALPACA)],
)
def test_trl_learns_the_labels_alone(name: str, shape: re.Pattern[str], tmp_path: Path) -> None:
    folder = export(tmp_path / "data", name)
    told = run("TRL_PYTHON", "train_trl.py", name, folder / "train.jsonl", work=tmp_path / "work")
    assert list_found(told, shape) == list_expected(END)
    assert_learns(told["losses"])


def test_trl_learns_calls_and_is_told_the_functions(tmp_path: Path) -> None:
    folder = export(tmp_path / "data", "openai-tools")
    told = run("TRL_PYTHON", "train_trl.py", "openai-tools", folder / "train.jsonl", work=tmp_path / "work")
    assert list_found(told, CHATML) == list_expected(END, is_call=True)
    assert_learns(told["losses"])
    for read in told["read"]:
        tools, _, _ = read.removeprefix("<|im_start|>tools\n").partition(END)
        names = [tool["function"]["name"] for tool in json.loads(tools)]
        assert names == ["create_task", "query_tasks", "update_task", "delete_task", "error"]


def test_trl_reads_the_day_before_the_request(tmp_path: Path) -> None:
    folder = export(tmp_path / "data", "prompt-completion", "--no-system-prompt")
    told = run("TRL_PYTHON", "train_trl.py", "prompt-completion", folder / "train.jsonl", work=tmp_path / "work")
    assert list_found(told, BARE) == list_expected(END)
    assert_learns(told["losses"])


def test_llama_factory_reads_its_folder(tmp_path: Path) -> None:
    folder = export(tmp_path / "data", "llama-factory")
    told = run("LLAMA_FACTORY_PYTHON", "read_llama_factory.py", "task-management_train", folder, work=tmp_path / "work")
    assert list_found(told, CHATML) == list_expected(f"{END}\n")


def test_llama_factory_reads_sharegpt_as_the_page_declares_it(tmp_path: Path) -> None:
    folder = export(tmp_path / "data", "sharegpt")
    page = (ROOT / "docs" / "export.md").read_text("utf-8")
    shown = re.search(r"^```json\n(\{\"my_data\".*?)^```$", page, re.DOTALL | re.MULTILINE)
    assert shown
    (folder / "dataset_info.json").write_text(shown[1], "utf-8")
    told = run("LLAMA_FACTORY_PYTHON", "read_llama_factory.py", "my_data", folder, work=tmp_path / "work")
    assert list_found(told, CHATML) == list_expected(f"{END}\n")
