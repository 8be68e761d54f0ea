"""What the tests of formats share: records, exports of them, and a reader of each format that is written apart."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet  # type: ignore[import-untyped]
from click.testing import CliRunner, Result

from taskdata.cli import main

ROOT = Path(__file__).parents[2]
EXPENSES = ROOT / "examples" / "expenses"
DIALOGUES = (
    "openai-chat", "openai-tools", "messages", "prompt-completion", "alpaca", "sharegpt", "llama-factory",
)  # fmt: skip
TABLES = ("pairs", "parquet", "csv")
FORMATS = (*DIALOGUES, *TABLES)


def make_record(number: int = 0, split: str = "train", **changes: Any) -> dict[str, Any]:
    """A record of the small pack."""
    return {
        "id": f"{number:016x}",
        "category": "out",
        "reference_date": "2025-03-04",
        "history": [],
        "input": f"send box {number}",
        "output": {"action": "send", "item": f"box {number}"},
        "spans": [],
        "facets": {"action": "send", "style": "tidy", "edge_cases": ["a", "b"]},
        "source": {
            "kind": "template", "family": "send_plain", "template": "send_plain/1", "group": "send_plain/1",
            "parent": None, "model": None, "prompt": None,
        },
        "split": split,
        **changes,
    }  # fmt: skip


def write_records(path: Path, records: Iterable[Mapping[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return path


def export(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["export", *map(str, arguments)])


class Read(NamedTuple):
    """What a row says: the request as the model reads it, the label, and the row itself as text."""

    asked: str
    label: Any
    text: str


def _read_lines(data: bytes, read: Callable[[Any], tuple[str, Any]]) -> list[Read]:
    lines = data.decode().split("\n")
    assert lines.pop() == ""
    return [Read(*read(json.loads(line)), json.dumps(json.loads(line), ensure_ascii=False)) for line in lines]


def _read_call(row: Any) -> tuple[str, Any]:
    (call,) = row["messages"][-1]["tool_calls"]
    function = call["function"]
    assert function["name"] in [tool["function"]["name"] for tool in row["tools"]]
    return row["messages"][-2]["content"], {"action": function["name"], **json.loads(function["arguments"])}


def _read_alpaca(row: Any) -> tuple[str, Any]:
    return row["input"] or row["instruction"], json.loads(row["output"])


def _read_sharegpt(row: Any) -> tuple[str, Any]:
    asked, answer = row["conversations"][-2:]
    assert (asked["from"], answer["from"]) == ("human", "gpt")
    return asked["value"], json.loads(answer["value"])


LINES: Mapping[str, Callable[[Any], tuple[str, Any]]] = {
    "openai-chat": lambda row: (row["messages"][-2]["content"], json.loads(row["messages"][-1]["content"])),
    "openai-tools": _read_call,
    "messages": lambda row: (row["messages"][-2]["content"], json.loads(row["messages"][-1]["content"])),
    "prompt-completion": lambda row: (row["prompt"][-1]["content"], json.loads(row["completion"][0]["content"])),
    "alpaca": _read_alpaca,
    "sharegpt": _read_sharegpt,
    "llama-factory": lambda row: (row["instruction"], json.loads(row["output"])),
    "pairs": lambda row: (row["input"], row["output"]),
}


def _read_table(rows: Iterable[Mapping[str, Any]]) -> list[Read]:
    return [Read(row["input"], json.loads(row["output"]), json.dumps(row, ensure_ascii=False)) for row in rows]


def read_format(name: str, data: bytes) -> list[Read]:
    """The rows of a file."""
    if name == "csv":
        return _read_table(csv.DictReader(io.StringIO(data.decode(), newline="")))
    if name == "parquet":
        return _read_table(pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist())
    return _read_lines(data, LINES[name])


def find_file(folder: Path, split: str) -> Path:
    """The file of a split, whatever its suffix."""
    (found,) = folder.glob(f"{split}.*")
    return found


def show_typed(value: Any, *, in_order: bool = True) -> str:
    """A value as text in which 1, 1.0, true and "1" are different things."""
    return json.dumps(value, sort_keys=not in_order)


def read_records(path: Path) -> Sequence[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
