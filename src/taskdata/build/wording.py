"""What a request says before it is typed: a sentence of a template in a frame, and a value for each slot."""

from collections.abc import Callable, Mapping
from datetime import date

from taskdata.build.pieces import Skeleton, settle
from taskdata.foundation.chance import Chance, Wheel
from taskdata.foundation.pack import Frame, Template
from taskdata.foundation.pattern import Hole, Piece, draw_pieces
from taskdata.slots.base import Said, Slot
from taskdata.slots.phrase import Phrase

_TRIES = 80
_PAIR_TRIES = 800
"""More, since two values that belong to one split are seldom."""
_REMEMBERED = 50_000
"""How many skeletons are kept; when there are more, all are forgotten."""
Keeps = Callable[[str], bool]
"""Whether a value that stays in one split may be used in the split at hand."""


class UnsayableError(Exception):
    """This draw cannot be said: no fitting value on this day, or none for this split."""


class Sentences:
    """Draws sentences of templates; each way through a template and its frame is put together once."""

    def __init__(self, frames: Mapping[str, tuple[Frame, ...]]) -> None:
        self._frames = {name: Wheel(all_of, [frame.weight for frame in all_of]) for name, all_of in frames.items()}
        self._skeletons: dict[tuple[int, ...], tuple[Skeleton, tuple[Piece, ...]]] = {}
        """Known by where their pieces are in memory, and so kept with them: a template may be gone, its place taken."""

    def draw(self, template: Template, chance: Chance, framing: Chance) -> Skeleton:
        """A sentence of the template, with a frame round it if it has one."""
        pieces = draw_pieces(template.pattern, chance)
        if template.frame and self._frames[template.frame].items:
            frame = framing.spin(self._frames[template.frame])
            pieces = [inner for piece in draw_pieces(frame.pattern, framing) for inner in _put_in(piece, pieces)]
        way = tuple(map(id, pieces))
        found = self._skeletons.get(way)
        if found is None:
            if len(self._skeletons) >= _REMEMBERED:
                self._skeletons.clear()
            found = self._skeletons[way] = settle(pieces), tuple(pieces)
        return found[0]


def _put_in(piece: Piece, request: list[Piece]) -> list[Piece]:
    return request if isinstance(piece, Hole) else [piece]


def say_slots(
    skeleton: Skeleton, slots: Mapping[str, Slot], chance: Chance, day: date, keeps: Keeps
) -> dict[str, Said]:
    """A value for each slot of the skeleton. Raises UnsayableError where one has nothing to say."""
    said: dict[str, Said] = {}
    for part in skeleton:
        if isinstance(part, str) or part.slot in said:
            continue
        if is_paired(slots[part.slot], part.form):
            said |= _say_paired(skeleton, slots, chance, day, keeps)
        else:
            said[part.slot] = _say(slots[part.slot], part.form, chance, day, keeps)
    return said


def is_apart(slot: Slot) -> bool:
    """Whether the words of a slot stay in one split."""
    return isinstance(slot, Phrase) and slot.apart


def is_paired(slot: Slot, form: str | None) -> bool:
    """Whether a form is drawn together with the other paired forms of the sentence."""
    return isinstance(slot, Phrase) and (form or next(iter(slot.forms()))) in slot.paired


def _say_paired(
    skeleton: Skeleton, slots: Mapping[str, Slot], chance: Chance, day: date, keeps: Keeps
) -> dict[str, Said]:
    """What the paired forms of the sentence say: all by the same draws, and all of them kept."""
    holes = [part for part in skeleton if not isinstance(part, str) and is_paired(slots[part.slot], part.form)]
    for _ in range(_PAIR_TRIES):
        draws = chance.unit()
        said = {hole.slot: slots[hole.slot].say(Chance(draws), hole.form, day) for hole in holes}
        sayable = {name: one for name, one in said.items() if one and (not is_apart(slots[name]) or keeps(one.words))}
        if len(sayable) == len(said):
            return sayable
    raise UnsayableError(holes[0].slot)


def _say(slot: Slot, form: str | None, chance: Chance, day: date, keeps: Keeps) -> Said:
    """A value of the slot that may be used here."""
    apart = is_apart(slot)
    for _ in range(_TRIES):
        drawn = slot.say(chance, form, day)
        if drawn is None:
            break
        if not apart or keeps(drawn.words):
            return drawn
    raise UnsayableError(slot.name)
