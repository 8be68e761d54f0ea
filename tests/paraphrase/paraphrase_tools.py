"""What the tests of `taskdata paraphrase` share: a pack to write into, a stand-in for a model, the command."""

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from taskdata.cli import main

REPOSITORY = Path(__file__).resolve().parents[2]
_LISTED = re.compile(r"^request_(\d+): (.*?)   \(keep .*\)$", re.MULTILINE)
_SINGLE = re.compile(r"^The request: (.*)$", re.MULTILINE)
Reword = Callable[[str, int], str]
"""A wording of a request, and the number of the wording."""


def copy_pack(folder: Path) -> Path:
    """A copy of the built-in pack."""
    for name in ("usecase.yaml", "schemas", "templates"):
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)
    return folder


def be_model(reword: Reword) -> Callable[[Any], str]:
    """A model that answers every prompt of the pack: with each request reworded in its own way."""

    def respond(body: Any) -> str:
        asked = body["messages"][1]["content"]
        fields = body["response_format"]["json_schema"]["schema"]["properties"]
        requests = dict(_LISTED.findall(asked)) or {"": _SINGLE.findall(asked)[0]}
        return json.dumps({field: _answer(field, requests, reword) for field in fields})

    return respond


def _answer(field: str, requests: Mapping[str, str], reword: Reword) -> str:
    numbers = re.findall(r"\d+", field)
    return reword(requests[numbers[1] if len(numbers) > 1 else ""], int(numbers[0]))


def run(*arguments: object, folder: Path, monkeypatch: pytest.MonkeyPatch, server: str | None) -> Result:
    """The command, run in a folder, with the server named in the environment."""
    monkeypatch.chdir(folder)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    if server is None:
        monkeypatch.delenv("OPENAI_BASE_URL", raising=False)
    else:
        monkeypatch.setenv("OPENAI_BASE_URL", server)
    return CliRunner().invoke(main, list(map(str, arguments)))


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    """The lines of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
