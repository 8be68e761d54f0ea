"""A whole pack out of a JSON Schema of actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from taskdata.answers.shape import Shape
from taskdata.foundation.branches import Branch
from taskdata.foundation.errors import InputError
from taskdata.foundation.json_schema import find_schema_fault
from taskdata.propose.actions import outline_action
from taskdata.propose.branches import choose_branches, name_action
from taskdata.propose.errors import draft_error, is_error, pick_fallback
from taskdata.propose.fields import list_fields
from taskdata.propose.naming import make_name, split_name
from taskdata.propose.readme import README
from taskdata.propose.render import render_actions, render_families, render_slots, render_styles
from taskdata.propose.slots import Proposer
from taskdata.propose.stubs import Stub, draft_action
from taskdata.propose.usecase import render_usecase
from taskdata.propose.values import Allowed

SCHEMA_FILE = "schemas/action.schema.json"
_OWN_FILES = ("actions", "slots", "styles")


@dataclass(frozen=True, slots=True)
class Draft:
    """The files of a pack, by name, and what its author has to know."""

    files: Mapping[str, str]
    notes: Sequence[str]


def draft_files(schema: Any, name: str) -> Draft:
    """The files of a pack for a schema, but for the schema itself.

    Raises InputError where the schema is none, or none of actions.
    """
    if found := find_schema_fault(schema):
        raise InputError(found[1])
    choice = choose_branches(schema)
    branches = {name_action(branch, name): branch for branch in choice.branches}
    drafter = _Drafter(schema, choice.field, branches)
    stubs = [drafter.draft(action, branch) for action, branch in branches.items()]
    texts = {key: most for stub in stubs for key, most in (stub.texts or {}).items()}
    fallback = pick_fallback(stubs)
    if fallback and not Shape(schema, choice.field).accepts(fallback):
        fallback = None
    files = {
        "usecase.yaml": render_usecase(make_name(name), list(branches), choice.field, SCHEMA_FILE, texts, fallback),
        "templates/actions.yaml": render_actions(stubs, drafter.notes),
        "templates/slots.yaml": render_slots(drafter.proposer.list_taken()),
        "templates/styles.yaml": render_styles(any(one.exact for one in drafter.proposer.list_taken())),
    }
    files["README.md"] = README
    for stub in stubs:
        files[_name_file(stub.name, files)] = render_families(stub)
    return Draft(files, [*_tell_choice(choice.field, choice.candidates), *drafter.list_notes()])


class _Drafter:
    """Drafts the actions of one schema, which share slots."""

    def __init__(self, schema: Mapping[str, Any], discriminator: str | None, branches: Mapping[str, Branch]) -> None:
        self.notes: dict[str, list[str]] = {}
        self._schema, self._discriminator = schema, discriminator
        self._allowed = Allowed(schema)
        fields = [field for branch in branches.values() for field in list_fields(schema, branch.target or {})]
        framing = {split_name(one) for one in (*branches, *(field.name for field in fields))}
        values = [split_name(str(value)) for field in fields for value in field.rule.get("enum", ())]
        self.proposer = Proposer(self._allowed, sorted(framing), values)

    def draft(self, name: str, branch: Branch) -> Stub:
        """The stub of an action."""
        fields = list_fields(self._schema, branch.target or {})
        constant = branch.constant or name
        others = [field for field in fields if field.path != (self._discriminator,)]
        if is_error(name, others):
            head = {self._discriminator: constant} if self._discriminator else {}
            return draft_error(name, head, branch, others, self._allowed)
        outline = outline_action(name, constant, fields, self._discriminator, self.proposer, self._allowed)
        self.notes[name] = list(outline.notes)
        return draft_action(name, constant, branch, outline, self._allowed)

    def list_notes(self) -> list[str]:
        """What could not be proposed, action by action."""
        return [f"{name}: {note}" for name, notes in self.notes.items() for note in notes]


def _tell_choice(field: str | None, candidates: Sequence[str]) -> list[str]:
    if len(candidates) < 2:
        return []
    others = ", ".join(map(repr, candidates[1:]))
    return [
        f"{field!r} is taken to tell the actions apart; {others} could as well: change `discriminator` in usecase.yaml"
    ]


def _name_file(action: str, files: Mapping[str, str]) -> str:
    stem = make_name(action)
    taken = {name.removeprefix("templates/").removesuffix(".yaml") for name in files} | {*_OWN_FILES}
    while stem in taken:
        stem = f"{stem}_action"
    return f"templates/{stem}.yaml"
