"""What is declared and nothing uses."""

import re
from collections.abc import Iterator

from taskdata.author.documents import Document
from taskdata.author.merge import Placed
from taskdata.foundation.errors import Problem
from taskdata.foundation.output import list_slots
from taskdata.foundation.pack import Evidence
from taskdata.foundation.pattern import Pattern
from taskdata.foundation.slot_specs import LikeSlot, PhraseSlot
from taskdata.lint.subject import Problems, Subject, warning

_RULE = re.compile(r"<([a-z][a-z0-9_]*)>")


def find_unused(subject: Subject) -> Problems:
    """Rules, slots, grammars, frame sets, swaps and actions that nothing names."""
    texts = {document.file: document.text for document in subject.declared.documents}
    everywhere = set(_RULE.findall("\n".join(texts.values())))
    yield from _tell(subject, "rules", everywhere, "no sentence names the rule <{}>; name it, or take it out")
    for document in subject.declared.documents:
        yield from _find_unused_own(subject, document)
    used_slots = set(_list_used_slots(subject))
    yield from _tell(subject, "slots", used_slots, "nothing says, hears or needs the slot '{}'; use it, or take it out")
    grammars = {spec.grammar for spec in subject.pack.slots.values() if isinstance(spec, PhraseSlot)}
    yield from _tell(subject, "grammars", grammars, "no slot draws from the grammar '{}'; name it, or take it out")
    frames = {str(template.frame) for template in subject.templates}
    yield from _tell(subject, "frames", frames, "no sentence has the frame '{}'; name it, or take it out")
    swaps = {str(style.swaps) for style in subject.pack.styles.values()}
    yield from _tell(subject, "swaps", swaps, "no style names the swaps '{}'; name them, or take them out")
    actions = {family.action for family in subject.pack.families.values()}
    yield from _tell(subject, "actions", actions, "no family has the action '{}', so nothing teaches it; add one")


def _tell(subject: Subject, section: str, used: set[str], message: str) -> Problems:
    for name, placed in subject.declared.sections[section].items():
        if name not in used:
            yield _warn(placed, message.format(name))


def _find_unused_own(subject: Subject, document: Document) -> Problems:
    named = set(_RULE.findall(document.text))
    for name, placed in subject.declared.own_rules.get(document.file, {}).items():
        if name not in named:
            yield _warn(placed, f"no sentence of this file names the rule <{name}>; name it, or take it out")


def _warn(placed: Placed, message: str) -> Problem:
    return warning(placed.place.locate(at_key=True), message)


def _list_used_slots(subject: Subject) -> Iterator[str]:
    pack = subject.pack
    for pattern in _list_patterns(subject):
        yield from subject.holes.name_slots(pattern)
    for action in pack.actions.values():
        yield from list_slots(action.output)
        for evidence in action.evidence.values.values() if action.evidence else ():
            yield from _list_evident(evidence)
    yield from (spec.like for spec in pack.slots.values() if isinstance(spec, LikeSlot))


def _list_evident(evidence: Evidence) -> Iterator[str]:
    for slots in (evidence.lacks, evidence.says, evidence.signs, evidence.impossible, evidence.past, evidence.differ):
        yield from slots
    yield from evidence.without


def _list_patterns(subject: Subject) -> Iterator[Pattern]:
    for template in subject.templates:
        yield template.pattern
        yield from template.given.values()
    yield from (heard.pattern for heard in subject.pack.heard)
    framing = subject.pack.framing
    for patterns in (framing.before, framing.after, framing.joins, framing.nothing):
        yield from patterns
