"""The `output` of an action, read into the tree that builds and checks it."""

from collections.abc import Callable, Mapping
from typing import Any

from taskdata.foundation.output import Constant, Fields, FromSlots, Joined, Output, Reference
from taskdata.foundation.records import ABSENT

Report = Callable[[tuple[str | int, ...], str], None]
_FROM_KEYS = {"slot", "default", "needs", "not_past"}
_JOIN_KEYS = {"join", "with"}


def parse_output(raw: Any, slots: Mapping[str, Any], report: Report, path: tuple[str | int, ...]) -> Output:
    """Read one output; whatever is wrong goes to `report` with its path."""
    if not isinstance(raw, dict):
        return Constant(raw)
    if "slot" in raw:
        return _parse_from(raw, slots, report, path)
    if "join" in raw:
        return _parse_join(raw, slots, report, path)
    return Fields({key: parse_output(value, slots, report, (*path, key)) for key, value in raw.items()})


def _parse_from(
    raw: dict[str, Any], slots: Mapping[str, Any], report: Report, path: tuple[str | int, ...]
) -> FromSlots:
    _refuse_others(raw, _FROM_KEYS, report, path)
    named = raw["slot"] if isinstance(raw["slot"], list) else [raw["slot"]]
    references = [_parse_reference(name, slots, report, (*path, "slot")) for name in named]
    if "needs" in raw:
        references = [Reference(r.slot, r.part, raw["needs"]) for r in references]
    return FromSlots(tuple(references), raw.get("default", ABSENT), raw.get("not_past", False) is True)


def _parse_join(raw: dict[str, Any], slots: Mapping[str, Any], report: Report, path: tuple[str | int, ...]) -> Joined:
    _refuse_others(raw, _JOIN_KEYS, report, path)
    references = []
    for index, item in enumerate(raw["join"]):
        inner = (*path, "join", index)
        name, needs = (item.get("slot"), item.get("needs")) if isinstance(item, dict) else (item, None)
        reference = _parse_reference(name, slots, report, inner)
        references.append(Reference(reference.slot, reference.part, needs))
    return Joined(tuple(references), str(raw.get("with", " ")))


def _parse_reference(name: Any, slots: Mapping[str, Any], report: Report, path: tuple[str | int, ...]) -> Reference:
    slot, _, part = str(name).partition(".")
    if slot not in slots:
        report(path, f"there is no slot '{slot}'{suggest(slot, slots)}")
    return Reference(slot, part or None)


def _refuse_others(raw: dict[str, Any], known: set[str], report: Report, path: tuple[str | int, ...]) -> None:
    for key in raw.keys() - known:
        report((*path, key), f"'{key}' is not a key that is known here; {', '.join(sorted(known))} are")


def suggest(name: str, known: Mapping[str, Any]) -> str:
    """`; did you mean 'x'?` for the nearest known name, or nothing."""
    from difflib import get_close_matches

    near = get_close_matches(name, list(known), 1, 0.6)
    return f"; did you mean '{near[0]}'?" if near else ""
