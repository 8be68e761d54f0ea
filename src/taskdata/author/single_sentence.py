"""One sentence that stands in no file, linked as if it stood in a family of the pack."""

import json
import re
from collections.abc import Mapping
from typing import Any

from taskdata.author.documents import Place, read_document
from taskdata.author.families import NO_FRAME, identify_template
from taskdata.author.files import SentenceEntry
from taskdata.author.known_slots import KnownSlots
from taskdata.author.linking import Linker, Written
from taskdata.author.load import Loaded
from taskdata.author.manners import make_linker
from taskdata.author.models import check_model
from taskdata.author.slots import know_slots
from taskdata.foundation.errors import PackError, Problem, Spot
from taskdata.foundation.output import Path
from taskdata.foundation.pack import Template

_LONG_FORM = re.compile(r"\s*\{\s*say\s*:")
FILE = "the sentence"
"""The name under which its faults are told."""


def link_single(loaded: Loaded, text: str, family: str | None) -> Template:
    """A template of the sentence: with the rules, the frame and what is set of its family, else bare.

    The text is the sentence, or its long form, `{say: ..., set: ..., frame: ...}`. Where all templates of the family
    set something and neither it nor the text does, what the first of them sets holds.
    Raises PackError with the faults of the sentence, in columns of the text.
    """
    written, entry, shift = _read(text)
    document = written.place.document
    slots = know_slots(loaded.declared, loaded.pack.phrases, loaded.pack.grammars)
    linked = _make_linker(loaded, slots, family).link_sentence(written)
    if document.problems:
        raise PackError([Problem(FILE, p.line, p.column - shift, p.message) for p in document.problems])
    identity = identify_template(family or FILE, written.text)
    return Template(
        id=identity,
        family=family or FILE,
        group=identity,
        pattern=linked.pattern,
        frame=_find_frame(loaded, family, entry),
        style=entry.style,
        weight=1.0,
        edge_cases=tuple(entry.edge_cases),
        sets=_find_sets(loaded, family, entry),
        place=Spot(FILE, 1, 1),
        text=written.text,
    )


def _read(text: str) -> tuple[Written, SentenceEntry, int]:
    """The sentence in its place, its entry, and by how many columns places are off, since it was read in quotes."""
    if not _LONG_FORM.match(text):
        document = read_document(FILE, json.dumps(text, ensure_ascii=False))
        return Written(text, Place(document, ())), SentenceEntry(say=text), 1
    document = read_document(FILE, text)
    entry = check_model(document, SentenceEntry).value if document.data is not None else None
    if entry is None or entry.say is None:
        raise PackError(document.problems)
    return Written(entry.say, Place(document, ("say",))), entry, 0


def _find_sets(loaded: Loaded, family: str | None, entry: SentenceEntry) -> Mapping[Path, Any]:
    own = {tuple(key.split(".")): value for key, value in entry.set.items()}
    if family is None:
        return own
    declared = loaded.declared.sections["families"][family].value.set
    shared = {tuple(key.split(".")): value for key, value in declared.items()}
    others = [template.sets for template in loaded.pack.families[family].templates]
    if not own and not shared and others and all(others):
        return others[0]
    return {**shared, **own}


def _make_linker(loaded: Loaded, slots: KnownSlots, family: str | None) -> Linker:
    declared = loaded.declared
    if family:
        return make_linker(declared, declared.sections["families"][family].place.document, slots)
    rules = {name: rule for own in declared.own_rules.values() for name, rule in own.items()}
    shared = {**rules, **declared.sections["rules"]}
    written = {name: Written(rule.value, rule.place) for name, rule in shared.items() if rule.value is not None}
    return Linker(written, slots)


def _find_frame(loaded: Loaded, family: str | None, entry: SentenceEntry) -> str | None:
    placed = loaded.declared.sections["families"][family] if family else None
    around = (placed.value.frame or placed.file.frame) if placed else None
    frame = entry.frame or around or NO_FRAME
    return None if frame == NO_FRAME else frame
