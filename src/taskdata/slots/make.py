"""The slots of a pack, made from their declarations."""

from collections.abc import Mapping

from taskdata.foundation.pack import Pack
from taskdata.foundation.slot_specs import (
    ChoiceSlot,
    DateSlot,
    LikeSlot,
    MoneySlot,
    NumberSlot,
    OwnSlot,
    PersonSlot,
    PhraseSlot,
    SpanSlot,
    TagsSlot,
)
from taskdata.slots.amount import Amount
from taskdata.slots.base import Slot
from taskdata.slots.choice import Choice
from taskdata.slots.days import Day, DaySpan
from taskdata.slots.number import Number
from taskdata.slots.person import Person
from taskdata.slots.phrase import Phrase
from taskdata.slots.provided import make_own
from taskdata.slots.tags import Tags


def make_slots(pack: Pack) -> Mapping[str, Slot]:
    """Every slot of the pack, by name."""
    slots = {name: _make_slot(name, pack) for name in pack.slots}
    for name, spec in pack.slots.items():
        if isinstance(spec, LikeSlot):
            slots[name].hears_as = slots[spec.like].hears_as
    return slots


def _make_slot(name: str, pack: Pack) -> Slot:
    match pack.spec(name):
        case ChoiceSlot() as spec:
            return Choice(name, spec, pack.phrases[name])
        case PhraseSlot() as spec:
            return Phrase(name, spec, pack.grammars[spec.grammar])
        case DateSlot() | SpanSlot() as spec:
            day_first = pack.usecase.labels.date_order == "day_month"
            return Day(name, spec, day_first) if isinstance(spec, DateSlot) else DaySpan(name, spec, day_first)
        case NumberSlot() as spec:
            return Number(name, spec)
        case MoneySlot() as spec:
            return Amount(name, spec)
        case PersonSlot() as spec:
            return Person(name, spec)
        case TagsSlot() as spec:
            return Tags(name, spec)
        case OwnSlot() as spec:
            return make_own(name, spec)
        case LikeSlot() as spec:
            raise ValueError(f"slot {name} is like {spec.like}, which is no slot of its own type")
