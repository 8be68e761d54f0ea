"""The pictures of the page: where things stand in them, in percent, so that they fit any width."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from taskdata.deliver.figures.rows import Lengths, Row


@dataclass(frozen=True, slots=True)
class Bar:
    """A row with its bar. key, name: what its link chooses examples by; without a key, or an example, it has no link.

    width: of the bar; target: where the mark of the target stands, None where there is none. All in percent of the
    longest bar or target of the table.
    """

    key: str
    name: str
    shown: str
    about: str
    count: int
    share: float | None
    width: float
    target: float | None
    wanted: int | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a histogram, in percent of the picture; `said` is what it stands for."""

    at: float
    width: float
    height: float
    said: str


@dataclass(frozen=True, slots=True)
class Histogram:
    """Columns from left to right; first, last: the ends of the axis; marks: labels with their places in percent."""

    columns: tuple[Column, ...]
    first: str
    last: str
    marks: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar that is the whole; in percent of it."""

    name: str
    count: int
    share: float
    at: float


def draw_bars(rows: Iterable[Row], key: str = "", cut: str = "") -> list[Bar]:
    """Rows with their bars; `cut` is taken from the front of what is shown of each name."""
    listed = list(rows)
    longest = max((max(row.count, row.target or 0) for row in listed), default=0) or 1
    return [
        Bar(
            key=key if row.count else "",
            name=row.name,
            shown=row.name.removeprefix(cut),
            about=row.about,
            count=row.count,
            share=row.share,
            width=_take_percent(row.count, longest),
            target=None if row.target is None else _take_percent(row.target, longest),
            wanted=row.target,
        )
        for row in listed
    ]


def draw_lengths(lengths: Lengths, unit: str) -> Histogram:
    """How long things are; `unit` is what is counted, in the plural."""
    said = [
        f"{bin_.low:,} {unit}: {bin_.count:,}" if bin_.low == bin_.high
        else f"{bin_.low:,} to {bin_.high:,} {unit}: {bin_.count:,}"
        for bin_ in lengths.bins
    ]  # fmt: skip
    columns = _draw_columns([bin_.count for bin_ in lengths.bins], said)
    return Histogram(columns, f"{lengths.shortest:,}", f"{lengths.longest:,} {unit}")


def draw_months(rows: Sequence[Row]) -> Histogram:
    """The months of a calendar, with a mark at the beginning of each year."""
    columns = _draw_columns([row.count for row in rows], [f"{row.name}: {row.count:,}" for row in rows])
    years = [(column.at, row.name[:4]) for column, row in zip(columns, rows, strict=True) if row.name.endswith("-01")]
    return Histogram(columns, rows[0].name, rows[-1].name, tuple(years) if len(years) > 1 else ())


def draw_pieces(counted: Iterable[tuple[str, int]]) -> list[Piece]:
    """The parts of a whole, one behind the other."""
    parts = list(counted)
    whole = sum(count for _, count in parts) or 1
    starts = accumulate((count for _, count in parts), initial=0)
    return [
        Piece(name, count, _take_percent(count, whole), _take_percent(start, whole))
        for (name, count), start in zip(parts, starts, strict=False)
    ]


def _draw_columns(counts: Sequence[int], said: Sequence[str]) -> tuple[Column, ...]:
    highest, step = max(counts, default=0) or 1, 100 / max(len(counts), 1)
    gap = 0.18 * step
    return tuple(
        Column(round(at * step + gap / 2, 2), round(step - gap, 2), _take_percent(count, highest), words)
        for at, (count, words) in enumerate(zip(counts, said, strict=True))
    )


def _take_percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2)
