"""Where the words of slots stand in a request from outside, and the sentence that is left when they are cut out."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from taskdata.build.pieces import Skeleton
from taskdata.foundation.pattern import Hole

_SIGN = re.compile(r"[\\(){}\[\]<>|*]")
"""What means something in the notation of sentences."""
_CAPITALISED = re.compile(r"(?!I\b)[A-Z][a-z]*(?!\w)")


class Place(NamedTuple):
    """Where a hole for a slot is, the form that fits there if one does, and whether it is made.

    What is said begins at `said`, if a preposition that the form says itself is in the hole before it.
    """

    slot: str
    start: int
    said: int
    end: int
    form: str | None
    is_hole: bool


def cut_out(text: str, places: Sequence[Place]) -> Skeleton:
    """The text with holes in the places."""
    parts, end = list[str | Hole](), 0
    for place in places:
        parts += [text[end : place.start], Hole(place.slot, place.form)]
        end = place.end
    return _settle([part for part in (*parts, text[end:]) if part])


def _settle(parts: Sequence[str | Hole]) -> Skeleton:
    """The parts begun and ended as templates are: in lower case unless the word always has a capital, no full stop."""
    settled = list(parts)
    texts = [part for part in settled if isinstance(part, str)]
    if all(text == text.upper() for text in texts) and any(text.isalpha() for text in "".join(texts)):
        settled = [part.lower() if isinstance(part, str) else part for part in settled]
    if settled and isinstance(first := settled[0], str):
        first = first.lstrip()
        settled[0] = first[:1].lower() + first[1:] if _CAPITALISED.match(first) else first
    if settled and isinstance(last := settled[-1], str):
        settled[-1] = last.rstrip(" .!\n")
    return tuple(part for part in settled if part)


def show_skeleton(skeleton: Skeleton) -> Iterator[str]:
    """The skeleton in the notation of sentences, piece by piece."""
    for part in skeleton:
        yield _SIGN.sub(r"\\\g<0>", part) if isinstance(part, str) else f"{{{part.slot}.{part.form}}}"
