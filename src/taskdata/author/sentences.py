"""The parser of sentence patterns: every fault with its offset, and a tree whatever was wrong.

The notation is a subset of HassIL (`( | )`, `[ ]`, `{slot}`, `<rule>`, backslash), with `{slot.form}` and weights
(`*3` at the end of an alternative) added.
"""

import re
from dataclasses import dataclass, field

from taskdata.foundation.pattern import Choice, Hole, Pattern, RuleRef, Sequence, Text

_HOLE = re.compile(r"([a-z][a-z0-9_]*)(?:\.([a-z][a-z0-9_]*))?")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_STARTED_NAME = re.compile(r"[^\S\n]*[a-z0-9_.]*")
_ENCLOSED = {"{": re.compile(r"\{([^{}]*)\}"), "<": re.compile(r"<([^<>{}]*)>")}
_WEIGHT = re.compile(r"\*\s*([^\s|)\]]*)\s*")
_PLAIN = re.compile(r"[^()\[\]{}<>|*\\;]+")
_CLOSING = {"(": ")", "[": "]"}
_MOST_DEPTH = 50
_NOTHING = Sequence(())


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
    gave_up: bool = False

    def peek(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else ""

    def fault(self, offset: int, message: str) -> None:
        self.faults.append((offset, message))

    def give_up(self, message: str) -> None:
        """Pass over the rest of the sentence, with this one fault for all of it."""
        self.fault(self.at, message)
        self.at, self.gave_up = len(self.text), True


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
    return _join(_read_parts(reader, depth))


def _join(parts: list[Pattern]) -> Pattern:
    return parts[0] if len(parts) == 1 else Sequence(tuple(parts))


def _read_parts(reader: _Reader, depth: int) -> list[Pattern]:
    parts: list[Pattern] = []
    while (mark := reader.peek()) and not (depth and mark in "|)]*"):
        part = _read_part(reader, mark, depth)
        if part is not None:
            parts.append(part)
    return parts


def _read_part(reader: _Reader, mark: str, depth: int) -> Pattern | None:
    if mark in "([":
        return _read_group(reader, mark, depth)
    if mark == "{":
        return _read_hole(reader)
    if mark == "<":
        return _read_rule(reader)
    if mark == "\\":
        return _read_escaped(reader)
    if plain := _PLAIN.match(reader.text, reader.at):
        reader.at = plain.end()
        return Text(plain.group())
    return _read_stray(reader, mark, depth)


def _read_escaped(reader: _Reader) -> Pattern | None:
    start = reader.at
    reader.at += 2
    if reader.at > len(reader.text):
        reader.fault(start, "a '\\' at the end stands for nothing; write \\\\ for the character itself")
        return None
    return Text(reader.text[start + 1])


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
    if depth == _MOST_DEPTH:
        reader.give_up(f"brackets are nested more than {_MOST_DEPTH} deep")
        return _NOTHING
    reader.at += 1
    options, weights = [], []
    while True:
        option, weight = _read_option(reader, depth + 1)
        options.append(option)
        weights.append(weight)
        if reader.peek() != "|":
            break
        reader.at += 1
    _close_group(reader, opening, start)
    if all(map(_is_blank, options)) and not reader.gave_up:
        reader.fault(start, f"there is nothing between '{opening}' and '{_CLOSING[opening]}'")
    if opening == "[":
        return Choice((*options, _NOTHING), (*weights, 1.0))
    return options[0] if len(options) == 1 else Choice(tuple(options), tuple(weights))


def _is_blank(option: Pattern) -> bool:
    return option == _NOTHING or (isinstance(option, Text) and not option.text.strip())


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
    elif not reader.gave_up:
        reader.fault(start, f"'{opening}' is never closed; add '{closing}'")


def _read_option(reader: _Reader, depth: int) -> tuple[Pattern, float]:
    """One alternative with its weight; the blank that parts the two is no part of what is said."""
    parts = _read_parts(reader, depth)
    weight: float | None = None
    while reader.peek() == "*":
        start = reader.at
        weight = _read_weight(reader)
        if reader.peek() in "|)]":
            break
        # What the weight does not end goes on: one fault, and the rest is read as if it were not there.
        if len(reader.faults) == 0 or reader.faults[-1][0] != start:
            reader.fault(start, _STRAY["*"])
        parts += _read_parts(reader, depth)
    if weight is not None and parts and isinstance(last := parts[-1], Text):
        parts[-1:] = [Text(last.text.rstrip())] if last.text.strip() else []
    return _join(parts), weight or 1.0


def _read_weight(reader: _Reader) -> float:
    match = _WEIGHT.match(reader.text, reader.at)
    assert match is not None
    reader.at = match.end()
    try:
        weight = float(match[1])
    except ValueError:
        weight = 0.0
    if not 0 < weight < 1e6:
        reader.fault(match.start(), f"'*{match[1]}' is no weight; write a number above 0, such as *3 or *0.5")
        return 1.0
    return weight


def _read_enclosed(reader: _Reader, what: str) -> tuple[int, str | None]:
    """The name inside { } or < >; None, with a fault, where it is not closed before the next one opens."""
    start, opening = reader.at, reader.peek()
    if match := _ENCLOSED[opening].match(reader.text, start):
        reader.at = match.end()
        return start, match[1].strip()
    closing = "}" if opening == "{" else ">"
    reader.fault(start, f"'{opening}' is never closed; add '{closing}' behind the name of the {what}")
    begun = _STARTED_NAME.match(reader.text, start + 1)
    reader.at = begun.end() if begun else start + 1
    return start, None


def _read_hole(reader: _Reader) -> Pattern | None:
    start, name = _read_enclosed(reader, "slot")
    if name is None:
        return None
    match = _HOLE.fullmatch(name)
    if not match:
        reader.fault(
            start, f"'{{{name}}}' names no slot; write {{slot}} or {{slot.form}} in lower-case letters, digits and _"
        )
        return None
    return Hole(match[1], match[2], start)


def _read_rule(reader: _Reader) -> Pattern | None:
    start, name = _read_enclosed(reader, "rule")
    if name is None:
        return None
    if not _NAME.fullmatch(name):
        reader.fault(start, f"'<{name}>' names no rule; write <rule> in lower-case letters, digits and _")
        return None
    return RuleRef(name, start)
