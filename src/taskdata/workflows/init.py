"""`taskdata init`: the files of a new pack, from the starter, from another pack, or from a schema of actions."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from taskdata.author.load import USECASE_FILE, load_pack
from taskdata.foundation.errors import InputError, PackError
from taskdata.foundation.pack import Pack
from taskdata.io.files import (
    find_builtin,
    find_existing,
    find_pack,
    find_starter,
    list_pack_files,
    read_lines,
    read_pack_files,
    read_text,
    write_folder,
)
from taskdata.propose.draft import SCHEMA_FILE, draft_files
from taskdata.propose.naming import make_name
from taskdata.slots.make import make_slots
from taskdata.workflows.check import find_refused
from taskdata.workflows.open_pack import show_from_here
from taskdata.workflows.schemas import MODELS, render_schemas

README = "README.md"
_SCHEMA_FOLDER = "schemas/"
_EDITED = ("usecase", "templates")
"""The schemas of the files that people write in an editor."""
_EDITOR_LINE = re.compile(r"^# yaml-language-server:.*\n", re.MULTILINE)


@dataclass(frozen=True)
class NewPack:
    """What was written: the pack, the names of its files, and what its author has to know."""

    pack: Pack
    files: Sequence[str]
    notes: Sequence[str] = ()


def start_pack(folder: Path) -> NewPack:
    """Write the starter into a folder. Raises InputError where that would overwrite anything."""
    source = find_starter()
    return write_pack(folder, {**_copy_files(source), README: (source / README).read_text("utf-8")})


def copy_pack(folder: Path, source: Path | None) -> NewPack:
    """Write a copy of a pack, the built-in one where no source is named: its use case, its schemas and its templates.

    Raises InputError where that would overwrite anything or there is no pack, PackError where it has faults.
    """
    return write_pack(folder, _copy_files(find_pack(source) if source else find_builtin()))


def draft_pack(folder: Path, schema_file: Path) -> NewPack:
    """Write a pack of stubs for the actions of a schema; what the verifier refuses of them is left as a comment.

    Raises InputError where that would overwrite anything, or the file is no schema of actions.
    """
    text = read_text(schema_file)
    try:
        draft = draft_files(orjson.loads(text), make_name(schema_file.name.split(".")[0]))
    except orjson.JSONDecodeError as error:
        raise InputError(f"{schema_file}:{error.lineno}:{error.colno}: this is not JSON ({error.msg})") from error
    except InputError as error:
        raise InputError(f"{schema_file}: {error}") from error
    files, refused = prune_refused(folder, {**draft.files, SCHEMA_FILE: text})
    return write_pack(folder, files, [*draft.notes, *refused])


def prune_refused(folder: Path, files: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The files with each sentence that the verifier refuses made a comment, and what is told of them.

    Raises PackError where the files do not load.
    """
    pack = load_pack(folder, files)
    lines = {name: text.split("\n") for name, text in files.items()}
    notes = []
    for problem in find_refused(pack, make_slots(pack)):
        sentence = lines[problem.file][problem.line - 1].strip()
        lines[problem.file][problem.line - 1] = f"      # TODO: {sentence}   # {problem.message}"
        notes.append(f"{problem.file}:{problem.line}: left out, since {problem.message}")
    return {name: "\n".join(text) for name, text in lines.items()}, notes


def write_pack(folder: Path, files: Mapping[str, str], notes: Sequence[str] = ()) -> NewPack:
    """Write the files of a pack that loads, with all that an editor needs to complete and check them.

    Raises InputError where that would overwrite anything.
    """
    files = {name: point_editor(name, text) for name, text in files.items()}
    pack = load_pack(folder, files)
    whole = {name: text.encode() for name, text in files.items()} | _render_editor_schemas()
    _refuse_occupied(folder, whole)
    write_folder(folder, whole)
    return NewPack(pack, sorted(whole), notes)


def point_editor(name: str, text: str) -> str:
    """A YAML file of a pack with its first line naming the schema by which an editor completes and checks it."""
    if not name.endswith((".yaml", ".yml")):
        return text
    schema = f"{'../' * name.count('/')}{_SCHEMA_FOLDER}{_EDITED[name != USECASE_FILE]}.schema.json"
    return f"# yaml-language-server: $schema={schema}\n{_EDITOR_LINE.sub('', text, count=1)}"


def _copy_files(source: Path) -> dict[str, str]:
    """The files of a pack, without the schemas of our own records. Raises PackError where it has faults."""
    files = read_pack_files(source)
    try:
        load_pack(source, files)
    except PackError as error:
        raise PackError([show_from_here(problem, source) for problem in error.problems]) from None
    ours = {f"{_SCHEMA_FOLDER}{name}.schema.json" for name in MODELS}
    return {name: text for name, text in files.items() if name not in ours}


def _render_editor_schemas() -> dict[str, bytes]:
    rendered = render_schemas()
    return {f"{_SCHEMA_FOLDER}{name}.schema.json": rendered[f"{name}.schema.json"] for name in _EDITED}


def _refuse_occupied(folder: Path, files: Mapping[str, bytes]) -> None:
    """Refuse a folder that has a pack, or part of one, or a file that would be overwritten."""
    if (existing := find_existing(folder)) and not existing.is_dir():
        raise InputError(f"{existing}: is a file; name a folder for the new pack")
    if not folder.is_dir():
        return
    there = [name for name in files if (folder / name).exists()]
    if there := sorted({*there, *list_pack_files(folder)}):
        raise InputError(f"{folder}: there is {', '.join(there)} already; name another folder, or move it away")


def summarise(new: NewPack, folder: Path) -> str:
    """What was written, what its author has to know, and what to do next, in a few lines for a terminal."""
    families = new.pack.families.values()
    templates = sum(len(family.templates) for family in families)
    return "\n".join(
        [
            f"a new pack in {folder}: {len(new.pack.actions)} actions, {len(families)} families, {templates} templates",
            *(f"  {name}" for name in new.files),
            *(["to look at:", *(f"  {note}" for note in new.notes)] if new.notes else []),
            "next:",
            f"  taskdata check --pack {folder}",
            f"  taskdata generate --pack {folder} -o {folder}-data",
            f'  taskdata hear --pack {folder} "..."',
        ]
    )
