"""From rephrased instances back to one sentence pattern: the words of the slots become holes again."""

import re
from collections.abc import Sequence

from taskdata.foundation.pattern import Hole
from taskdata.foundation.records import Example
from taskdata.foundation.text import lower_in_place

_SIGN = re.compile(r"[\\(){}\[\]<>|*]")
"""What means something in the notation of sentences."""
_CAPITALISED = re.compile(r"(?!I\b)[A-Z][a-z]*(?!\w)")
"""A first word that has its capital from where it stands, as far as can be told."""


class UnalignedError(Exception):
    """The rephrased instances are no instances of one pattern; the message says why."""


def align(instances: Sequence[Example], holes: Sequence[Hole], wordings: Sequence[str]) -> str:
    """The one sentence, in the notation of templates, that the wordings of the instances are instances of.

    `holes` are those of the sentence that the instances were made from, in order. The start and the end are written as
    templates write them: in lower case unless the word always has a capital, and without a full stop.
    Raises UnalignedError where a value is not said as it was, or the words around the values differ.
    """
    patterns = [_cut_out(example, holes, text) for example, text in zip(instances, wordings, strict=True)]
    settled = {_settle(pattern) for pattern in patterns}
    if len(settled) > 1:
        shown = " / ".join(repr(one) for one in sorted(settled))
        raise UnalignedError(f"the words around the values differ: {shown}")
    return settled.pop()


def _cut_out(example: Example, holes: Sequence[Hole], wording: str) -> str:
    """The wording with a hole in the place of each value."""
    low, taken = lower_in_place(wording), list[tuple[int, int, str]]()
    spans = zip(example.spans, holes, strict=True)
    for span, hole in sorted(spans, key=lambda pair: pair[0].start - pair[0].end):
        words = example.input[span.start : span.end]
        taken.append((*_find_once(words, low, taken), _write_hole(hole)))
    parts, end = list[str](), 0
    for start, stop, hole_text in sorted(taken):
        parts += [_SIGN.sub(r"\\\g<0>", wording[end:start]), hole_text]
        end = stop
    return "".join((*parts, _SIGN.sub(r"\\\g<0>", wording[end:])))


def _find_once(words: str, low: str, taken: Sequence[tuple[int, int, str]]) -> tuple[int, int]:
    """Where the words stand, which must be once, in one piece, and outside of longer values."""
    shape = re.compile(rf"(?<!\w){re.escape(lower_in_place(words))}(?!\w)")
    places = [
        (match.start(), match.end())
        for match in shape.finditer(low)
        if not any(match.start() < stop and start < match.end() for start, stop, _ in taken)
    ]
    if len(places) != 1:
        how = "is not there letter by letter" if not places else "is there more than once"
        raise UnalignedError(f"{words!r} {how}")
    return places[0]


def _write_hole(hole: Hole) -> str:
    return f"{{{hole.slot}.{hole.form}}}" if hole.form else f"{{{hole.slot}}}"


def _settle(pattern: str) -> str:
    """The pattern with single blanks, begun and ended as templates are."""
    text = " ".join(pattern.split()).rstrip(" .!")
    return text[0].lower() + text[1:] if _CAPITALISED.match(text) else text
