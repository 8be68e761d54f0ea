"""The schemas by which an editor completes and checks a pack: they fit every pack, and find slips as one types."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from init_tools import REPOSITORY, STARTER, find_editor_schemas, succeed, write_schema
from jsonschema import Draft202012Validator
from schemas_given import NESTED

from taskdata.author.documents import read_document
from taskdata.workflows.schema_notes import NOTES
from taskdata.workflows.schemas import render_schemas

PACKS = {"built-in": REPOSITORY, "starter": STARTER, "expenses": REPOSITORY / "examples" / "expenses"}


def load_validator(name: str) -> Draft202012Validator:
    schema = json.loads(render_schemas()[f"{name}.schema.json"])
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


TEMPLATES, USECASE = load_validator("templates"), load_validator("usecase")


def read(path: Path) -> Any:
    document = read_document(path.name, path.read_text("utf-8"))
    assert document.problems == []
    return document.data


def accepts_template(text: str) -> bool:
    document = read_document("x.yaml", text)
    assert document.problems == []
    return TEMPLATES.is_valid(document.data)


def assert_fits(folder: Path) -> None:
    named = find_editor_schemas(folder)
    for name, schema in named.items():
        validator = USECASE if name == "usecase.yaml" else TEMPLATES
        assert [error.message for error in validator.iter_errors(read(folder / name))] == [], name
        assert schema.read_bytes() == render_schemas()[schema.name], name
    assert len(named) > 5


@pytest.mark.parametrize("name", PACKS)
def test_every_file_names_its_schema_and_is_of_it(name: str) -> None:
    assert_fits(PACKS[name])


def test_so_is_a_drafted_pack(tmp_path: Path) -> None:
    succeed("init", tmp_path / "pack", "--schema", write_schema(tmp_path, NESTED))
    assert_fits(tmp_path / "pack")


RIGHT: dict[str, str] = {
    "sentences short and long": "families: {f: {sentences: [add, {say: put, weight: 2}, {set: {}, sentences: [a]}]}}",
    "a slot of each type": """
slots:
  a: {type: choice, forms: {one: {x: [y, z], 5: [five], true: [so]}, other: [{value: {p: 1}, say: [q]}]}}
  b: {type: phrase, grammar: g, apart: true}
  c: {type: date, kinds: {tomorrow: 1, weekday: 0.5}, only_alone: [weekday]}
  d: {type: span, kinds: {this_week: 1}}
  e: {type: number, min: 0, max: 3, forms: [hash]}
  f: {type: person, names: [Anna]}
  g: {type: tags, words: [x]}
  h: {like: a}
""",
    "a form with a word that must follow": 'slots: {a: {type: choice, forms: {one: {then: "off", x: [cross]}}}}',
    "a grammar with rules": "grammars: {g: {rules: {r: (a|b)}, verb: ['<r> c'], noun: [d]}}",
    "paraphrases, prompts and axes": """
paraphrases: {f: [{of: a, model: m, prompt: p 1, sentences: [b]}]}
prompts: {ask_again: {version: "1.0-b_2", user: "{refused} {manners}"}}
axes: {who speaks: [a boss]}
""",
    "outputs of each kind": """
actions:
  a:
    category: c
    output:
      action: a
      one: {slot: s}
      two: {slot: [s, t.part], default: null, not_past: true}
      three: {join: [s, {slot: t, needs: s}], with: " - "}
      four: {five: {slot: s}, six: [1, 2], seven: {}}
