"""What the tests of `taskdata seeds review` share: a small pack with seeds, and what is kept of them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from heard_pack import HEARD_PACK
from small_pack import write_pack

from taskdata.cli import main

SEND = {"action": "send", "item": "red box"}
ASKED = "send the red box"


def name(number: int) -> str:
    """The id of a seed; one that a spreadsheet would take for a number."""
    return f"{number:06d}e6789012345"[:16]


def make_seed(number: int, text: str = ASKED, **changed: Any) -> dict[str, Any]:
    """A failure, as the file of seeds holds it."""
    answer = {"action": "stop", "item": "red box"}
    base = {"kind": "failure", "reference_date": "2025-03-04", "raw_output": json.dumps(answer)}
    return {"id": name(number), **base, "input": text, **changed}


def write_seeds(folder: Path, *seeds: Mapping[str, Any], files: Mapping[str, str] = HEARD_PACK) -> Path:
    """A pack with these seeds."""
    root = write_pack(folder / "pack", files)
    path = root / "data" / "seeds" / "seeds.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(seed) + "\n" for seed in seeds), encoding="utf-8")
    return root


def review(root: Path, *options: object) -> Result:
    """Run the command without a terminal; only an exit may end it."""
    return run("seeds", "review", "--pack", root, *options)


def run(*arguments: object) -> Result:
    """Run any command."""
    result = CliRunner().invoke(main, [*map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def read_decisions(root: Path) -> dict[str, dict[str, Any]]:
    """What was decided last about each seed."""
    return {one["seed"]: one for one in read_lines(root, "decisions")}


def read_lines(root: Path, kind: str) -> list[dict[str, Any]]:
    """The records of one of the files that are kept."""
    path = root / "data" / "seeds" / f"{kind}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []
