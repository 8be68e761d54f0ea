"""Writes `docs/slots.md` from the models of the slot types and from what slots of the packs say:
`python tests/docs/slots_page.py docs/slots.md`.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from taskdata.author.files import TemplateFile
from taskdata.foundation.chance import Chance
from taskdata.foundation.slot_specs import DateSlot, SpanSlot
from taskdata.slots.dates.say import DAY_KINDS, SPAN_KINDS, say_day, say_span
from taskdata.slots.dates.say_past import PAST_DAY_KINDS, PAST_SPAN_KINDS
from taskdata.slots.facts import list_parts
from taskdata.workflows.open_pack import Opened, open_with_places
from taskdata.workflows.preview import say_slot
from taskdata.workflows.schema_notes import NOTES

_DAY = date(2026, 12, 10)
ROOT = Path(__file__).parents[2]
_SHOWN = 3
_MOST_FORMS = 6
_HEAD = """\
# Slot types

<!-- Computed by `make pages` from src/taskdata/foundation/slot_specs.py and the packs: change those. -->

A slot is a typed hole of a sentence: `{due}` says a value in its first form, `{due.bare}` in another. What a slot says,
the pack also hears in any request; only free text, names and plain numbers are found by their place in the sentence.
`taskdata preview SLOT` shows what a slot of your pack says; [types of your own](own-types.md) come from packages.
`other_due: {like: due}` is a second slot of the same kind.
"""


class Shown(NamedTuple):
    """A slot of a pack that stands for its type."""

    type: str
    model: str
    slot: str
    pack: str


SHOWN: Sequence[Shown] = (
    Shown("choice", "ChoiceSlot", "priority", "."),
    Shown("phrase", "PhraseSlot", "title", "."),
    Shown("date", "DateSlot", "due", "."),
    Shown("span", "SpanSlot", "when", "."),
    Shown("number", "NumberSlot", "id", "."),
    Shown("money", "MoneySlot", "cost", "examples/expenses"),
    Shown("person", "PersonSlot", "person", "."),
    Shown("tags", "TagsSlot", "tags", "."),
)


def render_page() -> str:
    """The page."""
    schema = TemplateFile.model_json_schema()["$defs"]
    packs = {pack: open_with_places(ROOT / pack) for pack in sorted({shown.pack for shown in SHOWN})}
    parts = [_HEAD]
    parts += ["\n".join(_render_type(shown, schema[shown.model], packs[shown.pack])) for shown in SHOWN]
    return "\n".join(parts)


def _render_type(shown: Shown, model: Mapping[str, Any], opened: Opened) -> Iterator[str]:
    yield f"## `{shown.type}`\n\n{' '.join(model['description'].split())}\n"
    yield "| key | is | if left out |\n|---|---|---|"
    for key, rule in model["properties"].items():
        if key != "type":
            yield f"| `{key}` | {NOTES[shown.model][key]} | {_show_default(key, rule, model)} |"
    spec = opened.pack.spec(shown.slot)
    if parts := sorted(list_parts(spec)):
        named = ", ".join(f"`{part}`" for part in parts)
        yield f"\nIts value has the parts {named}; an output may name one: `{{slot: {shown.slot}.{parts[0]}}}`."
    if isinstance(spec, DateSlot | SpanSlot):
        yield from _list_kinds(isinstance(spec, DateSlot))
    where = "the built-in pack" if shown.pack == "." else shown.pack
    yield f"\n`{shown.slot}` of {where} says, for example:\n\n| form | on | words | value |\n|---|---|---|---|"
    for form, day, said in say_slot(opened, shown.slot, _SHOWN, seed=0):
        if form in list(opened.slots[shown.slot].forms())[:_MOST_FORMS]:
            on = f"{day:%a %Y-%m-%d}" if opened.slots[shown.slot].needs_day(None) else ""
            value = orjson.dumps(said.value, default=str).decode()
            yield f"| `{form}` | {on} | {_escape(said.words)} | `{_escape(value)}` |"
    yield ""


def _list_kinds(of_days: bool) -> Iterator[str]:
    """Each kind with words that it may say, looking ahead and back."""
    yield f"\nThe kinds, each said once on {_DAY:%A, %Y-%m-%d}; `past: true` has its own:\n"
    yield "| kind | says | with `past: true` |\n|---|---|---|"
    ahead: Mapping[str, Any] = DAY_KINDS if of_days else SPAN_KINDS
    back: Mapping[str, Any] = PAST_DAY_KINDS if of_days else PAST_SPAN_KINDS
    for kind in {**ahead, **back}:
        told = [_say_kind(kind, kinds) if kind in kinds else "" for kinds in (ahead, back)]
        yield f"| `{kind}` | {told[0]} | {told[1]} |"


def _say_kind(kind: str, kinds: Mapping[str, Any]) -> str:
    """The first words that a kind says on the day; not all are said on each."""
    say = say_day if kinds in (DAY_KINDS, PAST_DAY_KINDS) else say_span
    for index in range(20):
        said = say(kind, _DAY, Chance("page", kind, index), kinds=kinds)
        if said:
            return str(said[0])
    return "(not on this day)"


def _show_default(key: str, rule: Mapping[str, Any], model: Mapping[str, Any]) -> str:
    if key in model.get("required", ()):
        return "must be there"
    default = rule.get("default")
    return "" if default in (None, [], {}) else f"`{orjson.dumps(default).decode()}`"


def _escape(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render_page(), "utf-8")
