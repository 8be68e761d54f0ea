"""The grammar for llama.cpp, read by a recogniser that was written apart from it."""

import json

import pytest
from gbnf_reader import Grammar, read_grammar
from hypothesis import given, settings
from hypothesis import strategies as st
from schema_tools import (
    PACKS,
    STARTER,
    Labelled,
    break_label,
    export,
    is_valid,
    loosen,
    mix_labels,
    put_in_order,
    read_notes,
    write,
)

from taskdata.serving.targets.gbnf import write_gbnf
from taskdata.serving.tree.reading import read_model


def read(pack: Labelled) -> Grammar:
    return read_grammar(export("llama-cpp", pack.folder).stdout)


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_every_label_is_of_it(pack: Labelled) -> None:
    grammar = read(pack)
    assert [label for label in pack.labels if not grammar.accepts(write(label))] == []


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_it_refuses_all_that_it_does_not_say_it_lets_through(pack: Labelled) -> None:
    grammar = read(pack)
    loose = loosen(pack.schema, read_notes(export("llama-cpp", pack.folder).stderr))
    labels = pack.labels[::25]
    answers = [broken for label in labels for broken in break_label(label)] + list(mix_labels(labels))
    wrong = [answer for answer in answers if not is_valid(loose, answer)]
    assert len(wrong) > 400
    assert [answer for answer in wrong if grammar.accepts(write(put_in_order(pack.schema, answer)))] == []


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_it_refuses_text_around_an_answer_and_half_of_one(pack: Labelled) -> None:
    grammar = read(pack)
    for label in pack.labels[::10]:
        text = write(label)
        assert not grammar.accepts(text[:-1])
        assert not grammar.accepts(f"{text}}}")
        assert not grammar.accepts(f" {text}")
        assert not grammar.accepts(f"{text}\n")
        assert not grammar.accepts(json.dumps(label)), "it has blanks"


def test_the_grammar_of_the_starter_as_a_person_would_write_it() -> None:
    lines = export("llama-cpp", STARTER.folder).stdout.splitlines()
    assert lines[0] == "root ::= set-light | set-heating | play-music | error"
    assert (
        r'set-heating ::= "{\"action\":\"set_heating\",\"room\":" room ",\"degrees\":" ("1" [0-9] | "2" [0-8]) '
        r'",\"from\":" (date | "null") "}"'
    ) in lines
    assert (
        r'set-light ::= "{\"action\":\"set_light\",\"room\":" room ",\"state\":" ("\"on\"" | "\"off\"") '
        r'(",\"brightness\":" ([1-9] [0-9] | "100"))? "}"'
    ) in lines


def read_type(part: object) -> Grammar:
    return read_grammar(write_gbnf(read_model(part))[0])  # type: ignore[arg-type]


BOUND = st.none() | st.integers(-1_200, 1_200)


@settings(deadline=None)
@given(low=BOUND, high=BOUND, near=st.lists(st.integers(-1_300, 1_300), max_size=20))
def test_whole_numbers_have_their_bounds(low: int | None, high: int | None, near: list[int]) -> None:
    if low is not None and high is not None and low > high:
        low, high = high, low
    bounds = {"minimum": low, "maximum": high}
    grammar = read_type({"type": "integer", **{key: value for key, value in bounds.items() if value is not None}})
    edges = [edge + step for edge in (low, high) if edge is not None for step in (-1, 0, 1)]
    for number in {*near, *edges, -100, -10, -1, 0, 1, 9, 10, 99, 100, 999, 1_000}:
        inside = (low is None or low <= number) and (high is None or number <= high)
        assert grammar.accepts(str(number)) is inside
    assert not grammar.accepts("007")


