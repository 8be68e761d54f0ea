"""Small operations on text that saying and checking must agree on, because they are conventions."""

import re

_NOT_WORD = re.compile(r"[^\w]+")
_APOSTROPHES = str.maketrans(dict.fromkeys("\u2018\u2019\u02bc\u2032`", "'"))
_OUTER = " \t\n\"'`“”‘’.,;:!?()[]-–—/"


def fold(text: str) -> str:
    """The text without case and punctuation (unless it is nothing else): inputs that fold alike count as the same."""
    folded = text.casefold()
    return _NOT_WORD.sub(" ", folded.replace("'", "").replace("’", "")).strip() or folded.strip()


def lower_in_place(text: str) -> str:
    """The text in lower case with straight apostrophes, every character at its old offset."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return low.translate(_APOSTROPHES)


def strip_outer(text: str) -> str:
    """The text without the white space, quotes and punctuation around it."""
    return text.strip(_OUTER)


def capitalise_first(text: str) -> str:
    """The text with its first letter in upper case, unless its first word has a capital inside ("iPhone")."""
    word = text.split(" ", 1)[0]
    if not text or any(letter.isupper() for letter in word[1:]):
        return text
    return text[0].upper() + text[1:]


def capitalise_each(text: str) -> str:
    """The text with the first letter of each word in upper case, the other letters as they are."""
    return " ".join(word[:1].upper() + word[1:] for word in text.split(" "))


def escape_controls(text: str) -> str:
    """The text with every sign that is not printable written as an escape: safe to show on a terminal."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)
