"""An answer in the form of strict Structured Outputs and back: an output of the pack in other clothes.

Every key of an object is there. One that the output lacks is null; one that may be null and may be missing is
`{"value": ...}` where it is there. An output that is one of several stands under `output`.
"""

from collections.abc import Mapping
from typing import Any

import orjson

from taskdata.serving.targets.openai_schema import VALUE, WHOLE, is_json_text, is_wrapped, list_tags
from taskdata.serving.tree.kinds import admits
from taskdata.serving.tree.nodes import Choice, Literals, Model, Node, Plain, Record, Sequence


class MismatchError(Exception):
    """A value that is not of the form that it is read or written as."""


def write_strict(model: Model, output: Any) -> Any:
    """An output in the strict form. Raises MismatchError where its keys and types are not those of the schema."""
    return _Coder(model, reads=False).translate_root(output)


def read_strict(model: Model, answer: Any) -> Any:
    """The output that a strict answer stands for. Raises MismatchError where it is not of the strict form."""
    return _Coder(model, reads=True).translate_root(answer)


class _Coder:
    """Goes through a value and its node side by side, one way or the other."""

    def __init__(self, model: Model, *, reads: bool) -> None:
        self._model = model
        self._reads = reads

    def translate_root(self, value: Any) -> Any:
        root = self._model.find(self._model.root)
        if isinstance(root, Record) and not is_json_text(self._model, root):
            return self._translate(root, value)
        return self._translate(root, _unwrap(value, WHOLE)) if self._reads else {WHOLE: self._translate(root, value)}

    def _translate(self, node: Node, value: Any) -> Any:
        node = self._model.find(node)
        if is_json_text(self._model, node):
            return _load(value) if self._reads else orjson.dumps(value).decode()
        match node:
            case Literals() | Plain():
                _demand(admits(self._model.find, node, value))
            case Sequence(item=item):
                _demand(isinstance(value, list))
                return [self._translate(item, one) for one in value]
            case Record():
                _demand(isinstance(value, Mapping))
                return self._read_record(node, value) if self._reads else self._write_record(node, value)
            case Choice():
                return self._translate_choice(node, value)
        return value

    def _read_record(self, record: Record, value: Mapping[str, Any]) -> dict[str, Any]:
        _demand(value.keys() <= {one.name for one in record.fields})
        read = {}
        for one in record.fields:
            inner = value.get(one.name)
            if one.needed:
                _demand(one.name in value)
                read[one.name] = self._translate(one.node, inner)
            elif inner is not None:
                inner = _unwrap(inner, VALUE) if is_wrapped(self._model, one.node) else inner
                read[one.name] = self._translate(one.node, inner)
        return read

    def _write_record(self, record: Record, value: Mapping[str, Any]) -> dict[str, Any]:
        _demand(value.keys() <= {one.name for one in record.fields})
        _demand(all(one.name in value for one in record.fields if one.needed))
        written = dict[str, Any]()
        for one in record.fields:
            inner = self._translate(one.node, value[one.name]) if one.name in value else None
            if one.name in value and not one.needed and is_wrapped(self._model, one.node):
                inner = {VALUE: inner}
            if one.node != Literals(()):
                written[one.name] = inner
        return written

    def _translate_choice(self, choice: Choice, value: Any) -> Any:
        tags = list_tags(self._model, choice)
        for index, option in enumerate(choice.options):
            try:
                if not tags:
                    return self._translate(option, value)
                if self._reads:
                    return self._translate(option, _unwrap(value, tags[index]))
                return {tags[index]: self._translate(option, value)}
            except MismatchError:
                continue
        raise MismatchError


def _unwrap(value: Any, key: str) -> Any:
    _demand(isinstance(value, Mapping) and value.keys() == {key})
    return value[key]


def _load(value: Any) -> Any:
    _demand(isinstance(value, str))
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError as error:
        raise MismatchError from error


def _demand(fulfilled: bool) -> None:
    if not fulfilled:
        raise MismatchError
