"""The texts of a line of a log, and the line again with other texts in their place."""
# ruff: noqa: SIM905 - lists of words, read as text

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple

from taskdata.feedback.escapes import read_escapes
from taskdata.feedback.personal_keys import find_kind
from taskdata.foundation.records import Json

Place = Literal["input", "output", "number", "other"]
"""Where a text stands; `number` is a number in an output: the domain's own unless the input has it, too."""
OnText = Callable[[str, Place, str | None], str]
"""What becomes of a text, by its place and the kind of data that all of it is by its key."""
_AS_IS = frozenset(("reference_date", "timestamp", "latency_ms"))
_PLAIN_KEYS = frozenset(
    """
    error model id type message status code version source data meta metadata
""".split()
)
_OUTPUTS = frozenset(("raw_output", "expected"))


class Piece(NamedTuple):
    """One text of a line: as it reads without escapes, with the offsets of its characters in the raw text."""

    raw: str
    text: str
    offsets: Sequence[int]
    place: Place
    whole: str | None


def cut(line: Mapping[str, Json]) -> list[Piece]:
    """Every text of a line, in the order in which `rebuild` asks for them."""
    pieces = list[Piece]()

    def collect(text: str, place: Place, whole: str | None) -> str:
        pieces.append(Piece(text, *read_escapes(text), place, whole))
        return text

    rebuild(line, collect)
    return pieces


def rebuild(line: Mapping[str, Json], on_text: OnText) -> dict[str, Json]:
    """The line with other texts; days and latencies stay, and so do the keys of outputs, which are the domain's own."""
    built = dict[str, Json]()
    for key, value in line.items():
        if key in _AS_IS:
            built[key] = value
        elif key in _OUTPUTS:
            built[key] = _rebuild_output(value, on_text)
        elif key == "input":
            built[key] = on_text(value, "input", None) if isinstance(value, str) else _rebuild(value, "", None, on_text)
        else:
            built.update([_rebuild_entry(key, value, "", None, on_text)])
    return built


def _rebuild_output(value: Json, on_text: OnText) -> Json:
    if isinstance(value, dict):
        return {key: _rebuild_output(inner, on_text) for key, inner in value.items()}
    if isinstance(value, list):
        return [_rebuild_output(inner, on_text) for inner in value]
    if isinstance(value, str):
        return on_text(value, "output", None)
    return int(on_text(str(value), "number", None)) if _is_number(value) else value


def _rebuild(value: Json, parent: str, kind: str | None, on_text: OnText) -> Json:
    if isinstance(value, dict):
        return dict(_rebuild_entry(key, inner, parent, kind, on_text) for key, inner in value.items())
    if isinstance(value, list):
        return [_rebuild(inner, parent, kind, on_text) for inner in value]
    if isinstance(value, str):
        return on_text(value, "other", kind)
    return int(on_text(str(value), "other", kind)) if kind and _is_number(value) else value


def _rebuild_entry(key: str, value: Json, parent: str, kind: str | None, on_text: OnText) -> tuple[str, Json]:
    """A key and its value; what is under `user` or `address` is personal by both keys: `id` of `user`."""
    inner = (
        find_kind(key) or (find_kind(f"{parent}_{key}") if parent else None) or (kind if kind == "address" else None)
    )
    is_plain = inner is not None or key in _PLAIN_KEYS
    return key if is_plain else on_text(key, "other", None), _rebuild(value, key, inner, on_text)


def _is_number(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
