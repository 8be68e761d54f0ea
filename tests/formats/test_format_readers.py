"""What is exported is opened by those who read it: `datasets`, pandas, the `openai` package, `taskdata verify`."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pandas
import pytest
from click.testing import CliRunner
from format_tools import EXPENSES, FORMATS, export, find_file, read_format, read_records, show_typed
from openai.types.chat import ChatCompletionMessageParam, ChatCompletionToolParam
from pydantic import TypeAdapter

from taskdata.cli import main

SPLITS = ("train", "validation", "test")
COUNTS = {"train": 240, "validation": 30, "test": 30}


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The expenses' dataset in all formats."""
    made = {}
    for name in FORMATS:
        made[name] = tmp_path_factory.mktemp("exports") / name
        came = export(EXPENSES / "data", "--pack", EXPENSES, "--format", name, "-o", made[name])
        assert came.exit_code == 0, came.stderr
    return made


def list_rows(name: str, path: Path) -> list[Any]:
    """The rows of a file of lines as JSON has them."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


@pytest.mark.parametrize("is_streaming", [False, True], ids=["plain", "streaming"])
@pytest.mark.parametrize("name", FORMATS)
def test_datasets(
    name: str, is_streaming: bool, folders: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All splits, each with its own rows, value by value and type by type."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    from datasets import Features, Json, Value, load_dataset  # type: ignore[import-untyped]

    kind = name if name in ("csv", "parquet") else "json"
    files = {split: str(find_file(folders[name], split)) for split in SPLITS}
    options: dict[str, Any] = {"keep_default_na": False} if kind == "csv" else {}
    if name == "pairs":  # else it takes days, those in labels too, for timestamps
        columns = {"input": Value("string"), "reference_date": Value("date32"), "output": Json()}
        options["features"] = Features(columns)
    loaded = load_dataset(kind, data_files=files, cache_dir=str(tmp_path), streaming=is_streaming, **options)
    for split in SPLITS:
        rows = list(loaded[split])
        assert len(rows) == COUNTS[split]
        if kind == "json":
            expected = list_rows(name, Path(files[split]))
            if name == "pairs":
                rows = [{**row, "reference_date": row["reference_date"].isoformat()} for row in rows]
            assert [show_typed(row) for row in rows] == [show_typed(row) for row in expected]
        else:
            assert [(row["id"], row["input"], row["output"]) for row in rows] == [
                (record["id"], record["input"], json.dumps(record["output"], ensure_ascii=False, separators=(",", ":")))
                for record in read_records(EXPENSES / "data" / f"{split}.jsonl")
            ]


def read_csv(path: Path) -> pandas.DataFrame:
    return pandas.read_csv(path, keep_default_na=False, dtype=str)


@pytest.mark.parametrize(("name", "read"), [("csv", read_csv), ("parquet", pandas.read_parquet)])
def test_pandas(name: str, read: Any, folders: dict[str, Path]) -> None:
    for split in SPLITS:
        table = read(find_file(folders[name], split))
        records = read_records(EXPENSES / "data" / f"{split}.jsonl")
        assert list(table["id"]) == [record["id"] for record in records]
        assert set(table["split"]) == {split}
        assert list(table["family"]) == [record["source"]["family"] for record in records]
        assert list(table["edge_cases"]) == [";".join(record["facets"]["edge_cases"]) for record in records]
        assert [show_typed(json.loads(label)) for label in table["output"]] == [
            show_typed(record["output"]) for record in records
        ]


@pytest.mark.parametrize("name", FORMATS)
def test_splits_stay_apart(name: str, folders: dict[str, Path]) -> None:
    for split in SPLITS:
        rows = read_format(name, find_file(folders[name], split).read_bytes())
        records = read_records(EXPENSES / "data" / f"{split}.jsonl")
        assert [row.asked for row in rows] == [record["input"] for record in records]


def list_openai_rows(folder: Path) -> Iterator[Mapping[str, Any]]:
    for split in SPLITS:
        yield from list_rows("openai", find_file(folder, split))


def test_openai_takes_the_messages(folders: dict[str, Path]) -> None:
    messages = TypeAdapter(list[ChatCompletionMessageParam])
    for row in list_openai_rows(folders["openai-chat"]):
        assert list(row) == ["messages"]
        messages.validate_python(row["messages"])
        assert [list(message) for message in row["messages"]] == [["role", "content"]] * 3
        assert [message["role"] for message in row["messages"]] == ["system", "user", "assistant"]


def test_openai_takes_the_functions_and_the_calls_fit_them(folders: dict[str, Path]) -> None:
    messages = TypeAdapter(list[ChatCompletionMessageParam])
    rows = list(list_openai_rows(folders["openai-tools"]))
    functions = check_tools(rows[0]["tools"])
    for row in rows:
        messages.validate_python(row["messages"])
        assert row["tools"] == rows[0]["tools"]
        (call,) = row["messages"][-1]["tool_calls"]
        functions[call["function"]["name"]].validate(json.loads(call["function"]["arguments"]))
    assert len(rows) == 300


def check_tools(tools: list[Any]) -> dict[str, jsonschema.Draft202012Validator]:
    """The functions are such as the API takes, and refer to nothing outside; validators of their arguments."""
    TypeAdapter(list[ChatCompletionToolParam]).validate_python(tools)
    functions = {tool["function"]["name"]: tool["function"]["parameters"] for tool in tools}
    assert len(functions) == 5
    for parameters in functions.values():
        jsonschema.Draft202012Validator.check_schema(parameters)
        assert parameters["type"] == "object"
        assert not parameters.keys() & {"oneOf", "anyOf", "allOf", "enum", "not"}
        assert '"$ref"' not in json.dumps(parameters)
    return {name: jsonschema.Draft202012Validator(parameters) for name, parameters in functions.items()}


def test_what_verify_says_of_the_pairs(folders: dict[str, Path]) -> None:
    file = find_file(folders["pairs"], "train")
    came = CliRunner().invoke(main, ["verify", str(file), "--pack", str(EXPENSES)])
    assert (came.exit_code, came.stdout) == (0, "")
    assert "240 of 240 ok" in came.stderr.splitlines()


def test_llama_factory_declares_each_split(folders: dict[str, Path]) -> None:
    """Its own loader reads it in `make test-trainers`."""
    declared = json.loads((folders["llama-factory"] / "dataset_info.json").read_text("utf-8"))
    columns = {"prompt": "instruction", "response": "output", "system": "system"}
    assert declared == {
        f"expense-tracking_{split}": {"file_name": f"{split}.jsonl", "formatting": "alpaca", "columns": columns}
        for split in SPLITS
    }
    for row in list_rows("llama-factory", folders["llama-factory"] / "test.jsonl"):
        assert all(isinstance(row[column], str) for column in columns.values())
