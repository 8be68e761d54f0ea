"""What the tests of seeds share: a copy of the built-in pack, logs, and the command."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from taskdata.cli import main

REPOSITORY = Path(__file__).resolve().parents[2]
Record = dict[str, Any]


def copy_pack(folder: Path) -> Path:
    """The built-in pack in a folder of its own, without data."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("schemas", "templates"):
        shutil.copytree(REPOSITORY / name, folder / name)
    shutil.copy(REPOSITORY / "usecase.yaml", folder)
    return folder


def run(*arguments: object, code: int = 0) -> Result:
    """The command with these arguments; its exit code must be the one that is named."""
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert result.exit_code == code, result.output
    return result


def write_lines(path: Path, records: Iterable[Record]) -> Path:
    """Records as JSON lines."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), "utf-8")
    return path


def read_lines(path: Path) -> list[Record]:
    """The records of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def create(title: str, day: str | None = None, **more: Any) -> Record:
    """The output that creates a task."""
    data = {"title": title, "priority": "medium", "due_date": day, "status": "pending", **more}
    return {"action": "create_task", "data": data}


def fail(text: str, answer: Any, right: Any = None, day: str = "2026-11-20", **more: Any) -> Record:
    """A line of a failure log; an answer that is no text is written as JSON."""
    raw = answer if isinstance(answer, str | None) else json.dumps(answer)
    expected = {} if right is None else {"expected": right}
    return {"input": text, "raw_output": raw, "reference_date": day, **expected, **more}
