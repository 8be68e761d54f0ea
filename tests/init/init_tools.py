"""What the tests of `taskdata init` share."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner, Result

from taskdata.cli import main

REPOSITORY = Path(__file__).resolve().parents[2]
STARTER = REPOSITORY / "examples" / "starter"
EDITOR = "# yaml-language-server: $schema="
EDITOR_SCHEMAS = {"schemas/usecase.schema.json", "schemas/templates.schema.json"}


def run(*arguments: object) -> Result:
    """Run the command line in this process."""
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result


def succeed(*arguments: object) -> Result:
    """Run the command line, which ends well."""
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result


def assert_refused(result: Result, *words: object) -> None:
    """One message on stderr with these words, nothing on stdout, exit code 2."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("taskdata: ")
    assert [word for word in words if str(word) not in result.stderr] == [], result.stderr


def list_folder(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, by its name relative to it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def generate(pack: Path, output: Path, *more: object) -> list[dict[str, Any]]:
    """The records of a dataset of a pack."""
    succeed("generate", "--pack", pack, "-o", output, *more)
    return [json.loads(line) for line in (output / "dataset.jsonl").read_text("utf-8").splitlines()]


def hear(pack: Path, text: str, on: str = "2026-03-11") -> Any:
    """The output of the best reading of a sentence, said on a Wednesday."""
    answer = json.loads(succeed("hear", text, "--on", on, "--json", "--pack", pack).stdout)
    return answer["readings"][0]["output"]


def write_schema(folder: Path, schema: Any) -> Path:
    """A schema file, the schema given as text or as what JSON makes of it."""
    path = folder / "mine.schema.json"
    path.write_text(schema if isinstance(schema, str) else json.dumps(schema), "utf-8")
    return path


def read_yaml(path: Path) -> Any:
    """The data of a YAML file, as another reader has it."""
    return yaml.safe_load(path.read_text("utf-8"))


def find_editor_schemas(folder: Path) -> Mapping[str, Path]:
    """By YAML file of a pack, the schema that its first line names."""
    named = {}
    for path in [folder / "usecase.yaml", *folder.glob("templates/**/*.y*ml")]:
        first = path.read_text("utf-8").splitlines()[0]
        assert first.startswith(EDITOR), f"{path}: {first}"
        named[path.relative_to(folder).as_posix()] = (path.parent / first.removeprefix(EDITOR)).resolve()
    return named
