"""Copies of the built-in pack with changes as a team makes them, and the command that brings a dataset to them."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from taskdata.cli import main

ROOT = Path(__file__).parents[2]
DATASET = ROOT / "data" / "mvp" / "dataset.jsonl"
Edit = Callable[[Path], None]


def change_pack(folder: Path, *edits: Edit) -> Path:
    """A copy of the built-in pack, edited."""
    pack = folder / "pack"
    pack.mkdir(parents=True)
    shutil.copy(ROOT / "usecase.yaml", pack)
    for part in ("schemas", "templates"):
        shutil.copytree(ROOT / part, pack / part)
    for edit in edits:
        edit(pack)
    return pack


def replace_all(shape: str, new: str, *names: str) -> Edit:
    """Replace what has a shape in the files of these names, all over; it must be there."""

    def edit(pack: Path) -> None:
        found = 0
        for name in names:
            for path in pack.glob(name):
                text, count = re.subn(shape, new, path.read_text("utf-8"), flags=re.MULTILINE)
                path.write_text(text, "utf-8")
                found += count
        assert found, f"nothing in {names} has the shape {shape}"

    return edit


def rename_word(old: str, new: str) -> Edit:
    """Rename a field, an action or a value wherever it stands as a word of its own."""
    return replace_all(rf"\b{old}\b", new, "templates/*.yaml", "schemas/action.schema.json")


def edit_schema(change: Callable[[dict[str, Any]], None]) -> Edit:
    """Change the definitions of the schema of actions."""

    def edit(pack: Path) -> None:
        path = pack / "schemas" / "action.schema.json"
        schema = json.loads(path.read_text("utf-8"))
        change(schema["$defs"])
        path.write_text(json.dumps(schema), "utf-8")

    return edit


def _swap_status_for_source(kinds: dict[str, Any]) -> None:
    data = kinds["create_task"]["properties"]["data"]
    data["required"] = ["title", "priority", "due_date", "source"]
    del data["properties"]["status"]
    data["properties"]["source"] = {"const": "chat"}


RENAME_FIELD = rename_word("due_date", "deadline")
"""`due_date` is `deadline`: in tasks, in changes, and as what is sorted by; not in the error type `past_due_date`."""

RENAME_ACTION = rename_word("delete_task", "remove_task")


def swap_status_for_source(pack: Path) -> None:
    """A new task has no `status` any more, and a `source` that is always "chat"."""
    edit_schema(_swap_status_for_source)(pack)
    replace_all(r"^        status: pending$", "        source: chat", "templates/actions.yaml")(pack)


def rename_medium(pack: Path) -> None:
    """The priority `medium` is `normal`; what people say for it stays."""
    edit_schema(lambda kinds: kinds.update(priority={"enum": ["low", "normal", "high"]}))(pack)
    replace_all(r"default: medium", "default: normal", "templates/actions.yaml")(pack)
    replace_all(r"^( +)medium: \[", r"\1normal: [", "templates/slots.yaml")(pack)
    replace_all(r"changes\.priority: medium", "changes.priority: normal", "templates/update.yaml")(pack)


ALL_EDITS = (swap_status_for_source, rename_medium, RENAME_FIELD, RENAME_ACTION)


def run(*arguments: Any, stdin: str | bytes = "") -> Result:
    """Run the command line; only an exit may end it."""
    result = CliRunner().invoke(main, list(map(str, arguments)), input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """The objects of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
