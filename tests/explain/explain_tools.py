"""A small pack with a dataset, and the command that explains its examples."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from roomy_pack import ROOMY
from small_pack import write_pack

from taskdata.cli import main

Record = dict[str, Any]


def run(*arguments: object, code: int = 0) -> Result:
    """Run `taskdata`; its exit code must be the one that is named."""
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert result.exit_code == code, result.output
    return result


def make_pack(folder: Path, monkeypatch: pytest.MonkeyPatch, n: int = 60) -> Path:
    """The small pack in a folder that is the current one, with a dataset of `n` in data/set."""
    pack = write_pack(folder / "pack", ROOMY)
    monkeypatch.chdir(pack)
    run("generate", "-n", n, "-o", "data/set")
    return pack


def read_records(file: Path) -> list[Record]:
    """The records of a file."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def write_records(file: Path, records: list[Record]) -> Path:
    """The records as a file."""
    file.write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")
    return file


def explain(name: str, *arguments: object) -> Any:
    """What `--json` prints of one example."""
    return json.loads(run("explain", name, *arguments, "--json").stdout)


def identify(text: str, day: str) -> str:
    """The id as docs/formats.md defines it, computed without taskdata."""
    said = {"history": [], "input": text, "reference_date": day}
    canonical = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def hash_share(*parts: str) -> float:
    """The hash by which groups and words are kept apart, written down here a second time."""
    digest = hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64
