"""One sentence of a template with its slots said: the request before it is typed."""

from collections.abc import Callable, Mapping
from datetime import date

from taskdata.build.pieces import Worded, settle_spaces
from taskdata.foundation.chance import Chance
from taskdata.foundation.pack import Frame, Template
from taskdata.foundation.pattern import Hole, Piece, draw_pieces
from taskdata.slots.base import Said, Slot
from taskdata.slots.phrase import Phrase

_TRIES = 80
Keeps = Callable[[str], bool]
"""Whether a value that stays in one split may be used in the split at hand."""


class UnsayableError(Exception):
    """This draw cannot be said: no fitting value on this day, or none for this split."""


def word_template(
    template: Template, frames: tuple[Frame, ...], slots: Mapping[str, Slot], chance: Chance, day: date, keeps: Keeps
) -> list[Worded]:
    """Draw a sentence, a frame round it and a value for each slot.

    Raises UnsayableError where a slot has nothing to say.
    """
    said: dict[str, Said] = {}
    pieces = frame_pieces(draw_pieces(template.pattern, chance), frames, chance)
    worded = [_word_piece(piece, slots, said, chance, day, keeps) for piece in pieces]
    return settle_spaces(worded)


def is_apart(slots: Mapping[str, Slot], name: str | None) -> bool:
    """Whether the words of a slot stay in one split."""
    slot = slots[name] if name else None
    return isinstance(slot, Phrase) and slot.apart


def frame_pieces(request: list[Piece], frames: tuple[Frame, ...], chance: Chance) -> list[Piece]:
    """The sentence with one of the frames round it, if there are any."""
    if not frames:
        return request
    frame = chance.pick_weighted(frames, [frame.weight for frame in frames])
    return [inner for piece in draw_pieces(frame.pattern, chance) for inner in _put_in(piece, request)]


def _put_in(piece: Piece, request: list[Piece]) -> list[Piece]:
    return request if isinstance(piece, Hole) else [piece]


def _word_piece(
    piece: Piece, slots: Mapping[str, Slot], said: dict[str, Said], chance: Chance, day: date, keeps: Keeps
) -> Worded:
    if not isinstance(piece, Hole):
        return Worded(piece.text)
    slot = slots[piece.slot]
    if piece.slot not in said:
        fits = keeps if is_apart(slots, piece.slot) else _keeps_all
        said[piece.slot] = _say(slot, piece.form, chance, day, fits)
    drawn = said[piece.slot]
    return Worded(drawn.words, piece.slot, drawn, slot.keeps_typing)


def _keeps_all(words: str) -> bool:
    return True


def _say(slot: Slot, form: str | None, chance: Chance, day: date, keeps: Keeps) -> Said:
    """A value of the slot that may be used here."""
    for _ in range(_TRIES):
        drawn = slot.say(chance, form, day)
        if drawn is None:
            break
        if keeps(drawn.words):
            return drawn
    raise UnsayableError(slot.name)
