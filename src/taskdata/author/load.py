"""A pack from its files: read, checked, parsed, linked."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from taskdata.author.actions import build_actions
from taskdata.author.choices import parse_choices
from taskdata.author.contrasts import ContrastBuilder, add_members
from taskdata.author.documents import Document, Place, read_document
from taskdata.author.execution import link_execution
from taskdata.author.families import FamilyBuilder
from taskdata.author.grammars import link_grammars
from taskdata.author.guarding import check_fallback
from taskdata.author.hearing import link_framing, link_heard
from taskdata.author.manners import link_frames, read_styles, read_swaps
from taskdata.author.merge import Declared, merge_files
from taskdata.author.output_values import check_output
from taskdata.author.paraphrases import ParaphraseBuilder, add_paraphrases
from taskdata.author.prompts import read_axes, read_prompts
from taskdata.author.schema import SchemaReader
from taskdata.author.sets import KnownFields
from taskdata.author.slots import check_slots, know_slots
from taskdata.author.specification import check_filled, check_usecase
from taskdata.foundation.errors import PackError, Problem
from taskdata.foundation.own_checks import find_check
from taskdata.foundation.pack import Pack
from taskdata.foundation.slot_specs import OwnSlot
from taskdata.foundation.usecase import UseCase
from taskdata.slots.own import find_slot_type

USECASE_FILE = "usecase.yaml"
TEMPLATE_FOLDER = "templates/"
_OFTEN = 5
_NEEDED = ("actions", "families", "styles")


class Loaded(NamedTuple):
    """A pack, and the documents that it was declared in, with the place of everything."""

    pack: Pack
    declared: Declared
    usecase: Document


def load_pack(root: FilePath, files: Mapping[str, str]) -> Pack:
    """Build the pack out of the texts of its files, named relative to `root`.

    Raises PackError with every fault that was found in any file.
    """
    return load_with_places(root, files).pack


def load_with_places(root: FilePath, files: Mapping[str, str]) -> Loaded:
    """As `load_pack`, with the place of everything. Raises the same."""
    document = read_document(USECASE_FILE, files[USECASE_FILE])
    place = Place(document, ())
    usecase = check_usecase(document)
    reader = SchemaReader(usecase, place) if usecase else None
    schema = reader.read(files) if reader else {}
    declared = merge_files(read_document(n, t) for n, t in sorted(files.items()) if n.startswith(TEMPLATE_FOLDER))
    pack = _build_pack(root, _digest_pack(files, usecase), usecase, schema, declared)
    if reader and schema:
        reader.match(schema, pack.actions, declared)
    if usecase and reader and schema and not reader.problems:
        check_fallback(usecase, schema, place)
    problems = _find_lacking(declared)
    if usecase and declared.is_whole("families") and 0 < len(pack.families) == len(declared.sections["families"]):
        check_filled(usecase, pack.families, place)
    for read in (document, *declared.documents):
        problems += read.problems
    problems += reader.problems if reader else []
    if problems or usecase is None:
        raise PackError(_gather_repeated(problems))
    return Loaded(pack, declared, document)


def _digest_pack(files: Mapping[str, str], usecase: UseCase | None) -> str:
    """One hash over what makes the pack; other files may lie beside."""
    own = (USECASE_FILE, usecase.schema_file if usecase else "")
    return digest_files({n: t for n, t in files.items() if n in own or n.startswith(TEMPLATE_FOLDER)})


def digest_files(files: Mapping[str, str]) -> str:
    """One hash over the names and texts of files."""
    digest = hashlib.sha256()
    for name, text in sorted(files.items()):
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()[:16]


def _gather_repeated(problems: list[Problem]) -> list[Problem]:
    """The faults, what is told often of a file told once: one slip must not bury the others."""
    alike: dict[tuple[str, str], list[Problem]] = {}
    for problem in sorted(set(problems)):
        alike.setdefault((problem.file, problem.message), []).append(problem)
    gathered = []
    for found in alike.values():
        first = found[0]
        if len(found) > _OFTEN:
            message = f"{first.message} (and {len(found) - 1} more times in this file)"
            gathered.append(replace(first, message=message))
        else:
            gathered += found
    return gathered


def _find_lacking(declared: Declared) -> list[Problem]:
    """What no pack can do without, and no file declares."""
    if not declared.documents:
        return [Problem(TEMPLATE_FOLDER, 0, 0, "there is no template file; write one that ends in .yaml")]
    return [
        Problem(TEMPLATE_FOLDER, 0, 0, f"no file declares any {section}; add `{section}:` to one of them")
        for section in _NEEDED
        if not declared.sections[section] and section not in declared.unsure
    ]


def _build_pack(
    root: FilePath, digest: str, usecase: UseCase | None, schema: dict[str, Any], declared: Declared
) -> Pack:
    phrases = parse_choices(declared)
    grammars = link_grammars(declared)
    check_slots(declared, grammars)
    slots = know_slots(declared, phrases, grammars)
    fields = KnownFields(schema, usecase.discriminator if usecase else "")
    actions = build_actions(declared, slots, fields, usecase)
    for action in actions.values():
        check_output(action, fields, phrases, declared)
    builder = FamilyBuilder(declared, slots, actions, fields)
    families = builder.build_all()
    paraphrases = ParaphraseBuilder(builder, families).build_all()
    families = {name: add_paraphrases(family, paraphrases) for name, family in families.items()}
    contrasts = ContrastBuilder(builder, families).build_all()
    return Pack(
        root=root,
        digest=digest,
        usecase=usecase,  # type: ignore[arg-type]  # a pack without one has problems and is never handed out
        schema=schema,
        actions=actions,
        families={name: add_members(family, contrasts.values()) for name, family in families.items()},
        slots={placed.name: placed.value for placed in declared.list_sound("slots")},
        phrases=phrases,
        grammars=grammars,
        styles=read_styles(declared),
        swaps=read_swaps(declared),
        frames=link_frames(declared),
        heard=link_heard(declared, slots, fields, actions),
        framing=link_framing(declared, slots),
        contrasts=contrasts,
        prompts=read_prompts(declared),
        axes=read_axes(declared),
        execution=link_execution(declared, actions, fields, usecase),
        packages=_list_packages(declared, usecase),
    )


def _list_packages(declared: Declared, usecase: UseCase | None) -> dict[str, str]:
    """The installed packages whose slot types and checks the pack uses, with their versions."""
    specs = (placed.value for placed in declared.list_sound("slots"))
    used = [
        *(find_slot_type(spec.type) for spec in specs if isinstance(spec, OwnSlot)),
        *(find_check(name) for name in (usecase.checks if usecase else ())),
    ]
    return dict(sorted((one.plugin.package, one.plugin.version) for one in used if one))
