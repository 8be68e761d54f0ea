"""The card in the hands of those who read it: `huggingface_hub`, and `datasets`, plain and streaming."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from card_tools import describe, generate, read_records
from huggingface_hub import DatasetCard

from taskdata.workflows.card import write_card
from taskdata.workflows.open_pack import open_pack

ROOT = Path(__file__).parents[2]
EXPENSES = ROOT / "examples" / "expenses"
READ = """
import json, sys
from datasets import disable_progress_bars, load_dataset
disable_progress_bars()
folder, cache, streaming = sys.argv[1:]
read = load_dataset(folder, cache_dir=cache, streaming=streaming == "streaming")
json.dump({split: list(rows) for split, rows in read.items()}, sys.stdout)
"""


def load(folder: Path, cache: Path, way: str) -> dict[str, Any]:
    """What `datasets` reads, in a process of its own that asks no network."""
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HOME": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", READ, str(folder), str(cache), way], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    read: dict[str, Any] = json.loads(done.stdout)
    return read


@pytest.mark.parametrize("way", ["plain", "streaming"])
@pytest.mark.parametrize(("pack", "data"), [(ROOT, ROOT / "data" / "mvp"), (EXPENSES, EXPENSES / "data")])
def test_load_dataset_gives_the_records(tmp_path: Path, pack: Path, data: Path, way: str) -> None:
    """Keys that are in some labels alone, and days, which look like points in time, come as they stand in the files."""
    folder = tmp_path / "data"
    folder.mkdir()
    for path in data.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    write_card(*open_pack(pack), folder, force=True)
    read = load(folder, tmp_path / "cache", way)
    assert list(read) == ["train", "validation", "test"]
    for split, rows in read.items():
        assert rows == read_records(folder / f"{split}.jsonl")


def test_dataset_card(tmp_path: Path) -> None:
    generate(tmp_path)
    describe(tmp_path)
    data = DatasetCard.load(tmp_path / "data" / "README.md").data
    assert (data.license, data.language, data.pretty_name) == ("mit", ["no"], "Parcels by chat")
    assert data.size_categories == ["n<1K"]
