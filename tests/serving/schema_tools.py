"""Packs with their labels, answers that are wrong, and schemas without what was told to be not enforced."""

import copy
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
from click.testing import CliRunner, Result

from taskdata.cli import main

ROOT = Path(__file__).parents[2]
_NOTE = re.compile(r"^taskdata: not enforced: `([^`]+)` at (.+)$", re.MULTILINE)
_IFS = ("if", "then", "else")


@dataclass(frozen=True)
class Labelled:
    """A pack, and the labels of its datasets."""

    folder: Path
    datasets: tuple[str, ...]

    @property
    def schema(self) -> dict[str, Any]:
        return dict(json.loads((self.folder / "schemas/action.schema.json").read_text("utf-8")))

    @property
    def labels(self) -> list[dict[str, Any]]:
        lines = (line for name in self.datasets for line in (self.folder / name).read_text("utf-8").splitlines())
        return [json.loads(line)["output"] for line in lines]


BUILT_IN = Labelled(ROOT, ("data/mvp/dataset.jsonl", "data/benchmark.jsonl"))
EXPENSES = Labelled(ROOT / "examples/expenses", ("data/dataset.jsonl",))
STARTER = Labelled(ROOT / "examples/starter", ())
PACKS = {"built-in": BUILT_IN, "expenses": EXPENSES}


@cache
def export(target: str, folder: Path = ROOT) -> Result:
    """What `taskdata export-schema` prints; asked once."""
    return export_anew(target, folder)


def export_anew(target: str, folder: Path = ROOT) -> Result:
    """What `taskdata export-schema` prints."""
    came = CliRunner().invoke(main, ["export-schema", "--for", target, "--pack", str(folder)])
    assert came.exit_code == 0, came.stderr
    return came


def read_notes(stderr: str) -> list[tuple[str, str]]:
    """What was told to be not enforced: keywords and places."""
    return [(keyword, place) for keyword, places in _NOTE.findall(stderr) for place in places.split(", ")]


def loosen(schema: Mapping[str, Any], notes: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """The schema without the keywords that are not enforced."""
    loose = copy.deepcopy(dict(schema))
    for keyword, place in notes:
        part: Any = loose
        for key in place.removeprefix("#").strip("/").split("/") if place != "#" else ():
            part = part[int(key)] if isinstance(part, list) else part[key.replace("~1", "/").replace("~0", "~")]
        if keyword == "type: integer":
            part["type"] = "number"
        for one in _IFS if keyword == "if" else (keyword,):
            part.pop(one, None)
    return loose


def is_valid(schema: Mapping[str, Any], value: Any) -> bool:
    """Whether a value is of a schema; a day is held to its form alone, as a grammar can."""
    return bool(_validate(json.dumps(schema)).is_valid(value))


@cache
def _validate(schema: str) -> Any:
    days = {"date": lambda text: bool(re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", text, re.ASCII))}
    return jsonschema_rs.validator_for(json.loads(schema), validate_formats=True, formats=days)


def write(value: Any) -> str:
    """JSON as labels are exported: without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def break_label(label: Mapping[str, Any]) -> Iterator[Any]:
    """The label with one thing changed, in every place: most are wrong then, and some are right in another way."""
    for path in list_paths(label):
        yield change(label, path, lambda old: {**old, "invented": 1} if isinstance(old, dict) else {"invented": old})
        new: Any
        for new in ("zzz", "", 7, 0, -3, 1.5, 101, True, None, [], {}, ["a"], "2026-13-01", "x" * 600):
            yield change(label, path, constant(new))
        if path:
            yield drop(label, path)


def constant(new: Any) -> Callable[[Any], Any]:
    return lambda old: new


def list_paths(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from list_paths(inner, (*path, key))


def change(value: Any, path: Sequence[str], new: Any) -> Any:
    if not path:
        return new(value)
    return {key: change(inner, path[1:], new) if key == path[0] else inner for key, inner in value.items()}


def drop(value: Any, path: Sequence[str]) -> Any:
    return {
        key: drop(inner, path[1:]) if key == path[0] else inner
        for key, inner in value.items()
        if not (len(path) == 1 and key == path[0])
    }


def mix_labels(labels: Sequence[Mapping[str, Any]]) -> Iterator[Any]:
    """A label with the keys of another one: what either-or and "needs" forbid. Keys keep the order of the first."""
    for one, other in zip(labels, labels[7:], strict=False):
        yield {**one, **{key: value for key, value in other.items() if key not in one}}
        yield {**one, "action": other["action"]}


def put_in_order(schema: Mapping[str, Any], value: Any) -> Any:
    """The answer with its keys in the order of the properties that are first found to fit, as a grammar demands."""
    orders = [list(part["properties"]) for part in _list_parts(schema) if "properties" in part]
    return _order(orders, value)


def _list_parts(part: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(part, dict):
        yield part
        for inner in part.values():
            yield from _list_parts(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _list_parts(inner)


def _order(orders: Sequence[list[str]], value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    fitting = next((order for order in orders if value.keys() <= set(order)), list(value))
    return {key: _order(orders, value[key]) for key in fitting if key in value}
