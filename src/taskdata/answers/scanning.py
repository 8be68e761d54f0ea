"""Loose JSON, read from left to right: what deviates from JSON, where it stops, and the same value as JSON."""

import re
from dataclasses import dataclass, field
from typing import Literal

from taskdata.answers.showing import show_text
from taskdata.answers.strings import OPENING, quote, read_text

Flaw = Literal["no_answer", "truncated", "broken_json", "fenced", "prose", "quotes", "trailing_comma", "no_object"]
FENCE = re.compile(r"```|~~~")
_SPACE = re.compile(r"\s*+")
_COMMENT = re.compile(r"//[^\n]*+|#(?=[\s#])[^\n]*+|/\*.*?\*/", re.DOTALL)
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])", re.ASCII)
_NAME = re.compile(r"[^\W\d][\w$-]*+(?=\s*+:)")
_BARE = re.compile(r"\w[\w./+-]*+(?: [\w./+'’-]++)*+(?=\s*+[,}\]])")
_TO_THE_END = re.compile(r"[\w./+-][\w./+'’ -]*+\s*+(?:\Z|```|~~~)")
_LITERALS = {"true": "true", "false": "false", "null": "null", "none": "null"}
_NO_VALUES = frozenset(("nan", "infinity", "inf", "undefined"))
_CLOSING = {"{": "}", "[": "]"}


@dataclass(slots=True)
class Scan:
    """One value of a text, read from where it begins to where it ends, or to where it can be read no further.

    state: whole; ended, where the text is over before it; broken. `written` is the value as JSON, as far as it goes;
    `is_lost` says that what was meant can no longer be told with certainty.
    """

    source: str
    start: int
    at: int = field(init=False)
    state: Literal["unread", "whole", "ended", "broken"] = "unread"
    written: list[str] = field(default_factory=list)
    flaws: dict[Flaw, list[str]] = field(default_factory=dict)
    is_lost: bool = False
    _open: list[str] = field(default_factory=list)
    _wants: Literal["value", "key", "colon", "comma"] = "value"
    _may_close: bool = False
    _comma: int | None = None

    def __post_init__(self) -> None:
        self.at = self.start

    @property
    def json(self) -> str | None:
        """The value as JSON, where it is whole and what was meant is certain."""
        return "".join(self.written) if self.state == "whole" and not self.is_lost else None

    def run(self) -> "Scan":
        """Read on until the value is whole, or no further."""
        while self.state == "unread":
            self._skip()
            if self.at >= len(self.source) or FENCE.match(self.source, self.at):
                self.state = "ended"
            else:
                self._step(self.source[self.at])
        return self

    def _step(self, sign: str) -> None:
        if sign in "}]":
            self._close(sign)
        elif self._wants == "comma" and sign == ",":
            self._comma = len(self.written)
            self._put(",", 1, "key" if self._open[-1] == "{" else "value")
            self._may_close = True
        elif self._wants == "colon" and sign == ":":
            self._put(":", 1, "value")
        elif self._wants == "key":
            self._read_key(sign)
        elif self._wants == "value":
            self._read_value(sign)
        else:
            self._break("a comma or a closing bracket" if self._wants == "comma" else "a colon")

    def _skip(self) -> None:
        """Pass over white space, and over comments, which JSON does not have."""
        while True:
            space = _SPACE.match(self.source, self.at)
            if space and space[0].strip(" \t\r\n"):
                self._note("broken_json", "white space that JSON does not know")
            self.at = space.end() if space else self.at
            if not (comment := _COMMENT.match(self.source, self.at)):
                return
            self._note("broken_json", "a comment, which JSON does not have,")
            self.at = comment.end()

    def _close(self, sign: str) -> None:
        if _CLOSING[self._open[-1]] != sign or not (self._may_close or self._wants == "comma"):
            self._break({"comma": "a comma or the other bracket"}.get(self._wants, f"a {self._wants}"))
            return
        if self._comma is not None:
            del self.written[self._comma]
            self._note("trailing_comma", "a comma before a closing bracket")
        self._open.pop()
        self._put(sign, 1, "comma")
        if not self._open:
            self.state = "whole"

    def _put(self, written: str, length: int, wants: Literal["value", "key", "colon", "comma"]) -> None:
        self.written.append(written)
        self.at += length
        self._wants, self._may_close = wants, False
        if written != ",":
            self._comma = None

    def _read_key(self, sign: str) -> None:
        if sign in OPENING:
            self._read_text("colon")
        elif match := _NAME.match(self.source, self.at):
            self._note("quotes", "keys without quotes")
            self._put(quote(match[0]), len(match[0]), "colon")
        elif _TO_THE_END.match(self.source, self.at):
            self.state = "ended"
        else:
            self._break("a key")

    def _read_value(self, sign: str) -> None:
        if sign in "{[":
            self._open.append(sign)
            self._put(sign, 1, "key" if sign == "{" else "value")
            self._may_close = True
        elif sign in OPENING:
            self._read_text("comma")
        elif match := _NUMBER.match(self.source, self.at):
            self._put(match[0], len(match[0]), "comma")
        elif match := _BARE.match(self.source, self.at):
            self._put_bare(match[0])
        elif _TO_THE_END.match(self.source, self.at):
            self.state = "ended"
        else:
            self._break("a value")

    def _put_bare(self, word: str) -> None:
        """A word without quotes: a literal, one as other languages write it, or a text."""
        literal = _LITERALS.get(word.lower())
        if word.lower() in _NO_VALUES or word.isdigit():
            self._note("broken_json", f"{word}, which is no value in JSON,")
            self.is_lost = True
        elif literal is None:
            self._note("quotes", "texts without quotes")
        elif literal != word:
            self._note("quotes", f"{word} for {literal}")
        self._put(literal or quote(word), len(word), "comma")

    def _read_text(self, wants: Literal["colon", "comma"]) -> None:
        text = read_text(self.source, self.at)
        if text is None:
            self._leave_text()
            return
        if text.quotes:
            self._note("quotes", text.quotes)
        if text.fault:
            self._note("broken_json", text.fault)
        self.is_lost = self.is_lost or text.written is None
        self._put(text.written or '""', text.end - self.at, wants)

    def _leave_text(self) -> None:
        """A text that does not end: cut off, unless all that is open is closed behind it; then its quote is missing."""
        rest = re.sub(r"\s+", "", FENCE.split(self.source[self.at :], maxsplit=1)[0])
        closing = "".join(_CLOSING[sign] for sign in reversed(self._open))
        inner = rest.removesuffix(closing)
        is_closed = inner != rest and all(inner.count(one) == inner.count(other) for one, other in _CLOSING.items())
        if is_closed and self._wants == "value":
            self._note("broken_json", "a text whose last quote is missing")
        self.state = "broken" if is_closed and self._wants == "value" else "ended"

    def _break(self, wanted: str) -> None:
        found = show_text(self.source[self.at : self.at + 20])
        self._note("broken_json", f"{found} at character {self.at + 1}, where JSON wants {wanted}")
        self.state = "broken"

    def _note(self, flaw: Flaw, what: str) -> None:
        noted = self.flaws.setdefault(flaw, [])
        if what not in noted:
            noted.append(what)
