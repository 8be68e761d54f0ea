"""The `output` of an action, read into the tree that builds and checks it."""

from typing import Any

from taskdata.author.documents import Place
from taskdata.author.known_slots import KnownSlots
from taskdata.author.names import suggest, suggest_or_list
from taskdata.foundation.output import Constant, Fields, FromSlots, Joined, Output, Reference
from taskdata.foundation.records import ABSENT

_FROM_KEYS = ("slot", "default", "needs", "not_past", "not_future")
_JOIN_KEYS = ("join", "with")
_ITEM_KEYS = ("slot", "needs")


def parse_fields(raw: dict[str, Any], slots: KnownSlots, place: Place) -> Fields:
    """Read the output of an action; whatever is wrong is reported in its place."""
    output = parse_output(raw, slots, place)
    if isinstance(output, Fields):
        return output
    place.report("an output is a mapping of fields; `slot` and `join` say what one field is")
    return Fields({})


def parse_output(raw: Any, slots: KnownSlots, place: Place) -> Output:
    """Read one field or one object."""
    if not isinstance(raw, dict):
        return Constant(raw)
    if "slot" in raw:
        return _parse_from(raw, slots, place)
    if "join" in raw:
        return _parse_join(raw, slots, place)
    _refuse_slips(raw, place)
    for key in raw:
        if not isinstance(key, str):
            place.inside(str(key)).report("the name of a field is text; put it in quotes", at_key=True)
    return Fields({str(key): parse_output(value, slots, place.inside(str(key))) for key, value in raw.items()})


def _refuse_slips(raw: dict[str, Any], place: Place) -> None:
    """A mapping that has keys of a field and not the one that makes it one is a slip, and no object."""
    beside = {*_FROM_KEYS, *_JOIN_KEYS} - {"slot", "join"}
    others = [key for key in raw if isinstance(key, str) and key not in beside]
    if len(others) == 1 and (near := suggest(others[0], ["slot", "join"])) and (len(raw) > 1 or others[0] == "slots"):
        place.inside(others[0]).report(f"'{others[0]}' is not a key that is known here{near}", at_key=True)


def _parse_from(raw: dict[str, Any], slots: KnownSlots, place: Place) -> FromSlots:
    _refuse_others(raw, _FROM_KEYS, place)
    named, here = raw["slot"], place.inside("slot")
    needs = _read_needs(raw, slots, place)
    if isinstance(named, list):
        if not named:
            here.report("`slot` needs the name of a slot, or a list of names")
        references = [_read_reference(name, needs, slots, here.inside(index)) for index, name in enumerate(named)]
    else:
        references = [_read_reference(named, needs, slots, here)]
    refused = (_read_flag(raw, key, place) for key in ("not_past", "not_future"))
    return FromSlots(tuple(references), raw.get("default", ABSENT), *refused)


def _read_flag(raw: dict[str, Any], key: str, place: Place) -> bool:
    if not isinstance(raw.get(key, False), bool):
        place.inside(key).report("this must be true or false")
    return raw.get(key) is True


def _parse_join(raw: dict[str, Any], slots: KnownSlots, place: Place) -> Joined:
    _refuse_others(raw, _JOIN_KEYS, place)
    named, here, glue = raw["join"], place.inside("join"), raw.get("with", " ")
    if not isinstance(named, list) or not named:
        here.report("`join` needs a list of slots, such as [a, b.part]")
        named = []
    if not isinstance(glue, str):
        place.inside("with").report("this must be text; put it in quotes")
    references = [_parse_item(item, slots, here.inside(index)) for index, item in enumerate(named)]
    return Joined(tuple(references), str(glue))


def _parse_item(item: Any, slots: KnownSlots, place: Place) -> Reference:
    if not isinstance(item, dict):
        return _read_reference(item, None, slots, place)
    _refuse_others(item, _ITEM_KEYS, place)
    if "slot" not in item:
        place.report("the key 'slot' is missing here")
        return Reference("")
    return _read_reference(item["slot"], _read_needs(item, slots, place), slots, place.inside("slot"))


def _read_needs(raw: dict[str, Any], slots: KnownSlots, place: Place) -> str | None:
    if "needs" not in raw:
        return None
    slots.check_slot(str(raw["needs"]), place.inside("needs"))
    return str(raw["needs"])


def _read_reference(name: Any, needs: str | None, slots: KnownSlots, place: Place) -> Reference:
    if not isinstance(name, str):
        place.report("this must be the name of a slot")
        return Reference("")
    slot, _, part = name.partition(".")
    if slots.check_slot(slot, place) and part:
        slots.check_part(slot, part, place)
    return Reference(slot, part or None, needs)


def _refuse_others(raw: dict[str, Any], known: tuple[str, ...], place: Place) -> None:
    for key in raw:
        if key not in known:
            message = f"'{key}' is not a key that is known here{suggest_or_list(str(key), known)}"
            place.inside(str(key)).report(message, at_key=True)
