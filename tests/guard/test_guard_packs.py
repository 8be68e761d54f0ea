"""What a guard needs of a pack: little, at once, and told in one sentence where it is missing."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from guard_tools import ROOT, Model, guard, list_outputs
from jsonschema import Draft202012Validator

import taskdata
from taskdata.cli import main
from taskdata.foundation.errors import InputError

HEAVY = (
    "openai",
    "pandas",
    "numpy",
    "dateparser",
    "jsonschema",
    "faker",
    "jinja2",
    "sacrebleu",
    "phonenumbers",
    "click",
)
PLAIN_KEYS = {
    "type": "object",
    "required": ["say"],
    "additionalProperties": False,
    "properties": {"say": {"type": "string"}, "day": {"type": "string", "format": "date"}},
}


def write_pack(folder: Path, more: dict[str, Any], schema: Any = PLAIN_KEYS) -> Path:
    """The use case and the schema of a pack with one action, and nothing else; keys with None are left out."""
    usecase = yaml.safe_load((ROOT / "usecase.yaml").read_text("utf-8"))
    del usecase["discriminator"]
    usecase |= {"guard": {"fallback": {"say": "no"}}, **more}
    (folder / "schemas").mkdir()
    (folder / "schemas" / "action.schema.json").write_text(json.dumps(schema), "utf-8")
    text = yaml.safe_dump({key: value for key, value in usecase.items() if value is not None})
    (folder / "usecase.yaml").write_text(text, "utf-8")
    return folder


def load_only(code: str) -> set[str]:
    """Which modules are loaded when the code has run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"],
        check=True, capture_output=True, text=True, cwd=ROOT,
    )  # fmt: skip
    return {name.partition(".")[0] if not name.startswith("taskdata") else name for name in done.stdout.split()}


def test_a_guard_starts_and_answers_without_heavy_imports(tmp_path: Path) -> None:
    answer = json.dumps(list_outputs()[0])
    code = f"""
from taskdata import Guard, Guarded
guard = Guard(lambda messages: messages[0]["content"], log={str(tmp_path / "log")!r}, retries=0)
assert guard([{{"role": "user", "content": {answer!r}}}]).ok
assert guard([{{"role": "user", "content": {f"```{answer}```"!r}}}]).ok
assert not guard([{{"role": "user", "content": "no"}}]).ok"""
    loaded = load_only(code)
    assert loaded & set(HEAVY) == set()
    assert "asyncio" not in loaded
    assert not any(name.startswith(("taskdata.author", "taskdata.check", "taskdata.workflows")) for name in loaded)


def test_importing_taskdata_loads_nothing() -> None:
    assert {name for name in load_only("import taskdata") if name.startswith("taskdata.")} == set()
    assert "pydantic" not in load_only("import taskdata")


def test_what_can_be_imported() -> None:
    assert taskdata.__all__ == ["Guard", "Guarded", "StrictForm"]
    assert [getattr(taskdata, name).__name__ for name in taskdata.__all__] == taskdata.__all__
    with pytest.raises(AttributeError, match="Gard"):
        _ = taskdata.Gard
    with pytest.raises(ImportError):
        exec("from taskdata import Gard")


def test_types_are_known_to_checkers(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(
        "from taskdata import Guard, Guarded\n"
        "def ask(messages: list[dict[str, str]]) -> str | None:\n    return None\n"
        "async def wait(messages: list[dict[str, str]]) -> str:\n    return ''\n"
        "done: Guarded = Guard(ask)([{'role': 'user', 'content': 'x'}])\nreveal_type(done.output)\n"
        "Guard(wait)\nGuard(5)\n",
        "utf-8",
    )
    run = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(tmp_path / "app.py")]
    done = subprocess.run(run, capture_output=True, text=True, check=False, cwd=ROOT)
    told = [line for line in done.stdout.splitlines() if "app.py" in line]
    assert len(told) == 2, done.stdout
    assert ":7: note" in told[0]
    assert "dict[str, Any]" in told[0]
    assert ":9: error" in told[1]


@pytest.mark.parametrize("pack", [".", "examples/starter", "examples/expenses"])
def test_the_packs_of_the_repository_have_a_fallback(pack: str) -> None:
    output = guard(Model("no"), pack=ROOT / pack, retries=0)([]).output
    schema = json.loads((ROOT / pack / "schemas" / "action.schema.json").read_text("utf-8"))
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in validator.iter_errors(output)] == []
    assert output["action"] == "error"


def test_a_drafted_pack_has_a_fallback_where_its_schema_has_an_error(tmp_path: Path) -> None:
    light = {"kind": {"const": "light"}, "room": {"enum": ["a"]}}
    refusal = {"kind": {"const": "refusal"}, "code": {"enum": ["late", "not_understood"]}, "text": {"type": "string"}}
    branches = [{"type": "object", "required": [*keys], "properties": keys} for keys in (light, refusal)]
    schema = {"oneOf": [{**branch, "additionalProperties": False} for branch in branches]}
    (tmp_path / "mine.json").write_text(json.dumps(schema), "utf-8")
    done = CliRunner().invoke(main, ["init", str(tmp_path / "pack"), "--schema", str(tmp_path / "mine.json")])
    assert done.exit_code == 0, done.output
    output = guard(Model("no"), pack=tmp_path / "pack", retries=0)([]).output
    assert output == {"kind": "refusal", "code": "not_understood", "text": "I cannot do this."}


