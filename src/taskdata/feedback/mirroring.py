"""Values of outputs that are stretches of the request: what is replaced in the one is replaced in the other."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from taskdata.feedback.found import locate_words
from taskdata.feedback.pieces import Piece

_QUOTED = re.compile(r'"([^"\n]{2,})')
_LEAST = 2


class Mirrored(NamedTuple):
    """A stretch of an output, and where in the request the same words stand."""

    start: int
    end: int
    places: Sequence[int]


def list_mirrored(pieces: Sequence[Piece], starts: Sequence[int], low: str) -> Iterator[Mirrored]:
    """The values of the outputs of a line that the request has word for word, in any case.

    `low` are the texts of all pieces in lower case, one behind the other, each from its start.
    """
    placed = list(zip(pieces, starts, strict=True))
    requests = [(start, start + len(piece.text)) for piece, start in placed if piece.place == "input"]
    for piece, start in placed:
        for first, last in _list_values(piece) if piece.place == "output" else ():
            words = low[start + first : start + last]
            places = [at for span in requests for at, _ in locate_words(words, low, *span)] if words else []
            if places and sum(map(str.isalpha, words)) >= _LEAST:
                yield Mirrored(start + first, start + last, places)


def _list_values(piece: Piece) -> Iterator[tuple[int, int]]:
    """The texts of an answer that is JSON; else the whole piece, which is the value of a field."""
    if "{" not in piece.text:
        yield 0, len(piece.text)
        return
    yield from (match.span(1) for match in _QUOTED.finditer(piece.text))
