"""YAML files read with positions, so that whatever is wrong later can be shown in its place."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from taskdata.foundation.errors import Problem

Path = tuple[str | int, ...]
_Place = tuple[int, int]
T = TypeVar("T", bound=BaseModel)


@dataclass(slots=True)
class Document:
    """The data of one file, where each value and key stands, and what is wrong with it."""

    file: str
    data: Any = None
    values: dict[Path, _Place] = field(default_factory=dict)
    keys: dict[Path, _Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def report(self, path: Path, message: str, *, offset: int = 0, at_key: bool = False) -> None:
        """Note a fault at a path; `offset` counts characters into the scalar there."""
        places = self.keys if at_key and path in self.keys else self.values
        while path and path not in places:
            path = path[:-1]
        line, column = places.get(path, (1, 1))
        self.problems.append(Problem(self.file, line, column + offset, message))

    def locate(self, path: Path) -> str:
        """`file:line` of a value."""
        return f"{self.file}:{self.values.get(path, (1, 1))[0]}"


def read_document(file: str, text: str) -> Document:
    """Read one YAML file. Never raises: what cannot be read is in the problems of the document."""
    document = Document(file)
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        said = ": ".join(part for part in (error.context, error.problem) if part)
        document.problems.append(Problem(file, line, column, f"this is not YAML ({said})"))
        return document
    except yaml.YAMLError as error:
        document.problems.append(Problem(file, 1, 1, f"this is not YAML ({str(error).splitlines()[0]})"))
        return document
    if root is None:
        document.problems.append(Problem(file, 1, 1, "the file is empty"))
    else:
        document.data = _build(document, root, ())
    return document


def _build(document: Document, node: yaml.Node, path: Path) -> Any:
    quoted = isinstance(node, yaml.ScalarNode) and node.style in ("'", '"')
    document.values[path] = (node.start_mark.line + 1, node.start_mark.column + 1 + quoted)
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(document, node, path)
    if isinstance(node, yaml.SequenceNode):
        return [_build(document, item, (*path, index)) for index, item in enumerate(node.value)]
    assert isinstance(node, yaml.ScalarNode)
    return _build_scalar(document, node, path)


def _build_mapping(document: Document, node: yaml.MappingNode, path: Path) -> dict[Any, Any]:
    built: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = _build(document, key_node, (*path, "?"))
        inner = (*path, key if isinstance(key, str) else str(key))
        place = document.values.pop((*path, "?"))
        if isinstance(key, list | dict):
            document.problems.append(Problem(document.file, *place, "a key must be one word, not a list"))
            continue
        if key in built:
            document.problems.append(Problem(document.file, *place, f"'{key}' is here twice; keep one of them"))
        document.keys[inner] = place
        built[key] = _build(document, value_node, inner)
    return built


_CONVERT: dict[str, Callable[[str], Any]] = {
    "tag:yaml.org,2002:int": lambda text: int(text.replace("_", ""), 0),
    "tag:yaml.org,2002:float": lambda text: float(text.replace("_", "")),
    "tag:yaml.org,2002:null": lambda text: None,
}


def _build_scalar(document: Document, node: yaml.ScalarNode, path: Path) -> Any:
    text = node.value
    if node.tag == "tag:yaml.org,2002:bool":
        if text in ("true", "false"):
            return text == "true"
        document.report(path, f'YAML reads the bare word {text} as true or false; put it in quotes: "{text}"')
        return text
    try:
        return _CONVERT.get(node.tag, str)(text)
    except ValueError:
        return text


def check_model(document: Document, model: type[T]) -> T | None:
    """The document as a model, or None with every fault reported in its place."""
    if document.data is None:
        return None
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            _report_fault(document, fault["loc"], fault["type"], fault["msg"])
        return None


def _report_fault(document: Document, loc: tuple[str | int, ...], kind: str, message: str) -> None:
    path: Path = ()
    for part in loc:
        if (*path, part) in document.values or (*path, part) in document.keys:
            path = (*path, part)
    name = loc[-1] if loc else "the file"
    if kind == "extra_forbidden":
        document.report(path, f"'{name}' is not a key that is known here", at_key=True)
    elif kind == "missing":
        document.report(path, f"the key '{name}' is missing here", at_key=True)
    else:
        document.report(path, message.removeprefix("Value error, "))
