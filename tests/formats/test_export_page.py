"""docs/export.md shows rows as they are written, and code that can be read."""

import ast
import re
from pathlib import Path

import pytest
from format_tools import FORMATS, ROOT, export

PAGE = (ROOT / "docs" / "export.md").read_text("utf-8")


def list_blocks(language: str) -> list[str]:
    blocks: list[tuple[str, str]] = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    return [text for name, text in blocks if name == language]


def export_first(name: str, folder: Path) -> str:
    """The first row of the benchmark."""
    out = folder / "out"
    came = export(ROOT / "data" / "benchmark.jsonl", "--format", name, "--no-system-prompt", "-o", out)
    assert came.exit_code == 0, came.stderr
    return (out / "benchmark.jsonl").read_text("utf-8").split("\n")[0]


LINES = [name for name in FORMATS if name not in ("csv", "parquet")]


@pytest.mark.parametrize(("name", "shown"), list(zip(LINES, list_blocks("jsonl"), strict=True)))
def test_the_rows_that_are_shown(name: str, shown: str, tmp_path: Path) -> None:
    """The dots stand for what is left out."""
    pattern = ".*".join(re.escape(part) for part in shown.rstrip("\n").split("..."))
    assert re.fullmatch(pattern, export_first(name, tmp_path))
    assert ("..." in shown) == (name == "openai-tools")


def test_the_table_that_is_shown() -> None:
    came = export(ROOT / "data" / "benchmark.jsonl", "--format", "csv")
    assert came.stdout.replace("\r\n", "\n").startswith(list_blocks("csv")[0])


def test_every_format_is_shown() -> None:
    assert [name for name in FORMATS if f"**`{name}`**" not in PAGE] == []


def test_the_code_is_python() -> None:
    for code in list_blocks("python"):
        ast.parse(code)
