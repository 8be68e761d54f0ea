"""The schema of each action on its own: what it refers to is in it, what chooses it and what OpenAI refuses is not."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from small_pack import PACK

from taskdata.author.load import load_pack
from taskdata.foundation.branches import list_branches
from taskdata.serving.functions import list_functions, write_parameters

TEXT = {"type": "string"}


def write_first(schema: Mapping[str, Any], discriminator: str | None = "action") -> dict[str, Any]:
    """The parameters of the first branch."""
    return write_parameters(schema, next(list_branches(schema, discriminator)), discriminator)


def branch(**more: Any) -> dict[str, Any]:
    properties = {"action": {"const": "send"}, **more.pop("properties", {})}
    return {"type": "object", "required": ["action", *more.pop("required", ())], "properties": properties, **more}


def test_a_small_pack() -> None:
    functions = list_functions(load_pack(Path(), PACK))
    assert list(functions) == ["send", "stop"]
    assert functions["stop"] == {
        "name": "stop",
        "description": "a parcel is stopped",
        "parameters": {
            "type": "object",
            "properties": {"item": TEXT},
            "required": ["item"],
            "additionalProperties": False,
        },
    }


def test_the_description_of_the_schema_comes_first() -> None:
    pack = load_pack(Path(), PACK)
    schema = json.loads(json.dumps(pack.schema))
    schema["oneOf"][0]["description"] = "Send one thing."
    functions = list_functions(replace(pack, schema=schema))
    assert functions["send"]["description"] == "Send one thing."
    assert "description" not in functions["send"]["parameters"]


SHAPES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a reference is written out": (
        {"oneOf": [branch(properties={"item": {"$ref": "#/$defs/item"}})], "$defs": {"item": TEXT}},
        {"type": "object", "properties": {"item": TEXT}, "required": []},
    ),
    "a branch that is a reference": (
        {"oneOf": [{"$ref": "#/$defs/send"}], "$defs": {"send": branch(required=["item"], properties={"item": TEXT})}},
        {"type": "object", "properties": {"item": TEXT}, "required": ["item"]},
    ),
    "a note beside a reference stays": (
        {
            "oneOf": [branch(properties={"item": {"$ref": "#/$defs/item", "description": "what"}})],
            "$defs": {"item": TEXT},
        },
        {"type": "object", "properties": {"item": {"type": "string", "description": "what"}}, "required": []},
    ),
    "a condition beside a reference holds too": (
        {"oneOf": [branch(properties={"item": {"$ref": "#/$defs/item", "maxLength": 3}})], "$defs": {"item": TEXT}},
        {"type": "object", "properties": {"item": {"allOf": [TEXT], "maxLength": 3}}, "required": []},
    ),
    "a reference that leads to nothing allows anything": (
        {"oneOf": [branch(properties={"item": {"$ref": "#/$defs/none"}})]},
        {"type": "object", "properties": {"item": {}}, "required": []},
    ),
    "choices at the top are left out, inside they stay": (
        {"oneOf": [branch(properties={"item": {"oneOf": [TEXT, {"type": "null"}]}}, anyOf=[{"required": ["item"]}])]},
        {"type": "object", "properties": {"item": {"oneOf": [TEXT, {"type": "null"}]}}, "required": []},
    ),
    "what all branches have in common": (
        {
            "properties": {"item": TEXT},
            "required": ["action", "item"],
            "oneOf": [branch(required=["to"], properties={"to": TEXT})],
        },
        {"type": "object", "properties": {"item": TEXT, "to": TEXT}, "required": ["item", "to"]},
    ),
    "values that look like schemas are values": (
        {"oneOf": [branch(properties={"item": {"const": {"$ref": "#/$defs/item"}}})], "$defs": {"item": TEXT}},
        {"type": "object", "properties": {"item": {"const": {"$ref": "#/$defs/item"}}}, "required": []},
    ),
    "fields may be called like keywords": (
        {"oneOf": [branch(properties={"const": {"$ref": "#/$defs/item"}, "enum": TEXT})], "$defs": {"item": TEXT}},
        {"type": "object", "properties": {"const": TEXT, "enum": TEXT}, "required": []},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", SHAPES)
def test_shapes(case: str) -> None:
    schema, expected = SHAPES[case]
    assert write_first(schema) == expected


def test_without_a_discriminator_all_fields_stay() -> None:
    schema = {"type": "object", "required": ["action"], "properties": {"action": TEXT}, "minProperties": 1}
    assert write_first(schema, None) == schema


def test_what_refers_to_itself_stays_finite_and_says_the_same() -> None:
    node = {"type": "object", "properties": {"next": {"$ref": "#/$defs/node"}, "n": {"type": "integer"}}}
    schema = {"oneOf": [branch(properties={"first": {"$ref": "#/$defs/node"}})], "$defs": {"node": node}}
    check = jsonschema.Draft202012Validator(write_first(schema))
    assert check.is_valid({"first": {"next": {"next": {"next": {"n": 1}}}}})
    for depth in range(6):
        wrong: dict[str, Any] = {"n": "no"}
        for _ in range(depth):
            wrong = {"next": wrong}
        assert not check.is_valid({"first": wrong}), depth
