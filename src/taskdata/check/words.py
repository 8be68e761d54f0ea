"""A request as words: what sentences are read by, whatever their case, apostrophes and hyphens."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

BREAK = ","
"""Stands for every mark that sets words apart."""
QUOTE = '"'
AT = "@"
COLON = ":"
MARKS = frozenset({BREAK, QUOTE, AT, COLON})
"""What is no word."""

_TOKEN = re.compile(
    r"(?P<own>(?<!\w)['’]s(?!\w))|(?P<short>\bw/(?!\w*/))|(?P<number>#?\d+(?:[.:/-]\d+)*(?:[a-z]+(?![\w]))?)"
    r"|(?P<word>#?\w+(?:['’/-]\w+)*(?:['’](?![\w]))?)"
    r"|(?P<quote>[\"“”]|(?<!\w)['‘’](?=\w)|['’])"
    r"|(?P<mark>[,.;!?()–—]|(?<=\s)/(?=\s)|(?<=\s)-(?=\s)|\.\.+)|(?P<sign>[&+@:])",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$", re.IGNORECASE)
_CONTRACTED = frozenset(
    {"what", "who", "that", "it", "there", "here", "how", "when", "where", "why", "let", "he", "she", "this", "which"}
)
"""Words behind which 's stands for "is", "has" or "us", and is written together with them."""


class Token(NamedTuple):
    """A word in lower case without apostrophes, or a mark; offsets in code points."""

    word: str
    start: int
    end: int


def split_words(text: str, spellings: Mapping[str, Sequence[str]]) -> list[Token]:
    """The words and marks of a text; abbreviations are written out, a possessive 's is a word of its own."""
    tokens: list[Token] = []
    is_quoted = False
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "quote":
            parts = [Token(QUOTE, match.start(), match.end())]
        elif match.lastgroup == "mark":
            parts = [] if tokens and tokens[-1].word == BREAK else [Token(BREAK, match.start(), match.end())]
        else:
            parts = _split_word(match[0], match.start(), spellings, is_quoted)
        is_quoted ^= sum(part.word == QUOTE for part in parts) % 2 == 1
        tokens += parts
    return tokens


def _split_word(typed: str, start: int, spellings: Mapping[str, Sequence[str]], is_quoted: bool) -> list[Token]:
    """The parts of a word; an apostrophe behind it closes a quotation, if one is open."""
    end = start + len(typed)
    possessive = _POSSESSIVE.search(typed) if "'" in typed or "’" in typed else None
    if possessive and _fold(typed[: possessive.start()]) not in _CONTRACTED:
        cut = start + possessive.start()
        stem = _split_word(typed[: possessive.start()], start, spellings, is_quoted)
        if len(possessive[0]) > 1:
            return [*stem, Token("s", cut, end)]
        return [*stem, Token(QUOTE, cut, end)] if is_quoted else stem
    word = _fold(typed)
    return [Token(part, start, end) for part in spellings.get(word, (word,))]


def _fold(typed: str) -> str:
    return typed.lower().replace("'", "").replace("’", "")
