"""Families and their templates, built from the entries of the template files."""

import hashlib
import re
from collections.abc import Iterator, Mapping

from taskdata.author.documents import Path
from taskdata.author.files import FamilyEntry, SentenceEntry
from taskdata.author.linking import Linker, Written, name_holes
from taskdata.author.merge import Declared, Placed
from taskdata.author.outputs import suggest
from taskdata.foundation.pack import Action, Family, Template

_HOLE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
NO_FRAME = "none"


def build_families(
    declared: Declared, linkers: Mapping[str, Linker], actions: Mapping[str, Action]
) -> dict[str, Family]:
    """Build every family; what is wrong with one is reported in its place."""
    families = {}
    for name, placed in declared.sections["families"].items():
        family = _build_family(name, placed, declared, linkers[placed.document.file], actions)
        if family is not None:
            families[name] = family
    return families


def _build_family(
    name: str, placed: Placed, declared: Declared, linker: Linker, actions: Mapping[str, Action]
) -> Family | None:
    entry: FamilyEntry = placed.value
    action = entry.action or placed.file.action
    if action is None or action not in actions:
        known = suggest(str(action), actions)
        message = f"there is no action '{action}'{known}" if action else "the family names no action; add `action:`"
        placed.document.report(placed.path, message, at_key=True)
        return None
    templates = _build_templates(name, placed, declared, linker)
    said = set().union(*(name_holes(template.pattern) for template in templates)) if templates else set()
    _check_differ(entry, placed, said)
    return Family(
        name=name,
        action=action,
        category=actions[action].category,
        weight=entry.weight,
        differ=tuple(entry.differ),
        templates=templates,
    )


def _build_templates(name: str, placed: Placed, declared: Declared, linker: Linker) -> tuple[Template, ...]:
    entry: FamilyEntry = placed.value
    frame = entry.frame or placed.file.frame or NO_FRAME
    outer = SentenceEntry(say=None, sentences=entry.sentences, frame=frame, edge_cases=entry.edge_cases, set=entry.set)
    templates: dict[str, Template] = {}
    for sentence, path in _flatten(outer, placed.path):
        written = Written(sentence.say or "", placed.document, (*path, "say"))
        identity = identify_template(name, written.text)
        if identity in templates:
            written.report(0, f"this sentence stands in {templates[identity].place} already; keep one of them")
            continue
        pattern = linker.link(written)
        _check_sets(sentence, name_holes(pattern), written)
        templates[identity] = Template(
            id=identity,
            family=name,
            group=sentence.group or identity,
            pattern=pattern,
            frame=_find_frame(sentence, declared, written),
            style=_find_style(sentence, declared, written),
            weight=sentence.weight,
            edge_cases=tuple(dict.fromkeys(sentence.edge_cases)),
            sets={tuple(key.split(".")): value for key, value in sentence.set.items()},
            place=placed.document.locate(path),
        )
    return tuple(templates.values())


def _flatten(block: SentenceEntry, path: Path) -> Iterator[tuple[SentenceEntry, Path]]:
    """The single sentences of a block, each with what the blocks around it say and it does not."""
    for index, inner in enumerate(block.sentences):
        place = (*path, "sentences", index)
        merged = inner.model_copy(
            update={
                "frame": inner.frame or block.frame,
                "style": inner.style or block.style,
                "group": inner.group or block.group,
                "weight": inner.weight * block.weight,
                "edge_cases": [*block.edge_cases, *inner.edge_cases],
                "set": {**block.set, **inner.set},
            }
        )
        if inner.sentences:
            yield from _flatten(merged, place)
        else:
            yield merged, place


def _find_frame(sentence: SentenceEntry, declared: Declared, written: Written) -> str | None:
    frame = sentence.frame
    if frame is None or frame == NO_FRAME:
        return None
    if frame not in declared.frames:
        message = f"there is no frame set '{frame}'{suggest(frame, declared.frames)}"
        written.document.report((*written.path[:-1], "frame"), message)
        return None
    return frame


def _find_style(sentence: SentenceEntry, declared: Declared, written: Written) -> str | None:
    style = sentence.style
    if style is not None and style not in declared.styles:
        message = f"there is no style '{style}'{suggest(style, declared.styles)}"
        written.document.report((*written.path[:-1], "style"), message)
    return style


def _check_differ(entry: FamilyEntry, placed: Placed, said: set[str]) -> None:
    for index, slot in enumerate(entry.differ):
        if slot not in said:
            placed.document.report((*placed.path, "differ", index), f"no sentence of the family says '{slot}'")


def _check_sets(sentence: SentenceEntry, said: set[str], written: Written) -> None:
    for key, value in sentence.set.items():
        for slot in _HOLE.findall(value) if isinstance(value, str) else ():
            if slot not in said:
                written.report(0, f"this sentence does not say '{slot}', which `{key}` repeats")


def identify_template(family: str, sentence: str) -> str:
    """The id of a template: its family and a hash of its words, so that order and place do not matter."""
    return f"{family}/{hashlib.sha256(sentence.encode()).hexdigest()[:8]}"
