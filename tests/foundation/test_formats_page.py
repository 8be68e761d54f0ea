"""What docs/formats.md shows is true: its records validate and verify, its verdicts are those that are given."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest

from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example
from taskdata.slots.base import Slot
from taskdata.workflows.open_pack import open_pack
from taskdata.workflows.verify import verify_file

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "formats.md").read_text("utf-8")
Opened = tuple[Pack, Mapping[str, Slot]]


@pytest.fixture(scope="module")
def opened() -> Opened:
    return open_pack(ROOT)


def list_blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def list_verdicts(opened: Opened, path: Path, text: str) -> Iterator[dict[str, Any]]:
    path.write_text(text, "utf-8")
    for verdict in verify_file(*opened, path):
        yield verdict.to_json()


def test_single_lines_are_right(opened: Opened, tmp_path: Path) -> None:
    blocks = [json.loads(block) for block in list_blocks("json")]
    assert len(blocks) == 2
    lines = "".join(json.dumps(block) + "\n" for block in blocks)
    assert [verdict["faults"] for verdict in list_verdicts(opened, tmp_path / "lines.jsonl", lines)] == [[], []]


def test_the_record(opened: Opened) -> None:
    """It is one that the built-in pack could make, and its spans are what the page says of them."""
    record = json.loads(list_blocks("json")[0])
    example = Example.model_validate_json(json.dumps(record))
    assert list(record) == list(Example.model_fields)
    assert example.source.family in opened[0].families
    assert example.source.template == example.source.group
    assert str(example.source.template).startswith(f"{example.source.family}/")
    assert [example.input[span.start : span.end] for span in example.spans] == ["Q2 report", "high", "#personal"]


def test_verdicts(opened: Opened, tmp_path: Path) -> None:
    pairs, shown = list_blocks("jsonl")
    found = list_verdicts(opened, tmp_path / "pairs.jsonl", pairs)
    assert list(found) == [json.loads(line) for line in shown.splitlines()]


def test_every_key_is_shown() -> None:
    record = json.loads(list_blocks("json")[0])
    assert record["split"] in get_args(Example.model_fields["split"].annotation)
    assert record["source"].keys() == type(Example.model_validate_json(json.dumps(record)).source).model_fields.keys()
