"""Families and their templates, built from the entries of the template files."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from taskdata.author.documents import Document, Place
from taskdata.author.files import FamilyEntry, SentenceEntry, TemplateFile
from taskdata.author.known_slots import KnownSlots
from taskdata.author.linking import Linker, Written, name_holes
from taskdata.author.manners import make_linker
from taskdata.author.merge import Declared, Placed
from taskdata.author.sets import KnownFields, check_keys
from taskdata.foundation.pack import Action, Family, Template
from taskdata.foundation.pattern import Pattern

_HOLE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
NO_FRAME = "none"


@dataclass
class FamilyBuilder:
    """Builds the families of a pack; what is wrong with one is reported in its place."""

    declared: Declared
    slots: KnownSlots
    actions: Mapping[str, Action]
    fields: KnownFields

    def build_all(self) -> dict[str, Family]:
        """Every family that could be read and whose action is known."""
        linkers = {document.file: self._open_file(document) for document in self.declared.documents}
        families = {}
        for placed in self.declared.list_sound("families"):
            family = self._build(placed, linkers[placed.place.document.file])
            if family is not None:
                families[placed.name] = family
        return families

    def _open_file(self, document: Document) -> Linker:
        if head := self.declared.heads.get(document.file):
            self._check_head(head, Place(document, ()))
        slots = self.slots.with_any() if self.declared.is_heard(document) else self.slots
        make_linker(self.declared, document, slots).link_rules()
        return make_linker(self.declared, document, self.slots)

    def _check_head(self, head: TemplateFile, place: Place) -> None:
        self.check_manner(head.frame, None, place)
        if head.action is not None:
            self.declared.check_name("actions", head.action, "action", place.inside("action"))

    def check_manner(self, frame: str | None, style: str | None, place: Place) -> None:
        """The frame and the style that are named here, and not by what is around."""
        if frame not in (None, NO_FRAME):
            self.declared.check_name("frames", str(frame), "frame set", place.inside("frame"))
        if style is not None:
            self.declared.check_name("styles", style, "style", place.inside("style"))

    def _build(self, placed: Placed, linker: Linker) -> Family | None:
        entry: FamilyEntry = placed.value
        action = self._find_action(placed)
        self.check_manner(entry.frame, None, placed.place)
        templates = self._build_templates(placed, linker, action)
        if entry.differ and placed.whole:
            _check_differ(entry.differ, templates, placed.place.inside("differ"))
        if action is None:
            return None
        return Family(
            name=placed.name,
            action=action.name,
            category=action.category,
            weight=entry.weight,
            differ=tuple(entry.differ),
            templates=templates,
            about=entry.about,
        )

    def _find_action(self, placed: Placed) -> Action | None:
        """The action of the family, or of its file; a name that is unknown is reported where it stands."""
        own, of_file = placed.value.action, placed.file.action
        if own is not None:
            self.declared.check_name("actions", own, "action", placed.place.inside("action"))
        elif of_file is None and placed.whole and ("action",) not in placed.place.document.keys:
            placed.place.report("the family names no action; add `action:`", at_key=True)
        return self.actions.get(own or of_file or "")

    def _build_templates(self, placed: Placed, linker: Linker, action: Action | None) -> tuple[Template, ...]:
        entry: FamilyEntry = placed.value
        frame = entry.frame or placed.file.frame or NO_FRAME
        outer = SentenceEntry.model_construct(
            say=None, sentences=entry.sentences, frame=frame, edge_cases=entry.edge_cases, set=entry.set
        )
        templates: dict[str, Template] = {}
        if action:
            check_keys(entry.set, action.output, placed.place.inside("set"))
            self.fields.check_set(action, entry.set, placed.place.inside("set"))
        for sentence, place in self._flatten(outer, placed.place, action):
            written = Written(sentence.say or "", place.inside("say"))
            identity = identify_template(placed.name, written.text)
            if identity in templates:
                written.report(0, f"this sentence stands in {templates[identity].place} already; keep one of them")
                continue
            linked = linker.link_sentence(written)
            if linked.is_sound:
                check_repeated(sentence.set, linked.pattern, written)
            templates[identity] = Template(
                id=identity,
                family=placed.name,
                group=sentence.group or identity,
                pattern=linked.pattern,
                frame=None if sentence.frame == NO_FRAME else sentence.frame,
                style=sentence.style,
                weight=sentence.weight,
                edge_cases=tuple(dict.fromkeys(sentence.edge_cases)),
                sets={tuple(key.split(".")): value for key, value in sentence.set.items()},
                place=written.place.locate(),
                text=written.text,
            )
        return tuple(templates.values())

    def _flatten(
        self, block: SentenceEntry, place: Place, action: Action | None
    ) -> Iterator[tuple[SentenceEntry, Place]]:
        """The single sentences of a block, each with what the blocks around it say and it does not."""
        for index, inner in enumerate(block.sentences):
            here = place.inside("sentences", index)
            self.check_manner(inner.frame, inner.style, here)
            if inner.set and action:
                check_keys({**block.set, **inner.set}, action.output, here.inside("set"))
                self.fields.check_set(action, inner.set, here.inside("set"))
            merged = _merge(block, inner)
            if inner.sentences:
                yield from self._flatten(merged, here, action)
            else:
                yield merged, here


def _merge(block: SentenceEntry, inner: SentenceEntry) -> SentenceEntry:
    return inner.model_copy(
        update={
            "frame": inner.frame or block.frame,
            "style": inner.style or block.style,
            "group": inner.group or block.group,
            "weight": inner.weight * block.weight,
            "edge_cases": [*block.edge_cases, *inner.edge_cases],
            "set": {**block.set, **inner.set},
        }
    )


def _check_differ(slots: list[str], templates: tuple[Template, ...], place: Place) -> None:
    said = {slot for template in templates for slot in name_holes(template.pattern)}
    for index, slot in enumerate(slots):
        if slot not in said:
            place.inside(index).report(f"no sentence of the family says '{slot}'")
        if slot in slots[:index]:
            place.inside(index).report(f"'{slot}' is here twice, and never differs from itself")


def check_repeated(sets: Mapping[str, Any], pattern: Pattern, written: Written) -> None:
    """What a text that is set repeats must be said by the sentence."""
    for key, value in sets.items():
        for slot in _HOLE.findall(value) if isinstance(value, str) else ():
            if slot not in name_holes(pattern):
                written.report(0, f"this sentence does not say '{slot}', which `{key}` repeats")


def identify_template(family: str, sentence: str) -> str:
    """The id of a template: its family and a hash of its words, so that order and place do not matter."""
    return f"{family}/{hashlib.sha256(sentence.encode()).hexdigest()[:8]}"
