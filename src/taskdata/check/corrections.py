"""Values that are taken back: "Monday, no wait, Tuesday"."""

import re
from collections.abc import Sequence

from taskdata.check.words import BREAK, Token

_TAKEN_BACK = (
    r"no|nope|wait|sorry|oops|whoops|actually|i mean|i meant|make (?:that|it)|scratch that|rather|correction|hang on"
    r"|hold on|my bad|let'?s (?:say|do|make it)|better"
)
"""The words by which people take back what they just said."""
_BESIDE = (
    r"oh|ah|uh|um|hm|hmm|umm|er|erm|well|ok|okay|or|not|that|please|by|on|for|at|to|the|due|until|before|it|is|be"
    r"|should"
)
_CORRECTION = re.compile(
    rf"(?=.*\b(?:{_TAKEN_BACK})\b)[\s\W]*(?:(?:{_TAKEN_BACK}|{_BESIDE})\b[\s\W]*)+", re.IGNORECASE | re.DOTALL
)
_TAKING_BACK = re.compile(rf"\b(?:{_TAKEN_BACK}|not|instead)\b", re.IGNORECASE)
_LONGEST_CORRECTION = 50
_PAIRS = frozenset(
    {("i", "mean"), ("i", "meant"), ("scratch", "that"), ("scrap", "that"), ("never", "mind"), ("or", "rather")}
)
_BEHIND_A_MARK = frozenset(
    {"no", "nope", "nah", "wait", "actually", "sorry", "oops", "not", "rather", "correction", "nvm", "nevermind"}
)
_NOT = re.compile(
    r"\W*(?:and\s+|but\s+)?(?:not|instead\s+of|rather\s+than)(?:\s+(?:on|by|for|at|the))?\s*", re.IGNORECASE
)
_NOT_BEFORE = re.compile(r"(?<!\w)not(?:\s+(?:on|by|for|at))?\s+$", re.IGNORECASE)
_BUT = re.compile(r"\W*but(?:\s+(?:on|by|for|at|the))?\s*", re.IGNORECASE)


def may_take_back(text: str) -> bool:
    """Whether a request has words by which something may be taken back."""
    return _TAKING_BACK.search(text) is not None


def find_taken_back(text: str, start: int, between: str) -> int | None:
    """Where what is taken back begins, if the words between two values of one slot do nothing but take back the first.

    It begins with the first value, or with the "not" before it ("not Monday but Tuesday").
    """
    if _BUT.fullmatch(between):
        denied = _NOT_BEFORE.search(text, max(0, start - _LONGEST_CORRECTION), start)
        return denied.start() if denied else None
    return start if len(between) <= _LONGEST_CORRECTION and _CORRECTION.fullmatch(between) else None


def is_excluded(between: str) -> bool:
    """Whether the words between two values of one slot say that the second is not meant ("Friday, not Thursday")."""
    return _NOT.fullmatch(between) is not None


def is_taken_back(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word takes back what stands before it, so that neither chatter nor free text goes on over it.

    In free text nothing bounds the value, and "from scratch" or "a correction" may be part of it: single words take
    back only behind a mark.
    """
    word, before = tokens[at].word, tokens[at - 1].word if at else BREAK
    return (before, word) in _PAIRS or (before == BREAK and at > 0 and word in _BEHIND_A_MARK)
