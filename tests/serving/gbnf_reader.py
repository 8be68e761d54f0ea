"""A recogniser of GBNF grammars, written from llama.cpp's guide alone: slow, plain, and apart from what writes them."""

import re
from dataclasses import dataclass
from typing import Any

_TOKEN = re.compile(r"""\s*(?:(?P<text>"(?:[^"\\]|\\.)*")|(?P<set>\[(?:[^\]\\]|\\.)*\])|(?P<name>[A-Za-z][\w-]*)
                        |(?P<count>\{\d+(?:,\d*)?\}|[?*+])|(?P<sign>[|()]))""", re.VERBOSE)  # fmt: skip
_SIGN = re.compile(r"\\x([0-9A-Fa-f]{2})|\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})|\\(.)|(.)", re.DOTALL)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}
_COUNTS = {"?": (0, 1), "*": (0, None), "+": (1, None)}


def read_signs(text: str) -> list[str]:
    signs = []
    for short, middle, long, escaped, plain in _SIGN.findall(text):
        number = short or middle or long
        signs.append(chr(int(number, 16)) if number else _ESCAPES.get(escaped, escaped) or plain)
    return signs


@dataclass
class Grammar:
    rules: dict[str, Any]

    def accepts(self, text: str) -> bool:
        return len(text) in _Run(self.rules, text).find_ends(("name", "root"), 0)


def read_grammar(source: str) -> Grammar:
    """The rules of a grammar; every name that is used must be one of them."""
    rules: dict[str, Any] = {}
    used = set[str]()
    for line in source.splitlines():
        name, arrow, body = line.partition(" ::= ")
        assert arrow, line
        assert re.fullmatch(r"[a-zA-Z][a-zA-Z0-9-]*", name), name
        assert name not in rules, f"{name} is there twice"
        tokens = _split(body)
        used |= {text for kind, text in tokens if kind == "name"}
        rules[name] = _read_choice(tokens)
        assert not tokens, f"{name} goes on: {tokens}"
    assert used <= rules.keys(), used - rules.keys()
    assert rules.keys() - used == {"root"}, f"nobody uses {rules.keys() - used}"
    return Grammar(rules)


def _split(body: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    while at < len(body):
        found = _TOKEN.match(body, at)
        assert found, f"no token: {body[at : at + 30]}"
        tokens.append((str(found.lastgroup), found[str(found.lastgroup)]))
        at = found.end()
    return tokens


def _read_choice(tokens: list[tuple[str, str]]) -> Any:
    options = [_read_sequence(tokens)]
    while tokens and tokens[0] == ("sign", "|"):
        tokens.pop(0)
        options.append(_read_sequence(tokens))
    return ("choice", options)


def _read_sequence(tokens: list[tuple[str, str]]) -> Any:
    parts: list[Any] = []
    while tokens and tokens[0] not in (("sign", "|"), ("sign", ")")):
        kind, text = tokens.pop(0)
        if kind == "count":
            least, _, most = text.strip("{}").partition(",")
            counts = _COUNTS.get(text) or (int(least), int(most) if most else None if "," in text else int(least))
            parts[-1] = ("count", parts[-1], *counts)
        elif text == "(":
            parts.append(_read_choice(tokens))
            assert tokens.pop(0) == ("sign", ")")
        elif kind == "text":
            parts.append(("text", "".join(read_signs(text[1:-1]))))
        else:
            parts.append(_read_set(text[1:-1]) if kind == "set" else (kind, text))
    return ("sequence", parts)


def _read_set(body: str) -> Any:
    is_negative = body.startswith("^")
    signs, ranges = read_signs(body.removeprefix("^")), []
    while signs:
        first = signs.pop(0)
        if len(signs) > 1 and signs[0] == "-":
            ranges.append((first, signs[1]))
            del signs[:2]
        else:
            ranges.append((first, first))
    return ("set", is_negative, ranges)


class _Run:
    def __init__(self, rules: dict[str, Any], text: str) -> None:
        self._rules = rules
        self._text = text
        self._known: dict[tuple[str, int], set[int]] = {}

    def find_ends(self, node: Any, at: int) -> set[int]:
        """Where what a node matches from a place on may end."""
        match node:
            case ("text", text):
                return {at + len(text)} if self._text.startswith(text, at) else set()
            case ("set", is_negative, ranges):
                if at == len(self._text):
                    return set()
                return {at + 1} if any(a <= self._text[at] <= b for a, b in ranges) != is_negative else set()
            case ("name", name):
                if (name, at) not in self._known:
                    self._known[name, at] = self.find_ends(self._rules[name], at)
                return self._known[name, at]
            case ("choice", options):
                return set().union(*(self.find_ends(option, at) for option in options))
            case ("sequence", parts):
                ends = {at}
                for part in parts:
                    ends = self._step(part, ends)
                return ends
            case ("count", part, least, most):
                return self._repeat(part, at, least, most)
        raise AssertionError(node)

    def _step(self, part: Any, ends: set[int]) -> set[int]:
        return set().union(*(self.find_ends(part, end) for end in ends))

    def _repeat(self, part: Any, at: int, least: int, most: int | None) -> set[int]:
        ends, found, count = {at}, set[int](), 0
        while ends and (most is None or count <= most):
            found |= ends if count >= least else set()
            ends = self._step(part, ends) - (found if count >= least else set())
            count += 1
        return found
