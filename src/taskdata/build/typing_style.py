"""How a request is typed: case, marks, abbreviations, slips. None of it touches a word that carries a value."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from taskdata.build.pieces import Worded
from taskdata.foundation.chance import Chance
from taskdata.foundation.pack import Style
from taskdata.foundation.text import capitalise_first

_WORD = re.compile(r"(?<![#@])(?<!\w)[^\W\d_]{5,}")
"""A word that may have a slip: not a tag or a name behind its sign, which would be another one."""
_COMMA = re.compile(r",(?=\s+\S)")
_NEIGHBOURS = {
    "a": "s", "b": "v", "c": "x", "d": "f", "e": "r", "f": "g", "g": "h", "h": "j", "i": "o", "j": "k", "k": "l",
    "l": "k", "m": "n", "n": "m", "o": "p", "p": "o", "q": "w", "r": "t", "s": "d", "t": "y", "u": "i", "v": "b",
    "w": "e", "x": "c", "y": "u", "z": "x",
}  # fmt: skip
"""A letter's neighbour on the QWERTY keyboard."""

Swaps = Mapping[str, Mapping[str, tuple[str, ...]]]


def apply_style(pieces: list[Worded], style: Style, swaps: Swaps, chance: Chance) -> list[Worded]:
    """The pieces as the style types them."""
    if style.swaps:
        pieces = _swap_words(pieces, swaps[style.swaps], chance)
    if style.commas == "drop":
        pieces = [_change_framing(piece, lambda words: _COMMA.sub("", words)) for piece in pieces]
    if style.apostrophes == "drop":
        pieces = [_change_copied(piece, lambda words: words.replace("'", "")) for piece in pieces]
    for _ in range(style.slips):
        pieces = _slip(pieces, frozenset(style.firm), chance)
    return _end(_set_case(pieces, style.case), style.end)


def _change_framing(piece: Worded, change: Callable[[str], str]) -> Worded:
    return replace(piece, words=change(piece.words)) if piece.is_framing else piece


def _change_copied(piece: Worded, change: Callable[[str], str]) -> Worded:
    quoted = "'" in piece.words[:1] + piece.words[-1:] or " '" in piece.words
    harmless = (piece.is_framing and not quoted) or piece.keeps_typing
    return replace(piece, words=change(piece.words)) if harmless else piece


def _swap_words(pieces: list[Worded], swaps: Mapping[str, tuple[str, ...]], chance: Chance) -> list[Worded]:
    shape = re.compile(rf"(?<![\w'-])(?:{'|'.join(map(re.escape, swaps))})(?![\w'-])", re.IGNORECASE)

    def swap(match: re.Match[str]) -> str:
        return chance.pick(swaps[match[0].lower()])

    return [_change_framing(piece, lambda words: shape.sub(swap, words)) for piece in pieces]


def _set_case(pieces: list[Worded], case: str) -> list[Worded]:
    if case == "lower":
        return [replace(piece, words=piece.words.lower()) for piece in pieces]
    if case == "sentence" and pieces:
        return [replace(pieces[0], words=_capitalise_start(pieces[0].words)), *pieces[1:]]
    return pieces


def _capitalise_start(words: str) -> str:
    """The words with their first letter in upper case, whatever quotes stand before it; "3 pm" has none."""
    start = next((at for at, letter in enumerate(words) if letter.isalnum()), None)
    if start is None or words[0] in "#@":
        return words
    return words[:start] + capitalise_first(words[start:])


def _end(pieces: list[Worded], end: str) -> list[Worded]:
    last = pieces[-1]
    if end == "none" and last.is_framing:
        stripped = last.words.rstrip("?.").rstrip()
        return [*pieces[:-1], replace(last, words=stripped)] if stripped else pieces[:-1] or pieces
    if end == "mark" and (last.words[-1].isalnum() or last.words[-1] in "\"')"):
        return [*pieces, Worded(".")]
    return pieces


def _slip(pieces: list[Worded], firm: Collection[str], chance: Chance) -> list[Worded]:
    """One slip of the finger in a framing word that may have one, or in words that are copied as typed."""
    places = [
        (index, match)
        for index, piece in enumerate(pieces)
        if piece.is_framing or piece.keeps_typing
        for match in _WORD.finditer(piece.words)
        if not piece.is_framing or match[0].lower() not in firm
    ]
    if not places:
        return pieces
    index, match = chance.pick(places)
    piece = pieces[index]
    slipped = piece.words[: match.start()] + _mistype(match[0], chance) + piece.words[match.end() :]
    return [*pieces[:index], replace(piece, words=slipped), *pieces[index + 1 :]]


def _mistype(word: str, chance: Chance) -> str:
    """The word with two letters swapped, one left out, doubled, or hit beside; the first one stays."""
    at = 1 + chance.below(len(word) - 2)
    before, here, after = word[:at], word[at], word[at + 1 :]
    kind = chance.below(4)
    if kind == 0:
        return before + after[0] + here + after[1:]
    if kind == 1:
        return before + after
    if kind == 2:
        return before + here + here + after
    return before + _NEIGHBOURS.get(here.lower(), here) + after
