"""Expressions of a GBNF grammar as text, and the rules that every grammar of JSON shares."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import orjson

from taskdata.serving.targets.gbnf_numbers import write_range

BASICS: Mapping[str, str] = {
    "any": 'object | array | string | number | "true" | "false" | "null"',
    "object": r'"{" (string ":" any ("," string ":" any)*)? "}"',
    "array": '"[" (any ("," any)*)? "]"',
    "string": r'"\"" char* "\""',
    "char": r'[^"\\\x00-\x1F] | "\\" (["\\/bfnrt] | "u" [0-9a-fA-F]{4})',
    "integer": write_range(None, None),
    "number": '"-"? decimal',
    "decimal": r'("0" | [1-9] [0-9]{0,15}) ("." [0-9]{1,16})? ([eE] [-+]? [0-9]{1,3})?',
    "boolean": '"true" | "false"',
    "date": r'"\"" [0-9]{4} "-" ("0" [1-9] | "1" [0-2]) "-" ("0" [1-9] | [12] [0-9] | "3" [01]) "\""',
}
"""Rules by name, and what they are."""
_ESCAPES: Mapping[str, str] = {'"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*")
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"|\[(?:[^\]\\]|\\.)*\]')
_SINGLE = re.compile(r"[a-zA-Z][a-zA-Z0-9-]*|\[(?:[^\]\\]|\\.)*\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """An expression: whether it begins and ends with a literal, and whether it `splits` into alternatives."""

    text: str
    begins: bool = False
    ends: bool = False
    splits: bool = False


def quote(text: str) -> Piece:
    """A text as a literal."""
    return Piece(f'"{"".join(_ESCAPES.get(sign, sign) for sign in text)}"', begins=True, ends=True)


def quote_json(value: object) -> Piece:
    """A JSON value as the literal of its text."""
    return quote(orjson.dumps(value).decode())


def join(*pieces: Piece) -> Piece:
    """Expressions behind each other, neighbouring literals as one."""
    first, *others = pieces
    found = Piece(bracket(first), first.begins, first.ends) if others else first
    for piece in others:
        if found.ends and piece.begins:
            text = found.text[:-1] + piece.text[1:]
        else:
            text = f"{found.text} {bracket(piece)}"
        found = Piece(text, found.begins, piece.ends)
    return found


def choose(options: Iterable[Piece]) -> Piece:
    """One of several expressions; of none, what no text is."""
    found = list(dict.fromkeys(options))
    if len(found) == 1:
        return found[0]
    return Piece(" | ".join(one.text for one in found) if found else r"[^\x00-\U0010FFFF]", splits=bool(found))


def repeat(piece: Piece, count: str) -> Piece:
    """An expression with a count behind it: `?`, `*`, `+` or numbers in braces."""
    return Piece(f"{piece.text}{count}" if _SINGLE.fullmatch(piece.text) else f"({piece.text}){count}")


def bracket(piece: Piece) -> str:
    """The text of an expression as it stands beside others."""
    return f"({piece.text})" if piece.splits else piece.text


def count_of(least: int, most: int | None) -> str:
    """The count for at least so many and at most so many."""
    if most is None:
        return {0: "*", 1: "+"}.get(least, f"{{{least},}}")
    return f"{{{least}}}" if least == most else f"{{{least},{most}}}"


def find_basics(bodies: Iterable[str]) -> dict[str, str]:
    """The basic rules that some bodies use, and those that these use."""
    found, waiting = set[str](), list(bodies)
    while waiting:
        new = (set(_NAME.findall(_LITERAL.sub(" ", waiting.pop()))) & BASICS.keys()) - found
        found |= new
        waiting += [BASICS[name] for name in sorted(new)]
    return {name: body for name, body in BASICS.items() if name in found}