def test_a_drafted_pack_without_an_error_says_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text(json.dumps(PLAIN_KEYS), "utf-8")
    done = CliRunner().invoke(main, ["init", str(tmp_path / "pack"), "--schema", str(tmp_path / "mine.json")])
    assert done.exit_code == 0, done.output
    with pytest.raises(InputError, match=r"usecase.yaml: names no `guard.fallback`"):
        guard(Model(), pack=tmp_path / "pack")


def test_a_pack_with_one_action_and_no_templates(tmp_path: Path) -> None:
    guarded = guard(Model('{"say": "hi"}', '{"say": 5}', "no"), pack=write_pack(tmp_path, {}))
    assert guarded([]).output == {"say": "hi"}
    assert guarded([]).output == {"say": "no"}


def test_a_pattern_that_only_the_deciding_validator_knows_is_no_exception(tmp_path: Path) -> None:
    r"""Python's own expressions have no \p{...}, which JSON Schemas may have."""
    schema = {**PLAIN_KEYS, "properties": {"say": {"type": "string", "pattern": "^\\p{Lu}+$"}}}
    guarded = guard(
        Model('{"say": "HI"}', '{"say": "hi"}'),
        pack=write_pack(tmp_path, {"guard": {"fallback": {"say": "NO"}, "retries": 0}}, schema),
    )
    assert guarded([]).output == {"say": "HI"}
    done = guarded([])
    assert (done.output, done.attempts[0].faults) == (
        {"say": "NO"},
        ('$.say is not of the schema: "hi" does not match "^\\p{Lu}+$"',),
    )


def test_a_day_of_yaml_is_text(tmp_path: Path) -> None:
    """YAML makes a date of a bare day; `taskdata check` takes it for text, and so does the guard."""
    pack = write_pack(tmp_path, {"guard": {"fallback": {"say": "no", "day": date(2025, 3, 4)}}})
    assert "day: 2025-03-04\n" in (pack / "usecase.yaml").read_text("utf-8")
    assert guard(Model("no"), pack=pack, retries=0)([]).output == {"say": "no", "day": "2025-03-04"}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"guard": None}, "usecase.yaml: names no `guard.fallback`"),
        ({"guard": {"retries": 1}}, "names no `guard.fallback`"),
        ({"guard": {"fallback": {"say": 5}}}, r"`guard.fallback` cannot be returned: \$.say says 5"),
        ({"guard": {"fallback": {"say": float("inf")}}}, "`guard.fallback` cannot be returned"),
        ({"guard": {"fallback": {"say": 10**30}}}, "`guard.fallback`"),
        ({"guard": {"fallback": {1: "x"}}}, "guard.fallback"),
        ({"guard": {"fallback": {"say": {"x"}}}}, "`guard.fallback` has a value that JSON does not know"),
        ({"guard": {"fallback": "no"}}, "guard.fallback cannot be used"),
        ({"guard": {"fallback": {"say": "no"}, "ask_again": "again"}}, "never says {faults}"),
        ({"guard": {"fallback": {"say": "no"}, "retries": 10}}, "guard.retries cannot be used"),
        ({"name": None}, "name cannot be used"),
        ({"schema_file": "schemas/other.json"}, "other.json: cannot be read"),
    ],
)
def test_a_pack_that_cannot_be_used_is_refused(tmp_path: Path, more: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words) as raised:
        guard(Model(), pack=write_pack(tmp_path, more))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("schema", [[], {"type": "nothing"}, {"oneOf": [{"$ref": "#/$defs/none"}]}])
def test_a_schema_that_is_none_is_refused(tmp_path: Path, schema: Any) -> None:
    with pytest.raises(InputError, match=r"action.schema.json: this is not a JSON Schema"):
        guard(Model(), pack=write_pack(tmp_path, {}, schema))


def test_a_branch_that_refers_to_another_one_is_refused(tmp_path: Path) -> None:
    schema = {"oneOf": [PLAIN_KEYS, {"properties": {"again": {"$ref": "#/oneOf/1"}}}]}
    with pytest.raises(InputError, match="a branch of the schema leads to nothing"):
        guard(Model(), pack=write_pack(tmp_path, {}, schema))


@pytest.mark.parametrize(
    ("text", "words"),
    [("a: [", "not YAML"), ("", "cannot be used"), ("- a", "cannot be used"), ("a: !!python/name:os.x", "YAML")],
)
def test_a_use_case_that_is_none_is_refused(tmp_path: Path, text: str, words: str) -> None:
    write_pack(tmp_path, {})
    (tmp_path / "usecase.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError, match=words):
        guard(Model(), pack=tmp_path)
