"""The template files that proven wordings are written to: one a family, added to and never rewritten."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from taskdata.author.load import load_pack
from taskdata.foundation.errors import InputError, PackError
from taskdata.foundation.pack import Pack
from taskdata.propose.naming import show_yaml

FOLDER = "templates/paraphrases"
_SCHEMA = "schemas/templates.schema.json"
_NO_FILE_NAME = re.compile(r"[/\\:]")
_ODD = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]")
_HEAD = """\
# Wordings that a language model gave for sentences of this family, each proven before it was written.
# They are templates like any other: change them, or take them out. What you move to `refused:` never comes again.
"""


@dataclass(frozen=True, slots=True)
class NewSentence:
    """A proven sentence, with the one that it rewords and where it comes from."""

    family: str
    of: str
    model: str
    prompt: str
    sentence: str


def stands_in(files: Mapping[str, str], sentence: NewSentence) -> bool:
    """Whether the file of its family has the sentence, in whatever entry."""
    return _quote(sentence.sentence) in files.get(_name_file(sentence.family), "")


def _name_file(family: str) -> str:
    return f"{FOLDER}/{_NO_FILE_NAME.sub('_', family)}.yaml"


def render_files(root: Path, files: Mapping[str, str], sentences: Sequence[NewSentence]) -> dict[str, str]:
    """The new text of every file that sentences are added to, by its name in the pack.

    Raises InputError where a file was changed by hand so that nothing can be added at its end.
    """
    by_family: dict[str, list[NewSentence]] = {}
    for sentence in sentences:
        by_family.setdefault(sentence.family, []).append(sentence)
    texts = {}
    for family, found in by_family.items():
        name = _name_file(family)
        texts[name] = _add(files.get(name) or _begin(files, family), found)
    try:
        lost = _find_lost(load_pack(root, {**files, **texts}), sentences)
    except PackError as error:
        raise _refuse(root, str(error)) from error
    if lost:
        raise _refuse(root, f"{lost.sentence!r} would be no sentence of '{lost.family}'")
    return texts


def _find_lost(pack: Pack, sentences: Sequence[NewSentence]) -> NewSentence | None:
    """A sentence that the pack does not say, since it would stand inside of something else."""
    said = {(family.name, one.text) for family in pack.families.values() for one in family.templates if one.provenance}
    return next((one for one in sentences if (one.family, one.sentence) not in said), None)


def _refuse(root: Path, why: str) -> InputError:
    return InputError(
        f"{root / FOLDER}: the new sentences cannot be added at the end of these files; let each end with its list of "
        f"`paraphrases`, indented as it was written, or take it away and have a new one\n{why}"
    )


def _begin(files: Mapping[str, str], family: str) -> str:
    schema = f"# yaml-language-server: $schema=../../{_SCHEMA}\n" if _SCHEMA in files else ""
    return f"{schema}{_HEAD}paraphrases:\n  {show_yaml(family)}:\n"


def _add(text: str, sentences: Iterable[NewSentence]) -> str:
    return text.rstrip("\n") + "\n" + "".join(_render_entries(sentences))


def _render_entries(sentences: Iterable[NewSentence]) -> Iterable[str]:
    for (of, model, prompt), group in groupby(sentences, key=lambda one: (one.of, one.model, one.prompt)):
        yield f"    - of: {_quote(of)}\n      model: {_quote(model)}\n      prompt: {_quote(prompt)}\n"
        yield "      sentences:\n"
        yield from (f"        - {_quote(one.sentence)}\n" for one in group)


def _quote(text: str) -> str:
    """The text in double quotes, as YAML reads it; signs that it would change or refuse as escapes."""
    return _ODD.sub(lambda sign: f"\\U{ord(sign[0]):08x}", json.dumps(text, ensure_ascii=False))
