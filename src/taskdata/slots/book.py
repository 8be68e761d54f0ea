"""Finding phrases in a text: the longest at each place, whole words only."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from taskdata.foundation.text import lower_in_place


class Found(NamedTuple):
    """A phrase in a text."""

    start: int
    end: int
    value: Any


_ESCAPED = re.compile(r"\\.")
_START = re.compile(r"[^\W_]+|(?<!\w)[-#]|[^\w\s#-]|_")
"""What a phrase may begin with: a word, a sign; a minus or a number sign stands inside of no word."""
_REMEMBERED = 64
"""How many texts are remembered: many slots hear the same text in a row."""


class Look(NamedTuple):
    """A first look at a text: in lower case (see `lower_in_place`), and what a phrase may begin with."""

    lower: str
    starts: list[tuple[str, int]]
    words: frozenset[str]
    """The starts without their places."""


NEVER = object()
"""The value of phrases that are no mention, though others in them would be one."""


class PhraseBook:
    """Phrases by what they begin with, the longest first."""

    def __init__(self, entries: Iterable[tuple[str, Any, str | None]]) -> None:
        """Take (phrase, value, word that must follow later or None); the first of equal phrases counts."""
        kept: dict[tuple[str, str | None], Any] = {}
        for words, value, then in entries:
            kept.setdefault((words.lower(), then), value)
        self._by_start: dict[str, list[tuple[str, Any, str | None]]] = defaultdict(list)
        for (words, then), value in sorted(kept.items(), key=lambda entry: -len(entry[0][0])):
            start = _START.match(words)
            self._by_start[start[0] if start else words[0]].append((words, value, then))

    def find(self, text: str) -> list[Found]:
        """All phrases in the text, from left to right, none overlapping."""
        found: list[Found] = []
        for lower, at, start in self._list_starts(text):
            if not found or at >= found[-1].end:
                match = next(self._list_matches(lower, at, start), None)
                if match:
                    found.append(match)
        return found

    def find_all(self, text: str) -> list[Found]:
        """Every phrase in the text, those inside of others included."""
        return [found for place in self._list_starts(text) for found in self._list_matches(*place)]

    def _list_starts(self, text: str) -> Iterator[tuple[str, int, str]]:
        """The text in lower case, with every place where a phrase may begin and what stands there."""
        look = look_at(text)
        return ((look.lower, at, start) for start, at in look.starts if start in self._by_start)

    def may_find(self, look: Look) -> bool:
        """Whether some phrase begins as something in the text does."""
        return not look.words.isdisjoint(self._by_start)

    def _list_matches(self, lower: str, at: int, start: str) -> Iterator[Found]:
        """The phrases at a place, the longest first."""
        for words, value, then in self._by_start[start]:
            end = at + len(words)
            if lower.startswith(words, at) and _ends_word(lower, end) and _follows(lower, end, then):
                yield Found(at, end, value)


class ShapeBook:
    """Regular expressions for whole words, each with a value."""

    def __init__(self, entries: Iterable[tuple[str, Any]]) -> None:
        shapes = list(entries)
        self._shapes = [(_compile_words(shape), value) for shape, value in shapes]
        self._any = _compile_words("|".join(f"(?:{shape})" for shape, _ in shapes)) if shapes else None

    def find_beside(self, text: str, found: list[Found]) -> list[Found]:
        """What was found already, and what has one of the shapes beside it or reaches further; in order."""
        look = look_at(text)
        if self._any is None or not self.may_find(look):
            return found
        lower = look.lower
        more = [Found(m.start(), m.end(), value) for shape, value in self._shapes for m in shape.finditer(lower)]
        kept: list[Found] = []
        for one in sorted((*found, *more), key=lambda one: (one.start, -one.end)):
            if not kept or one.start >= kept[-1].end:
                kept.append(one)
        return kept

    def may_find(self, look: Look) -> bool:
        """Whether something in the text has one of the shapes."""
        return self._any is not None and self._any.search(look.lower) is not None


def _compile_words(shape: str) -> re.Pattern[str]:
    """A pattern for text in lower case, which is found twice as fast where it has no capitals itself."""
    letters = _ESCAPED.sub("", shape)
    return re.compile(rf"(?<!\w)(?:{shape})(?!\w)", 0 if letters == letters.lower() else re.IGNORECASE)


@lru_cache(maxsize=_REMEMBERED)
def look_at(text: str) -> Look:
    """A first look at a text, which many slots share."""
    lower = lower_in_place(text)
    starts = [(match[0], match.start()) for match in _START.finditer(lower)]
    return Look(lower, starts, frozenset(start for start, _ in starts))


def _ends_word(text: str, end: int) -> bool:
    return end >= len(text) or not (text[end].isalnum() and text[end - 1].isalnum())


def _follows(text: str, end: int, then: str | None) -> bool:
    return then is None or re.search(rf"(?<!\w){re.escape(then)}(?!\w)", text[end:]) is not None