@pytest.mark.parametrize(
    ("part", "right", "wrong"),
    [
        ({"type": "integer", "exclusiveMinimum": 0, "exclusiveMaximum": 10}, ["1", "9"], ["0", "10", "1.0", ""]),
        ({"type": "integer", "minimum": 0.5, "maximum": 2.5}, ["1", "2"], ["0", "3"]),
        ({"type": "integer", "minimum": 250}, ["250", "999", "1000"], ["249", "99", "-300", "0250"]),
        ({"type": "integer"}, ["0", "-5", "123456789012345"], ["-", "01", "1.5", "+1"]),
        ({"type": "number"}, ["0", "-0.5", "12.25", "1e3", "1.5E-3"], [".5", "1.", "01", "--1", "NaN"]),
        ({"type": "number", "minimum": 0}, ["0", "3.5"], ["-1"]),
        ({"type": "boolean"}, ["true", "false"], ["True", "0", "null"]),
        ({"type": ["string", "null"], "maxLength": 2}, ["null", '""', '"ab"', r'"\"\""'], ['"abc"', "ab", '"a']),
        ({"type": "string"}, ['"é\\n\\u00e9"', '"\U0001f600"'], ['"\n"', '"\\x41"', '"a"b"', '"\\u12"']),
        ({"type": "string", "minLength": 1}, ['"a"'], ['""']),
        ({"type": "string", "format": "date"}, ['"2028-02-29"', '"2026-12-31"'], ['"2026-13-01"', '"26-01-01"']),
        ({"enum": ["a", 1, None, 'b"\\']}, ['"a"', "1", "null", r'"b\"\\"'], ['"b"', "true"]),
        ({"const": {"k": [1, "é"]}}, ['{"k":[1,"é"]}'], ['{"k":[1]}', "{}"]),
        ({"type": "array", "items": {"type": "boolean"}}, ["[]", "[true]", "[true,false]"], ["[true,]", "[,]", "true"]),
        (
            {"type": "array", "items": {"const": 1}, "minItems": 2, "maxItems": 3},
            ["[1,1]", "[1,1,1]"], ["[1]", "[]", "[1,1,1,1]"],
        ),
        ({"type": "array", "items": {"const": 1}, "maxItems": 1}, ["[]", "[1]"], ["[1,1]"]),
        ({"type": "array", "maxItems": 0}, ["[]"], ["[1]"]),
        ({}, ["1", '{"a":[null,{"b":"c"}]}', "[]", '"x"'], ["", "{a:1}", "[1,]"]),
        ({"type": "object", "additionalProperties": False}, ["{}"], ['{"a":1}']),
        (
            {"type": "object", "properties": {"a": {"const": 1}, "b": {}, "c": {"const": 3}}, "required": ["b"]},
            ['{"b":2}', '{"a":1,"b":2}', '{"b":2,"c":3}', '{"a":1,"b":2,"c":3}'],
            ["{}", '{"a":1}', '{"c":3,"b":2}', '{,"b":2}'],
        ),
        (
            {"$ref": "#/$defs/n", "$defs": {"n": {"type": "object", "properties": {"n": {"$ref": "#/$defs/n"}}}}},
            ["{}", '{"n":{"n":{}}}'], ['{"n":1}', '{"n":{}'],
        ),
    ],
)  # fmt: skip
def test_each_type(part: object, right: list[str], wrong: list[str]) -> None:
    grammar = read_type(part)
    assert [text for text in right if not grammar.accepts(text)] == []
    assert [text for text in wrong if grammar.accepts(text)] == []


def test_names_that_no_rule_may_have_are_replaced() -> None:
    schema = {
        "type": "object",
        "required": ["a", "b", "c"],
        "properties": {
            key: {"$ref": f"#/$defs/{name}"} for key, name in zip("abc", ("root", "9 x_y", "char"), strict=True)
        },
        "$defs": {"root": {"enum": [1, 2]}, "9 x_y": {"enum": [3, 4]}, "char": {"type": "string", "maxLength": 1}},
    }
    assert read_type(schema).accepts('{"a":2,"b":3,"c":"x"}')


def test_the_recogniser_knows_the_notation() -> None:
    grammar = read_grammar('root ::= "a" ([b-d] | "\\"x" | n)? [^\\x00-\\x1Fz]{2,3}\nn ::= "n"+ "" | "m"{2}')
    assert [grammar.accepts(text) for text in ("ayy", "abyy", 'a"xyyy', "annyy", "ammyy")] == [True] * 5
    assert [grammar.accepts(text) for text in ("ay", "azz", "a\nyy", "amyyyy", "ayyyyy", "")] == [False] * 6
