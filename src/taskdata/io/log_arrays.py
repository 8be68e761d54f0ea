"""Objects out of one JSON array, however large it is and however it is laid out."""

import codecs
import json
import re
from collections.abc import Iterator

from taskdata.io.log_records import LONGEST, Item, RecordMaker, UnreadableLine, make_item
from taskdata.io.streams import CHUNK, Stream

_BETWEEN = re.compile(r"[\s,\[\]]*")
_OBJECT = re.compile(r'(?<![^\s,\[\]])\{(?=\s*")')
_BROKEN = "it is not JSON; mend it, or leave it out"
_NONE_AFTER = "; no object that can be read stands after it"
_NOT_CLOSED = "the list ends without ']', so the file may be cut short; get it anew"
_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)
"""Finds where a value ends; whether it is of any use is seen later."""


def read_array(stream: Stream, maker: RecordMaker, *, is_list: bool = True) -> Iterator[Item]:
    """The objects of an array, or objects that merely follow one another, each with the line in which it starts.

    After one that is broken, it goes on with the next that has an input.
    """
    window, is_open, lost = _Window(stream), is_list, 0
    while not window.is_at_end():
        if bracket := window.pass_separators():
            is_open = bracket == "["
        if window.is_at_end():
            break
        number, end = window.number, window.find_end()
        if end is not None:
            text = window.take(end)
            yield make_item(number, text, maker.parse_json, len(text))
            continue
        text, length = _pass_over(window, maker.tell_source("input"))
        if window.is_at_end() and stream.damage.reason:
            lost = length
            break
        is_open = is_open and not window.is_at_end()
        yield _refuse(number, text, length, maker, is_last=window.is_at_end())
    if stream.damage.reason:
        yield UnreadableLine(window.number, stream.damage.reason, lost)
    elif is_open:
        yield UnreadableLine(window.number, _NOT_CLOSED, 0)


def _pass_over(window: "_Window", needed: str) -> tuple[bytes, int]:
    """Go to the next object that has the needed key, or to the end; the start of what is passed over, its length."""
    text, length, is_found = b"", 0, False
    while not (is_found or window.is_at_end()):
        end, is_found = window.find_object(needed)
        part = window.take(end)
        text, length = (text + part)[: LONGEST + 1], length + len(part)
    return text, length


def _refuse(number: int, text: bytes, length: int, maker: RecordMaker, *, is_last: bool) -> UnreadableLine:
    item = make_item(number, text.rstrip(b" \t\r\n,"), maker.parse_json, length)
    reason = item.reason if isinstance(item, UnreadableLine) else _BROKEN
    return UnreadableLine(number, reason + _NONE_AFTER * is_last, length)


class _Window:
    """The part of the text that is looked at: it holds the longest object that may be, and little more.

    `number` is the line in which what comes next starts.
    """

    def __init__(self, stream: Stream) -> None:
        self.number = 1
        self._stream, self._is_last = stream, False
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._text, self._at = "", 0

    def is_at_end(self) -> bool:
        """Whether nothing is left; where something is, there is enough of it to hold the longest object."""
        if not self._is_last and len(self._text) - self._at <= LONGEST:
            self._fill()
        return self._at >= len(self._text)

    def pass_separators(self) -> str:
        """Go over white space, commas and brackets; the last bracket, or nothing where there is none."""
        bracket = ""
        while not self.is_at_end() and (match := _BETWEEN.match(self._text, self._at)) and match.group():
            self._move(match.end())
            bracket = next((sign for sign in reversed(match.group()) if sign in "[]"), bracket)
        return bracket

    def find_end(self) -> int | None:
        """Where the value that starts here ends; None where it is broken, or longer than may be."""
        try:
            return _DECODER.raw_decode(self._text, self._at)[1]
        except (ValueError, RecursionError):
            return None

    def find_object(self, needed: str) -> tuple[int, bool]:
        """Where the next object with this key starts, and True; else how far there is none for sure, and False."""
        last = len(self._text) if self._is_last else len(self._text) - LONGEST
        for match in _OBJECT.finditer(self._text, self._at + 1, last):
            try:
                found, _ = _DECODER.raw_decode(self._text, match.start())
            except (ValueError, RecursionError):
                continue
            if needed in found:
                return match.start(), True
        return last, False

    def take(self, end: int) -> bytes:
        """The text from here up to a place, as the bytes that it was."""
        text = self._text[self._at : end]
        self._move(end)
        return text.encode("utf-8", "surrogateescape")

    def _move(self, end: int) -> None:
        self.number += self._text.count("\n", self._at, end)
        self._at = end

    def _fill(self) -> None:
        parts = [self._text[self._at :]]
        size = len(parts[0])
        while not self._is_last and size < LONGEST + 2 * CHUNK:
            chunk = self._stream.read()
            self._is_last = not chunk
            parts.append(self._decoder.decode(chunk, self._is_last))
            size += len(parts[-1])
        self._text, self._at = "".join(parts), 0
