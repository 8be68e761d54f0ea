"""`taskdata export-schema`: what every target has in common."""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from schema_tools import BUILT_IN, EXPENSES, PACKS, STARTER, Labelled, export, export_anew, is_valid, loosen, read_notes
from small_pack import PACK, SCHEMA, SLOTS, USECASE, write_pack

from taskdata.cli import main

TARGETS = ("openai", "vllm", "llama-cpp", "typescript")
EVERY = pytest.mark.parametrize("target", TARGETS)


@EVERY
@pytest.mark.parametrize("pack", [BUILT_IN, EXPENSES, STARTER], ids=["built-in", "expenses", "starter"])
def test_the_same_pack_gives_the_same_bytes(target: str, pack: Labelled) -> None:
    first, again = export(target, pack.folder), export_anew(target, pack.folder)
    assert first.stdout_bytes == again.stdout_bytes != b""
    assert first.stdout.endswith("\n")


@EVERY
def test_data_goes_to_the_file_and_talk_to_stderr(target: str, tmp_path: Path) -> None:
    file = tmp_path / "new" / "file"
    came = CliRunner().invoke(main, ["export-schema", "--for", target, "-o", str(file)])
    assert came.stdout == ""
    assert f"the schema for {target} is in {file}" in came.stderr
    assert file.read_bytes() == export(target).stdout_bytes


