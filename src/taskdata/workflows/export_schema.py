"""`taskdata export-schema`: the schema of a pack as a server of models, or a program, takes it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from taskdata.serving.targets.gbnf import write_gbnf
from taskdata.serving.targets.openai_schema import write_response_format
from taskdata.serving.targets.typescript import write_typescript
from taskdata.serving.targets.vllm_schema import write_vllm_request
from taskdata.serving.tree.key_order import list_misplaced
from taskdata.serving.tree.nodes import Model, Note
from taskdata.serving.tree.reading import read_model
from taskdata.workflows.open_pack import open_pack

Written = tuple[str, list[Note]]


@dataclass(frozen=True, slots=True)
class ExportedSchema:
    """What was written, and what its reader must know: above all what it does not enforce, a line for each keyword."""

    text: str
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Target:
    """What writes a schema; whether it holds answers to the order of the keys; what else must be known of it."""

    write: Callable[[Model], Written]
    is_ordered: bool = True
    about: str | None = None


def export_schema(folder: Path | None, target: str) -> ExportedSchema:
    """The schema of a pack for one of TARGETS.

    Raises InputError where the pack cannot be used, or its schema is beyond the limits of the target.
    """
    pack, chosen = open_pack(folder)[0], TARGETS[target]
    text, notes = chosen.write(read_model(pack.schema))
    misplaced = list_misplaced(pack) if chosen.is_ordered else []
    return ExportedSchema(text, [*_tell(notes), *misplaced, *([chosen.about] if chosen.about else [])])


def _tell(notes: Sequence[Note]) -> list[str]:
    """A line for each keyword, with all places where it stands."""
    places: dict[tuple[bool, str], list[str]] = {}
    narrowed = {(note.keyword, note.place) for note in notes if note.narrows}
    told = {note for note in notes if note.narrows or (note.keyword, note.place) not in narrowed}
    for note in sorted(told, key=lambda one: (one.narrows, one.keyword, one.place)):
        places.setdefault((note.narrows, note.keyword), []).append(note.place)
    what = {False: "not enforced", True: "narrowed, so that no other keys can be said"}
    return [f"{what[narrows]}: `{keyword}` at {', '.join(found)}" for (narrows, keyword), found in places.items()]


def _dump(write: Callable[[Model], tuple[dict[str, Any], list[Note]]]) -> Callable[[Model], Written]:
    def dump(model: Model) -> Written:
        value, notes = write(model)
        return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode(), notes

    return dump


TARGETS: Mapping[str, _Target] = {
    "openai": _Target(
        _dump(write_response_format),
        about="answers have the strict form; `StrictForm` of the package taskdata turns them into outputs of the pack",
    ),
    "vllm": _Target(_dump(write_vllm_request)),
    "llama-cpp": _Target(
        write_gbnf, about="answers have no blanks between their parts, as the labels of a dataset have none"
    ),
    "typescript": _Target(write_typescript, is_ordered=False),
}
