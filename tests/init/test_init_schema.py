"""`taskdata init DIR --schema FILE`: a pack of stubs that runs, for every action of a schema."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from init_tools import (
    EDITOR_SCHEMAS,
    REPOSITORY,
    assert_refused,
    find_editor_schemas,
    generate,
    hear,
    list_folder,
    read_yaml,
    run,
    succeed,
    write_schema,
)
from jsonschema import Draft202012Validator
from schemas_given import DEPENDENT, FLAT, NESTED, ONE, TWO

BUILT_IN = json.loads((REPOSITORY / "schemas" / "action.schema.json").read_text("utf-8"))
GIVEN: dict[str, tuple[Any, set[str]]] = {
    "two actions": (TWO, {"order", "bring_bill"}),
    "nested": (NESTED, {"createOrder", "cancelOrder", "undo", "error"}),
    "one object": (ONE, {"mine"}),
    "one object with an intent": (FLAT, {"open", "close", "stop"}),
    "fields that depend on others": (DEPENDENT, {"change", "show"}),
    "the built-in one": (BUILT_IN, {"create_task", "query_tasks", "update_task", "delete_task", "error"}),
}


def draft(folder: Path, schema: Any) -> tuple[Path, str]:
    """A pack drafted from a schema, and what was told."""
    result = succeed("init", folder / "pack", "--schema", write_schema(folder, schema))
    assert result.stdout == ""
    return folder / "pack", result.stderr


def list_action(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    """A schema with one action `do_it` besides an action without fields."""
    action = {"properties": {"action": {"const": "do_it"}, **properties}, "required": ["action", *required]}
    other = {"properties": {"action": {"const": "undo"}}, "required": ["action"]}
    return {"oneOf": [{"type": "object", "additionalProperties": False, **one} for one in (action, other)]}


def draft_action(folder: Path, properties: dict[str, Any], required: list[str]) -> tuple[Any, Any, str]:
    """The output and the slots that are drafted for one action, and what was told."""
    pack, told = draft(folder, list_action(properties, required))
    succeed("check", "--pack", pack)
    output = read_yaml(pack / "templates" / "actions.yaml")["actions"]["do_it"]["output"]
    return output, read_yaml(pack / "templates" / "slots.yaml")["slots"], told


@pytest.mark.parametrize("name", GIVEN)
def test_a_drafted_pack_is_clean_and_generates_at_once(tmp_path: Path, name: str) -> None:
    schema, actions = GIVEN[name]
    pack, _ = draft(tmp_path, schema)

    succeed("check", "--pack", pack)
    records = generate(pack, tmp_path / "data")

    assert Counter(record["facets"]["action"] for record in records) == dict.fromkeys(actions, 10)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [record["output"] for record in records if not validator.is_valid(record["output"])] == []
    assert len({record["input"].lower() for record in records}) == len(records)


def test_what_is_written(tmp_path: Path) -> None:
    pack, told = draft(tmp_path, TWO)

    prompts = ("axes", "ask_again", "parse_back", "rephrase_requests", "rephrase_templates")
    names = ("actions", "slots", "styles", "order", "bring_bill", *(f"prompts/{name}" for name in prompts))
    templates = {f"templates/{name}.yaml" for name in names}
    expected = templates | EDITOR_SCHEMAS | {"README.md", "usecase.yaml", "schemas/action.schema.json"}
    assert set(list_folder(pack)) == expected
    assert (pack / "schemas/action.schema.json").read_bytes() == (tmp_path / "mine.schema.json").read_bytes()
    assert [name for name in expected if f"  {name}\n" not in told] == []
    assert all(path.is_file() for path in find_editor_schemas(pack).values())


def test_the_use_case_names_what_the_schema_has(tmp_path: Path) -> None:
    usecase = read_yaml(draft(tmp_path, NESTED)[0] / "usecase.yaml")

    assert (usecase["name"], usecase["discriminator"]) == ("mine", "kind")
    assert list(usecase["categories"]) == ["createOrder", "cancelOrder", "undo", "error"]
    assert usecase["shares"] == dict.fromkeys(usecase["categories"], 0.25)
    assert usecase["persona"]["fields"] == {"message": {"max_chars": 80, "max_sentences": 2}}


@pytest.mark.parametrize(("count", "shares"), [(1, [1.0]), (3, [0.334, 0.333, 0.333]), (7, [0.143] * 6 + [0.142])])
def test_shares_come_out_with_any_number_of_actions(tmp_path: Path, count: int, shares: list[float]) -> None:
    branches = [{"properties": {"action": {"const": f"act_{at}"}}, "required": ["action"]} for at in range(count)]
    pack, _ = draft(tmp_path, {"oneOf": branches})
    assert list(read_yaml(pack / "usecase.yaml")["shares"].values()) == shares
    succeed("check", "--pack", pack)


@pytest.mark.parametrize(
    ("rule", "slot"),
    [
        ({"enum": ["low", "very_high"]},
         {"type": "choice", "forms": {"word": {"low": ["low"], "very_high": ["very high"]}}}),
        ({"enum": ["New York", "EUR"]},
         {"type": "choice", "forms": {"word": {"New York": ["New York"], "EUR": ["EUR"]}}}),
        ({"enum": [1, 2]}, {"type": "choice", "forms": {"word": {1: ["some thing 1"], 2: ["some thing 2"]}}}),
        ({"anyOf": [{"const": "on"}, {"const": "off"}]},
         {"type": "choice", "forms": {"word": {"on": ["on"], "off": ["off"]}}}),
        ({"type": "boolean"},
         {"type": "choice", "forms": {"word": {True: ["with some thing"], False: ["without some thing"]}}}),
        ({"type": "integer"}, {"type": "number", "min": 1, "max": 100}),
        ({"type": "integer", "minimum": 3, "exclusiveMaximum": 8}, {"type": "number", "min": 3, "max": 7}),
        ({"type": "number", "minimum": 0.5, "maximum": 9.5}, {"type": "number", "min": 1, "max": 9}),
        ({"type": "string", "format": "date"},
         {"type": "date", "kinds": {"tomorrow": 3, "weekday": 3, "next_weekday": 1, "month_day": 2}}),
        ({"type": "string"}, {"type": "phrase", "grammar": "some_thing", "apart": True}),
        ({"type": "string", "examples": ["a b", "c d"]}, {"type": "phrase", "grammar": "some_thing"}),
        ({"type": "string", "format": "date-time"}, {"type": "phrase", "grammar": "some_thing"}),
        ({"type": "string", "pattern": "^\\d{3}$", "examples": ["007"]},
         {"type": "choice", "forms": {"word": {"007": ["some thing 007"]}}}),
        ({"type": "array", "items": {"enum": ["hot", "cold"]}},
         {"type": "tags", "words": ["hot", "cold"], "most": 2, "cues": ["tagged some thing"]}),
    ],
)  # fmt: skip
def test_which_slot_is_proposed(tmp_path: Path, rule: Any, slot: Any) -> None:
    output, slots, told = draft_action(tmp_path, {"someThing": rule}, ["someThing"])

    assert slots == {"some_thing": slot}
    assert output == {"action": "do_it", "someThing": {"slot": "some_thing"}}
    assert "to look at" not in told


@pytest.mark.parametrize("name", ["owner", "assigned_to", "client_name", "firstName", "name", "contact"])
def test_who_is_taken_for_a_person(tmp_path: Path, name: str) -> None:
    _, slots, _ = draft_action(tmp_path, {name: {"type": "string"}}, [name])
    assert [slot["type"] for slot in slots.values()] == ["person"]


@pytest.mark.parametrize("name", ["file_name", "ownership", "street"])
def test_what_is_taken_for_no_person(tmp_path: Path, name: str) -> None:
    _, slots, _ = draft_action(tmp_path, {name: {"type": "string"}}, [name])
    assert [slot["type"] for slot in slots.values()] == ["phrase"]


@pytest.mark.parametrize(
    ("rule", "required", "field"),
    [
        ({"type": "integer"}, True, {"slot": "width"}),
        ({"type": "integer"}, False, {"slot": "width"}),
        ({"type": ["integer", "null"]}, True, {"slot": "width", "default": None}),
        ({"type": ["integer", "null"]}, False, {"slot": "width"}),
        ({"anyOf": [{"type": "integer"}, {"type": "null"}]}, True, {"slot": "width", "default": None}),
        ({"type": "integer", "default": 5}, True, {"slot": "width", "default": 5}),
        ({"const": 7}, True, 7),
        ({"const": True}, False, {"slot": "width"}),
    ],
)
def test_what_the_output_has_where_nothing_is_said(tmp_path: Path, rule: Any, required: bool, field: Any) -> None:
    output, _, _ = draft_action(tmp_path, {"width": rule}, ["width"] if required else [])
    assert output["width"] == field


def test_inner_objects_are_inner_fields(tmp_path: Path) -> None:
    pack, told = draft(tmp_path, NESTED)
    output = read_yaml(pack / "templates" / "actions.yaml")["actions"]["createOrder"]["output"]

    address = {"street": {"slot": "street"}, "city": {"slot": "city"}, "zip": {"slot": "zip"}}
    assert output["customer"] == {"name": {"slot": "name"}, "email": {"slot": "email"}, "address": address}
    assert output["price"] == {"amount": {"slot": "amount"}, "currency": {"slot": "currency"}}
    assert (output["validFrom"], output["validTo"]) == (
        {"slot": "valid_from_valid_to.from"}, {"slot": "valid_from_valid_to.to"}
    )  # fmt: skip
    assert output["version"] == 1
    assert "createOrder: nothing is proposed for the field `lines`; it is left out" in told
    assert "cancelOrder: nothing is proposed for the field `second_day`; it is left out" in told
    text = (pack / "templates" / "actions.yaml").read_text("utf-8")
    assert "# TODO: nothing is proposed for the field `lines`; it is left out" in text


def test_one_field_in_two_actions_is_one_slot_and_two_of_a_name_in_one_action_are_two(tmp_path: Path) -> None:
    assert list(read_yaml(draft(tmp_path, TWO)[0] / "templates/slots.yaml")["slots"]) == ["dish", "table", "size"]

    inner = {"type": "object", "properties": {"width": {"type": "integer"}}, "required": ["width"]}
    (tmp_path / "b").mkdir()
    output, slots, _ = draft_action(tmp_path / "b", {"lid": inner, "box": inner}, ["lid", "box"])
    assert list(slots) == ["lid_width", "box_width"]
    assert output["lid"] == {"width": {"slot": "lid_width"}}


def test_a_list_of_texts_is_found_behind_a_reference(tmp_path: Path) -> None:
    pack, _ = draft(tmp_path, BUILT_IN)
    slots = read_yaml(pack / "templates" / "slots.yaml")["slots"]
    assert (slots["tags"]["type"], slots["assignee"]["type"]) == ("tags", "person")


def test_of_several_lists_the_first_of_texts_is_said(tmp_path: Path) -> None:
    texts = {"type": "array", "items": {"type": "string"}}
    fields = {"files": {"type": "array", "items": {"type": "object"}}, "marks": texts, "more": texts, "must": texts}
    output, slots, told = draft_action(tmp_path, fields, ["must"])
    assert output == {"action": "do_it", "marks": {"slot": "marks"}, "must": []}
    assert list(slots) == ["marks"]
    assert "do_it: nothing is proposed for the field `must`, which must be there; it is always []" in told


def test_a_drafted_pack_hears_what_it_says(tmp_path: Path) -> None:
    pack, _ = draft(tmp_path, TWO)
    assert hear(pack, "order dish fish soup, table 7, size large please") == {
        "action": "order", "dish": "fish soup", "table": 7, "size": "large"
    }  # fmt: skip
    assert hear(pack, "can you bring bill table 12") == {"action": "bring_bill", "table": 12}


def test_only_what_the_schema_allows_together_is_said_together(tmp_path: Path) -> None:
    pack, _ = draft(tmp_path, DEPENDENT)
    records = generate(pack, tmp_path / "data", "-n", 60)

    changes = [record["output"] for record in records if record["output"]["action"] == "change"]
    shows = [record["output"] for record in records if record["output"]["action"] == "show"]
    assert {("number" in one, "label" in one) for one in changes} == {(True, False), (False, True)}
    assert min(len(one["changes"]) for one in changes) == 1
    assert {("sort" in one, "order" in one) for one in shows} == {(False, False), (True, False), (True, True)}


def test_an_error_has_a_family_for_each_of_its_kinds(tmp_path: Path) -> None:
    pack, _ = draft(tmp_path, NESTED)
    families = read_yaml(pack / "templates" / "error.yaml")["families"]

    told = [family["set"] for family in families.values()]
    assert [sets["code"] for sets in told] == ["unknown_order", "not_allowed"]
    assert all(sets.keys() == {"code", "message"} for sets in told)
    error = read_yaml(pack / "templates" / "actions.yaml")["actions"]["error"]
    assert error["evidence"] == {"field": "code", "values": {"unknown_order": {}, "not_allowed": {}}}
    assert error["output"] == {"kind": "error"}


def test_every_file_of_sentences_says_what_is_to_be_done(tmp_path: Path) -> None:
    pack, _ = draft(tmp_path, NESTED)
    for name in ("create_order", "cancel_order", "undo", "error", "slots"):
        assert "TODO" in (pack / "templates" / f"{name}.yaml").read_text("utf-8"), name


def test_of_several_fields_that_could_tell_actions_apart_the_first_does_and_that_is_told(tmp_path: Path) -> None:
    branches = [
        {
            "properties": {"same": {"const": "x"}, "op": {"const": one}, "code": {"const": one.upper()}},
            "required": ["op"],
        }
        for one in ("start", "halt")
    ]
    pack, told = draft(tmp_path, {"oneOf": branches})
    assert read_yaml(pack / "usecase.yaml")["discriminator"] == "op"
    assert "'op' is taken to tell the actions apart; 'code' could as well" in told

    (tmp_path / "b").mkdir()
    named, told = draft(tmp_path / "b", {"oneOf": branches, "discriminator": {"propertyName": "code"}})
    assert read_yaml(named / "usecase.yaml")["discriminator"] == "code"
    assert "'code' is taken to tell the actions apart; 'op' could as well" in told


def test_one_object_needs_no_field_that_chooses(tmp_path: Path) -> None:
    pack, _ = draft(tmp_path, ONE)
    assert "discriminator" not in read_yaml(pack / "usecase.yaml")

    said = {
        "input": "write down mine supplier blue lamp total 20 currency usd day tomorrow",
        "reference_date": "2026-03-11",
    }
    right = {"supplier": "blue lamp", "total": 20, "currency": "USD", "day": "2026-03-12", "paid": False}
    lines = [{**said, "output": right}, {**said, "output": {**right, "total": 21}}, {**said, "output": {"total": 20}}]
    (tmp_path / "pairs.jsonl").write_text("\n".join(map(json.dumps, lines)))
    verdicts = run("verify", tmp_path / "pairs.jsonl", "--json", "--pack", pack).stdout.splitlines()
    assert [json.loads(line)["ok"] for line in verdicts] == [True, False, False]


def test_what_the_verifier_refuses_is_left_as_a_comment_and_told(tmp_path: Path) -> None:
    """The field is called "2nd", and "2nd April" is a day of its own."""
    branch = {
        "width": {"type": "integer"}, "colour": {"enum": ["red", "blue"]}, "2nd": {"type": "string", "format": "date"}
    }  # fmt: skip
    pack, told = draft(tmp_path, list_action(branch, ["width"]))
    text = (pack / "templates" / "do_it.yaml").read_text("utf-8")
    assert '# TODO: - "do it width {width} 2nd {v_2nd.bare}"   #' in text
    assert "left as a comment" in told
    succeed("check", "--pack", pack)


def test_a_family_of_which_nothing_passes_is_written_and_told(tmp_path: Path) -> None:
    """The value "today" is heard as a day wherever it is said."""
    rules = {"day": {"type": ["string", "null"], "format": "date"}, "state": {"enum": ["today"]}}
    schema = write_schema(tmp_path, list_action(rules, ["day", "state"]))
    result = run("init", tmp_path / "pack", "--schema", schema)

    assert result.exit_code == 1
    assert "so far nothing of the family 'do_it' can be used; mend its sentences" in result.stderr
    assert run("check", "--draw", "--pack", tmp_path / "pack").exit_code == 1


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ('{"oneOf": [\n  {]}', [":2:4: this is not JSON"]),
        ("", [":1:1: this is not JSON"]),
        ("[]", ["must be an object"]),
        ({"type": "objekt"}, ["at type", "objekt"]),
        ({"type": "string"}, ["the schema has no `properties`"]),
        ({"type": "object"}, ["the schema has no `properties`"]),
        ({"oneOf": [{"type": "object"}]}, ["branch 1 of `oneOf` has no `properties`"]),
        ({"anyOf": [ONE, {"$ref": "#/$defs/none"}]}, ["/$defs/none"]),
        ({"oneOf": [{"$ref": "other.json"}]}, ["other.json"]),
        ({"oneOf": [ONE, FLAT]}, ["nothing tells its 2 branches apart", '"action": {"const": "send"}']),
        ({"oneOf": [TWO["oneOf"][0], TWO["oneOf"][0]]}, ["nothing tells its 2 branches apart"]),
        (list_action({"code": {"pattern": "^Q\\d{7}$", "type": "string"}}, ["code"]), ["'code'", "'do_it'"]),
        (list_action({}, ["gone"]), ["no output of the action 'do_it'"]),
        (list_action({"slot": {"type": "string"}}, []), ["a field named 'slot'"]),
    ],
)  # fmt: skip
def test_a_schema_of_which_no_pack_can_be_made_is_one_message(tmp_path: Path, schema: Any, words: list[str]) -> None:
    result = run("init", tmp_path / "pack", "--schema", write_schema(tmp_path, schema))
    assert_refused(result, tmp_path / "mine.schema.json", *words)
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "pack").exists()


def test_a_field_without_a_value_that_could_be_found_has_one_by_an_example(tmp_path: Path) -> None:
    rule = {"type": "string", "pattern": "^Q\\d{7}$", "examples": ["Q1234567", "Q7654321"]}
    output, slots, _ = draft_action(tmp_path, {"code": rule}, ["code"])
    assert output["code"] == {"slot": "code"}
    assert slots["code"] == {"type": "phrase", "grammar": "code"}


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    assert_refused(run("init", tmp_path / "pack", "--schema", tmp_path / name), tmp_path / name, "cannot be read")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "pack" / "templates").mkdir(parents=True)
    (tmp_path / "pack" / "templates" / "order.yaml").write_text("mine")
    result = run("init", tmp_path / "pack", "--schema", write_schema(tmp_path, TWO))
    assert_refused(result, "templates/order.yaml")
    assert list_folder(tmp_path / "pack") == {"templates/order.yaml": b"mine"}
