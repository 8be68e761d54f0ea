"""Texts with JSON's escapes, read as what they stand for, with the way back to their own offsets."""

import re
from collections.abc import Sequence
from typing import NamedTuple

_ESCAPE = re.compile(
    r"(?<!\\)\\{1,16}(?:u[dD][89abAB][0-9a-fA-F]{2}\\+u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|u[0-9a-fA-F]{4}|[nrtbf\"/])"
)
"""Any number of backslashes: JSON inside of JSON is escaped twice."""
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": " ", "f": " ", '"': '"', "/": "/"}


class Reading(NamedTuple):
    """A text as it reads without escapes; `offsets` are those of its characters, and its length, in the raw text."""

    text: str
    offsets: Sequence[int]


def read_escapes(raw: str) -> Reading:
    """The text without its escapes."""
    if "\\" not in raw:
        return Reading(raw, range(len(raw) + 1))
    parts, offsets, end = list[str](), list[int](), 0
    for match in _ESCAPE.finditer(raw):
        parts += [raw[end : match.start()], _read(match.group().lstrip("\\"))]
        offsets += [*range(end, match.start()), match.start()]
        end = match.end()
    return Reading("".join((*parts, raw[end:])), [*offsets, *range(end, len(raw) + 1)])


def _read(escape: str) -> str:
    if escape[0] != "u":
        return _PLAIN[escape]
    units = [int(unit, 16) for unit in re.findall("u([0-9a-fA-F]{4})", escape)]
    read = b"".join(unit.to_bytes(2, "big") for unit in units).decode("utf-16-be", "replace")
    return read if len(read) == 1 else "\ufffd"
