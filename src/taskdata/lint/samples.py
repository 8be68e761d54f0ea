"""One value of a slot, to look at what becomes of it."""

from datetime import date

from taskdata.foundation.chance import Chance
from taskdata.foundation.pack import Pack
from taskdata.foundation.slot_specs import PersonSlot
from taskdata.slots.base import Said, Slot

_TRIES = 4


def say_sample(pack: Pack, slot: Slot, form: str | None, day: date) -> Said | None:
    """A value of the slot in this form on this day; None where a few draws say nothing."""
    spec = pack.spec(slot.name)
    if isinstance(spec, PersonSlot) and form != "self":
        name = spec.names[0] if spec.names else "Kim"  # any name is sayable, and faker's take long to load
        return Said(name, slot.read(name, None, day), "name")
    draws = (slot.say(Chance("lint", slot.name, form, index), form, day) for index in range(_TRIES))
    return next((said for said in draws if said), None)
