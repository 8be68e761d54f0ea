"""The template files of a pack, put together; whatever is declared twice is a fault."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from taskdata.author.documents import Document, Path, check_model
from taskdata.author.files import ActionEntry, FamilyEntry, FrameEntry, TemplateFile
from taskdata.author.linking import Written
from taskdata.foundation.pack import SlotSpec, Style


@dataclass(frozen=True, slots=True)
class Placed:
    """Something declared, with the place where it stands."""

    value: Any
    document: Document
    path: Path
    file: TemplateFile


@dataclass(slots=True)
class Declared:
    """All that the template files declare, by section and name."""

    documents: list[Document] = field(default_factory=list)
    sections: dict[str, dict[str, Placed]] = field(default_factory=dict)
    own_rules: dict[str, dict[str, Placed]] = field(default_factory=dict)

    def values(self, section: str) -> dict[str, Any]:
        """The bare declarations of one section."""
        return {name: placed.value for name, placed in self.sections[section].items()}

    @property
    def slots(self) -> dict[str, SlotSpec]:
        """The slots."""
        return self.values("slots")

    @property
    def styles(self) -> dict[str, Style]:
        """The styles."""
        return self.values("styles")

    @property
    def actions(self) -> dict[str, ActionEntry]:
        """The actions."""
        return self.values("actions")

    @property
    def families(self) -> dict[str, FamilyEntry]:
        """The families."""
        return self.values("families")

    @property
    def frames(self) -> dict[str, list[FrameEntry]]:
        """The frames, by set."""
        return self.values("frames")

    def rules_of(self, document: Document) -> dict[str, Written]:
        """The rules that a file may name: the shared ones, and its own, which go before."""
        own = self.own_rules.get(document.file, {})
        rules = {**self.sections["rules"], **own}
        return {name: Written(placed.value, placed.document, placed.path) for name, placed in rules.items()}


SECTIONS = ("rules", "families", "actions", "slots", "grammars", "styles", "swaps", "frames")


def merge_files(documents: Iterable[Document]) -> Declared:
    """Check each file against its model and put all together; faults stay in the documents.

    The rules of a file with families are its own; those of the other files are shared.
    """
    declared = Declared(sections={section: {} for section in SECTIONS})
    for document in documents:
        declared.documents.append(document)
        file = check_model(document, TemplateFile)
        if file is not None:
            for section in SECTIONS:
                into = declared.sections[section]
                if section == "rules" and file.families:
                    into = declared.own_rules.setdefault(document.file, {})
                _merge_section(into, section, getattr(file, section), document, file)
    return declared


def _merge_section(
    known: dict[str, Placed], section: str, found: Mapping[str, Any], document: Document, file: TemplateFile
) -> None:
    for name, value in found.items():
        path: Path = (section, name)
        if name in known:
            first = known[name].document.locate(known[name].path)
            document.report(
                path, f"'{name}' is declared in {first} already; give one of them another name", at_key=True
            )
        else:
            known[name] = Placed(value, document, path, file)
