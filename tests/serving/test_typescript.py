"""The types for TypeScript, by their text; what the compiler makes of them, `make test-serving` shows."""

import json
import re

import pytest
from schema_tools import BUILT_IN, EXPENSES, STARTER, Labelled, export

from taskdata.serving.targets.typescript import write_typescript
from taskdata.serving.tree.reading import read_model


def test_the_types_of_the_starter() -> None:
    assert (
        export("typescript", STARTER.folder).stdout
        == """\
/** What a request to the home assistant becomes: exactly one of four actions. */
export type HomeAction = SetLight | SetHeating | PlayMusic | ErrorHomeAction;

/** Switches or dims the lights of a room. */
export interface SetLight {
  action: "set_light";
  room: Room;
  state: "on" | "off";
  brightness?: number;
}

export type Room = "kitchen" | "living_room" | "bedroom" | "bathroom" | "hall" | "office" | "everywhere";

/** Sets the temperature of a room. */
export interface SetHeating {
  action: "set_heating";
  room: Room;
  degrees: number;
  /** The day from which it holds; null means now. */
  from: string | null;
}

/** Plays music. */
export interface PlayMusic {
  action: "play_music";
  music: string;
  room?: Room;
}

/** Says why the request cannot be carried out as it stands. */
export interface ErrorHomeAction {
  action: "error";
  error_type: "missing_room" | "missing_degrees" | "out_of_scope";
  message: string;
}
"""
    )


@pytest.mark.parametrize("pack", [BUILT_IN, EXPENSES], ids=["built-in", "expenses"])
def test_every_action_has_an_interface_and_is_in_the_union(pack: Labelled) -> None:
    told = export("typescript", pack.folder).stdout
    union = re.search(r"^export type Action = (.*);$", told, re.MULTILINE)
    assert union
    assert len(union[1].split(" | ")) == len(pack.schema["oneOf"])
    for name in pack.schema["$defs"]:
        if "action" in pack.schema["$defs"][name].get("properties", {}):
            assert f'  action: "{name}";\n' in told


def test_an_either_or_is_an_interface_for_each_side() -> None:
    told = export("typescript").stdout
    assert "export type DeleteTask = DeleteTaskByTaskId | DeleteTaskByTaskTitle;\n" in told
    assert (
        "export interface DeleteTaskByTaskId {\n"
        '  action: "delete_task";\n  task_id: number;\n  task_title?: never;\n}\n'
    ) in told


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ({"type": "array", "items": {"enum": ["a", 1]}}, '("a" | 1)[]'),
        ({"type": ["integer", "null"]}, "number | null"),
        ({}, "unknown"),
        ({"const": {"k": [True]}}, '{"k":[true]}'),
        ({"type": "object", "additionalProperties": False}, "Record<string, never>"),
        ({"type": "object", "properties": {"b-c": {"type": "null"}}},
         '{\n    "b-c"?: null;\n    [key: string]: unknown;\n  }'),
    ],
)  # fmt: skip
def test_each_type(part: object, told: str) -> None:
    schema = {"type": "object", "additionalProperties": False, "required": ["x"], "properties": {"x": part}}
    assert write_typescript(read_model(schema))[0] == f"export interface Answer {{\n  x: {told};\n}}\n"


def test_a_day_and_a_description_are_comments() -> None:
    properties = {"on": {"type": "string", "format": "date"}, "by": {"type": "null", "description": "a\n*/ b"}}
    told = write_typescript(read_model({"type": "object", "additionalProperties": False, "properties": properties}))[0]
    assert "  /** A day, written YYYY-MM-DD. */\n  on?: string;\n" in told
    assert "  /** a * / b */\n  by?: null;\n" in told


def test_two_definitions_never_have_the_same_name() -> None:
    parts = {name: {"enum": [name]} for name in ("a_b", "a-b", "answer", "date", "9")}
    schema = {"$defs": parts, "anyOf": [{"$ref": f"#/$defs/{name}"} for name in parts]}
    told = write_typescript(read_model(json.loads(json.dumps(schema))))[0]
    assert told.startswith("export type Answer = AB | AB2 | Answer2 | DateAnswer | Type9;\n")


def test_objects_without_a_name_are_called_by_what_tells_them_apart() -> None:
    parts = [
        {"type": "object", "required": ["kind"], "properties": {"kind": {"const": kind}}} for kind in ("one", "two")
    ]
    told = write_typescript(read_model({"title": "Reply", "oneOf": parts}))[0]
    assert "export type Reply = One | Two;\n" in told
