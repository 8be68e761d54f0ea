"""`taskdata init`: the files of a new pack, from the starter or from another pack, written all or none."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from taskdata.author.load import USECASE_FILE, load_pack
from taskdata.foundation.errors import InputError, PackError
from taskdata.foundation.pack import Pack
from taskdata.io.files import (
    find_builtin,
    find_existing,
    find_pack,
    find_starter,
    list_pack_files,
    read_pack_files,
    write_folder,
)
from taskdata.workflows.open_pack import show_from_here
from taskdata.workflows.schemas import MODELS, render_schemas

README = "README.md"
_SCHEMA_FOLDER = "schemas/"
_PROMPTS = "templates/prompts/"
_EDITED = ("usecase", "templates")
"""The schemas of the files that people write in an editor."""
_EDITOR_LINE = re.compile(r"^# yaml-language-server:.*\n", re.MULTILINE)


@dataclass(frozen=True)
class NewPack:
    """What was written: the pack, the names of its files, and what its author has to know.

    `broken` are families of which nothing passes `check` so far.
    """

    pack: Pack
    files: Sequence[str]
    notes: Sequence[str] = ()
    broken: Sequence[str] = ()


def start_pack(folder: Path) -> NewPack:
    """Write the starter into a folder. Raises InputError where that would overwrite anything."""
    source = find_starter()
    return write_pack(folder, {**_copy_files(source), README: (source / README).read_text("utf-8")})


def copy_pack(folder: Path, source: Path | None) -> NewPack:
    """Write a copy of a pack, the built-in one where no source is named: its use case, its schemas and its templates.

    Raises InputError where that would overwrite anything or there is no pack, PackError where it has faults.
    """
    return write_pack(folder, _copy_files(find_pack(source) if source else find_builtin()))


def read_prompts() -> dict[str, str]:
    """The prompts of the starter, which fit any domain."""
    return {name: text for name, text in read_pack_files(find_starter()).items() if name.startswith(_PROMPTS)}


def write_pack(
    folder: Path, files: Mapping[str, str], notes: Sequence[str] = (), broken: Sequence[str] = ()
) -> NewPack:
    """Write the files of a pack that loads, with all that an editor needs to complete and check them.

    Raises InputError where that would overwrite anything.
    """
    files = {name: point_editor(name, text) for name, text in files.items()}
    pack = load_pack(folder, files)
    whole = {name: text.encode() for name, text in files.items()} | _render_editor_schemas()
    refuse_occupied(folder, whole)
    write_folder(folder, whole)
    return NewPack(pack, sorted(whole), notes, broken)


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


def refuse_occupied(folder: Path, files: Mapping[str, object]) -> None:
    """Refuse a folder that has a pack, or part of one, or a file that would be overwritten. Raises InputError."""
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
            *(f"  {command}" for command in _list_commands(folder)),
        ]
    )


def _list_commands(folder: Path) -> list[str]:
    """The commands to go on with: in the folder of the pack none needs its name."""
    here = folder.resolve() == Path.cwd()
    pack = "" if here else f" --pack {quote(str(folder))}"
    output = " -o data" if here else f" -o {quote(f'{folder}-data')}"
    return [
        f"taskdata check{pack}",
        f"taskdata preview{pack}",
        f"taskdata generate{pack}{output}",
        f'taskdata hear{pack} "..."',
    ]
