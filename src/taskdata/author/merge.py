"""The template files of a pack, put together entry by entry; whatever is declared twice is a fault."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from taskdata.author.documents import Document, Place, find_key
from taskdata.author.files import TemplateFile
from taskdata.author.models import check_model
from taskdata.author.names import suggest, suggest_or_list
from taskdata.author.own_slots import check_slot
from taskdata.foundation.pattern import ANY

SECTIONS = (
    *("rules", "families", "actions", "slots", "grammars", "styles", "swaps", "frames"),
    *("heard", "framing", "spellings", "contrasts"),
    *("paraphrases", "prompts", "axes", "execution"),
)
_HEAD = ("action", "frame")
_HEARD = ("heard", "framing")
_WITH_OWN_RULES = ("families", "contrasts", "paraphrases", *_HEARD)
_NAMED_IN_SENTENCES = ("rules", "slots")
_PUT_THERE, _RENAME, _KEEP_ONE = "put its lines there", "put its lines under another name", "keep one of them"
_MENDS = {"framing": _PUT_THERE, "paraphrases": _PUT_THERE, "prompts": _KEEP_ONE, "execution": _KEEP_ONE}
"""By section, what to do about a name that is declared twice, where another name would mean another thing."""
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Placed:
    """Something declared, with the place where it stands; its value is None where nothing of it could be read."""

    name: str
    value: Any
    whole: bool
    place: Place
    file: TemplateFile


@dataclass(slots=True)
class Declared:
    """All that the template files declare, by section and name.

    A section is unsure where a file that cannot be read may declare more of it: nobody is told then that a name
    of it is unknown.
    """

    documents: list[Document] = field(default_factory=list)
    sections: dict[str, dict[str, Placed]] = field(default_factory=dict)
    own_rules: dict[str, dict[str, Placed]] = field(default_factory=dict)
    heads: dict[str, TemplateFile] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)

    def list_sound(self, section: str) -> list[Placed]:
        """What of a section could be read."""
        return [placed for placed in self.sections[section].values() if placed.value is not None]

    def is_whole(self, section: str) -> bool:
        """Whether all of a section is known, without any fault of shape."""
        return section not in self.unsure and all(placed.whole for placed in self.sections[section].values())

    def check_name(self, section: str, name: str, what: str, place: Place, *, at_key: bool = False) -> bool:
        """Whether a section has the name; where it certainly has not, that is a fault at the place, or at its key."""
        known = self.sections[section]
        if name not in known and section not in self.unsure:
            place.report(f"there is no {what} '{name}'{suggest(name, known)}", at_key=at_key)
        return name in known

    def is_heard(self, document: Document) -> bool:
        """Whether the file has sentences that are only heard, so that its rules may stand in such."""
        return isinstance(document.data, dict) and any(document.data.get(section) for section in _HEARD)

    def rules_of(self, document: Document) -> dict[str, Placed]:
        """The rules that a file may name: the shared ones, and its own, which go before."""
        return {**self.sections["rules"], **self.own_rules.get(document.file, {})}


def merge_files(documents: Iterable[Document]) -> Declared:
    """Check each entry against the model of the file and put all together; faults stay in the documents.

    The rules of a file with families, contrasts or what is only heard are its own; those of the other files are shared.
    """
    declared = Declared(sections={section: {} for section in SECTIONS})
    for document in documents:
        declared.documents.append(document)
        if isinstance(document.data, dict):
            _merge_file(declared, document)
        else:
            declared.unsure.update(SECTIONS)
            if document.data is not None:
                document.report((), f"a template file is a mapping of sections, such as {', '.join(SECTIONS)}")
    return declared


def _merge_file(declared: Declared, document: Document) -> None:
    _refuse_unknown(declared, document)
    head = {key: getattr(_check_head(document, key), key) for key in _HEAD if key in document.data}
    file = TemplateFile.model_construct(**head)
    declared.heads[document.file] = file
    for section in SECTIONS:
        entries = document.data.get(section, {})
        if not isinstance(entries, dict):
            declared.unsure.add(section)
            document.report((section,), f"`{section}` must be a mapping of names to what they stand for")
            continue
        into = declared.sections[section]
        if section == "rules" and any(document.data.get(saying) for saying in _WITH_OWN_RULES):
            into = declared.own_rules.setdefault(document.file, {})
        for name in list(entries):
            _merge_entry(into, str(name), Place(document, (section, str(name))), file)


def _check_head(document: Document, key: str) -> TemplateFile:
    return check_model(document, TemplateFile, (key,)).value or TemplateFile()


def _refuse_unknown(declared: Declared, document: Document) -> None:
    known = TemplateFile.model_fields
    for key in document.data.keys() - known.keys():
        document.report(
            (str(key),), f"'{key}' is not a key that is known here{suggest_or_list(str(key), known)}", at_key=True
        )
        if isinstance(document.data[key], dict):
            declared.unsure.update(SECTIONS)


def _merge_entry(known: dict[str, Placed], name: str, place: Place, file: TemplateFile) -> None:
    section = str(place.path[0])
    if name in known:
        first = known[name].place.locate(at_key=True)
        place.report(f"'{name}' is declared in {first} already; {_MENDS.get(section, _RENAME)}", at_key=True)
        return
    if section in _NAMED_IN_SENTENCES and not _NAME.fullmatch(name):
        place.report(f"'{name}' cannot be named in a sentence; use lower-case letters, digits and _", at_key=True)
    if (section, name) == ("slots", ANY):
        place.report(f"{{{ANY}}} stands for words that do not matter; give the slot another name", at_key=True)
    if section == "slots":
        checked = check_slot(place, place.document.data[section][find_key(place.document.data[section], name)])
    else:
        checked = check_model(place.document, TemplateFile, place.path)
    value = getattr(checked.value, section)[name] if checked.value else None
    known[name] = Placed(name, value, checked.whole, place, file)
