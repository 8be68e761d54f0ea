"""Where a character of a YAML scalar stands in the file: quotes, escapes, folding and indentation counted."""

import re

_BREAK = re.compile(r"[ \t]*(?:\r\n?|\n)\s*")
_BLANKS = re.compile(r"\s*")
_ESCAPED_BREAK = re.compile(r"\\(?:\r\n?|\n)\s*")
_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}


def trace_offset(raw: str, value: str, style: str | None, offset: int) -> int:
    """The offset in `raw`, a scalar as it is written, of the character at `offset` of its value."""
    at, done = _find_start(raw, style)
    if at and raw[at - 1 : at] not in ("'", '"'):
        at, done = _skip_break(raw, at, value, done)
    while done < offset and at < len(raw):
        at, done = _step(raw, at, value, done, style)
    return at


def _find_start(raw: str, style: str | None) -> tuple[int, int]:
    """Behind the quote, or at the end of the line of `|` or `>`."""
    if style in ("'", '"'):
        return 1, 0
    if style in ("|", ">"):
        return max(raw.find("\n"), 0), 0
    return 0, 0


def _step(raw: str, at: int, value: str, done: int, style: str | None) -> tuple[int, int]:
    if style == '"' and raw[at] == "\\":
        if broken := _ESCAPED_BREAK.match(raw, at):
            return broken.end(), done
        return at + _ESCAPE_LENGTHS.get(raw[at + 1 : at + 2], 2), done + 1
    if style == "'" and raw.startswith("''", at):
        return at + 2, done + 1
    return _skip_break(raw, at, value, done) if _BREAK.match(raw, at) else (at + 1, done + 1)


def _skip_break(raw: str, at: int, value: str, done: int) -> tuple[int, int]:
    """Both go on at the next character that is no white space: what a line break is folded to lies between."""
    broken, blanks = _BREAK.match(raw, at), _BLANKS.match(value, done)
    return (broken.end() if broken else at), (blanks.end() if broken and blanks else done)
