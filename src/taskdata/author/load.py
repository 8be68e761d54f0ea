"""A pack from its files: read, checked, parsed, linked."""

import hashlib
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import Any

from taskdata.author.choices import parse_phrases
from taskdata.author.documents import Document, Path, read_document
from taskdata.author.families import build_families
from taskdata.author.linking import Linker, Written
from taskdata.author.merge import Declared, merge_files
from taskdata.author.outputs import parse_output, suggest
from taskdata.author.specification import check_usecase, parse_schema
from taskdata.foundation.errors import PackError, Problem
from taskdata.foundation.output import Fields
from taskdata.foundation.pack import Action, ChoiceSlot, Frame, LikeSlot, Pack, Phrase, PhraseSlot
from taskdata.foundation.pattern import Pattern
from taskdata.foundation.usecase import UseCase

USECASE_FILE = "usecase.yaml"
TEMPLATE_FOLDER = "templates/"


def load_pack(root: FilePath, files: Mapping[str, str]) -> Pack:
    """Build the pack out of the texts of its files, named relative to `root`.

    Raises PackError with every fault that was found in any file.
    """
    usecase_document = read_document(USECASE_FILE, files[USECASE_FILE])
    usecase = check_usecase(usecase_document)
    problems: list[Problem] = []
    schema_file = usecase.schema_file if usecase else ""
    schema = parse_schema(schema_file, files.get(schema_file), problems) if usecase else {}
    declared = merge_files(read_document(n, t) for n, t in sorted(files.items()) if n.startswith(TEMPLATE_FOLDER))
    own = {n: t for n, t in files.items() if n in (USECASE_FILE, schema_file) or n.startswith(TEMPLATE_FOLDER)}
    pack = _build_pack(root, digest_files(own), usecase, schema, declared)
    for document in (usecase_document, *declared.documents):
        problems += document.problems
    if problems or usecase is None:
        raise PackError(problems)
    return pack


def digest_files(files: Mapping[str, str]) -> str:
    """One hash over the names and texts of all files of a pack."""
    digest = hashlib.sha256()
    for name, text in sorted(files.items()):
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()[:16]


def _build_pack(
    root: FilePath, digest: str, usecase: UseCase | None, schema: dict[str, Any], declared: Declared
) -> Pack:
    phrases = _parse_choices(declared)
    grammars = _link_grammars(declared)
    forms = {name: _list_forms(name, declared, phrases, grammars) for name in declared.slots}
    linkers = {d.file: Linker(declared.rules_of(d), forms) for d in declared.documents}
    for linker in linkers.values():
        linker.link_rules()
    actions = _build_actions(declared, usecase)
    return Pack(
        root=root,
        digest=digest,
        usecase=usecase,  # type: ignore[arg-type]  # a pack without one has problems and is never handed out
        schema=schema,
        actions=actions,
        families=build_families(declared, linkers, actions),
        slots=declared.slots,
        phrases=phrases,
        grammars=grammars,
        styles=declared.styles,
        swaps={name: _fold_swaps(swaps) for name, swaps in declared.values("swaps").items()},
        frames=_link_frames(declared),
    )


def _fold_swaps(swaps: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {word.lower(): tuple(others) for word, others in swaps.items()}


def _parse_choices(declared: Declared) -> dict[str, tuple[Phrase, ...]]:
    phrases = {}
    for name, placed in declared.sections["slots"].items():
        if isinstance(placed.value, ChoiceSlot):
            phrases[name] = parse_phrases(placed.value, placed.document, placed.path)
    for name, placed in declared.sections["slots"].items():
        if isinstance(placed.value, LikeSlot):
            like = placed.value.like
            if like not in declared.slots or isinstance(declared.slots[like], LikeSlot):
                message = f"there is no slot '{like}' of its own type{suggest(like, declared.slots)}"
                placed.document.report((*placed.path, "like"), message)
            elif like in phrases:
                phrases[name] = phrases[like]
    return phrases


def _link_grammars(declared: Declared) -> dict[str, dict[str, tuple[Pattern, ...]]]:
    grammars: dict[str, dict[str, tuple[Pattern, ...]]] = {}
    for name, placed in declared.sections["grammars"].items():
        forms = dict(placed.value)
        written = _write_rules(forms.pop("rules", {}), placed.document, (*placed.path, "rules"))
        linker = Linker(written, {})
        linker.link_rules()
        grammars[name] = {
            form: _link_lines(lines, linker, placed.document, (*placed.path, form)) for form, lines in forms.items()
        }
    return grammars


def _write_rules(rules: Any, document: Document, path: Path) -> dict[str, Written]:
    if not isinstance(rules, dict):
        document.report(path, "`rules` is a mapping of names to pieces of sentence")
        return {}
    return {name: Written(str(text), document, (*path, name)) for name, text in rules.items()}


def _link_lines(lines: Any, linker: Linker, document: Document, path: Path) -> tuple[Pattern, ...]:
    if not isinstance(lines, list) or not lines:
        document.report(path, "a form of a grammar is a list of sentences")
        return ()
    patterns = []
    for index, line in enumerate(lines):
        if isinstance(line, str):
            patterns.append(linker.link(Written(line, document, (*path, index))))
        else:
            document.report((*path, index), "a sentence is text; put it in quotes")
    return tuple(patterns)


def _list_forms(
    name: str,
    declared: Declared,
    phrases: Mapping[str, tuple[Phrase, ...]],
    grammars: Mapping[str, Mapping[str, tuple[Pattern, ...]]],
) -> frozenset[str] | None:
    spec = declared.slots[name]
    if isinstance(spec, LikeSlot):
        spec = declared.slots.get(spec.like, spec)
    if isinstance(spec, ChoiceSlot):
        return frozenset(phrase.form for phrase in phrases.get(name, ()))
    if isinstance(spec, PhraseSlot):
        if spec.grammar not in grammars:
            placed = declared.sections["slots"][name]
            message = f"there is no grammar '{spec.grammar}'{suggest(spec.grammar, grammars)}"
            placed.document.report((*placed.path, "grammar"), message)
        return frozenset(grammars.get(spec.grammar, ()))
    return None


def _build_actions(declared: Declared, usecase: UseCase | None) -> dict[str, Action]:
    actions = {}
    for name, placed in declared.sections["actions"].items():
        entry = placed.value
        path = (*placed.path, "output")
        output = parse_output(entry.output, declared.slots, placed.document.report, path)
        if not isinstance(output, Fields):
            placed.document.report(path, "an output is an object")
        if usecase and entry.category not in usecase.categories:
            placed.document.report(
                (*placed.path, "category"), f"there is no category '{entry.category}' in usecase.yaml"
            )
        actions[name] = Action(name, entry.category, output, entry.evidence)
    return actions


def _link_frames(declared: Declared) -> dict[str, tuple[Frame, ...]]:
    frames = {}
    for name, placed in declared.sections["frames"].items():
        linker = Linker(declared.rules_of(placed.document), {"request": None})
        frames[name] = tuple(
            Frame(linker.link(Written(entry.say, placed.document, (*placed.path, index, "say"))), entry.weight)
            for index, entry in enumerate(placed.value)
        )
    return frames
