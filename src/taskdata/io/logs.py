"""The door for what comes from production: logs of failures and requests of users, in whatever form they are kept."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import orjson

from taskdata.foundation.errors import InputError
from taskdata.foundation.records import Json
from taskdata.io.files import Progress
from taskdata.io.log_arrays import read_array
from taskdata.io.log_records import (
    LONGEST,
    Item,
    LogLine,
    RecordMaker,
    UnreadableLine,
    make_item,
    parse_assignments,
)
from taskdata.io.log_tables import find_header, name_columns, read_rows, split_cells
from taskdata.io.streams import CHUNK, Stream, open_stream

__all__ = ["LogLine", "UnreadableLine", "parse_assignments", "read_log"]

_ARRAY = re.compile(rb'\s*\[(?:\s*[{"]|\s*\]?\s*\Z|[ \t\r]*\n)')
_SPREAD_OBJECT = re.compile(rb"\s*\{[ \t\r]*\n")
_OBJECT_LINE = re.compile(rb"\s*\{")
_COLUMN_NAME = re.compile(r"[A-Za-z_][\w.-]*")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LEAST_TEXT = 0.1
_SAMPLE = 20
_WANTED = "JSON lines, one JSON array of objects, or CSV with a column 'input'"


def read_log(
    path: Path, mapping: Mapping[str, str], *, is_plain: bool | None = None, progress: Progress = lambda size: None
) -> Iterator[LogLine | UnreadableLine]:
    """The objects of a log, or of standard input, in order, as they are read, and what cannot be read.

    It is JSON lines, a JSON array, CSV or plain text of one request a line, and may be packed with gzip: its content
    tells. `mapping` gives the names in the file for names of records. Plain text is what no header is found in;
    with `is_plain` False it is refused, with True it is taken even where its first line looks like a header.
    The bytes of the file are told to `progress`.

    Raises InputError, at the first item, where the file cannot be used at all; and at the end where no object had a
    key that is mapped.
    """
    with open_stream(path, progress) as stream:
        yield from _read_stream(stream, RecordMaker(mapping), is_plain)


def _read_stream(stream: Stream, maker: RecordMaker, is_plain: bool | None) -> Iterator[Item]:
    lines = _list_lines(stream.head)
    if _ARRAY.match(stream.head):
        yield from read_array(stream, maker)
    elif _SPREAD_OBJECT.match(stream.head):
        yield from read_array(stream, maker, is_list=False)
    elif _OBJECT_LINE.match(stream.head):
        yield from _read_lines(stream, maker.parse_json)
    elif header := find_header(lines, maker.mapping):
        yield from read_rows(stream, header, name_columns(stream.name, header, maker.mapping), maker)
        return
    elif _is_json(lines[0][1], str):
        yield from _read_lines(stream, maker.parse_json)
    else:
        _check_plain(stream, lines, maker.mapping, is_plain)
        yield from _read_lines(stream, maker.parse_plain)
        return
    for target in maker.list_unseen():
        source = maker.mapping[target]
        raise InputError(
            f"{stream.name}: --map {target}={source}: no object has the key '{source}'; name one of its keys"
        )


def _read_lines(stream: Stream, make: Callable[[bytes], dict[str, Json]]) -> Iterator[Item]:
    """What is made of each line that is not blank."""
    number = 0
    for number, line, length in stream.read_lines(LONGEST):
        if line.strip() or length > LONGEST:
            yield make_item(number, line.rstrip(b"\r\n"), make, length)
    if stream.damage.reason:
        yield UnreadableLine(number + 1, stream.damage.reason, stream.lost)


def _list_lines(head: bytes) -> list[tuple[int, bytes]]:
    """The lines of the start of a file that are not blank, with their numbers."""
    return [(number, line.strip(b"\r\n")) for number, line in enumerate(head.split(b"\n"), 1) if line.strip()]


def _is_json(line: bytes, wanted: type) -> bool:
    try:
        return isinstance(orjson.loads(line), wanted)
    except orjson.JSONDecodeError:
        return False


def _check_plain(
    stream: Stream, lines: Sequence[tuple[int, bytes]], mapping: Mapping[str, str], is_plain: bool | None
) -> None:
    """Refuse to take for plain text what is not. Raises InputError."""
    if not _is_text([line for _, line in lines], is_whole=len(stream.head) < CHUNK):
        raise InputError(f"{stream.name}: this is not UTF-8 text; save it as UTF-8, as {_WANTED}")
    if b"\n" not in stream.head and b"\r" in lines[0][1]:
        raise InputError(
            f"{stream.name}: its lines end as those of old Macs do; save it with the line ends of Unix or Windows"
        )
    for number, line in lines[:_SAMPLE]:
        if _OBJECT_LINE.match(line) and _is_json(line, dict):
            raise InputError(
                f"{stream.name}:{number}: this is a JSON object, and the lines before it are not; take them out"
            )
    place, wanted = f"{stream.name}:{lines[0][0]}", mapping.get("input", "input")
    if mapping or (is_plain is None and _is_header([line for _, line in lines[:_SAMPLE]])):
        raise InputError(f"{place}: there is no column '{wanted}'; name the one of the request with --map input=")
    if is_plain is False:
        raise InputError(f"{place}: this is none of {_WANTED}; where the column has another name, give --map input=")


def _is_text(lines: Sequence[bytes], *, is_whole: bool) -> bool:
    """Whether more than a small part of the lines is UTF-8 without signs that no text has."""
    whole = lines if is_whole else lines[:-1] or lines
    text = sum(len(line) for line in whole if not _CONTROL.search(line) and _is_utf8(line))
    return text > _LEAST_TEXT * sum(map(len, whole))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_header(lines: Sequence[bytes]) -> bool:
    """Whether the first line is several words that could be names of columns, and the others have as many cells."""
    texts = [line.decode("utf-8", "replace") for line in lines]
    for sign in ",;\t|":
        first, *others = (split_cells(text, sign) for text in texts)
        named = len(first) > 1 and all(map(_COLUMN_NAME.fullmatch, first))
        if named and all(len(cells) == len(first) for cells in others[:-1] or others):
            return True
    return False
