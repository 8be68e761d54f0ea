"""A schema lists its actions in one of several ways; what they are, and what tells them apart, is found in each."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from small_pack import PACK, SCHEMA, SLOTS, USECASE, find_problems

from taskdata.answers.shape import Shape

Change = Callable[[dict[str, Any]], dict[str, Any]]
ROOT = json.loads(PACK[SCHEMA])


def point_to(schema: dict[str, Any]) -> dict[str, Any]:
    """The same behind a reference, the branches behind others."""
    branches = {f"b{at}": branch for at, branch in enumerate(schema["oneOf"])}
    top = {"oneOf": [{"$ref": f"#/$defs/{name}"} for name in branches]}
    return {"$ref": "#/$defs/top", "$defs": {"top": top, **branches}}


def name_by_enum(schema: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(schema).replace('{"const": "send"}', '{"enum": ["send"]}')
    return json.loads(text)  # type: ignore[no-any-return]


def name_by_reference(schema: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(schema).replace('{"const": "send"}', '{"$ref": "#/$defs/send"}')
    return {**json.loads(text), "$defs": {"send": {"const": "send"}}}


def flatten(schema: dict[str, Any]) -> dict[str, Any]:
    """One object whose field says which action it is."""
    first = schema["oneOf"][0]
    return {**first, "properties": {**first["properties"], "action": {"enum": ["send", "stop"]}}}


WAYS: dict[str, Change] = {
    "oneOf": lambda schema: schema,
    "anyOf": lambda schema: {"anyOf": schema["oneOf"]},
    "references": point_to,
    "an enum of one": name_by_enum,
    "a constant behind a reference": name_by_reference,
    "one object with an enum": flatten,
}


@pytest.mark.parametrize("way", WAYS)
def test_the_pack_loads(way: str) -> None:
    assert find_problems({**PACK, SCHEMA: json.dumps(WAYS[way](ROOT))}) == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("output", "path"),
    [
        ({"action": "send", "item": "box", "speed": "fast"}, None),
        ({"action": "stop", "item": "box"}, None),
        ({"action": "send", "item": "box", "speed": "quick"}, "$.speed"),
        ({"action": "send"}, "$"),
        ({"action": "stop"}, "$"),
        ({"action": "sned", "item": "box"}, "$.action"),
        ({"item": "box"}, "$.action"),
        ({"action": ["send"], "item": "box"}, "$.action"),
        ([], "$"),
    ],
)
def test_an_output_is_judged_by_its_branch(way: str, output: Any, path: str | None) -> None:
    faults = Shape(WAYS[way](ROOT), "action").find_faults(output)
    assert [fault.path for fault in faults] == ([path] if path else [])


def keep_one(files: dict[str, str]) -> dict[str, str]:
    """The pack with the action `send` alone, which no field need tell from another."""
    actions, stop = files[SLOTS].split("  stop:\n")
    families = files["templates/families.yaml"].split("  stop_plain:\n")[0]
    usecase = files[USECASE].replace("  halt: a parcel is stopped\n", "").replace("discriminator: action\n", "")
    for old, new in (
        ("halt: 0.4", ""),
        ("out: 0.6, ", "out: 1"),
        ("out: 7, halt: 5", "out: 12"),
        ("out: 30, halt: 20", "out: 50"),
    ):
        usecase = usecase.replace(old, new)
    assert stop
    return {**files, SLOTS: actions, "templates/families.yaml": families, USECASE: usecase}


def drop_action(schema: dict[str, Any]) -> dict[str, Any]:
    return {
        **schema,
        "required": ["item"],
        "properties": {k: v for k, v in schema["properties"].items() if k != "action"},
    }


def test_one_action_needs_no_field_that_tells_it_from_others() -> None:
    schema = drop_action(ROOT["oneOf"][0])
    files = keep_one({**PACK, SCHEMA: json.dumps(schema)})
    files[SLOTS] = files[SLOTS].replace("      action: send\n", "")

    assert find_problems(files) == []
    shape = Shape(schema, None)
    assert shape.find_faults({"item": "box"}) == []
    assert [fault.path for fault in shape.find_faults({"item": "box", "speed": "quick"})] == ["$.speed"]
    assert [fault.message for fault in shape.find_faults([])] == ["the output is a list; it must be an object"]


def test_several_branches_need_one() -> None:
    files = {**PACK, USECASE: PACK[USECASE].replace("discriminator: action\n", "")}
    (problem,) = find_problems(files)
    assert problem.file == USECASE
    assert "'discriminator' is missing" in problem.message


def test_two_actions_of_one_branch_are_a_fault() -> None:
    more = "  again:\n    category: out\n    output: {action: send, item: {slot: item}}\n"
    (problem,) = find_problems({**PACK, SLOTS: PACK[SLOTS] + more})
    assert problem.line == PACK[SLOTS].count("\n") + 1
    assert "the action 'send' has the same branch" in problem.message


def test_a_pattern_that_python_does_not_know_is_no_crash() -> None:
    """Letters of any script: the fast validator knows that, the one that explains does not."""
    schema = {"type": "object", "properties": {"name": {"type": "string", "pattern": r"^\p{L}+$"}}}
    shape = Shape(schema, None)
    assert shape.find_faults({"name": "Ünal"}) == []
    [fault] = shape.find_faults({"name": "R2"})
    assert fault.path == "$.name"
    assert fault.message.startswith('is not of the schema: "R2" does not match')


def test_a_day_is_one_that_can_be_counted_with() -> None:
    shape = Shape({"type": "object", "properties": {"day": {"type": "string", "format": "date"}}}, None)
    known = {"0000-01-01": 1, "2026-02-29": 1, "20260101": 1, "2026-W01-1": 1, "2024-02-29": 0, "0001-01-01": 0}
    assert {day: len(shape.find_faults({"day": day})) for day in known} == known


def test_what_is_very_long_is_told_in_short_time() -> None:
    """Thousands of entries, each wrong: the first of them are told."""
    rule = {"type": "array", "uniqueItems": True, "items": {"type": "string"}}
    shape = Shape({"type": "object", "properties": {"tags": rule}}, None)
    faults = shape.find_faults({"tags": [{"name": f"a{number}"} for number in range(5_000)]})
    assert 1 <= len(faults) <= 5
    assert faults[0].path == "$.tags[0]"
    assert sum(len(fault.message) for fault in faults) < 2_000
