"""An answer beside the expected output, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import orjson

from taskdata.answers.showing import show, show_place
from taskdata.evaluate.leaves import Leaves, Path, list_leaves
from taskdata.evaluate.scoring import Score

State = Literal["right", "wrong", "missing", "extra", "free"]
SIGNS: Mapping[State, str] = {"right": "✓", "wrong": "✕", "missing": "−", "extra": "+", "free": "·"}
LONGEST = 300
"""Characters of a value, or of a path, that are shown."""
_NOTHING = "—"


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """One field on both sides; `free` is what the model words itself, so that it is not compared."""

    path: str
    expected: str
    given: str
    state: State
    sign: str


def list_differences(score: Score) -> list[FieldDiff]:
    """Every field of an answer that could be read, as the expected output has them, then those too many."""
    if score.value is None:
        return []
    expected, given = list_leaves(score.case.expected), list_leaves(score.value)
    right = {field.path: field.right for field in score.fields}
    states: dict[Path, State] = {path: _judge(path, right, given) for path in expected}
    extra = set(score.extra)
    states |= {path: "extra" if path in extra else "free" for path in given if path not in states}
    return [
        FieldDiff(cut(show_place(path), LONGEST), _show(expected, path), _show(given, path), state, SIGNS[state])
        for path, state in states.items()
    ]


def _judge(path: Path, right: Mapping[Path, bool], given: Leaves) -> State:
    if path not in given:
        return "missing"
    if path not in right:
        return "free"
    return "right" if right[path] else "wrong"


def _show(leaves: Leaves, path: Path) -> str:
    return cut(dump(leaves[path]), LONGEST) if path in leaves else _NOTHING


def dump(value: Any, *, pretty: bool = False) -> str:
    """A value as JSON; what is too deep or too large for that is shortened."""
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2 if pretty else None).decode()
    except TypeError:
        return show(value)


def cut(text: str, longest: int) -> str:
    """A text that is no longer than that; what is left out is told."""
    return text if len(text) <= longest else f"{text[:longest]}… ({len(text) - longest:,} more characters)"
