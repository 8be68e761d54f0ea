"""A small, complete pack, and a way to break it in one place.

The place where a fault must be shown is written into the broken text as `@@`, straight before the character meant.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from taskdata.author.load import load_pack
from taskdata.foundation.errors import PackError, Problem

CARET = "@@"
USECASE, SCHEMA = "usecase.yaml", "schemas/action.schema.json"
SLOTS, FAMILIES, STYLES = "templates/slots.yaml", "templates/families.yaml", "templates/styles.yaml"

_USECASE = """\
name: parcels
title: Parcels by chat
domain: People send and stop parcels.
base_model: small model
pain_points: [slow]
current_system: {about: a large model, json_validity: 0.8, latency_ms: 900}
target_system: {about: a small model, json_validity: 0.98, latency_ms: 200}
persona:
  about: plain
  system_prompt: "Today is {reference_date}."
  fields: {}
capabilities:
  - {name: parse, about: it parses, metric: json_validity, op: ">", target: 0.95}
categories:
  out: a parcel is sent
  halt: a parcel is stopped
schema_file: schemas/action.schema.json
discriminator: action
shares: {out: 0.6, halt: 0.4}
sizes:
  - {n: 10, shares: {out: 0.6, halt: 0.4}}
  - {n: 12, counts: {out: 7, halt: 5}}
splits: {train: 0.8, validation: 0.1, test: 0.1}
benchmark: {n: 50, counts: {out: 30, halt: 20}, held: 0.15}
data_sources: []
success:
  - {name: valid, metric: json_validity, op: ">", target: 0.95, min_n: 50}
go_no_go: {criteria: [], revisit: []}
risks: []
labels: {week_start: monday, date_order: month_day}
reference_dates: {first: 2025-01-01, last: 2025-12-31}
"""

_SCHEMA = """\
{
  "oneOf": [
    {
      "type": "object",
      "required": ["action", "item"],
      "additionalProperties": false,
      "properties": {
        "action": {"const": "send"},
        "item": {"type": "string"},
        "speed": {"enum": ["fast", "slow"]},
        "day": {"type": "string", "format": "date"}
      }
    },
    {
      "type": "object",
      "required": ["action", "item"],
      "additionalProperties": false,
      "properties": {"action": {"const": "stop"}, "item": {"type": "string"}}
    }
  ]
}
"""

_SLOTS = """\
slots:
  item:
    type: phrase
    grammar: items
    apart: true
  speed:
    type: choice
    forms:
      way:
        fast: [by express, at full speed]
        slow: ["by (ordinary|standard) mail"]
  day:
    type: date
    kinds: {tomorrow: 2, weekday: 1}
  other_day: {like: day}

grammars:
  items:
    rules:
      colour: (red|green|blue|grey|brown)
      piece: (box|crate|barrel|basket|bundle)
    thing:
      - "<colour> <piece>"
      - "<piece> of (pears|plums|bricks)"
    many:
      - "<colour> (boxes|crates|barrels)"

actions:
  send:
    category: out
    output:
      action: send
      item: {slot: item}
      speed: {slot: speed}
      day: {slot: [day, other_day]}
  stop:
    category: halt
    output:
      action: stop
      item: {slot: item}
"""

_FAMILIES = """\
frame: command

rules:
  start: (send|ship|dispatch)
  the: (the *3|my)

families:
  send_plain:
    about: a thing is sent
    action: send
    weight: 2
    sentences:
      - "<start> <the> {item}"
      - "<start> <the> {item.many} out"
      - say: get <the> {item} on its way
        weight: 2
  send_how:
    action: send
    edge_cases: [speed]
    sentences:
      - "<start> <the> {item} {speed}"
      - "<start> <the> {item.thing} {speed.way} {day}"
  stop_plain:
    action: stop
    sentences:
      - hold <the> {item}
      - {say: "keep <the> {item} here", frame: none}
"""

_STYLES = """\
styles:
  tidy: {weight: 3, case: sentence, end: mark}
  hasty: {weight: 1, case: lower, end: none, swaps: short}

swaps:
  short:
    please: [pls, plz]

frames:
  command:
    - {say: "{request}", weight: 5}
    - "please {request}"
"""

PACK: Mapping[str, str] = {
    USECASE: _USECASE,
    SCHEMA: _SCHEMA,
    SLOTS: _SLOTS,
    FAMILIES: _FAMILIES,
    STYLES: _STYLES,
}


@dataclass(frozen=True)
class Breakage:
    """`old` in `file` becomes `new`; the fault is due at the `@@` of `new`, with all the words in its message."""

    name: str
    file: str
    old: str
    new: str
    words: tuple[str, ...]


def breakage(name: str, file: str, old: str, new: str, *words: str) -> object:
    """A row of a parametrised test."""
    return pytest.param(Breakage(name, file, old, new, words), id=name.replace(" ", "-"))


def apply_breakage(broken: Breakage, files: Mapping[str, str] = PACK) -> tuple[dict[str, str], tuple[int, int]]:
    """The files of the broken pack, and the line and column of the fault."""
    text = files[broken.file]
    assert text.count(broken.old) == 1, f"{broken.old!r} is not once in {broken.file}"
    marked = text.replace(broken.old, broken.new)
    before, caret, after = marked.partition(CARET)
    assert caret, "the breakage does not say where its fault is due"
    place = (before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)
    return {**files, broken.file: before + after}, place


def find_problems(files: Mapping[str, str]) -> list[Problem]:
    """The faults of a pack, or none where it loads."""
    try:
        load_pack(Path("pack"), files)
    except PackError as error:
        return list(error.problems)
    return []


def assert_only_fault(broken: Breakage, whole: Mapping[str, str] = PACK) -> None:
    """The file has this fault, in its place and in telling words, and no other."""
    files, place = apply_breakage(broken, whole)
    problems = find_problems(files)
    own = [problem for problem in problems if problem.file == broken.file]
    told = "\n".join(map(str, problems)) or "no fault was found"
    assert [(problem.line, problem.column) for problem in own] == [place], f"{place} is due, but:\n{told}"
    message = own[0].message
    assert [word for word in broken.words if word not in message] == [], message
    assert "\n" not in message
    assert "()" not in message.replace("'()'", ""), f"{message} tells of the code"


def write_pack(folder: Path, files: Mapping[str, str]) -> Path:
    """The files in a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
