"""Rows out of one CSV file, however large it is."""

import csv
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import Any

import orjson

from taskdata.foundation.errors import InputError
from taskdata.foundation.records import Json
from taskdata.foundation.strict_json import check_json
from taskdata.io.log_records import (
    KNOWN,
    LONGEST,
    TOO_LONG,
    Item,
    LogLine,
    RecordMaker,
    UnreadableLine,
    check_text,
)
from taskdata.io.streams import Stream

_DELIMITERS = ",;\t|"
_NO_DELIMITER = "\x1f"
"""Stands in a file of one column, where a comma is a part of the request."""
_QUOTES = "a quote or line end inside of a cell breaks it; put such a cell in quotes, with those in it doubled"
_JSON_CELLS: Mapping[str, type | tuple[type, ...]] = {"expected": dict, "latency_ms": (int, float)}
_Line = tuple[int, bytes, int]


@dataclass(frozen=True, slots=True)
class Header:
    """The first row of a table: the line it stands in, what parts its cells, and the names of its columns."""

    number: int
    delimiter: str
    cells: Sequence[str]


def find_header(lines: Sequence[tuple[int, bytes]], mapping: Mapping[str, str]) -> Header | None:
    """The header in the first of these lines, if one of its cells is the input; a line before it may say `sep=;`."""
    signs: Sequence[str] = _DELIMITERS
    if lines and lines[0][1][:4].lower() == b"sep=" and len(lines[0][1]) == len(b"sep=;"):
        signs, lines = lines[0][1][4:].decode("ascii", "replace"), lines[1:]
    if not lines:
        return None
    number, text = lines[0][0], lines[0][1].decode("utf-8", "surrogateescape")
    headers = [Header(number, sign, split_cells(text, sign)) for sign in signs]
    source = mapping.get("input", "input").casefold()
    found = [header for header in headers if source in map(str.casefold, header.cells)]
    best = max(found, key=lambda header: len(header.cells), default=None)
    return Header(number, _NO_DELIMITER, best.cells) if best and len(best.cells) == 1 else best


def split_cells(line: str, delimiter: str) -> list[str]:
    """The cells of one line, white space trimmed; none where it is no CSV."""
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def name_columns(name: str, header: Header, mapping: Mapping[str, str]) -> list[str]:
    """The names that the columns have in records; that of a column without one is empty.

    Raises InputError where a mapped column is not there, or two columns have one name.
    """
    place = f"{name}:{header.number}"
    if any("\udc80" <= sign <= "\udcff" for cell in header.cells for sign in cell):
        raise InputError(f"{place}: the header is not UTF-8 text; save the file as 'CSV UTF-8'")
    folded = [cell.casefold() for cell in header.cells]
    targets = {known: known for known in KNOWN} | {source.casefold(): target for target, source in mapping.items()}
    for target, source in mapping.items():
        if source.casefold() not in folded:
            raise InputError(f"{place}: there is no column '{source}'; name one of the header with --map {target}=")
    names = [targets.get(key, cell) for key, cell in zip(folded, header.cells, strict=True)]
    seen: set[str] = set()
    for column in filter(None, map(str.casefold, names)):
        if column in seen:
            shown = f"columns for '{column}'" if column in KNOWN else "columns with the same name"
            raise InputError(f"{place}: there are two {shown}; rename or take out one of them")
        seen.add(column)
    return names


def read_rows(stream: Stream, header: Header, names: Sequence[str], maker: RecordMaker) -> Iterator[Item]:
    """The rows after the header, each with the line in which it starts; blank ones are left out.

    Where the quotes of a row are broken, reading goes on with the line after its first one.
    """
    feed = _Feed(stream.read_lines(LONGEST), header.number)
    reader = csv.reader(feed, delimiter=header.delimiter, strict=True)
    doubtful = 0
    while True:
        feed.start_row()
        try:
            cells = next(reader)
        except StopIteration:
            break
        except (csv.Error, _TooLongError) as error:
            if feed.is_at_end and stream.damage.reason:
                break
            number, _, length = feed.taken[0]
            doubtful = max(doubtful, feed.taken[-1][0])
            feed.put_back_all_but_first()
            yield UnreadableLine(number, TOO_LONG if isinstance(error, _TooLongError) else _QUOTES, length)
            continue
        if cells:
            yield _make_row(feed.taken, cells, names, maker, is_doubtful=feed.taken[0][0] <= doubtful)
    if stream.damage.reason:
        yield UnreadableLine(feed.last + 1, stream.damage.reason, sum(length for _, _, length in feed.taken))


def _make_row(
    lines: Sequence[_Line], cells: Sequence[str], names: Sequence[str], maker: RecordMaker, *, is_doubtful: bool
) -> Item:
    number, length = lines[0][0], sum(length for _, _, length in lines)
    try:
        check_text(b"".join(line for _, line, _ in lines).rstrip(b"\r\n"))
        if len(cells) > len(names):
            raise ValueError(
                f"it has {len(cells)} cells, and the header {len(names)}; quote cells that hold delimiters"
            )
        if is_doubtful and (len(cells) < len(names) or len(names) == 1):
            raise ValueError("it may be a part of the row before it, of which the quotes are broken")
        data = {name: _read_cell(name, cell, maker) for name, cell in zip(names, cells, strict=False) if name and cell}
        return LogLine(number, maker.check(data))
    except ValueError as error:
        return UnreadableLine(number, str(error), length)


def _read_cell(name: str, cell: str, maker: RecordMaker) -> Json:
    """The value of a cell. Raises ValueError where it must be JSON of some type, and is not."""
    if name in ("reference_date", "timestamp"):
        return cell.strip()
    if name not in _JSON_CELLS:
        return cell
    text = cell.strip().encode()
    fault = maker.refuse(name)
    try:
        value: Any = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise ValueError(fault) from error
    fits = isinstance(value, _JSON_CELLS[name]) and not isinstance(value, bool)
    if not fits:
        raise ValueError(fault)
    check_json(text, value, may_quote=False)
    return value  # type: ignore[no-any-return]  # what orjson reads is JSON


class _TooLongError(Exception):
    """A row is longer than may be."""


class _Feed(Iterator[str]):
    """The lines after the header, for the reader of CSV; `taken` are those it took for the row it is at."""

    def __init__(self, lines: Iterator[_Line], header: int) -> None:
        self.taken: list[_Line] = []
        self.is_at_end, self.last, self._size = False, header, 0
        self._lines, self._waiting = dropwhile(lambda line: line[0] <= header, lines), deque[_Line]()

    def start_row(self) -> None:
        """What is taken from now on is of another row."""
        self.taken.clear()
        self._size = 0

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._lines, None)
        if line is None:
            self.is_at_end = True
            raise StopIteration
        self.taken.append(line)
        self.last = line[0]
        self._size += line[2]
        if self._size > LONGEST + len(b"\r\n"):
            raise _TooLongError
        return line[1].decode("utf-8", "surrogateescape")

    def put_back_all_but_first(self) -> None:
        """Let the lines after the first one of this row be read again, as rows of their own."""
        self._waiting.extendleft(reversed(self.taken[1:]))
