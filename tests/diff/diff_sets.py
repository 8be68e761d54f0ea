"""Small datasets that are made by hand, and the command that compares them."""

import atexit
import hashlib
import json
import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from click.testing import CliRunner, Result
from small_pack import PACK

from taskdata.cli import main

Record = dict[str, Any]


def identify(text: str, day: str) -> str:
    """The id as docs/formats.md defines it, computed without taskdata."""
    said = {"history": [], "input": text, "reference_date": day}
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def record(
    text: str, output: Record | None = None, split: str = "train", *, day: str = "2025-03-03", **more: Any
) -> Record:
    """A whole record; `family`, `group`, `style`, `cases`, `category` and `kind` may be given."""
    family = more.get("family", "plain")
    template = f"{family}/{hashlib.sha256(family.encode()).hexdigest()[:8]}"
    return {
        "id": identify(text, day),
        "category": more.get("category", "out"),
        "reference_date": day,
        "history": [],
        "input": text,
        "output": {"action": "send", "item": text} if output is None else output,
        "spans": [],
        "facets": {"action": "send", "style": more.get("style", "tidy"), "edge_cases": more.get("cases", [])},
        "source": {
            "kind": more.get("kind", "template"), "family": family, "template": template,
            "group": more.get("group", template), "parent": None, "model": None, "prompt": None,
        },
        "split": split,
    }  # fmt: skip


def write_set(path: Path, records: Iterable[Record]) -> Path:
    """The records as a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), "utf-8")
    return path


@cache
def find_pack() -> Path:
    """The folder of the small pack, written once; the words of its slot `item` stay in one split."""
    folder = Path(mkdtemp())
    atexit.register(shutil.rmtree, folder)
    for name, text in PACK.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def run(*arguments: object, code: int = 0) -> Result:
    """Run `taskdata diff` with the small pack; its exit code must be the one that is named."""
    result = CliRunner().invoke(main, ["diff", *map(str, arguments), "--pack", str(find_pack())])
    assert result.exit_code == code, result.output
    return result


def compare(folder: Path, old: Iterable[Record], new: Iterable[Record]) -> dict[str, Any]:
    """What `--json` prints of two sets."""
    a, b = write_set(folder / "a.jsonl", old), write_set(folder / "b.jsonl", new)
    told: dict[str, Any] = json.loads(run(a, b, "--json").stdout)
    return told
