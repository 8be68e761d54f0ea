"""The label of a generated example, built anew from its provenance: its template, and the words of its slots."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taskdata.build.meaning import build_output
from taskdata.check.showing import quote, show_value
from taskdata.check.slot_values import list_values
from taskdata.foundation.pack import Family, Pack, Template
from taskdata.foundation.records import Example, Source
from taskdata.slots.base import Slot


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Why a label cannot be settled without a person: a code to count by, and a sentence."""

    reason: str
    message: str


Made = tuple[Family, Template]


class Rebuilder:
    """Builds labels anew with the templates and slots of one pack."""

    def __init__(self, pack: Pack, slots: Mapping[str, Slot]) -> None:
        self._pack, self._slots = pack, slots
        self._by_id: dict[str, list[Made]] = {}
        self._by_sentence: dict[str, list[Made]] = {}
        for family in pack.families.values():
            for template in family.templates:
                self._by_id.setdefault(template.id, []).append((family, template))
                self._by_sentence.setdefault(_hash_of(template.id), []).append((family, template))

    def find_template(self, source: Source) -> Made | Unsettled:
        """The template that an example was made from, under its id or word for word in one other family."""
        name = source.template
        if name is None:
            return Unsettled("template", "the record does not say from which template it was made")
        found = self._by_id.get(name) or self._by_sentence.get(_hash_of(name), [])
        found = [one for one in found if one[1].group == source.group] or found
        if len(found) == 1:
            return found[0]
        if not found:
            return Unsettled("template", f"the pack has no template {name!r}, and no other family has its sentence")
        places = " and in ".join(str(template.place) for _, template in found)
        return Unsettled("template", f"the sentence of the template {name!r} stands in {places}")

    def rebuild(self, example: Example, made: Made) -> Example | Unsettled:
        """The example as its template gives it now. What it was said like, and its split, stay."""
        family, template = made
        values = self._hear_values(example)
        if isinstance(values, Unsettled):
            return values
        action = self._pack.actions[family.action]
        words = {span.slot: example.input[span.start : span.end] for span in example.spans}
        place = {"family": family.name, "template": template.id, "group": template.group}
        return example.model_copy(
            update={
                "category": family.category,
                "output": build_output(action.output, template, values, words),
                "facets": self._update_facets(example, template, action.name),
                "source": example.source.model_copy(update=place),
            }
        )

    def _hear_values(self, example: Example) -> dict[str, Any] | Unsettled:
        """The value of each slot in the words that stood for it; the last words count, as when they are said."""
        values = {}
        for span in example.spans:
            words = quote(example.input[span.start : span.end])
            slot = self._slots.get(span.slot)
            if slot is None:
                return Unsettled("slot", f"the pack has no slot {span.slot!r}, for which {words} stood")
            others = [(one.start, one.end) for one in example.spans if one is not span]
            heard = list_values(slot, example.input, (span.start, span.end), others, example.reference_date)
            if len(heard) != 1:
                found = " and ".join(map(show_value, heard)) or "nothing, or not in all of them"
                return Unsettled("words", f"in the words {words} the slot {span.slot!r} hears {found}")
            values[span.slot] = heard[0]
        return values

    def _update_facets(self, example: Example, template: Template, action: str) -> dict[str, Any]:
        """The facets with what the pack says of the template; how it was typed and worded stays."""
        facets = {**example.facets, "action": action, "edge_cases": list(template.edge_cases)}
        if template.contrast:
            return {**facets, "contrast": self._pack.contrasts[template.contrast].kind}
        facets.pop("contrast", None)
        return facets


def _hash_of(template: str) -> str:
    """The part of a template's id that stands for its sentence."""
    return template.rpartition("/")[2]
