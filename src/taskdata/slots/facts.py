"""What is known of a slot from its declaration alone: its forms, the parts of its value, the names it may use."""

from collections.abc import Collection

from taskdata.foundation.slot_specs import (
    DateSlot,
    MoneySlot,
    NumberSlot,
    PersonSlot,
    PhraseSlot,
    SlotSpec,
    SpanSlot,
    TagsSlot,
)
from taskdata.slots.amount import Amount
from taskdata.slots.dates.say import DAY_KINDS, SPAN_KINDS
from taskdata.slots.dates.say_past import PAST_DAY_KINDS, PAST_SPAN_KINDS
from taskdata.slots.days import Day, DaySpan
from taskdata.slots.money.say import list_sayable
from taskdata.slots.number import LARGEST_WORD, Number
from taskdata.slots.person import Person
from taskdata.slots.tags import Tags


def list_forms(spec: SlotSpec) -> frozenset[str] | None:
    """The forms in which the slot can be said; None where the pack declares them, in a lexicon or a grammar."""
    match spec:
        case DateSlot(kinds=kinds, only_alone=only_alone):
            return frozenset(Day.FORMS if kinds.keys() - set(only_alone) else Day.FORMS[:1])
        case SpanSlot():
            return frozenset(DaySpan.FORMS)
        case NumberSlot(min=least):
            return frozenset(form for form in Number.FORMS if form != "words" or least <= LARGEST_WORD)
        case MoneySlot():
            return frozenset(list_sayable(spec))
        case PersonSlot():
            return frozenset(form for form in Person.FORMS if form != "self" or spec.self)
        case TagsSlot():
            return frozenset(Tags.FORMS)
    return None


def list_parts(spec: SlotSpec) -> frozenset[str]:
    """The parts that the value has by the type of the slot; the lexicon of a choice may give further ones."""
    match spec:
        case SpanSlot():
            return frozenset(DaySpan.PARTS)
        case MoneySlot():
            return frozenset(Amount.PARTS)
        case PhraseSlot(parts=parts) if parts:
            return frozenset(parts) | {"text"}
    return frozenset()


def list_kinds(spec: DateSlot | SpanSlot) -> Collection[str]:
    """The kinds of days, or of spans, that can be said."""
    if isinstance(spec, DateSlot):
        return PAST_DAY_KINDS if spec.past else DAY_KINDS
    return PAST_SPAN_KINDS if spec.past else SPAN_KINDS
