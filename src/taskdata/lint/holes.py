"""Which slots the sentences of a pattern say."""

from itertools import product

from taskdata.foundation.pattern import Choice, Hole, Pattern, Sequence
from taskdata.lint.memory import Remembered

HoleSet = frozenset[tuple[str, str | None]]
"""The slots that one sentence says, each with its form."""
_MOST = 200
"""Sets of holes of one pattern that are looked at; few have more than a dozen."""


class Holes:
    """Remembers what it found in each piece of a pattern."""

    def __init__(self) -> None:
        self.list_sets = Remembered(self._find_sets)
        """What the sentences of a pattern say, each set once."""
        self.name_slots = Remembered(self._find_names)
        """The slots that some sentence of a pattern says."""

    def _find_sets(self, pattern: Pattern) -> tuple[HoleSet, ...]:
        match pattern:
            case Hole(slot, form):
                return (frozenset({(slot, form)}),)
            case Choice(options):
                return tuple(dict.fromkeys(holes for option in options for holes in self.list_sets(option)))
            case Sequence(parts):
                joined: tuple[HoleSet, ...] = _NOTHING
                for sets in (sets for part in parts if (sets := self.list_sets(part)) != _NOTHING):
                    joined = tuple(dict.fromkeys(one | more for one, more in product(joined, sets)))[:_MOST]
                return joined
        return _NOTHING

    def _find_names(self, pattern: Pattern) -> frozenset[str]:
        match pattern:
            case Hole(slot):
                return frozenset({slot})
            case Choice(parts) | Sequence(parts):
                return frozenset().union(*map(self.name_slots, parts))
        return frozenset()


_NOTHING: tuple[HoleSet, ...] = (frozenset(),)
