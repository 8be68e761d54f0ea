"""One sentence that stands in no file, linked as if it stood in a family of the pack."""

import json

from taskdata.author.documents import Place, read_document
from taskdata.author.families import NO_FRAME, identify_template
from taskdata.author.known_slots import KnownSlots
from taskdata.author.linking import Linker, Written
from taskdata.author.load import Loaded
from taskdata.author.manners import make_linker
from taskdata.author.merge import Placed
from taskdata.author.slots import know_slots
from taskdata.foundation.errors import PackError, Problem, Spot
from taskdata.foundation.pack import Template

FILE = "the sentence"
"""The name under which its faults are told."""


def link_single(loaded: Loaded, text: str, family: str | None) -> Template:
    """A template of the sentence: with the rules, the frame and what is set of its family, else bare.

    Raises PackError with the faults of the sentence, in columns of the text.
    """
    document = read_document(FILE, json.dumps(text, ensure_ascii=False))
    slots = know_slots(loaded.declared, loaded.pack.phrases, loaded.pack.grammars)
    linked = _make_linker(loaded, slots, family).link_sentence(Written(text, Place(document, ())))
    if document.problems:
        # The text was read within quotes.
        raise PackError([Problem(FILE, p.line, p.column - 1, p.message) for p in document.problems])
    placed = loaded.declared.sections["families"][family] if family else None
    sets = placed.value.set if placed else {}
    return Template(
        id=identify_template(family or FILE, text),
        family=family or FILE,
        group=identify_template(family or FILE, text),
        pattern=linked.pattern,
        frame=_find_frame(placed) if placed else None,
        style=None,
        weight=1.0,
        edge_cases=(),
        sets={tuple(key.split(".")): value for key, value in sets.items()},
        place=Spot(FILE, 1, 1),
    )


def _make_linker(loaded: Loaded, slots: KnownSlots, family: str | None) -> Linker:
    declared = loaded.declared
    if family:
        return make_linker(declared, declared.sections["families"][family].place.document, slots)
    rules = {name: rule for own in declared.own_rules.values() for name, rule in own.items()}
    shared = {**rules, **declared.sections["rules"]}
    written = {name: Written(rule.value, rule.place) for name, rule in shared.items() if rule.value is not None}
    return Linker(written, slots)


def _find_frame(placed: Placed) -> str | None:
    frame = placed.value.frame or placed.file.frame or NO_FRAME
    return None if frame == NO_FRAME else frame
