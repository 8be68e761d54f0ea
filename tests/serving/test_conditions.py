"""Either-or, "needs", "if" and "at least one key", spelled out as objects: the same answers are right as before."""

import json
from typing import Any

import pytest
from gbnf_reader import read_grammar
from hypothesis import given, settings
from hypothesis import strategies as st
from random_schemas import KEYS, VALUES, draw_schema
from schema_tools import is_valid, loosen, write

from taskdata.serving.strict_answers import MismatchError, read_strict, write_strict
from taskdata.serving.targets.gbnf import write_gbnf
from taskdata.serving.targets.openai_schema import write_response_format
from taskdata.serving.targets.vllm_schema import write_vllm_request
from taskdata.serving.tree.reading import read_model

MANY = st.lists(VALUES, min_size=1, max_size=25)


def put_in_order(value: dict[str, Any]) -> dict[str, Any]:
    return {key: value[key] for key in KEYS if key in value}


@settings(max_examples=150, deadline=None)
@given(schema=draw_schema(), values=MANY)
def test_the_schema_for_vllm_says_the_same_but_for_what_it_tells(schema: dict[str, Any], values: list[Any]) -> None:
    written, notes = write_vllm_request(read_model(schema))
    loose = loosen(schema, [(note.keyword, note.place) for note in notes])
    for value in values:
        assert is_valid(written["structured_outputs"]["json"], value) is is_valid(loose, value), value


@settings(max_examples=150, deadline=None)
@given(schema=draw_schema(), values=MANY)
def test_the_grammar_says_the_same_but_for_what_it_tells(schema: dict[str, Any], values: list[Any]) -> None:
    written, notes = write_gbnf(read_model(schema))
    loose = loosen(schema, [(note.keyword, note.place) for note in notes])
    grammar = read_grammar(written)
    for value in values:
        assert grammar.accepts(write(put_in_order(value))) is is_valid(loose, value), value


@settings(max_examples=150, deadline=None)
@given(schema=draw_schema(), values=MANY)
def test_what_is_right_comes_back_from_the_strict_form(schema: dict[str, Any], values: list[Any]) -> None:
    model = read_model(schema)
    written, notes = write_response_format(model)
    loose = loosen(schema, [(note.keyword, note.place) for note in notes])
    for value in values:
        try:
            strict = write_strict(model, value)
        except MismatchError:
            assert not is_valid(loose, value)
            continue
        assert is_valid(written["json_schema"]["schema"], strict) is is_valid(loose, value)
        assert json.dumps(read_strict(model, strict)) == json.dumps(put_in_order(value))


OBJECT = {"type": "object", "additionalProperties": False, "properties": {key: {"type": "integer"} for key in KEYS}}


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        ({"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}, ["a", "b", "ac"], ["", "c", "ab", "abc"]),
        ({"oneOf": [{"required": ["a"]}, {"required": ["a", "b"]}]}, ["a", "ac"], ["", "b", "ab"]),
        ({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, ["a", "b", "ab"], ["", "c"]),
        ({"dependentRequired": {"a": ["b", "c"]}}, ["", "b", "abc"], ["a", "ab", "ac"]),
        ({"minProperties": 1}, ["a", "d", "abcd"], [""]),
        ({"minProperties": 1, "required": ["a"]}, ["a"], ["", "b"]),
        ({"if": {"required": ["a"]}, "then": {"properties": {"b": False}}}, ["", "a", "b", "ac"], ["ab"]),
        ({"if": {"required": ["a"]}, "else": {"required": ["b"]}}, ["a", "b", "ab"], ["", "c"]),
        ({"not": {"required": ["a", "b"]}, "minProperties": 1}, ["a", "b", "ac"], ["", "ab"]),
        (
            {"allOf": [{"dependentRequired": {"a": ["b"]}}, {"if": {"required": ["c"]}, "then": {"required": ["d"]}}]},
            ["", "ab", "cd", "abcd"], ["a", "c", "abc"],
        ),
    ],
)  # fmt: skip
def test_each_condition_by_hand(rule: dict[str, Any], right: list[str], wrong: list[str]) -> None:
    model = read_model({**OBJECT, **rule})
    grammar, schema = read_grammar(write_gbnf(model)[0]), write_vllm_request(model)[0]["structured_outputs"]["json"]
    for keys in (*right, *wrong):
        value = dict.fromkeys(keys, 1)
        assert is_valid(schema, value) is (keys in right), keys
        assert grammar.accepts(write(value)) is (keys in right), keys


def test_too_many_cases_are_told_and_let_through() -> None:
    parts = [{"required": [key]} for key in KEYS]
    rule = {"allOf": [{"anyOf": parts} for _ in range(4)]}
    schema, notes = write_vllm_request(read_model({**OBJECT, **rule}))
    assert [note.keyword for note in notes] == ["anyOf"]
    assert is_valid(schema["structured_outputs"]["json"], {"a": 1})


@pytest.mark.parametrize(
    ("keyword", "value"),
    [
        ("patternProperties", {"^x": {"type": "string"}}), ("propertyNames", {"maxLength": 3}),
        ("dependentSchemas", {"a": {"required": ["b"]}}), ("unevaluatedProperties", False),
        ("not", {"properties": {"a": {"minimum": 1}}}), ("maxProperties", 2), ("minProperties", 2),
    ],
)  # fmt: skip
def test_keywords_that_nobody_can_be_told_are_noted_once(keyword: str, value: object) -> None:
    for write_one in (write_vllm_request, write_gbnf, write_response_format):
        assert [note.keyword for note in write_one(read_model({**OBJECT, keyword: value}))[1]] == [keyword]


def test_a_reference_that_leads_nowhere_is_anything_and_noted() -> None:
    schema = {**OBJECT, "properties": {"a": {"$ref": "#/$defs/none"}}}
    written, notes = write_vllm_request(read_model(schema))
    assert [(note.keyword, note.place) for note in notes] == [("$ref", "#/properties/a")]
    assert is_valid(written["structured_outputs"]["json"], {"a": [1]})