""",
}

SLIPS: dict[str, str] = {
    "a misspelt section": "familes: {}",
    "a misspelt key of a family": "families: {f: {abuot: x, sentences: [a]}}",
    "a misspelt key of a sentence": "families: {f: {sentences: [{say: a, wieght: 2}]}}",
    "a sentence that is a number": "families: {f: {sentences: [5]}}",
    "a sentence and a block at once": "families: {f: {sentences: [{say: a, sentences: [b]}]}}",
    "an entry that says nothing": "families: {f: {sentences: [{weight: 2}]}}",
    "no sentences": "families: {f: {about: x}}",
    "a weight of nothing": "families: {f: {weight: 0, sentences: [a]}}",
    "a slot without a type": "slots: {a: {min: 1, max: 2}}",
    "a key of another type of slot": "slots: {a: {type: number, min: 1, max: 2, grammar: g}}",
    "a number without its end": "slots: {a: {type: number, min: 1}}",
    "a kind of day that is none": "slots: {a: {type: date, kinds: {tomorow: 1}}}",
    "a kind of span among days": "slots: {a: {type: date, kinds: {this_week: 1}}}",
    "phrases that are no list": "slots: {a: {type: choice, forms: {one: {x: y}}}}",
    "a form without a value": "slots: {a: {type: choice, forms: {one: {}}}}",
    "a person without names": "slots: {a: {type: person}}",
    "a slot with a capital": "slots: {Room: {type: number, min: 1, max: 2}}",
    "a grammar that is one text": "grammars: {g: {verb: call}}",
    "an output with a key too many": "actions: {a: {category: c, output: {x: {slot: s, defualt: 1}}}}",
    "a join of nothing": "actions: {a: {category: c, output: {x: {join: []}}}}",
    "an action without a category": "actions: {a: {output: {}}}",
    "evidence that lacks without a likeness":
        "actions: {a: {category: c, output: {}, evidence: {field: f, values: {v: {lacks: [s]}}}}}",
    "a case that is none": "styles: {s: {weight: 1, case: upper}}",
    "a frame that is a mapping without say": "frames: {f: [{weight: 1}]}",
    "framing of an unknown kind": "framing: {anywere: [please]}",
    "what is heard and says nothing": "heard: {h: {action: a}}",
    "paraphrases of nothing": "paraphrases: {f: [{model: m, prompt: p, sentences: [b]}]}",
    "an entry without paraphrases": "paraphrases: {f: [{of: a, model: m, prompt: p, sentences: []}]}",
    "a version with a blank": 'prompts: {ask_again: {version: "1 b", user: "{refused} {manners}"}}',
    "an axis without values": "axes: {who speaks: []}",
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_is_accepted(name: str) -> None:
    assert accepts_template(RIGHT[name])


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_found(name: str) -> None:
    assert not accepts_template(SLIPS[name])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  about: a large general model", "  abuot: a large general model"),
        ("title: Lights", "titel: Lights"),
        ("json_validity: 0.99", "json_validity: 99"),
        ("discriminator: action", "discriminator: [action]"),
        ("{train: 0.8, validation: 0.1, test: 0.1}", "{train: 0.8, dev: 0.1, test: 0.1}"),
        ("  - {n: 100, about: to look at, shares: *usual}", "  - {n: 100, about: to look at}"),
        ("  - {n: 100, about: to look at, shares: *usual}", "  - {n: 0, shares: *usual}"),
        ('op: ">", target: 0.9,', 'op: "=>", target: 0.9,'),
        ("first: 2025-01-01", "first: January"),
        ("date_order: month_day", "date_order: month_first"),
        ("held: 0.15", "held: 0.75"),
        ("categories: ", "catgories: "),
    ],
)
def test_a_slip_in_the_use_case_is_found(old: str, new: str) -> None:
    text = (STARTER / "usecase.yaml").read_text("utf-8")
    assert text.count(old) >= 1
    assert USECASE.is_valid(read_document("u", text).data)
    assert not USECASE.is_valid(read_document("u", text.replace(old, new, 1)).data)


def list_objects(schema: Mapping[str, Any], top: str) -> dict[str, Mapping[str, Any]]:
    parts = {name: part for name, part in schema["$defs"].items() if name != "Output"}
    return {**parts, top: schema}


def test_every_key_has_its_note() -> None:
    """What an editor shows while one types; a note for a key that is gone would be a lie."""
    schemas = {name: json.loads(render_schemas()[f"{name}.schema.json"]) for name in ("templates", "usecase")}
    found = list_objects(schemas["templates"], "TemplateFile") | list_objects(schemas["usecase"], "UseCase")
    assert set(NOTES) == set(found)
    for name, part in found.items():
        assert set(NOTES[name]) == set(part["properties"]), name
        for key, rule in part["properties"].items():
            assert rule["description"].endswith((".", "...")), (name, key)
