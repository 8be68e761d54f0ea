"""The output that a sentence would give, with one value for each of its slots, and what is wrong with it."""

from collections.abc import Mapping
from functools import cached_property

from taskdata.answers.shape import Shape
from taskdata.build.meaning import build_output
from taskdata.foundation.pack import Action, HeardSentence, Pack, Template
from taskdata.lint.holes import HoleSet
from taskdata.lint.samples import say_sample
from taskdata.slots.base import Said, Slot


class SampleOutputs:
    """Builds outputs and holds them against the schema; the same ones once."""

    def __init__(self, pack: Pack, slots: Mapping[str, Slot]) -> None:
        self._pack, self._slots = pack, slots
        self._said: dict[tuple[str, str | None], Said | None] = {}
        self._known: dict[tuple[str, str, HoleSet], str | None] = {}

    @cached_property
    def _shape(self) -> Shape:
        return Shape(self._pack.schema, self._pack.usecase.discriminator)

    def find_fault(self, action: Action, sentence: Template | HeardSentence, holes: HoleSet) -> str | None:
        """What is wrong with the output of a sentence that says these slots, None where it is of the schema."""
        key = (action.name, repr(sentence.sets), holes)
        if key not in self._known:
            said = {slot: one for slot, form in holes if (one := self._say(slot, form))}
            values = {name: one.value for name, one in said.items()}
            words = {name: one.words for name, one in said.items()}
            fault = next(iter(self._shape.find_faults(build_output(action.output, sentence, values, words))), None)
            self._known[key] = f"{fault.path}: {fault.message}" if fault else None
        return self._known[key]

    def _say(self, slot: str, form: str | None) -> Said | None:
        if slot not in self._slots:
            return None  # the hole for words that do not matter
        if (slot, form) not in self._said:
            day = self._pack.usecase.reference_dates.first
            self._said[slot, form] = say_sample(self._pack, self._slots[slot], form, day)
        return self._said[slot, form]