def test_a_file_is_replaced_by_force_alone(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    arguments = ["export-schema", "--for", "vllm", "-o", str(file)]
    came = CliRunner().invoke(main, arguments)
    assert (came.exit_code, file.read_text()) == (2, "mine")
    assert "--force" in came.stderr
    assert CliRunner().invoke(main, [*arguments, "--force"]).exit_code == 0
    assert file.read_text().startswith("{")


def test_a_target_that_there_is_not_is_refused() -> None:
    came = CliRunner().invoke(main, ["export-schema", "--for", "ollama"])
    assert came.exit_code == 2
    assert "typescript" in came.stderr


@EVERY
def test_a_pack_with_faults_is_refused_with_all_of_them(target: str, tmp_path: Path) -> None:
    folder = write_pack(tmp_path, {**PACK, SCHEMA: PACK[SCHEMA].replace('"const"', '"konst"')})
    came = CliRunner().invoke(main, ["export-schema", "--for", target, "--pack", str(folder)])
    assert came.exit_code == 2
    assert SCHEMA in came.stderr


def test_each_keyword_that_is_not_enforced_is_told_on_one_line_with_its_places() -> None:
    assert [line for line in export("llama-cpp").stderr.splitlines() if "not enforced" in line] == [
        "taskdata: not enforced: `pattern` at #/$defs/assignee, #/$defs/error/properties/suggested_followup, "
        "#/$defs/notes, #/$defs/query_tasks/properties/filters/properties/text, #/$defs/tag, #/$defs/title",
        "taskdata: not enforced: `uniqueItems` at #/$defs/tags",
    ]


def test_what_a_target_enforces_is_not_told_as_lost() -> None:
    lost = {target: {keyword for keyword, _ in read_notes(export(target).stderr)} for target in TARGETS}
    assert lost["llama-cpp"] == {"pattern", "uniqueItems"}
    assert lost["vllm"] == {"pattern", "uniqueItems", "minLength", "maxLength"}
    assert lost["openai"] - lost["typescript"] == {"oneOf"}
    assert lost["typescript"] - lost["openai"] == {"type: integer"}
    assert {"dependentRequired", "if", "minProperties", "maxLength", "format"} <= lost["typescript"]


def write_schema(folder: Path, schema: object, usecase: str = PACK[USECASE]) -> Path:
    return write_pack(folder, {**PACK, SCHEMA: json.dumps(schema), USECASE: usecase})


@EVERY
def test_a_pack_without_a_discriminator_and_with_a_single_object(target: str, tmp_path: Path) -> None:
    usecase = PACK[USECASE].replace("discriminator: action\n", "")
    branch = json.loads(PACK[SCHEMA])["oneOf"][0]
    branch["properties"]["action"] = {"const": "send"}
    slots = PACK[SLOTS][: PACK[SLOTS].index("  stop:")]
    usecase = usecase.replace("  halt: a parcel is stopped\n", "").replace("{out: 0.6, halt: 0.4}", "{out: 1}")
    usecase = usecase.replace("{out: 7, halt: 5}", "{out: 12}").replace("{out: 30, halt: 20}", "{out: 50}")
    families = PACK["templates/families.yaml"]
    files = {SCHEMA: json.dumps(branch), USECASE: usecase, SLOTS: slots}
    files["templates/families.yaml"] = families[: families.index("  stop_plain:")]
    told = export(target, write_pack(tmp_path, {**PACK, **files})).stdout
    match target:
        case "openai":
            schema = json.loads(told)["json_schema"]["schema"]
            assert schema["required"] == ["action", "item", "speed", "day"], "the object itself, nothing round it"
        case "vllm":
            assert json.loads(told)["structured_outputs"]["json"]["type"] == "object"
        case "llama-cpp":
            assert told.startswith('root ::= "{\\"action\\":\\"send\\",\\"item\\":" string (",\\"speed\\":" ')
        case "typescript":
            assert told.startswith('export interface Answer {\n  action: "send";\n  item: string;\n')


@EVERY
def test_branches_under_any_of_are_as_those_under_one_of(target: str, tmp_path: Path) -> None:
    schema = json.loads(PACK[SCHEMA])
    one = export(target, write_schema(tmp_path / "one", schema))
    other = export(target, write_schema(tmp_path / "any", {"anyOf": schema["oneOf"]}))
    assert one.stdout == other.stdout
    assert one.stderr.replace("oneOf", "anyOf") == other.stderr


def test_labels_whose_keys_have_another_order_than_the_schema_are_told(tmp_path: Path) -> None:
    schema = json.loads(PACK[SCHEMA])
    properties = schema["oneOf"][0]["properties"]
    schema["oneOf"][0]["properties"] = {key: properties[key] for key in ("action", "day", "item", "speed")}
    folder = write_schema(tmp_path, schema)
    told = "$: labels have the keys action, item, speed, day, the schema lists action, day, item, speed; "
    for target in TARGETS:
        assert (told in export(target, folder).stderr) is (target != "typescript")
    assert "labels have the keys" not in export("vllm").stderr


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
@pytest.mark.parametrize("target", ["openai", "vllm"])
def test_what_is_written_is_a_json_schema(target: str, pack: Labelled) -> None:
    told = json.loads(export(target, pack.folder).stdout)
    schema = told["json_schema"]["schema"] if target == "openai" else told["structured_outputs"]["json"]
    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_tools_of_these_tests_loosen_a_schema() -> None:
    schema = {"$defs": {"a": {"type": "string", "pattern": "x", "maxLength": 1}}, "$ref": "#/$defs/a"}
    assert not is_valid(schema, "y")
    assert is_valid(loosen(schema, [("pattern", "#/$defs/a")]), "y")
    assert not is_valid(loosen(schema, [("pattern", "#/$defs/a")]), "yy")


def test_keys_that_cannot_be_said_are_told_as_such_and_not_as_let_through(tmp_path: Path) -> None:
    counts = '"counts": {"type": "object", "additionalProperties": {"type": "integer"}}'
    schema = PACK[SCHEMA].replace('"speed":', f'{counts}, "speed":')
    told = export("llama-cpp", write_pack(tmp_path, {**PACK, SCHEMA: schema})).stderr
    place = "#/oneOf/0/properties/counts"
    assert f"narrowed, so that no other keys can be said: `additionalProperties` at {place}\n" in told
    assert "not enforced: `additionalProperties`" not in told
