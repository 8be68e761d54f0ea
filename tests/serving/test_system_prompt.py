"""The system prompt that a model reads before each request, in training, in evaluation and in production."""

from datetime import date
from pathlib import Path

import pytest
from small_pack import PACK, USECASE

from taskdata.author.load import load_pack
from taskdata.foundation.errors import PackError
from taskdata.serving.brief import write_brief
from taskdata.serving.system_prompt import SystemPrompt

DAY = date(2026, 11, 26)


def fill(prompt: str, day: date | None = DAY) -> str:
    """The prompt of the small pack with another text, filled."""
    changed = PACK[USECASE].replace('"Today is {reference_date}."', f'"{prompt}"')
    return SystemPrompt(load_pack(Path(), {**PACK, USECASE: changed})).fill(day)


def test_all_holes_are_filled() -> None:
    assert (
        fill("{domain} {persona}: {reference_date}, {weekday}")
        == "People send and stop parcels. plain: 2026-11-26, Thursday"
    )


def test_the_schema_is_told_a_line_for_each_kind_of_answer() -> None:
    assert fill("{schema}").splitlines() == [
        '{action: "send", item: string, speed?: "fast" | "slow", day?: YYYY-MM-DD}',
        '{action: "stop", item: string}',
    ]


def test_without_a_day_its_holes_stay() -> None:
    assert fill("{domain} {reference_date}", None) == "People send and stop parcels. {reference_date}"


@pytest.mark.parametrize(("prompt", "tells"), [("{domain}", False), ("on {weekday}", True), ("{reference_date}", True)])
def test_it_says_whether_it_tells_the_day(prompt: str, tells: bool) -> None:
    changed = PACK[USECASE].replace('"Today is {reference_date}."', f'"{prompt}"')
    assert SystemPrompt(load_pack(Path(), {**PACK, USECASE: changed})).tells_day is tells


def test_a_hole_that_nothing_fills_is_a_fault_in_its_place() -> None:
    changed = PACK[USECASE].replace("Today is {reference_date}.", "Today is {referencedate}.")
    with pytest.raises(PackError) as raised:
        load_pack(Path(), {**PACK, USECASE: changed})
    assert "nothing fills the hole {referencedate}; did you mean 'reference_date'?" in str(raised.value)


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ({"type": ["integer", "null"]}, "integer | null"),
        ({"type": "array", "items": {"enum": ["a", 1]}}, '("a" | 1)[]'),
        ({"type": "array", "items": {"type": "number"}}, "number[]"),
        ({"anyOf": [{"$ref": "#/$defs/day"}, {"type": "null"}]}, "YYYY-MM-DD | null"),
        ({"const": True}, "true"),
        ({"type": "object", "properties": {"a": {"type": "string"}, "never": False}}, "{a?: string}"),
        ({"type": "object", "properties": {"a b": {"type": "null"}}}, '{"a b"?: null}'),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "{[key]: integer}"),
        ({}, "any"),
        (True, "any"),
        ({"$ref": "#/nowhere"}, "any"),
    ],
)  # fmt: skip
def test_types_are_told_as_code_has_them(part: object, told: str) -> None:
    schema = {
        "type": "object",
        "properties": {"x": part},
        "required": ["x"],
        "$defs": {"day": {"type": "string", "format": "date"}},
    }
    assert write_brief(schema, None) == f"{{x: {told}}}"


def test_a_schema_that_refers_to_itself_comes_to_an_end() -> None:
    schema = {
        "$ref": "#/$defs/node",
        "$defs": {"node": {"type": "object", "properties": {"next": {"$ref": "#/$defs/node"}}}},
    }
    assert write_brief(schema, None).endswith("{next?: any" + "}" * 13)


def test_calls_of_functions_have_a_prompt_of_their_own_where_the_pack_has_one() -> None:
    own = PACK[USECASE].replace("  fields: {}", '  tools_prompt: "Call one function."\n  fields: {}')
    assert SystemPrompt(load_pack(Path(), {**PACK, USECASE: own}), calls=True).fill(DAY) == "Call one function."
    assert SystemPrompt(load_pack(Path(), PACK), calls=True).fill(DAY) == "Today is 2026-11-26."


def test_a_hole_of_that_prompt_is_checked_as_well() -> None:
    own = PACK[USECASE].replace("  fields: {}", '  tools_prompt: "Call {one}."\n  fields: {}')
    with pytest.raises(PackError) as raised:
        load_pack(Path(), {**PACK, USECASE: own})
    assert "nothing fills the hole {one}" in str(raised.value)


@pytest.mark.parametrize(
    ("prompt", "written"),
    [("Today is {reference_date}.", "send it"), ("On {weekday}.", "[2026-11-26, Thursday] send it")],
)
def test_a_request_has_the_day_where_the_prompt_does_not_tell_it(prompt: str, written: str) -> None:
    changed = PACK[USECASE].replace("Today is {reference_date}.", prompt)
    made = SystemPrompt(load_pack(Path(), {**PACK, USECASE: changed}))
    assert made.write_request("send it", DAY) == written
    assert made.write_request("send it", None) == "send it"
