"""The parser of sentence patterns: every fault with its offset, and a tree whatever was wrong.

The notation is a subset of HassIL (`( | )`, `[ ]`, `{slot}`, `<rule>`, backslash), with `{slot.form}` and weights
(`*3` at the end of an alternative) added.
"""

import re
from dataclasses import dataclass, field

from taskdata.foundation.pattern import Choice, Hole, Pattern, RuleRef, Sequence, Text

_HOLE = re.compile(r"([a-z][a-z0-9_]*)(?:\.([a-z][a-z0-9_]*))?")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_WEIGHT = re.compile(r"\*\s*([^\s|)\]*]*)\s*")
_PLAIN = re.compile(r"[^()\[\]{}<>|*\\;]+")
_CLOSING = {"(": ")", "[": "]"}


@dataclass(slots=True)
class Parsed:
    """A pattern, and the faults found on the way as (offset, message)."""

    pattern: Pattern
    faults: list[tuple[int, str]]


@dataclass(slots=True)
class _Reader:
    text: str
    at: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)

    def peek(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else ""

    def fault(self, offset: int, message: str) -> None:
        self.faults.append((offset, message))


def parse_sentence(text: str) -> Parsed:
    """Parse one sentence pattern.

    Never raises: what cannot be read is passed over and named in the faults.
    """
    reader = _Reader(text)
    pattern = _read_sequence(reader, depth=0)
    if not text.strip():
        reader.fault(0, "the sentence is empty")
    return Parsed(pattern, reader.faults)


def _read_sequence(reader: _Reader, depth: int) -> Pattern:
    parts: list[Pattern] = []
    while (mark := reader.peek()) and not (depth and mark in "|)]*"):
        part = _read_part(reader, mark, depth)
        if part is not None:
            parts.append(part)
    return parts[0] if len(parts) == 1 else Sequence(tuple(parts))


def _read_part(reader: _Reader, mark: str, depth: int) -> Pattern | None:
    if mark in "([":
        return _read_group(reader, mark, depth)
    if mark == "{":
        return _read_hole(reader)
    if mark == "<":
        return _read_rule(reader)
    if mark == "\\":
        reader.at += 2
        return Text(reader.text[reader.at - 1 : reader.at])
    if plain := _PLAIN.match(reader.text, reader.at):
        reader.at = plain.end()
        return Text(plain.group())
    return _read_stray(reader, mark, depth)


def _read_stray(reader: _Reader, mark: str, depth: int) -> Pattern | None:
    start = reader.at
    reader.at += 1
    if mark == ";" and not depth:
        return Text(mark)
    reader.fault(start, _STRAY.get(mark, f"'{mark}' closes nothing; write \\{mark} for the character itself"))
    return None


_STRAY = {
    "|": "'|' stands outside of brackets; put the alternatives in ( )",
    "*": "a weight stands at the end of an alternative only; for a sentence use `weight:`, for the character \\*",
    ";": "';' inside brackets is not part of the notation; write the orders out with |",
}


def _read_group(reader: _Reader, opening: str, depth: int) -> Pattern:
    start = reader.at
    reader.at += 1
    options, weights = [], []
    while True:
        options.append(_read_sequence(reader, depth + 1))
        weights.append(_read_weight(reader))
        if reader.peek() != "|":
            break
        reader.at += 1
    _close_group(reader, opening, start)
    if all(option == Sequence(()) for option in options):
        reader.fault(start, f"there is nothing between '{opening}' and '{_CLOSING[opening]}'")
    if opening == "[":
        return Choice((*options, Sequence(())), (*weights, 1.0))
    return options[0] if len(options) == 1 else Choice(tuple(options), tuple(weights))


def _close_group(reader: _Reader, opening: str, start: int) -> None:
    closing = _CLOSING[opening]
    found = reader.peek()
    if found == closing:
        reader.at += 1
    elif found:
        reader.fault(
            reader.at, f"'{found}' where '{closing}' is due for the '{opening}' at column {start + 1} of the sentence"
        )
        reader.at += 1
    else:
        reader.fault(start, f"'{opening}' is never closed; add '{closing}'")


def _read_weight(reader: _Reader) -> float:
    match = _WEIGHT.match(reader.text, reader.at)
    if not match:
        return 1.0
    reader.at = match.end()
    try:
        weight = float(match[1])
    except ValueError:
        weight = 0.0
    if not 0 < weight < 1e6:
        reader.fault(match.start(), f"'*{match[1]}' is no weight; write a number above 0, such as *3 or *0.5")
        return 1.0
    return weight


def _read_enclosed(reader: _Reader, closing: str) -> tuple[int, str]:
    start = reader.at
    end = reader.text.find(closing, start)
    if end < 0:
        reader.fault(start, f"'{reader.text[start]}' is never closed; add '{closing}'")
        end = len(reader.text)
    reader.at = end + 1
    return start, reader.text[start + 1 : end].strip()


def _read_hole(reader: _Reader) -> Pattern | None:
    start, name = _read_enclosed(reader, "}")
    match = _HOLE.fullmatch(name)
    if not match:
        reader.fault(
            start, f"'{{{name}}}' names no slot; write {{slot}} or {{slot.form}} in lower-case letters, digits and _"
        )
        return None
    return Hole(match[1], match[2], start)


def _read_rule(reader: _Reader) -> Pattern | None:
    start, name = _read_enclosed(reader, ">")
    if not _NAME.fullmatch(name):
        reader.fault(start, f"'<{name}>' names no rule; write <rule> in lower-case letters, digits and _")
        return None
    return RuleRef(name, start)
