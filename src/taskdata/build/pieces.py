"""A request while it is being worded: words and slots in order, told apart to the end."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from taskdata.foundation.pattern import Hole, Piece, squeeze_spaces

Skeleton = tuple[str | Hole, ...]
"""A sentence with its frame: the words of the framing, spaces put right, and holes for the slots between."""


class Worded(NamedTuple):
    """A piece of a request: framing where `slot` is None, else the words of a slot."""

    words: str
    slot: str | None = None
    keeps_typing: bool = False


def settle(pieces: Iterable[Piece]) -> Skeleton:
    """Join neighbouring framing and put its spaces right, also across the holes between."""
    joined: list[str | Hole] = []
    for piece in pieces:
        if isinstance(piece, Hole):
            joined.append(piece)
        elif joined and isinstance(last := joined[-1], str):
            joined[-1] = last + piece.text
        else:
            joined.append(piece.text)
    settled = [squeeze_spaces(part) if isinstance(part, str) else part for part in joined]
    if settled and isinstance(first := settled[0], str):
        settled[0] = first.lstrip()
    if settled and isinstance(last := settled[-1], str):
        settled[-1] = last.rstrip()
    return tuple(part for part in settled if part)


def assemble(pieces: Sequence[Worded]) -> tuple[str, list[tuple[str, int, int]]]:
    """The text of the pieces, and where each slot stands in it."""
    spans, at = [], 0
    for words, slot, _ in pieces:
        end = at + len(words)
        if slot is not None:
            spans.append((slot, at, end))
        at = end
    return "".join([piece.words for piece in pieces]), spans
