"""What the members of a contrast say alike: the day, the way of typing, the words of the contrast, the same slots."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from taskdata.build.pieces import Skeleton
from taskdata.build.wording import Keeps, UnsayableError, is_apart, is_paired
from taskdata.foundation.chance import Chance
from taskdata.foundation.pack import Contrast, Template
from taskdata.foundation.pattern import Choice, Hole, Pattern, RuleRef, Sequence, Text, draw_pieces, tidy_spaces
from taskdata.slots.base import Said, Slot

_GIVEN = "given"
"""The kind of wording of words that a contrast gives."""


@dataclass(frozen=True, slots=True)
class Deal:
    """One round of a contrast: every draw in it has a name, and is the same for every member."""

    contrast: Contrast
    seed: int
    index: int

    def roll(self, *name: str) -> Chance:
        """The draws of a name, from their beginning."""
        return Chance(self.seed, self.contrast.name, self.index, *name)


@dataclass(slots=True)
class MemberWriter:
    """Words one member of a contrast as the deal has it."""

    deal: Deal
    slots: Mapping[str, Slot]
    day: date
    keeps: Keeps

    def say(self, skeleton: Skeleton, template: Template) -> dict[str, Said]:
        """A value for each slot. Raises UnsayableError where one says nothing, or what belongs elsewhere."""
        said: dict[str, Said] = {}
        for part in skeleton:
            if not isinstance(part, str) and part.slot not in said:
                said[part.slot] = self._say_hole(part, template)
        return said

    def _say_hole(self, hole: Hole, template: Template) -> Said:
        given = template.given.get(hole.slot)
        said = self._say(hole) if given is None else self._say_given(hole, given)
        if is_apart(self.slots[hole.slot]) and not self.keeps(said.words):
            raise UnsayableError(hole.slot)
        return said

    def _say(self, hole: Hole) -> Said:
        name = ("pair",) if is_paired(self.slots[hole.slot], hole.form) else ("slot", hole.slot)
        said = self.slots[hole.slot].say(self.deal.roll(*name), hole.form, self.day)
        if said is None:
            raise UnsayableError(hole.slot)
        return said

    def _say_given(self, hole: Hole, given: Pattern) -> Said:
        """The given words with the value that the slot hears in them, if that is all it hears."""
        slot, words = self.slots[hole.slot], tidy_spaces(self._fill(given))
        if slot.keeps_typing:
            return Said(words, slot.read(words, None, self.day), hole.form or _GIVEN)
        heard = [
            mention.value for mention in slot.hear(words, self.day) if (mention.start, mention.end) == (0, len(words))
        ]
        value = heard[0] if heard else slot.propose(words)
        if value is None:
            raise UnsayableError(hole.slot)
        return Said(words, value, _GIVEN)

    def _fill(self, pattern: Pattern) -> str:
        match pattern:
            case Text(text):
                return text
            case Hole():
                return self._say(pattern).words
            case RuleRef(name):
                pieces = draw_pieces(self.deal.contrast.words[name], self.deal.roll("words", name))
                return "".join(map(self._fill, pieces))
            case Sequence(parts):
                return "".join(map(self._fill, parts))
            case Choice(options, weights):
                return self._fill(self.deal.roll("given").pick_weighted(options, weights))
