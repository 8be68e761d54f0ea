"""Datasets with a card beside them."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from small_pack import PACK, USECASE, write_pack

from taskdata.cli import main
from taskdata.workflows.card import write_card
from taskdata.workflows.open_pack import open_pack

PUBLISHED = {**PACK, USECASE: f"{PACK[USECASE]}publishing: {{license: mit, languages: ['no'], tags: [parcels]}}\n"}


def generate(folder: Path, files: Any = PUBLISHED, n: int = 10) -> Path:
    """A pack and a dataset of it: the folder of the dataset."""
    pack = write_pack(folder / "pack", files)
    done = CliRunner().invoke(main, ["generate", "-n", str(n), "-o", str(folder / "data"), "--pack", str(pack)])
    assert done.exit_code == 0, done.stderr
    return folder / "data"


def describe(folder: Path, file: Path | None = None, *, force: bool = False) -> str:
    """Write the card of a dataset that `generate` made, or of another file, and read it."""
    path = write_card(*open_pack(folder / "pack"), file or folder / "data", force=force)
    return path.read_text("utf-8")


def read_records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
