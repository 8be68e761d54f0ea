"""The requests in files of JSON lines, whatever else their lines have."""

from collections.abc import Iterable
from pathlib import Path

import orjson

from taskdata.foundation.errors import InputError
from taskdata.io.files import read_lines

BENCHMARK = "data/benchmark.jsonl"
"""Where a pack keeps what it decides on."""
DATASET_FILE, MANIFEST_FILE, REJECTED_FILE = "dataset.jsonl", "manifest.json", "rejected.jsonl"
"""What a folder of a dataset has: all examples, how they came to be, and what was refused."""
CARD_FILE, PAGE_FILE = "README.md", "report.html"
"""What tells of a dataset, beside it."""


def locate_dataset(path: Path) -> Path:
    """The file of a dataset, of which its folder may be named. Raises InputError for a folder that has none."""
    if not path.is_dir():
        return path
    file = path / DATASET_FILE
    if not file.is_file():
        raise InputError(f"{path}: there is no {DATASET_FILE} in this folder; name the file of a dataset")
    return file


def read_inputs(path: Path) -> Iterable[str]:
    """The input of every line. Raises InputError with the line that has none."""
    for number, line in read_lines(path):
        try:
            text = orjson.loads(line)["input"]
        except (orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise InputError(f"{path}:{number}: this line is no JSON object with an 'input'") from error
        if not isinstance(text, str):
            raise InputError(f"{path}:{number}: 'input' is no text")
        yield text
