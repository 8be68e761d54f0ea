"""A request while it is being worded: words and slots in order, told apart to the end."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from taskdata.foundation.pattern import squeeze_spaces
from taskdata.foundation.records import Span
from taskdata.slots.base import Said


@dataclass(frozen=True, slots=True)
class Worded:
    """A piece of a request: framing where `slot` is None, else the words of a slot."""

    words: str
    slot: str | None = None
    said: Said | None = None
    keeps_typing: bool = False

    @property
    def is_framing(self) -> bool:
        """Whether it carries no value."""
        return self.slot is None


def settle_spaces(pieces: Iterable[Worded]) -> list[Worded]:
    """Join neighbouring framing and put its spaces right, also across the slots between."""
    joined: list[Worded] = []
    for piece in pieces:
        if joined and piece.is_framing and joined[-1].is_framing:
            joined[-1] = Worded(joined[-1].words + piece.words)
        else:
            joined.append(piece)
    settled = [replace(p, words=squeeze_spaces(p.words)) if p.is_framing else p for p in joined]
    if settled and settled[0].is_framing:
        settled[0] = Worded(settled[0].words.lstrip())
    if settled and settled[-1].is_framing:
        settled[-1] = Worded(settled[-1].words.rstrip())
    return [piece for piece in settled if piece.words]


def assemble(pieces: Iterable[Worded]) -> tuple[str, list[Span]]:
    """The text of the pieces, and where each slot stands in it."""
    text, spans = "", []
    for piece in pieces:
        if piece.slot is not None:
            spans.append(Span(slot=piece.slot, start=len(text), end=len(text) + len(piece.words)))
        text += piece.words
    return text, spans
