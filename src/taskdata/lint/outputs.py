"""Outputs that cannot be of the schema, fields that nothing gives, and slots that are said for nothing."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from taskdata.author.names import suggest
from taskdata.author.sets import KnownFields
from taskdata.check.form import Wording
from taskdata.foundation.branches import follow_references, list_branches, read_constant
from taskdata.foundation.output import Path, list_leaves, list_slots
from taskdata.foundation.pack import Action, Pack, Template
from taskdata.foundation.slot_specs import ChoiceSlot, LikeSlot, PhraseSlot
from taskdata.lint.subject import Problems, Subject, fault, warning

_OF_ANY_MEANING = (ChoiceSlot, PhraseSlot)
"""Types whose slots have nothing in common but how they are written."""


_HOLE = re.compile(r"\{\w+\}")
_FEW = 3
"""So many sentences with the same fault are told one by one."""


def find_bad_outputs(subject: Subject) -> Problems:
    """Templates with a sentence whose output is not of the schema; one that many share is told at the first."""
    told: dict[str, list[Template]] = {}
    for template in subject.templates:
        action = subject.action_of(template)
        for holes in subject.holes.list_sets(template.pattern):
            if message := subject.outputs.find_fault(action, template, holes):
                told.setdefault(message, []).append(template)
                break
    for message, templates in told.items():
        more = f" (and of {len(templates) - 1} more)" if len(templates) > 1 else ""
        yield fault(templates[0].place, f"the output of this sentence{more} is not of the schema: {message}")


def find_idle_slots(subject: Subject) -> Problems:
    """Templates that say a slot of which the output of their action makes nothing.

    A second slot of one kind may be a value that is taken back in the same breath.
    """
    used_by = {name: _find_used(subject.pack, action) for name, action in subject.pack.actions.items()}
    idle: dict[tuple[str, str], list[Template]] = {}
    for template in subject.templates:
        action = subject.action_of(template)
        if action.evidence or template.contrast:
            continue  # an error rests on what is said, and a member of a contrast may say what is taken back
        used = used_by[action.name].union(subject.pack.families[template.family].differ)
        for slot in sorted(subject.holes.name_slots(template.pattern) - used):
            if f"{{{slot}}}" not in str(template.sets):
                idle.setdefault((action.name, slot), []).append(template)
    for (action_name, slot), templates in idle.items():
        yield from _tell_idle(subject, action_name, slot, templates)


def _tell_idle(subject: Subject, action: str, slot: str, templates: Sequence[Template]) -> Problems:
    """A few sentences are told one by one; many lack a field of the action."""
    if len(templates) <= _FEW:
        message = f"this says {{{slot}}}, of which the output of '{action}' makes nothing; add it there, or take it out"
        yield from (fault(template.place, f"{message} of the sentence") for template in templates)
        return
    place = subject.place("actions", action).inside("output").locate(at_key=True)
    said = f"{len(templates)} sentences of '{action}' say {{{slot}}}, the first in {templates[0].place}"
    yield fault(place, f"{said}, and this output makes nothing of it; add it here, or take it out of them")


def _find_used(pack: Pack, action: Action) -> set[str]:
    used = {*list_slots(action.output), *_list_needed(action)}
    return used.union(_list_alike(pack, used))


def _list_alike(pack: Pack, used: set[str]) -> Iterator[str]:
    """Slots that are like one of these, or a day, a number or a person as one of these is."""
    plain = {
        type(spec) for name in used & pack.slots.keys() if not isinstance(spec := pack.spec(name), _OF_ANY_MEANING)
    }
    for name, spec in pack.slots.items():
        if (isinstance(spec, LikeSlot) and spec.like in used) or type(pack.spec(name)) in plain:
            yield name


def _list_needed(action: Action) -> Iterator[str]:
    for _, leaf in list_leaves(action.output):
        for reference in getattr(leaf, "references", ()):
            if reference.needs:
                yield reference.needs


def find_ungrounded_fields(subject: Subject) -> Problems:
    """Fields of the schema that no slot, no constant and no sentence ever gives."""
    discriminator = subject.pack.usecase.discriminator
    branches = {branch.constant: branch.target for branch in list_branches(subject.pack.schema, discriminator)}
    for action in subject.pack.actions.values():
        given = set(_list_given(subject, action))
        for path in _list_fields(subject.pack.schema, branches.get(read_constant(action, discriminator)), ()):
            if not any(path[: len(one)] == one for one in given):
                place = subject.place("actions", action.name).inside("output")
                message = f"the schema has the field `{'.'.join(path)}`, and no slot and no sentence ever gives it"
                yield warning(place.locate(at_key=True), message)


def _list_given(subject: Subject, action: Action) -> Iterator[Path]:
    yield from (path for path, _ in list_leaves(action.output))
    for template in subject.templates:
        if subject.pack.families[template.family].action == action.name:
            yield from template.sets


def _list_fields(schema: Mapping[str, Any], part: Any, path: Path) -> Iterator[Path]:
    """Every field below a part of the schema that is no object with fields of its own."""
    part = follow_references(schema, part)
    fields = part.get("properties") if part else None
    if not isinstance(fields, Mapping) or not fields:
        if path:
            yield path
        return
    for name, inner in fields.items():
        if inner is not False:
            yield from _list_fields(schema, inner, (*path, name))


def find_broken_wording(subject: Subject) -> Problems:
    """Texts that sentences set and that break a rule of the persona, and rules for fields that are in no output."""
    rules = subject.pack.usecase.persona.fields
    wording, told = Wording(rules), set[str]()
    for template in subject.templates:
        texts = {
            path[0]: _HOLE.sub("x", value)
            for path, value in template.sets.items()
            if len(path) == 1 and isinstance(value, str)
        }
        # What is quoted may be said; that is looked at where a request is.
        for one in wording.find_faults(texts, " ".join(texts.values())):
            if one.message not in told:
                told.add(one.message)
                yield fault(template.place, f"what this sets breaks a rule of the persona: {one.path}: {one.message}")
    known = {path[0] for action in subject.pack.actions.values() for path in _list_given(subject, action) if path}
    for field in rules.keys() - known:
        place = subject.place_in_usecase("persona", "fields", field).locate(at_key=True)
        yield fault(place, f"no output has the field '{field}'{suggest(field, known)}")


def find_overridden_slots(subject: Subject) -> Problems:
    """Sentences that say the value of a field, and set another one in its place."""
    for template in subject.templates:
        action, said = subject.action_of(template), subject.holes.name_slots(template.pattern)
        for path, leaf in list_leaves(action.output) if template.sets and not action.evidence else ():
            for reference in getattr(leaf, "references", ()):
                if path in template.sets and reference.slot in said:
                    message = f"this says {{{reference.slot}}}, and sets `{'.'.join(path)}`, which has its value"
                    yield fault(template.place, f"{message}; take one of them out")


def find_unset_values(subject: Subject) -> Problems:
    """Values of a field that is chosen on evidence which no sentence ever sets, such as a type of error."""
    fields = KnownFields(subject.pack.schema, subject.pack.usecase.discriminator)
    for action in subject.pack.actions.values():
        if not action.evidence:
            continue
        path = tuple(action.evidence.field.split("."))
        place = subject.place("actions", action.name).inside("evidence")
        set_somewhere = {
            str(template.sets[path])
            for template in subject.templates
            if path in template.sets and subject.action_of(template) is action
        }
        for value in fields.list_values(action, action.evidence.field, place) or ():
            if str(value) not in set_somewhere:
                message = (
                    f"no sentence sets `{action.evidence.field}` to '{value}', so nothing teaches it; add a family"
                )
                yield warning(place.locate(at_key=True), message)
