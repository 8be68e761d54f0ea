"""Sentences that name no value for some of their slots: nothing stands in their place, or a word such as "it"."""

from collections.abc import Collection
from dataclasses import dataclass

from taskdata.foundation.pattern import Choice, Hole, Pattern, Sequence, Text, may_be_blank


@dataclass(frozen=True)
class Lacking:
    """The slots that are lacking, and the words that may stand for them."""

    slots: Collection[str]
    nothing: tuple[Pattern, ...]

    def empty(self, pattern: Pattern, is_loose: bool, is_first: bool = True) -> Pattern:
        """The pattern without values for the slots.

        At the start of a sentence, and in a loose one, a word must stand for a value.
        """
        if not self.slots:
            return pattern
        match pattern:
            case Hole(slot) if slot in self.slots:
                options = self.nothing if is_first or is_loose else (Text(""), *self.nothing)
                return Choice(options, (1.0,) * len(options))
            case Sequence(parts):
                firsts = [is_first and all(map(may_be_blank, parts[:at])) for at in range(len(parts))]
                return Sequence(
                    tuple(self.empty(part, is_loose, first) for part, first in zip(parts, firsts, strict=True))
                )
            case Choice(options, weights):
                return Choice(tuple(self.empty(option, is_loose, is_first) for option in options), weights)
        return pattern
