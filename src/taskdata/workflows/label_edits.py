"""Labels as people type them: whole, or one field after the other."""

from collections.abc import Mapping
from typing import Any

import orjson

from taskdata.workflows.verify import parse_object


def read_label(text: str) -> dict[str, Any]:
    """The label that a JSON text is. Raises ValueError with one sentence where it is none."""
    try:
        label = parse_object(text.encode(errors="replace"))
    except ValueError as error:
        raise ValueError(str(error).replace("the line is no JSON object", "this is no JSON object")) from error
    if not label:
        raise ValueError("the label is empty; it has one field at least")
    return label


def edit_label(label: Mapping[str, Any], line: str) -> dict[str, Any]:
    """The label with one field changed, by `path=value` with a value of JSON or else text, or taken out, by `-path`.

    Raises ValueError with one sentence where the line is neither, or there is no such place.
    """
    if line.startswith("-"):
        return _take_out(label, _split_path(line[1:]))
    path, sign, value = line.partition("=")
    if not sign:
        raise ValueError("write path=value, or -path to take a field out")
    return _put(label, _split_path(path), _read_value(value.strip()))


def _split_path(text: str) -> list[str]:
    keys = text.strip().removeprefix("$.").split(".")
    if not all(key.strip() for key in keys):
        raise ValueError(f"{text.strip()!r} is no path; write the keys with dots between them")
    return [key.strip() for key in keys]


def _read_value(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        if text.startswith(('"', "{", "[")):
            raise ValueError(f"the value is not JSON: {error.msg}") from error
        return text


def _put(label: Mapping[str, Any], path: list[str], value: Any) -> dict[str, Any]:
    key, *rest = path
    if not rest:
        return {**label, key: value}
    return {**label, key: _put(_enter(label.get(key, {}), key), rest, value)}


def _take_out(label: Mapping[str, Any], path: list[str]) -> dict[str, Any]:
    key, *rest = path
    if key not in label:
        raise ValueError(f"there is no field {key!r} to take out")
    if rest:
        return {**label, key: _take_out(_enter(label[key], key), rest)}
    return {name: value for name, value in label.items() if name != key}


def _enter(value: Any, key: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(f"{key!r} is no object, so that it has no fields")
    return value
