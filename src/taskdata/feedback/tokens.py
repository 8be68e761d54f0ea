"""The words of a text, with their places."""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

_MARKS = r"\u0300-\u036f\u064b-\u0655\u0900-\u0dff\u0e00-\u0eff\u200c\u200d"
"""Signs inside of words that Python counts as none: accents apart from their letters, vowels of Indian scripts."""
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*(?:[-'’ʼ‐‑][^\W_](?:[^\W_]|[{_MARKS}])*)*")
_POSSESSIVE = re.compile(r"['’ʼ]s?$", re.IGNORECASE)


class Token(NamedTuple):
    """A word of a text, without a possessive ending."""

    start: int
    end: int
    text: str
    low: str
    owns: bool


def plain(word: str) -> str:
    """A word in lower case without accents, and with straight apostrophes."""
    low = word.lower()
    if low.isascii():
        return low
    bare = "".join(sign for sign in normalize("NFKD", low) if not combining(sign))
    return bare.replace("’", "'").replace("ø", "o").replace("ł", "l").replace("ß", "ss").replace("æ", "ae")


def read_tokens(text: str) -> list[Token]:
    """The words of a text; what an underscore joins is apart."""
    return [
        Token(match.start(), match.start() + len(bare), bare, low, len(bare) < len(match.group()))
        for match in _WORD.finditer(text.replace("_", " "))
        for bare, low in (_read_word(match.group()),)
    ]


def list_words(text: str) -> set[str]:
    """The words of a text as they are written, without possessive endings."""
    return {_read_word(word)[0] for word in set(_WORD.findall(text.replace("_", " ")))}


@lru_cache(100_000)
def _read_word(word: str) -> tuple[str, str]:
    """A word without a possessive ending, as it is written and plain."""
    ending = None if word.isalpha() else _POSSESSIVE.search(word)
    bare = word[: ending.start()] if ending else word
    return bare, plain(bare)
