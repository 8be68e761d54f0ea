"""`taskdata init --schema`: a pack drafted from a JSON Schema of actions, and tried before it is written."""

from collections.abc import Mapping
from pathlib import Path

import orjson

from taskdata.author.load import load_pack
from taskdata.foundation.errors import InputError, Problem
from taskdata.io.files import read_text
from taskdata.propose.draft import SCHEMA_FILE, Draft, draft_files
from taskdata.propose.naming import MARK, make_name
from taskdata.slots.make import make_slots
from taskdata.workflows.init import NewPack, point_editor, read_prompts, refuse_occupied, write_pack
from taskdata.workflows.try_templates import find_refused


def draft_pack(folder: Path, schema_file: Path) -> NewPack:
    """Write a pack of stubs for the actions of a schema; sentences that the verifier refuses are left as comments.

    Raises InputError where that would overwrite anything, or the file is no schema of actions.
    """
    text = read_text(schema_file)
    draft = _draft(schema_file, text)
    drafted = {**draft.files, **read_prompts(), SCHEMA_FILE: text}
    files = {name: point_editor(name, one) for name, one in drafted.items()}
    refuse_occupied(folder, files)
    files, refused, broken = leave_refused(folder, files)
    return write_pack(folder, files, [*draft.notes, *refused], broken)


def _draft(schema_file: Path, text: str) -> Draft:
    try:
        return draft_files(orjson.loads(text), make_name(schema_file.name.partition(".")[0]))
    except orjson.JSONDecodeError as error:
        raise InputError(f"{schema_file}:{error.lineno}:{error.colno}: this is not JSON ({error.msg})") from error
    except InputError as error:
        raise InputError(f"{schema_file}: {error}") from error


def leave_refused(folder: Path, files: Mapping[str, str]) -> tuple[dict[str, str], list[str], list[str]]:
    """The files with the sentences that the verifier refuses as comments, what is told of them, and broken families.

    A family is broken that would have no sentence left: all of its sentences stay, for its author to mend.
    """
    pack = load_pack(folder, files)
    refused = {(problem.file, problem.line): problem for problem in find_refused(pack, make_slots(pack))}
    lines = {name: text.split("\n") for name, text in files.items()}
    notes, broken = [], []
    for family in pack.families.values():
        places = [(template.place.file, template.place.line) for template in family.templates]
        found = [refused[place] for place in places if place in refused]
        if found and len(found) == len(places):
            broken.append(family.name)
            notes.append(f"{found[0]}: so far nothing of the family '{family.name}' can be used; mend its sentences")
        elif found:
            notes.append(f"{found[0]}: left as a comment, as are {len(found) - 1} more sentences of '{family.name}'")
            for problem in found:
                _leave(lines[problem.file], problem)
    return {name: "\n".join(text) for name, text in lines.items()}, notes, broken


def _leave(lines: list[str], problem: Problem) -> None:
    sentence = lines[problem.line - 1].strip()
    lines[problem.line - 1] = f"      # {MARK}: {sentence}   # {problem.message}"
