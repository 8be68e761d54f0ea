"""Actions: how the output of each is built, and on what evidence it rests."""

from taskdata.author.documents import Place
from taskdata.author.known_slots import KnownSlots
from taskdata.author.merge import Declared, Placed
from taskdata.author.names import suggest, suggest_or_list
from taskdata.author.outputs import parse_fields
from taskdata.author.sets import KnownFields
from taskdata.foundation.pack import Action
from taskdata.foundation.usecase import UseCase

_SLOTS_OF_EVIDENCE = ("lacks", "says", "signs", "impossible", "past", "future", "differ", "without")


def build_actions(
    declared: Declared, slots: KnownSlots, fields: KnownFields, usecase: UseCase | None
) -> dict[str, Action]:
    """Build every action that could be read; what is wrong with one is reported in its place."""
    actions = {placed.name: _build(placed, slots, usecase) for placed in declared.list_sound("actions")}
    for placed in declared.list_sound("actions"):
        if placed.value.evidence:
            _check_evidence(actions[placed.name], placed.place.inside("evidence"), declared, slots, fields)
    return actions


def _build(placed: Placed, slots: KnownSlots, usecase: UseCase | None) -> Action:
    entry, place = placed.value, placed.place
    output = parse_fields(entry.output, slots, place.inside("output"))
    if usecase and entry.category not in usecase.categories:
        known = suggest(entry.category, usecase.categories)
        place.inside("category").report(f"there is no category '{entry.category}' in usecase.yaml{known}")
    return Action(placed.name, entry.category, output, entry.evidence)


def _check_evidence(action: Action, place: Place, declared: Declared, slots: KnownSlots, fields: KnownFields) -> None:
    assert action.evidence is not None
    table, known = action.evidence, fields.list_values(action, action.evidence.field, place.inside("field"))
    for value, evidence in table.values.items():
        here = place.inside("values", value)
        if known is not None and value not in map(str, known):
            here.report(
                f"'{value}' is no value of `{table.field}`{suggest_or_list(value, map(str, known))}", at_key=True
            )
        for index, like in enumerate(evidence.like):
            declared.check_name("actions", like, "action", here.inside("like", index))
        for key in _SLOTS_OF_EVIDENCE:
            for index, slot in enumerate(getattr(evidence, key)):
                slots.check_slot(slot, here.inside(key, index))
