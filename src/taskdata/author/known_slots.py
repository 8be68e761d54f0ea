"""What can be said of the slots of a pack: their names, their forms, the parts of their values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from taskdata.author.documents import Place
from taskdata.author.names import suggest
from taskdata.foundation.pattern import ANY


@dataclass(frozen=True, slots=True)
class SlotFacts:
    """The forms of one slot and the parts of its value; None where a fault of the slot leaves them unknown."""

    forms: frozenset[str] | None = None
    parts: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class KnownSlots:
    """The slots that may be named somewhere; `all_known` is False where there may be more, in a file with faults."""

    facts: Mapping[str, SlotFacts]
    all_known: bool = True
    where: str = ""

    def with_any(self) -> "KnownSlots":
        """The same for what is only heard: there `{any}` stands for words that do not matter."""
        return replace(self, facts={**self.facts, ANY: SlotFacts(frozenset())})

    def check_slot(self, name: str, place: Place, offset: int | None = None) -> bool:
        """Whether there is such a slot; where there is none, that is a fault."""
        if name not in self.facts and self.all_known:
            place.report(f"there is no slot '{name}'{self.where}{suggest(name, self.facts)}", offset=offset)
        return name in self.facts

    def check_form(self, name: str, form: str, place: Place, offset: int) -> None:
        """A form that the slot does not have is a fault."""
        forms = self.facts[name].forms
        if forms is not None and form not in forms:
            known = ", ".join(sorted(forms)) or "none"
            near = suggest(form, forms)
            place.report(f"the slot '{name}' has no form '{form}'; it has {known}{near}", offset=offset)

    def check_part(self, name: str, part: str, place: Place) -> None:
        """A part that no value of the slot has is a fault."""
        parts = self.facts[name].parts
        if parts is not None and part not in parts:
            known = ", ".join(sorted(parts)) or "none"
            near = suggest(part, parts)
            place.report(f"the value of the slot '{name}' has no part '{part}'; it has {known}{near}")
