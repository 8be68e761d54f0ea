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
        self.builder.declared.check_name("families", placed.name, "family", placed.place)
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
                place.inside("of").report(
                    f"the family '{family.name}' has no sentence {entry.of!r}: it was changed or taken out; "
                    f"name the sentence as it stands now, or take this out"
                )
                continue
            for template in self._build_entry(entry, parent, place, linker):
                if template.id in known:
                    place.report(f"a sentence here stands in {known[template.id].place} already; keep one of them")
                    continue
                known[template.id] = template
                yield template

    def _build_entry(
        self, entry: ParaphraseEntry, parent: Template, place: Place, linker: Linker
    ) -> Iterator[Template]:
        for number, text in enumerate(entry.sentences):
            written = Written(text, place.inside("sentences", number))
            linked = linker.link_sentence(written)
            if linked.is_sound:
                check_repeated({".".join(path): value for path, value in parent.sets.items()}, linked.pattern, written)
            yield replace(
                parent,
                id=identify_template(parent.family, text),
                pattern=linked.pattern,
                frame=None,
                place=written.place.locate(),
                text=text,
                provenance=Provenance(parent.id, entry.model, entry.prompt),
            )


def _name_parent(template: Template) -> str | None:
    return template.provenance.parent if template.provenance else None


def add_paraphrases(family: Family, paraphrases: Mapping[str, tuple[Template, ...]]) -> Family:
    """The family with its paraphrases behind its other templates."""
    return replace(family, templates=(*family.templates, *paraphrases.get(family.name, ())))
