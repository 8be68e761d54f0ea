"""YAML files read with positions, so that whatever is wrong later can be shown in its place."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from taskdata.author.scalars import trace_offset
from taskdata.foundation.errors import Problem, Spot

Path = tuple[str | int, ...]

MOST_DEPTH = 50
_MOST_VALUES = 500_000
_SUSPECT = 5000


@dataclass(slots=True)
class Document:
    """The data of one file, where each value and key stands, and what is wrong with it.

    The data is None where the file holds none or is no YAML: then nothing is known of what it would say.
    """

    file: str
    text: str
    data: Any = None
    values: dict[Path, yaml.Node] = field(default_factory=dict)
    keys: dict[Path, yaml.Node] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def report(self, path: Path, message: str, *, offset: int | None = None, at_key: bool = False) -> None:
        """Note a fault at a path; `offset` counts characters into the scalar there."""
        node = self._find_node(path, at_key)
        if node is None:
            self.problems.append(Problem(self.file, 1, 1, message))
            return
        index = node.start_mark.index
        if isinstance(node, yaml.ScalarNode) and (node.style in ("'", '"') or offset is not None):
            index += trace_offset(self.text[index : node.end_mark.index], node.value, node.style, offset or 0)
        self.report_at(index, message)

    def report_at(self, index: int, message: str) -> None:
        """Note a fault at a character of the file."""
        before = self.text[:index]
        column = index - (before.rfind("\n") + 1) + 1
        self.problems.append(Problem(self.file, before.count("\n") + 1, column, message))

    def locate(self, path: Path, *, at_key: bool = False) -> Spot:
        """Where a value begins, behind its quote if it has one; or its key."""
        node = self._find_node(path, at_key)
        if node is None:
            return Spot(self.file, 1, 1)
        quote = isinstance(node, yaml.ScalarNode) and node.style in ("'", '"')
        return Spot(self.file, node.start_mark.line + 1, node.start_mark.column + 1 + quote)

    def forget(self, path: Path) -> None:
        """Take a value out of the data; what stands behind it in a list moves up, and its places with it."""
        holder = self.data
        for part in path[:-1]:
            holder = holder[find_key(holder, part)]
        del holder[find_key(holder, path[-1])]
        self.values = _move_up(self.values, path)
        if isinstance(holder, list):
            self.keys = _move_up(self.keys, path)

    def _find_node(self, path: Path, at_key: bool) -> yaml.Node | None:
        places = self.keys if at_key and path in self.keys else self.values
        while path and path not in places:
            path = path[:-1]
        return places.get(path)


@dataclass(frozen=True, slots=True)
class Place:
    """A value of a document."""

    document: Document
    path: Path

    def inside(self, *parts: str | int) -> "Place":
        """A value inside of this one."""
        return Place(self.document, (*self.path, *parts))

    def report(self, message: str, *, offset: int | None = None, at_key: bool = False) -> None:
        """Note a fault here."""
        self.document.report(self.path, message, offset=offset, at_key=at_key)

    def locate(self, *, at_key: bool = False) -> Spot:
        """Where it begins, or its key."""
        return self.document.locate(self.path, at_key=at_key)


def find_key(holder: Any, part: str | int) -> Any:
    """The key or index of a holder that a part of a path stands for: in paths every key is text."""
    if isinstance(holder, list) or part in holder:
        return part
    return next(key for key in holder if str(key) == part)


def _move_up(places: Mapping[Path, yaml.Node], gone: Path) -> dict[Path, yaml.Node]:
    """The places without what is gone, those behind it in its list one further up."""
    depth, index = len(gone) - 1, gone[-1]
    moved: dict[Path, yaml.Node] = {}
    for path, node in places.items():
        here = path[depth] if len(path) > depth and path[:depth] == gone[:-1] else None
        if isinstance(here, int) and isinstance(index, int) and here > index:
            moved[(*path[:depth], here - 1, *path[depth + 1 :])] = node
        elif here is None or here != index:
            moved[path] = node
    return moved


def read_document(file: str, text: str) -> Document:
    """Read one YAML file. Never raises: what cannot be read is in the problems of the document."""
    document = Document(file, text)
    try:
        if (deep := _find_too_deep(text)) is not None:
            document.report_at(deep, _TOO_DEEP)
            return document
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = ": ".join(part for part in (error.context, error.problem) if part)
        index = mark.index if mark else 0
        document.report_at(index, _hint(text, index) or f"this is not YAML ({said})")
        return document
    except yaml.reader.ReaderError as error:
        index = len(text.encode()[: error.position].decode(errors="ignore"))
        document.report_at(index, f"this is not YAML ({error.reason})")
        return document
    if root is None:
        document.report_at(0, "the file is empty")
    else:
        _Builder(document).build_root(root)
        if document.data is None and not document.problems:
            document.report_at(0, "the file is empty but for a null")
    return document


def _hint(text: str, index: int) -> str | None:
    """What is wrong in words, for the slips that people make first; None for others."""
    start = text.rfind("\n", 0, index) + 1
    lines = [text[start:].partition("\n")[0], text[:start].rstrip("\n").rpartition("\n")[2]]
    if "\t" in lines[0][: len(lines[0]) - len(lines[0].lstrip())]:
        return "this is not YAML: a tab stands here, and YAML is indented with blanks"
    if any(_BARE_BRACKET.match(line) for line in lines):
        return "this is not YAML: a sentence that begins with a bracket or a brace stands in quotes"
    return None


_BARE_BRACKET = re.compile(r"\s*- [\[{][^\]}]*[\]}]\s*[^\s#]")
_TOO_DEEP = f"this is nested more than {MOST_DEPTH} deep"


def _find_too_deep(text: str) -> int | None:
    """Where YAML that could exhaust the stack of the reader is nested too deep; a look that few texts need."""
    longest = max(map(len, text.splitlines()), default=0)
    if longest < _SUSPECT and text.count("[") + text.count("{") < _SUSPECT:
        return None
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_DEPTH:
            return event.start_mark.index if event.start_mark else 0
    return None


_CONVERT: dict[str, Callable[[str], Any]] = {
    "tag:yaml.org,2002:int": lambda text: int(text.replace("_", ""), 0),
    "tag:yaml.org,2002:float": lambda text: float(text.replace("_", "")),
    "tag:yaml.org,2002:null": lambda text: None,
}


class _UnusableError(Exception):
    """The file is YAML, and no data can be made of it."""


class _Builder:
    """Data out of nodes, each value with its place."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._open: set[int] = set()

    def build_root(self, root: yaml.Node) -> None:
        """Fill the data of the document."""
        try:
            self.document.data = self._build(root, ())
        except _UnusableError as fault:
            self.document.report_at(fault.args[0].start_mark.index, fault.args[1])

    def _build(self, node: yaml.Node, path: Path) -> Any:
        self.document.values[path] = node
        if isinstance(node, yaml.ScalarNode):
            return self._read_scalar(node, node.start_mark.index)
        if id(node) in self._open:
            raise _UnusableError(node, "this stands inside of itself, by an alias")
        if len(path) > MOST_DEPTH:
            raise _UnusableError(node, _TOO_DEEP)
        if len(self.document.values) > _MOST_VALUES:
            raise _UnusableError(node, f"aliases make more than {_MOST_VALUES} values of this file")
        self._open.add(id(node))
        if isinstance(node, yaml.MappingNode):
            built: Any = self._fill_mapping({}, node, path, quiet=False)
        else:
            built = [self._build(item, (*path, index)) for index, item in enumerate(node.value)]
        self._open.discard(id(node))
        return built

    def _fill_mapping(self, built: dict[Any, Any], node: yaml.Node, path: Path, *, quiet: bool) -> dict[Any, Any]:
        """Put in what a mapping has; of a key that is there twice the first counts, of two mappings both."""
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.document.report_at(key_node.start_mark.index, "a key must be one word, not a list or a mapping")
                continue
            index = key_node.start_mark.index + (key_node.style in ("'", '"'))
            key = self._read_scalar(key_node, index)
            inner = (*path, str(key))
            if key not in built:
                self.document.keys[inner] = key_node
                built[key] = self._build(value_node, inner)
                continue
            if not quiet:
                self.document.report_at(index, f"'{key}' is here twice; keep one of them")
            if isinstance(built[key], dict) and isinstance(value_node, yaml.MappingNode):
                self._fill_mapping(built[key], value_node, inner, quiet=True)
        return built

    def _read_scalar(self, node: yaml.ScalarNode, index: int) -> Any:
        text = node.value
        if node.tag == "tag:yaml.org,2002:bool":
            if text in ("true", "false"):
                return text == "true"
            message = f'YAML reads the bare word {text} as true or false; put it in quotes: "{text}"'
            self.document.report_at(index, message)
            return text
        try:
            return _CONVERT.get(node.tag, str)(text)
        except ValueError:
            return text
