"""Whether letters and digits are drawn by chance, as those of keys are, or written by a person."""

import re
from itertools import pairwise

_RUN = re.compile(r"[A-Za-z0-9]+")
_HEXADECIMAL = re.compile(r"[0-9a-f]+|[0-9A-F]+")
_LONG = 20
"""What is shorter has to change more often."""
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def is_random(text: str) -> bool:
    """Whether a long text without blanks is drawn by chance; what has an id's own form is none."""
    if _UUID.fullmatch(text):
        return False
    if len(text) >= 24 and _HEXADECIMAL.fullmatch(text):
        return has_digit(text) and not text.isdigit()
    if max(map(len, _RUN.findall(text)), default=0) < 12:
        return False
    digits, changes = count_digits(text), _count_changes(text)
    if len(text) < _LONG:
        return text.isalnum() and not _HEXADECIMAL.fullmatch(text) and digits >= 2 and changes >= len(text) / 2
    if text.endswith("=") and text.lower() != text != text.upper():
        return changes >= len(text) / 4
    return (digits >= 2 and changes >= len(text) / 4) or (digits >= 1 and changes >= len(text) / 2.6)


def is_mixed(text: str) -> bool:
    """Whether a short text has letters and digits in turns, or is hexadecimal: no word with a number behind it."""
    bare = "".join(_RUN.findall(text))
    if not has_digit(bare) or bare.isdigit():
        return False
    is_hexadecimal = len(bare) >= 12 and _HEXADECIMAL.fullmatch(bare) is not None
    return is_hexadecimal or _count_changes(bare) >= max(3, len(bare) / 4)


def has_digit(text: str) -> bool:
    """Whether a text has a digit."""
    return any(map(str.isdigit, text))


def count_digits(text: str) -> int:
    """How many digits a text has."""
    return sum(map(str.isdigit, text))


def _count_changes(text: str) -> int:
    """How often a text changes between small letters, capitals, digits and signs."""
    return sum(_class(one) != _class(other) for one, other in pairwise(text))


def _class(sign: str) -> int:
    return 0 if sign.islower() else 1 if sign.isupper() else 2 if sign.isdigit() else 3
