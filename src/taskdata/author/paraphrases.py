"""Paraphrases: rewordings of sentences that stand in the pack, built from the entries of the template files."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from taskdata.author.documents import Place
from taskdata.author.families import FamilyBuilder, check_repeated, identify_template
from taskdata.author.files import ParaphraseEntry
from taskdata.author.linking import Linker, Written
from taskdata.author.manners import make_linker
from taskdata.author.merge import Placed
from taskdata.foundation.pack import Family, Provenance, Template


@dataclass(frozen=True)
class ParaphraseBuilder:
    """Builds the paraphrases of a pack; what is wrong with one is reported in its place."""

    builder: FamilyBuilder
    families: Mapping[str, Family]

    def build_all(self) -> dict[str, tuple[Template, ...]]:
        """The paraphrases by family; those of a sentence that is not there are left out."""
        return {placed.name: tuple(self._build(placed)) for placed in self.builder.declared.list_sound("paraphrases")}

    def _build(self, placed: Placed) -> Iterator[Template]:
        """The paraphrases of one family: those of one sentence together weigh as much as it does."""
        self.builder.declared.check_name("families", placed.name, "family", placed.place, at_key=True)
        family = self.families.get(placed.name)
        if family is None:
            return
        found = list(self._build_new(placed, family))
        siblings = Counter(map(_name_parent, found))
        for template in found:
            yield replace(template, weight=template.weight / siblings[_name_parent(template)])

    def _build_new(self, placed: Placed, family: Family) -> Iterator[Template]:
        linker = make_linker(self.builder.declared, placed.place.document, self.builder.slots)
        known = {template.id: template for template in family.templates}
        for index, entry in enumerate(placed.value):
            place = placed.place.inside(index)
            parent = known.get(identify_template(family.name, entry.of))
            if parent is None or parent.provenance:
                self._report_no_parent(entry.of, family.name, parent, place.inside("of"))
                continue
            for number, text in enumerate(entry.sentences):
                written = Written(text, place.inside("sentences", number))
                if twin := known.get(identify_template(family.name, text)):
                    written.report(0, f"this sentence stands in {twin.place} already; keep one of them")
                    continue
                template = _build_template(entry, parent, written, linker)
                known[template.id] = template
                yield template

    def _report_no_parent(self, of: str, family: str, found: Template | None, place: Place) -> None:
        """Tell why nothing is reworded, unless the sentence may be one of those that could not be read."""
        if found is not None:
            place.report(f"{of!r} is a paraphrase itself, in {found.place}; name the sentence that it rewords")
        elif self.builder.declared.sections["families"][family].whole:
            place.report(
                f"the family '{family}' has no sentence {of!r}: it was changed or taken out; "
                f"name the sentence as it stands now, or take this out"
            )


def _build_template(entry: ParaphraseEntry, parent: Template, written: Written, linker: Linker) -> Template:
    linked = linker.link_sentence(written)
    if linked.is_sound:
        check_repeated({".".join(path): value for path, value in parent.sets.items()}, linked.pattern, written)
    return replace(
        parent,
        id=identify_template(parent.family, written.text),
        pattern=linked.pattern,
        frame=None,
        place=written.place.locate(),
        text=written.text,
        provenance=Provenance(parent.id, entry.model, entry.prompt),
    )


def _name_parent(template: Template) -> str | None:
    return template.provenance.parent if template.provenance else None


def add_paraphrases(family: Family, paraphrases: Mapping[str, tuple[Template, ...]]) -> Family:
    """The family with its paraphrases behind its other templates."""
    return replace(family, templates=(*family.templates, *paraphrases.get(family.name, ())))
