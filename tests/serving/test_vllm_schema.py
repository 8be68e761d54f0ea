"""The schema for vLLM: every label is of it, and what it was not told to let through is refused."""

import json
from typing import Any

import pytest
from schema_tools import PACKS, STARTER, Labelled, break_label, export, is_valid, loosen, mix_labels, read_notes

from taskdata.serving.targets.vllm_schema import write_vllm_request
from taskdata.serving.tree.reading import read_model

# What one of the two backends of vLLM does not enforce or refuses to compile, or what has xgrammar refuse right texts.
FORBIDDEN = {"oneOf", "allOf", "not", "if", "then", "else", "dependentRequired", "dependentSchemas", "uniqueItems",
             "pattern", "minLength", "maxLength", "patternProperties", "multipleOf", "contains"}  # fmt: skip


def list_keywords(part: Any) -> set[str]:
    """The keywords of a schema; names of properties and definitions are none."""
    found = set(part)
    for key in ("properties", "$defs"):
        found |= {word for inner in part.get(key, {}).values() for word in list_keywords(inner)}
    inner = [*part.get("anyOf", ()), *([part["items"]] if "items" in part else [])]
    return found | {word for one in inner for word in list_keywords(one)}


def read(pack: Labelled) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    came = export("vllm", pack.folder)
    request = json.loads(came.stdout)
    assert list(request) == ["structured_outputs"]
    assert list(request["structured_outputs"]) == ["json"]
    return request["structured_outputs"]["json"], read_notes(came.stderr)


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_every_label_is_of_it(pack: Labelled) -> None:
    schema, _ = read(pack)
    assert [label for label in pack.labels if not is_valid(schema, label)] == []


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_it_refuses_all_that_it_does_not_say_it_lets_through(pack: Labelled) -> None:
    schema, notes = read(pack)
    loose = loosen(pack.schema, notes)
    labels = pack.labels[::5]
    answers = [broken for label in labels for broken in break_label(label)] + list(mix_labels(labels))
    wrong = [answer for answer in answers if not is_valid(loose, answer)]
    assert len(wrong) > 2_000
    assert [answer for answer in answers if is_valid(schema, answer) != is_valid(loose, answer)] == []


@pytest.mark.parametrize("pack", [*PACKS.values(), STARTER], ids=[*PACKS, "starter"])
def test_it_has_no_keyword_that_a_backend_does_not_know(pack: Labelled) -> None:
    assert list_keywords(read(pack)[0]) & FORBIDDEN == set()


def test_days_keep_their_format() -> None:
    schema, _ = read(STARTER)
    day = schema["$defs"]["set_heating"]["properties"]["from"]
    assert day == {
        "description": "The day from which it holds; null means now.",
        "anyOf": [{"type": "string", "format": "date"}, {"type": "null"}],
    }


def test_descriptions_are_kept_also_beside_a_reference() -> None:
    node = {
        "type": "object",
        "additionalProperties": False,
        "properties": {"a": {"$ref": "#/$defs/a", "description": "x"}},
    }
    schema = write_vllm_request(read_model({**node, "$defs": {"a": {"type": "string"}}}))[0]["structured_outputs"][
        "json"
    ]
    assert schema["properties"] == {"a": {"description": "x", "$ref": "#/$defs/a"}}


def test_a_reference_with_rules_beside_it_that_leads_to_itself_comes_to_an_end_and_is_told() -> None:
    node = {"type": "object", "properties": {"n": {"$ref": "#/$defs/n", "minProperties": 1}}}
    notes = write_vllm_request(read_model({"$ref": "#/$defs/n", "$defs": {"n": node}}))[1]
    assert "$ref" in {note.keyword for note in notes}
