"""How a request is typed: case, marks, abbreviations, slips. None of it touches a word that carries a value."""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Literal

from taskdata.build.pieces import Skeleton, Worded
from taskdata.foundation.chance import Chance, Wheel
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

_SLIPS = Wheel(("swapped", "left out", "hit beside", "doubled"), (8, 7, 4, 1))
"""How a word is mistyped, most often first."""

Swaps = Mapping[str, Mapping[str, tuple[str, ...]]]
Step = Literal["said", "swaps", "marks", "mistyping", "case", "end"]
"""A step of typing: words swapped for short ones, commas and apostrophes left out, a slip, capitals, the last mark."""


class Typist:
    """Types requests in the styles of a pack."""

    def __init__(self, styles: Mapping[str, Style], swaps: Swaps) -> None:
        self._styles = styles
        self._swaps = {name: (_compile_words(words), words) for name, words in swaps.items()}
        self._firm = {name: frozenset(style.firm) for name, style in styles.items()}

    def type(self, skeleton: Skeleton, words: Mapping[str, Worded], name: str, chance: Chance) -> list[Worded]:
        """The skeleton with the words of its slots, as the style types them."""
        pieces: list[Worded] = []
        for _, typed in self.list_steps(skeleton, words, name, chance):
            pieces = typed
        return pieces

    def list_steps(
        self, skeleton: Skeleton, words: Mapping[str, Worded], name: str, chance: Chance
    ) -> Iterator[tuple[Step, list[Worded]]]:
        """What is said, then what each step of typing makes of it, in order; the last is what is typed."""
        style = self._styles[name]
        pieces = [Worded(part) if isinstance(part, str) else words[part.slot] for part in skeleton]
        yield "said", pieces
        if style.swaps:
            pieces = _swap_words(pieces, *self._swaps[style.swaps], chance)
            yield "swaps", pieces
        pieces = [_type_words(piece, style) if piece.slot else Worded(_type(piece.words, style)) for piece in pieces]
        yield "marks", pieces
        for _ in range(style.slips):
            pieces = _slip(pieces, self._firm[name], chance)
            yield "mistyping", pieces
        pieces = _set_case(pieces, style.case)
        yield "case", pieces
        yield "end", _end(pieces, style.end)


def _type(framing: str, style: Style) -> str:
    if style.commas == "drop":
        framing = _COMMA.sub("", framing)
    return framing.replace("'", "") if style.apostrophes == "drop" and not _is_quoting(framing) else framing


def _type_words(piece: Worded, style: Style) -> Worded:
    """The words of a slot: only those that are copied as typed may lose their apostrophes."""
    if style.apostrophes == "drop" and piece.keeps_typing and "'" in piece.words:
        return Worded(piece.words.replace("'", ""), piece.slot, True)
    return piece


def _is_quoting(framing: str) -> bool:
    return "'" in framing[:1] + framing[-1:] or " '" in framing


def _compile_words(words: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(map(re.escape, words))})(?![\w'-])", re.IGNORECASE)


def _swap_words(
    pieces: list[Worded], shape: re.Pattern[str], swaps: Mapping[str, tuple[str, ...]], chance: Chance
) -> list[Worded]:
    def swap(match: re.Match[str]) -> str:
        return chance.pick(swaps[match[0].lower()])

    return [piece if piece.slot else Worded(shape.sub(swap, piece.words)) for piece in pieces]


def _set_case(pieces: list[Worded], case: str) -> list[Worded]:
    if case == "lower":
        return [Worded(words.lower(), slot, keeps) for words, slot, keeps in pieces]
    if case == "sentence" and pieces:
        return [pieces[0]._replace(words=_capitalise_start(pieces[0].words)), *pieces[1:]]
    return pieces


def _capitalise_start(words: str) -> str:
    """The words with their first letter in upper case, whatever quotes stand before it; "3 pm" has none."""
    start = next((at for at, letter in enumerate(words) if letter.isalnum()), None)
    if start is None or words[0] in "#@":
        return words
    return words[:start] + capitalise_first(words[start:])


def _end(pieces: list[Worded], end: str) -> list[Worded]:
    last = pieces[-1]
    if end == "none" and last.slot is None:
        stripped = last.words.rstrip("?.").rstrip()
        return [*pieces[:-1], Worded(stripped)] if stripped else pieces[:-1] or pieces
    if end == "mark" and (last.words[-1].isalnum() or last.words[-1] in "\"')"):
        return [*pieces, Worded(".")]
    return pieces


def _slip(pieces: list[Worded], firm: Collection[str], chance: Chance) -> list[Worded]:
    """One slip of the finger in a framing word that may have one, or in words that are copied as typed."""
    places = [
        (index, match)
        for index, (words, slot, keeps_typing) in enumerate(pieces)
        if slot is None or keeps_typing
        for match in _WORD.finditer(words)
        if slot is not None or match[0].lower() not in firm
    ]
    if not places:
        return pieces
    index, match = chance.pick(places)
    words = pieces[index].words
    slipped = words[: match.start()] + _mistype(match[0], chance) + words[match.end() :]
    return [*pieces[:index], pieces[index]._replace(words=slipped), *pieces[index + 1 :]]


def _mistype(word: str, chance: Chance) -> str:
    """The word with two letters swapped, one left out, hit beside or doubled; the first one stays."""
    at = 1 + chance.below(len(word) - 2)
    before, here, after = word[:at], word[at], word[at + 1 :]
    match chance.spin(_SLIPS):
        case "swapped":
            return before + after[0] + here + after[1:]
        case "left out":
            return before + after
        case "doubled":
            return before + here + here + after
    return before + _NEIGHBOURS.get(here.lower(), here) + after
