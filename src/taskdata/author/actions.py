"""Actions: how the output of each is built, and on what evidence it rests."""

from taskdata.author.documents import Place
from taskdata.author.known_slots import KnownSlots
from taskdata.author.merge import Declared, Placed
from taskdata.author.names import suggest
from taskdata.author.outputs import parse_fields
from taskdata.foundation.pack import Action, EvidenceTable
from taskdata.foundation.usecase import UseCase

_SLOTS_OF_EVIDENCE = ("lacks", "says", "signs", "impossible", "past", "differ", "without")


def build_actions(declared: Declared, slots: KnownSlots, usecase: UseCase | None) -> dict[str, Action]:
    """Build every action that could be read; what is wrong with one is reported in its place."""
    return {placed.name: _build(placed, declared, slots, usecase) for placed in declared.list_sound("actions")}


def _build(placed: Placed, declared: Declared, slots: KnownSlots, usecase: UseCase | None) -> Action:
    entry, place = placed.value, placed.place
    output = parse_fields(entry.output, slots, place.inside("output"))
    if usecase and entry.category not in usecase.categories:
        known = suggest(entry.category, usecase.categories)
        place.inside("category").report(f"there is no category '{entry.category}' in usecase.yaml{known}")
    if entry.evidence:
        _check_evidence(entry.evidence, declared, slots, place.inside("evidence", "values"))
    return Action(placed.name, entry.category, output, entry.evidence)


def _check_evidence(table: EvidenceTable, declared: Declared, slots: KnownSlots, place: Place) -> None:
    for value, evidence in table.values.items():
        for index, action in enumerate(evidence.like):
            declared.check_name("actions", action, "action", place.inside(value, "like", index))
        for key in _SLOTS_OF_EVIDENCE:
            for index, slot in enumerate(getattr(evidence, key)):
                slots.check_slot(slot, place.inside(value, key, index))
