"""Tables that go to a spreadsheet and come back from it."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from taskdata.foundation.errors import InputError

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_DELIMITERS = ",;\t"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_LONGEST_CELL = 2_000_000


@dataclass(frozen=True)
class Row:
    """A row of a table: its number as a spreadsheet shows it, and its cells by column, white space trimmed."""

    number: int
    cells: Mapping[str, str]


def render_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The table as CSV in UTF-8 with a byte order mark.

    A cell that a spreadsheet would take for a formula has an apostrophe before it.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_disarm(str(cell)) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _disarm(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def read_table(path: Path, needed: Sequence[str]) -> list[Row]:
    """The rows of a table as spreadsheets save it: with comma, semicolon or tab, in UTF-8 or (with a mark) UTF-16.

    The names of columns are read in any case; blank rows are left out. Raises InputError where the file cannot be
    read, or one of the columns that are needed is missing or there twice.
    """
    lines = list(io.StringIO(_read_text(path), newline=""))
    if lines and lines[0].casefold().startswith("sep="):
        del lines[0]
    delimiter = max(_DELIMITERS, key=lambda sign: lines[0].count(sign) if lines else 0)
    records = _parse(path, lines, delimiter)
    header = [name.strip().casefold() for name in records[0]] if records else []
    for name in needed:
        if header.count(name) != 1:
            what = f"there is no column '{name}'" if name not in header else f"the column '{name}' is there twice"
            raise InputError(f"{path}: row 1: {what}; the first row must hold the names {', '.join(needed)}")
    return [
        Row(number, {name: cell.strip() for name, cell in zip(header, cells, strict=False)})
        for number, cells in enumerate(records[1:], start=2)
        if any(cell.strip() for cell in cells)
    ]


def _read_text(path: Path) -> str:
    try:
        raw = path.read_bytes()
        return raw.decode("utf-16" if raw.startswith(_UTF16) else "utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({(error.strerror or str(error)).lower()})") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(f"{path}:{line}: this is not UTF-8 text; save it as 'CSV UTF-8'") from error


def _parse(path: Path, lines: Sequence[str], delimiter: str) -> list[list[str]]:
    limit = csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        return list(reader)
    except csv.Error as error:
        raise InputError(f"{path}:{reader.line_num}: this is no CSV ({error})") from error
    finally:
        csv.field_size_limit(limit)
