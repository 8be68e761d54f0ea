"""What the tests of `taskdata generate` share: datasets, made once a process; reading that owes taskdata nothing."""

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from taskdata.cli import main
from taskdata.foundation.pack import Pack
from taskdata.slots.base import Slot
from taskdata.workflows.generate import (
    Dataset,
    generate_benchmark,
    generate_dataset,
    list_benchmark_files,
    list_files,
)
from taskdata.workflows.open_pack import open_pack

REPOSITORY = Path(__file__).resolve().parents[2]
SPLITS = ("train", "validation", "test")
HELD = 0.15
"""The share of groups and titles that usecase.yaml holds for the benchmark."""

Record = dict[str, Any]


@cache
def open_builtin() -> tuple[Pack, Mapping[str, Slot]]:
    """The pack of the repository."""
    return open_pack(REPOSITORY)


def make_dataset(n: int, seed: int = 0, exclude: Iterable[Path] = ()) -> Dataset:
    """A dataset of the repository's pack."""
    return generate_dataset(*open_builtin(), n, seed, exclude, lambda count: None)


def join_pieces(files: Mapping[str, bytes | Iterable[bytes]]) -> dict[str, bytes]:
    """The files of a folder as a whole."""
    return {name: content if isinstance(content, bytes) else b"".join(content) for name, content in files.items()}


@cache
def make_files(n: int, seed: int = 0) -> dict[str, bytes]:
    """The files of a dataset folder, by name."""
    return join_pieces(list_files(make_dataset(n, seed)))


@cache
def make_benchmark() -> dict[str, bytes]:
    """The files of a benchmark, by name."""
    return join_pieces(list_benchmark_files(generate_benchmark(*open_builtin(), 0, (), lambda count: None)))


def read_records(lines: bytes) -> list[Record]:
    """The records of a JSONL file."""
    return [json.loads(line) for line in lines.decode("utf-8").splitlines()]


def read_folder(folder: Path) -> dict[str, bytes]:
    """The files of a folder, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def run_inside(*arguments: object) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(main, list(map(str, arguments)))


def list_command(*arguments: object) -> list[str]:
    """The command line for a process of its own."""
    return [sys.executable, "-c", "from taskdata.cli import main; main()", *map(str, arguments)]


def run_outside(*arguments: object, limit: float = 120, **settings: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own, for at most `limit` seconds."""
    return subprocess.run(list_command(*arguments), capture_output=True, check=False, timeout=limit, **settings)


def fold_plainly(text: str) -> str:
    """The text without case and punctuation, unless it is nothing else."""
    words = re.findall(r"\w+", text.casefold().replace("'", "").replace("’", ""))
    return " ".join(words) or text.strip()


def list_titles(record: Record) -> set[str]:
    """The titles and topics that a label holds, folded."""
    output = record["output"]
    named = [output.get("data", {}).get("title"), output.get("changes", {}).get("title")]
    named += [output.get("task_title"), output.get("filters", {}).get("text")]
    return {fold_plainly(title) for title in named if title is not None}


def is_held(kind: str, words: str) -> bool:
    """Whether a group ("group") or a title ("words") is held for the benchmark.

    Written down here a second time, since a benchmark that is kept must stay apart from all later datasets.
    """
    digest = hashlib.blake2b(f"{kind}\x1f{words}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64 < HELD


def assert_refused(result: Result, code: int, *words: str) -> None:
    """One message of one line on stderr that has these words, nothing on stdout, this exit code."""
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("taskdata: ")
    assert result.stderr.count("\n") == 1, result.stderr
    for word in words:
        assert word in result.stderr, result.stderr
