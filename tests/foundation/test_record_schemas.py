"""The schemas of records and pack files are those of the models, and say yes and no where the models do."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from taskdata.author.documents import read_document
from taskdata.author.load import load_pack
from taskdata.foundation.records import Example, Failure
from taskdata.io.files import read_pack_files
from taskdata.workflows.schemas import main, render_schemas

ROOT = Path(__file__).parents[2]
Data = dict[str, Any]
Change = Callable[[Data], object]


def load_validator(name: str) -> Draft202012Validator:
    schema = json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def read_yaml(name: str) -> Any:
    return read_document(name, (ROOT / name).read_text("utf-8")).data


@pytest.mark.parametrize("file", sorted(render_schemas()))
def test_committed_file_is_the_models(file: str) -> None:
    committed = (ROOT / "schemas" / file).read_bytes()
    assert committed == render_schemas()[file], "run make schemas and commit"


@pytest.mark.parametrize("path", sorted((ROOT / "schemas").glob("*.json")), ids=lambda path: str(path.name))
def test_is_a_schema_of_2020_12(path: Path) -> None:
    schema = json.loads(path.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].startswith("urn:taskdata:")
    assert schema["title"]
    assert schema["description"]


def test_ids_are_unique() -> None:
    found = [json.loads(path.read_text("utf-8"))["$id"] for path in (ROOT / "schemas").glob("*.json")]
    assert len(found) == len(set(found))


def test_records_validate() -> None:
    validator = load_validator("example")
    lines = (ROOT / "data" / "mvp" / "dataset.jsonl").read_text("utf-8").splitlines()
    assert len(lines) == 500
    assert [line for line in lines if not validator.is_valid(json.loads(line))] == []


def test_usecase_validates() -> None:
    load_validator("usecase").validate(read_yaml("usecase.yaml"))


@pytest.mark.parametrize("path", sorted((ROOT / "templates").glob("**/*.yaml")), ids=lambda path: str(path.name))
def test_template_file_validates(path: Path) -> None:
    load_validator("templates").validate(read_yaml(path.relative_to(ROOT).as_posix()))


RECORD: Data = {
    "id": "0123456789abcdef",
    "category": "create",
    "reference_date": "2025-12-29",
    "history": [],
    "input": "add milk",
    "output": {"action": "create_task", "data": {"title": "Milk"}},
    "spans": [{"slot": "title", "start": 4, "end": 8}],
    "facets": {"action": "create_task"},
    "source": {"kind": "template", "group": "g"},
    "split": "train",
}

BROKEN_RECORDS: dict[str, Change] = {
    "an unknown key": lambda record: record.update(label=1),
    "no input": lambda record: record.pop("input"),
    "an empty input": lambda record: record.update(input=""),
    "an id in capitals": lambda record: record.update(id="0123456789ABCDEF"),
    "an id too short": lambda record: record.update(id="0123456789abcde"),
    "a day that does not exist": lambda record: record.update(reference_date="2025-02-29"),
    "a day as a number": lambda record: record.update(reference_date=86400),
    "a day with a time": lambda record: record.update(reference_date="2025-12-29T00:00:00"),
    "a history": lambda record: record.update(history=[{"role": "user", "content": "hi"}]),
    "an output that is text": lambda record: record.update(output="{}"),
    "a span that starts below 0": lambda record: record["spans"][0].update(start=-1),
    "a span that starts at a text": lambda record: record["spans"][0].update(start="4"),
    "a span with more to it": lambda record: record["spans"][0].update(text="milk"),
    "a source of no known kind": lambda record: record["source"].update(kind="dream"),
    "a source without a group": lambda record: record["source"].pop("group"),
    "a split of another name": lambda record: record.update(split="dev"),
}


def accepts(model: type[Example] | type[Failure], data: Data) -> bool:
    try:
        model.model_validate_json(json.dumps(data))
    except ValidationError:
        return False
    return True


def test_whole_record() -> None:
    assert load_validator("example").is_valid(RECORD)
    assert accepts(Example, RECORD)


@pytest.mark.parametrize("name", BROKEN_RECORDS)
def test_broken_record(name: str) -> None:
    record = copy.deepcopy(RECORD)
    BROKEN_RECORDS[name](record)
    assert not load_validator("example").is_valid(record)
    assert not accepts(Example, record)


@pytest.mark.parametrize(
    ("line", "good"),
    [
        ({"input": "add milk"}, True),
        ({"input": "add milk", "raw_output": "Sure!", "error": "not JSON", "model": "m", "latency_ms": 812.5}, True),
        ({"input": "add milk", "raw_output": None, "expected": None, "latency_ms": None}, True),
        ({"input": "add milk", "expected": {"action": "create_task"}, "user": {"plan": "free"}}, True),
        ({"input": "add milk", "reference_date": "2024-02-29"}, True),
        ({"input": "add milk", "timestamp": "2025-01-01T23:30:00-05:00"}, True),
        ({"raw_output": "{}"}, False),
        ({"input": ""}, False),
        ({"input": 5}, False),
        ({"input": "add milk", "raw_output": {"action": "create_task"}}, False),
        ({"input": "add milk", "expected": "create"}, False),
        ({"input": "add milk", "reference_date": "2025-02-29"}, False),
        ({"input": "add milk", "latency_ms": -1}, False),
        ({"input": "add milk", "latency_ms": "812"}, False),
    ],
)
def test_failure_line(line: Data, good: bool) -> None:
    assert load_validator("failure").is_valid(line) is good
    assert accepts(Failure, line) is good


def test_failure_needs_an_offset() -> None:
    """Without one, nobody knows on which day it was said."""
    assert not accepts(Failure, {"input": "add milk", "timestamp": "2025-01-01T23:30:00"})


def test_failure_keeps_unknown_keys() -> None:
    line = '{"input":"add milk","user":"u1","retries":[1,2]}'
    assert Failure.model_validate_json(line).model_dump(exclude_unset=True) == json.loads(line)


@pytest.mark.parametrize(
    "change",
    [
        lambda usecase: usecase.update(colour="blue"),
        lambda usecase: usecase.pop("categories"),
        lambda usecase: usecase["success"][0].update(op="=>"),
        lambda usecase: usecase["shares"].update(create=1.5),
        lambda usecase: usecase["reference_dates"].update(first="the first"),
        lambda usecase: usecase["splits"].update(dev=0.1),
        lambda usecase: usecase["sizes"][0].update(n=0),
    ],
)
def test_broken_usecase(change: Change) -> None:
    usecase = read_yaml("usecase.yaml")
    change(usecase)
    assert not load_validator("usecase").is_valid(usecase)


@pytest.mark.parametrize(
    ("data", "good"),
    [
        ({"families": {"f": {"sentences": ["add milk"]}}}, True),
        ({"families": {"f": {"sentences": [{"say": "add milk", "weight": 2}]}}}, True),
        ({"families": {"f": {"sentences": [{"group": "g", "sentences": ["add milk", {"say": "milk"}]}]}}}, True),
        ({"families": {"f": {"sentences": []}}}, False),
        ({"families": {"f": {}}}, False),
        ({"families": {"f": {"sentences": [5]}}}, False),
        ({"families": {"f": {"sentences": [{"says": "add milk"}]}}}, False),
        ({"families": {"f": {"sentences": [{"say": "add milk", "weight": 0}]}}}, False),
        ({"frames": {"polite": ["please {request}", {"say": "{request}", "weight": 3}]}}, True),
        ({"frames": {"polite": [{"weight": 3}]}}, False),
        ({"slots": {"n": {"type": "number", "min": 1, "max": 9}, "m": {"like": "n"}}}, True),
        ({"slots": {"n": {"type": "number", "min": 1}}}, False),
        ({"slots": {"n": {"type": "number", "min": 1, "max": 9, "least": 1}}}, False),
        ({"slots": {"n": {"type": "colour", "shade": "dark"}}}, True),  # a package may provide it
        ({"slots": {"n": {"type": "colour", "like": "m"}}}, False),
        ({"slots": {"n": {"type": 5}}}, False),
        ({"slots": {"n": {"shade": "dark"}}}, False),
        ({"styles": {"s": {"weight": 1, "slips": 4}}}, False),
        ({"familes": {}}, False),
    ],
)
def test_template_file(data: Data, good: bool) -> None:
    assert load_validator("templates").is_valid(data) is good


def test_pack_hash_is_of_the_pack() -> None:
    """The schemas of our own records lie beside the pack's own: a change to them does not make it another pack."""
    files = read_pack_files(ROOT)
    own = {name: "{}" for name in files if name.removeprefix("schemas/") in render_schemas()}
    assert len(own) == 4
    assert load_pack(ROOT, {**files, **own}).digest == load_pack(ROOT, files).digest


def test_written_where_asked(tmp_path: Path) -> None:
    assert main([str(tmp_path / "new")]) == 0
    assert {path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()} == render_schemas()


def test_needs_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main([]) == 2
    assert main([str(tmp_path / "file")]) == 2
    assert capsys.readouterr().err.count("\n") == 2
