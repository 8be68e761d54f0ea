"""Requests without a meaning: keyboard noise, words that mean nothing alone, marks."""

import math
import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from taskdata.check.words import MARKS, Token

_KEYBOARD = ("qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm", "azertyuiop", "1234567890")
_ROWS = (*_KEYBOARD, *(row[::-1] for row in _KEYBOARD))
_RUN, _RUN_SHARE = 4, 0.6
_REPEATED = re.compile(r"^(.{1,4}?)\1{2,}.{0,3}$|(.)\2{3,}|^(.{3,})\3$")
_VOWEL = re.compile(r"[aeiouy]")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvwxz]{5,}")
_LONGEST_ABBREVIATION = 2
_LONGEST_MUTE = 4
"""Words without a vowel that are no longer may be short forms ("RSVP")."""
_REMEMBERED = 1 << 12
"""How many words are remembered: most are said again and again."""


def is_noise(tokens: Sequence[Token], stray: Collection[str], known: Collection[str]) -> bool:
    """Whether no word makes sense: each is a stray one that means nothing alone, or unknown and half are gibberish."""
    odd = [token.word for token in tokens if token.word not in MARKS and token.word not in stray]
    if any(word in known and not _is_gibberish(word) for word in odd):
        return False
    return 2 * sum(map(_is_gibberish, odd)) >= len(odd)


@lru_cache(maxsize=_REMEMBERED)
def _is_gibberish(word: str) -> bool:
    """Whether it looks like no word: keys side by side, letters over and over, hardly a vowel."""
    if not word.isalpha() or len(word) <= _LONGEST_ABBREVIATION:
        return False
    length = max(min(_RUN, len(word)), math.ceil(_RUN_SHARE * len(word)))
    run = any(word[at : at + length] in row for row in _ROWS for at in range(len(word) - length + 1))
    is_mute = len(word) > _LONGEST_MUTE and not _VOWEL.search(word)
    return bool(run or _REPEATED.search(word) or _CONSONANTS.search(word) or is_mute)
