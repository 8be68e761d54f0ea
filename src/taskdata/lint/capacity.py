"""How many different requests can be said: an upper bound."""

from collections.abc import Mapping
from functools import cache
from math import inf, prod

from taskdata.foundation.pack import Family, Pack, Template
from taskdata.foundation.pattern import Choice, Hole, Pattern, Sequence, count_sentences
from taskdata.foundation.slot_specs import ChoiceSlot, NumberSlot, PersonSlot, PhraseSlot, TagsSlot
from taskdata.lint.memory import Remembered
from taskdata.slots.base import Slot


class Capacity:
    """Counts the requests of templates; how they are typed does not count. `endless` is what a slot counts as
    whose values are not listed: days, amounts, types of packages."""

    def __init__(self, pack: Pack, slots: Mapping[str, Slot], endless: float = inf) -> None:
        self._pack, self._slots, self._endless = pack, slots, endless
        self.of_pattern = Remembered(self._count)
        """The requests of a pattern."""
        self._of_hole = cache(self._count_hole)
        self._of_frame = {
            name: sum(count_sentences(frame.pattern) for frame in frames) for name, frames in pack.frames.items()
        }

    def of_family(self, family: Family) -> float:
        """The requests of all templates of a family."""
        return sum(map(self.of_template, family.templates))

    def of_template(self, template: Template) -> float:
        """The requests of a template, with the frames that may stand round them."""
        return self.of_pattern(template.pattern) * self.of_frame(template)

    def of_frame(self, template: Template) -> int:
        """The frames that may stand round the sentences of a template; 1 where there are none."""
        return self._of_frame[template.frame] if template.frame else 1

    def _count(self, pattern: Pattern) -> float:
        match pattern:
            case Sequence(parts):
                return prod((self.of_pattern(part) for part in parts), start=1.0)
            case Choice(options):
                return sum(self.of_pattern(option) for option in options)
            case Hole(slot, form):
                return self._of_hole(slot, form or next(iter(self._slots[slot].forms())))
        return 1

    def _count_hole(self, slot: str, form: str) -> float:
        match self._pack.spec(slot):
            case PhraseSlot(grammar=grammar):
                return sum(map(count_sentences, self._pack.grammars[grammar][form]))
            case ChoiceSlot():
                return sum(phrase.form == form for phrase in self._pack.phrases[slot])
            case NumberSlot(min=least, max=most):
                return most - least + 1
            case PersonSlot(names=names, faker=faker):
                return len(names) + sum(faker.values())
            case TagsSlot(words=words, most=most):
                return float(sum(len(words) ** count for count in range(1, most + 1)))
        return self._endless
