"""The response format for OpenAI: what the service takes, and its answers turned back into outputs."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from openai.lib._pydantic import _ensure_strict_json_schema
from openai.types.shared_params import ResponseFormatJSONSchema
from pydantic import TypeAdapter
from schema_tools import (
    BUILT_IN,
    EXPENSES,
    PACKS,
    STARTER,
    Labelled,
    break_label,
    export,
    is_valid,
    loosen,
    read_notes,
)
from small_pack import PACK, SCHEMA, write_pack

from taskdata import Guard, StrictForm
from taskdata.cli import main
from taskdata.foundation.errors import InputError
from taskdata.serving.strict_answers import MismatchError, read_strict, write_strict
from taskdata.serving.targets.openai_schema import write_response_format
from taskdata.serving.tree.reading import read_model

ALL = pytest.mark.parametrize("pack", [*PACKS.values(), STARTER], ids=[*PACKS, "starter"])

# Of the guide "Structured model outputs", those that a fine-tuned model takes as well.
KEYWORDS = {"type", "properties", "required", "additionalProperties", "anyOf", "enum", "const", "items", "description",
            "$ref", "$defs"}  # fmt: skip


def read(pack: Labelled) -> dict[str, Any]:
    told = json.loads(export("openai", pack.folder).stdout)
    assert told.keys() == {"type", "json_schema"}
    assert told["json_schema"].keys() == {"name", "strict", "schema"}
    assert told["json_schema"]["strict"] is True
    return dict(told["json_schema"]["schema"])


def list_parts(part: dict[str, Any]) -> list[dict[str, Any]]:
    inner = [*part.get("properties", {}).values(), *part.get("$defs", {}).values(), *part.get("anyOf", ())]
    inner += [part["items"]] if "items" in part else []
    return [part, *(found for one in inner for found in list_parts(one))]


@ALL
def test_it_is_of_the_type_of_the_openai_library(pack: Labelled) -> None:
    told = json.loads(export("openai", pack.folder).stdout)
    assert TypeAdapter(ResponseFormatJSONSchema).validate_python(told, strict=True) == told


@ALL
def test_the_library_finds_nothing_to_make_strict(pack: Labelled) -> None:
    schema = read(pack)
    assert _ensure_strict_json_schema(copy.deepcopy(schema), path=(), root=copy.deepcopy(schema)) == schema


@ALL
def test_it_keeps_the_published_rules(pack: Labelled) -> None:
    schema = read(pack)
    assert schema["type"] == "object"
    assert "anyOf" not in schema
    for part in list_parts(schema):
        assert part.keys() <= KEYWORDS
        assert part.keys() & {"type", "anyOf", "$ref"}, f"{part} says no type"
        if part.get("type") == "object":
            assert part["additionalProperties"] is False
            assert part["required"] == list(part["properties"])
        if "$ref" in part:
            assert part.keys() == {"$ref"}


@ALL
def test_the_objects_of_a_choice_are_told_apart_by_their_first_key(pack: Labelled) -> None:
    schema = read(pack)
    for part in list_parts(schema):
        options = [schema["$defs"][one["$ref"][8:]] if "$ref" in one else one for one in part.get("anyOf", ())]
        first = [next(iter(one["properties"].items())) for one in options if one.get("type") == "object"]
        assert len({json.dumps(one) for one in first}) == len(first)


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_every_label_survives_the_strict_form(pack: Labelled) -> None:
    schema, form = read(pack), StrictForm(pack=pack.folder)
    for label in pack.labels:
        answer = form.write(label)
        assert is_valid(schema, answer), label
        assert form.read(json.dumps(answer)) == json.dumps(label, ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_it_refuses_all_that_it_does_not_say_it_lets_through(pack: Labelled) -> None:
    schema, model = read(pack), read_model(pack.schema)
    loose = loosen(pack.schema, read_notes(export("openai", pack.folder).stderr))
    refused = 0
    for label in pack.labels[::10]:
        for broken in break_label(label):
            try:
                answer = write_strict(model, broken)
            except MismatchError:
                assert not is_valid(loose, broken), broken
                refused += 1
                continue
            assert is_valid(schema, answer) is is_valid(loose, broken) is True, broken
    assert refused > 1_000


def test_an_absent_key_and_null_stay_apart() -> None:
    form = StrictForm()
    taken_off = {"action": "update_task", "task_id": 4, "changes": {"due_date": None}}
    left = {"action": "update_task", "task_id": 4, "changes": {"priority": "low"}}
    assert form.write(taken_off)["output"]["changes"]["due_date"] == {"value": None}
    assert form.write(left)["output"]["changes"]["due_date"] is None
    for output in (taken_off, left):
        assert json.loads(form.read(json.dumps(form.write(output))) or "") == output


def test_the_response_format_is_what_the_command_prints() -> None:
    form = StrictForm(pack=EXPENSES.folder)
    form.response_format.clear()
    assert form.response_format == json.loads(export("openai", EXPENSES.folder).stdout)


def test_it_needs_no_templates(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, {name: text for name, text in PACK.items() if not name.startswith("templates/")})
    form = StrictForm(pack=folder)
    assert form.write({"action": "stop", "item": "a box"}) == {"output": {"action": "stop", "item": "a box"}}


@pytest.mark.parametrize(
    "text",
    [
        None, "", "no JSON", "[]", "7", '{"output": 7}', '{"output": {"action": "fly"}}', "[" * 100_000,
        '{"action": "delete_task", "task_id": 4}',
        '{"output": {"action": "delete_task", "task_id": 4, "task_id": 5, "task_title": null}}',
        '{"output": {"action": "delete_task", "task_id": 4, "task_title": null, "more": 1}}',
        '{"output": {"action": "delete_task", "task_id": true, "task_title": null}}', '"\\ud800"',
    ],
)  # fmt: skip
def test_an_answer_of_another_form_comes_back_as_it_is(text: str | None) -> None:
    assert StrictForm().read(text) == text


def test_the_guard_holds_what_comes_back_to_the_whole_schema() -> None:
    form = StrictForm()
    both = {"action": "delete_task", "task_id": 4, "task_title": "Milk"}
    one = {"action": "delete_task", "task_id": 4}
    answers = [json.dumps(form.write(both)), json.dumps(form.write(one))]
    done = Guard(lambda messages: form.read(answers.pop(0)), retries=1)([{"role": "user", "content": "delete 4"}])
    assert done.output == one
    assert done.ok
    assert len(done.attempts[0].faults) == 1


@pytest.mark.parametrize("output", [{}, {"action": "fly"}, {"action": "delete_task", "task_id": "4"}, 7, None])
def test_what_is_no_output_has_no_strict_form(output: Any) -> None:
    with pytest.raises(InputError, match="no strict form"):
        StrictForm().write(output)


def write_shape(schema: dict[str, Any]) -> dict[str, Any]:
    return dict(write_response_format(read_model(schema))[0]["json_schema"]["schema"])


def check_round_trip(schema: dict[str, Any], *outputs: Any) -> None:
    model, strict = read_model(schema), write_shape(schema)
    for output in outputs:
        assert is_valid(schema, output)
        answer = write_strict(model, output)
        assert is_valid(strict, answer), (strict, answer)
        assert read_strict(model, json.loads(json.dumps(answer))) == output


def make_object(**parts: Any) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": parts}


NESTED = st.recursive(
    st.sampled_from([
        {"type": "string"}, {"type": "integer"}, {"type": "boolean"}, {"type": "null"}, {"enum": ["x", None, 1]}, {},
        {"type": ["string", "null"]}, {"const": [1]}, {"enum": [{"k": 1}, "x"]},
    ]),
    lambda inner: st.one_of(
        st.builds(lambda one: {"type": "array", "items": one}, inner),
        st.builds(
            lambda parts, needed: {**make_object(**parts), "required": [key for key in needed if key in parts]},
            st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
            st.lists(st.sampled_from("abc"), max_size=2, unique=True),
        ),
        st.builds(lambda options: {"anyOf": options}, st.lists(inner, min_size=1, max_size=3)),
    ),
    max_leaves=6,
)  # fmt: skip


@st.composite
def draw_output(draw: st.DrawFn, schema: Any) -> Any:
    """A value of one of these schemas."""
    if "anyOf" in schema:
        return draw(draw_output(draw(st.sampled_from(schema["anyOf"]))))
    if "enum" in schema or "const" in schema:
        return draw(st.sampled_from(schema.get("enum") or [schema["const"]]))
    kinds = {"string": st.text(max_size=3), "integer": st.integers(-9, 9), "boolean": st.booleans(), "null": st.none()}
    match schema.get("type"):
        case "array":
            return draw(st.lists(draw_output(schema["items"]), max_size=2))
        case "object":
            names = [name for name in schema["properties"] if name in schema["required"] or draw(st.booleans())]
            return {name: draw(draw_output(schema["properties"][name])) for name in names}
        case None:
            return draw(st.sampled_from([None, 1, "x", "null", [], {"a": None}, {"value": None}]))
        case kind:
            return draw(kinds[draw(st.sampled_from(kind)) if isinstance(kind, list) else kind])


@settings(deadline=None)
@given(data=st.data(), schema=NESTED)
def test_whatever_the_schema_what_is_right_comes_back(data: st.DataObject, schema: dict[str, Any]) -> None:
    strict = write_shape(schema)
    assert (strict["type"], "anyOf" in strict) == ("object", False)
    assert set.union(*({*part} for part in list_parts(strict))) <= KEYWORDS
    check_round_trip(schema, data.draw(draw_output(schema)))


def test_objects_that_no_value_tells_apart_are_tagged() -> None:
    schema = {"anyOf": [make_object(a={"type": "integer"}), make_object(a={"type": "string"}, b={"type": "null"})]}
    assert write_strict(read_model(schema), {"a": 1}) == {"output": {"case_1": {"a": 1}}}
    assert write_strict(read_model(schema), {"a": "x", "b": None})["output"]["case_2"]["b"] == {"value": None}
    check_round_trip(schema, {}, {"a": 1}, {"a": "x"}, {"a": "x", "b": None})


def test_the_key_that_tells_objects_apart_comes_first() -> None:
    parts = [{**make_object(a={"type": "integer"}, kind={"const": kind}), "required": ["a", "kind"]} for kind in "xy"]
    strict = write_shape({"oneOf": parts})
    assert [list(one["properties"]) for one in strict["properties"]["output"]["anyOf"]] == [["kind", "a"]] * 2
    assert list(read_strict(read_model({"oneOf": parts}), {"output": {"kind": "y", "a": 1}})) == ["a", "kind"]


def test_a_schema_that_refers_to_itself() -> None:
    schema = {"$ref": "#/$defs/node", "$defs": {"node": make_object(next={"$ref": "#/$defs/node"})}}
    check_round_trip(schema, {}, {"next": {}}, {"next": {"next": {}}})


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        (make_object(**{f"k{number}": {"type": "string"} for number in range(5_001)}), "5,001 keys, and 5,000"),
        (make_object(a={"enum": list(range(1_001))}), "1,001 listed values, and 1,000"),
        (make_object(a={"enum": [f"{number:0100}" for number in range(251)]}), "more than 250 values has over 15,000"),
        (make_object(**{f"{number}" + "k" * 1_200: {} for number in range(101)}), "characters in names"),
    ],
)  # fmt: skip
def test_a_schema_beyond_the_limits_is_refused(schema: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words):
        write_response_format(read_model(schema))


@pytest.mark.parametrize(("levels", "is_taken"), [(10, True), (11, False)])
def test_ten_levels_of_objects_are_taken(levels: int, is_taken: bool) -> None:
    names = [f"d{number}" for number in range(levels - 1)]
    parts = {name: {**make_object(a={"$ref": f"#/$defs/{below}"}), "required": ["a"]}
             for name, below in zip(names, [*names[1:], "end"], strict=True)}  # fmt: skip
    schema = {"$ref": "#/$defs/d0", "$defs": {**parts, "end": make_object(a={"type": "string"})}}
    if is_taken:
        write_response_format(read_model(schema))
    else:
        with pytest.raises(InputError, match="11 levels of objects, and 10"):
            write_response_format(read_model(schema))


def test_a_limit_is_told_by_the_command(tmp_path: Path) -> None:
    schema = json.loads(PACK[SCHEMA])
    schema["oneOf"][0]["properties"]["size"] = {"enum": list(range(1_001))}
    folder = write_pack(tmp_path, {**PACK, SCHEMA: json.dumps(schema)})
    came = CliRunner().invoke(main, ["export-schema", "--for", "openai", "--pack", str(folder)])
    assert (came.exit_code, came.stdout) == (2, "")
    assert "OpenAI does not take this schema: it has" in came.stderr


def test_the_name_of_the_format_is_one_that_the_service_takes() -> None:
    for heading, name in (
        ("Home action", "Home_action"),
        ("Übersicht!", "bersicht"),
        ("¡!", "answer"),
        ("x" * 99, "x" * 64),
    ):
        told = write_response_format(read_model({**make_object(), "title": heading}))[0]
        assert told["json_schema"]["name"] == name


def test_the_strict_form_of_the_built_in_pack_is_not_the_outputs_own() -> None:
    label = BUILT_IN.labels[0]
    assert not is_valid(BUILT_IN.schema, StrictForm().write(label))
