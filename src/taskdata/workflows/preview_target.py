"""What `taskdata preview` shows: a family, a contrast, a template, a slot or a sentence, as the user names it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from taskdata.author.names import suggest
from taskdata.author.single_sentence import link_single
from taskdata.foundation.errors import InputError, Spot
from taskdata.foundation.pack import Contrast, Family, HeardSentence, Template
from taskdata.workflows.open_pack import Opened
from taskdata.workflows.seed_preview import find_seed_template

_FILE_LINE = re.compile(r"(?P<file>.+\.ya?ml):(?P<line>\d+)(?::\d+)?")
_SENTENCE_SIGNS = re.compile(r"[\s\[\](){}<>|]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that stands in no file; without a family it has no label."""

    template: Template
    family: str | None


Target = Family | Template | Contrast | HeardSentence | Sentence | str
"""What is previewed; a text is the name of a slot, or of a form of one: `due.name`."""


def find_target(opened: Opened, what: str, family: str | None) -> Target:
    """What the words of the user name: a family, a contrast, a slot, a seed, FILE:LINE, or else a sentence.

    Raises InputError where nothing is meant by them, PackError where they are a sentence with faults.
    """
    pack = opened.pack
    if family is not None and family not in pack.families:
        raise InputError(f"--family: there is no family '{family}'{suggest(family, pack.families)}")
    if place := _FILE_LINE.fullmatch(what):
        return _find_at(opened, place["file"], int(place["line"]))
    if family is None:
        for known in (pack.families, pack.contrasts):
            if what in known:
                return known[what]
        slot, _, form = what.partition(".")
        if slot in opened.slots and (not form or form in opened.slots[slot].forms()):
            return what
        if template := find_seed_template(opened, what):
            return template
    if family is None and not _SENTENCE_SIGNS.search(what):
        names = [*pack.families, *pack.contrasts, *opened.slots]
        near = suggest(what, names) or "; `taskdata preview` alone lists the families"
        raise InputError(f"there is no family, contrast or slot '{what}'{near}")
    return Sentence(link_single(opened.loaded, what, family), family)


def _find_at(opened: Opened, file: str, line: int) -> Target:
    pack = opened.pack
    here = [(spot, target) for spot, target in _list_spots(opened) if _is_named(spot.file, file, pack.root)]
    if not here:
        raise InputError(f"{file}: this is no template file of the pack in {pack.root}")
    found = [target for spot, target in here if spot.line == line]
    if found:
        return pack.contrasts[found[0].contrast] if isinstance(found[0], Template) and found[0].contrast else found[0]
    near = min(here, key=lambda one: abs(one[0].line - line))[0]
    raise InputError(f"{file}:{line}: no family, sentence or slot begins on this line; the nearest is line {near.line}")


@cache
def _is_named(name: str, file: str, root: Path) -> bool:
    given = Path(file)
    return (root / name).resolve() in ((root / given).resolve(), given.resolve())


def _list_spots(opened: Opened) -> Iterator[tuple[Spot, Target]]:
    pack, sections = opened.pack, opened.loaded.declared.sections
    for family in pack.families.values():
        yield sections["families"][family.name].place.locate(at_key=True), family
        yield from ((template.place, template) for template in family.templates)
    yield from ((contrast.place, contrast) for contrast in pack.contrasts.values())
    yield from ((heard.place, heard) for heard in pack.heard)
    yield from ((sections["slots"][name].place.locate(at_key=True), name) for name in pack.slots)
