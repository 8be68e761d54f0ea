"""The breakdowns, the bad ones first, and the confusion of actions, as the page shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from taskdata.evaluate.figures import Share
from taskdata.evaluate.metrics import ALL, Metrics
from taskdata.evaluate.page_charts import ShareChart, draw_share
from taskdata.evaluate.page_words import NOT_MEASURED, explain_share, show_interval, show_percent

SHOWN = 10
"""Rows of a breakdown that are shown before the rest is folded."""
_STEPS = 6
_ORDER = "source.kind style action family edge_case"
"""The marks of records: those with few values first; what is not here comes before them."""
_ABOUT = {
    "edge_case": "an example may count in several rows",
    "source.kind": "where the example comes from",
    "field": "n is how often it is expected",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One group of a breakdown: the share that is right, and what it stands on."""

    name: str
    value: str
    interval: str
    counted: str
    n: int
    chart: ShareChart | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The groups by one mark, the bad ones first: those to show, and those to fold."""

    name: str
    about: str
    first: Sequence[Bar]
    rest: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Count:
    """A cell of the matrix: how many, whether it is the right place, and how much of its row, in steps from 0."""

    number: int
    is_right: bool
    step: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix: the action that is right, what was answered, and how much of it is right."""

    name: str
    counts: Sequence[Count]
    total: int
    right: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Which action is right, by the one that was answered."""

    columns: Sequence[str]
    lines: Sequence[Line]


def list_breakdowns(metrics: Metrics) -> list[Breakdown]:
    """The exact match by category and by each mark, then the fields."""
    whole = metrics.parts[ALL].exact_match.rate
    categories = {name: part.exact_match for name, part in metrics.parts.items() if name != ALL}
    by_mark = {
        mark: {name: part.exact_match for name, part in parts.items()} for mark, parts in metrics.by_mark.items()
    }
    groups = {"category": categories, **{mark: by_mark[mark] for mark in sorted(by_mark, key=_ORDER.find)}}
    return [break_down(mark, shares, whole) for mark, shares in groups.items() if shares]


def stack(breakdowns: Sequence[Breakdown]) -> tuple[list[Breakdown], list[Breakdown]]:
    """The breakdowns in two stacks of about one height, in their order."""
    left: list[Breakdown] = []
    right: list[Breakdown] = []
    for one in breakdowns:
        (left if _measure_height(left) <= _measure_height(right) else right).append(one)
    return left, right


def _measure_height(breakdowns: Sequence[Breakdown]) -> int:
    """In rows, a heading and the room below being about four."""
    return sum(4 + len(one.first) + bool(one.rest) for one in breakdowns)


def list_fields(metrics: Metrics) -> Breakdown:
    """How often each field is right, of the times when it is expected."""
    of = sum(share.of for share in metrics.by_field.values())
    right = sum(share.count for share in metrics.by_field.values())
    return break_down("field", metrics.by_field, right / of if of else None)


def break_down(mark: str, shares: Mapping[str, Share], whole: float | None, *, worst_first: bool = True) -> Breakdown:
    """The groups of one mark, beside the share of the whole; in their own order where the worst is not to be first."""
    ranked = sorted(shares.items(), key=_rank) if worst_first else shares.items()
    bars = [_make_bar(name, share, whole) for name, share in ranked]
    # One or two rows behind a fold would only cost a click.
    shown = SHOWN if len(bars) > SHOWN + 2 else len(bars)
    return Breakdown(mark.replace("_", " ").replace(".", " "), _ABOUT.get(mark, ""), bars[:shown], bars[shown:])


def _rank(named: tuple[str, Share]) -> tuple[bool, float | None, int, str]:
    """Those first that are bad for certain: whose interval ends lowest; what was not measured comes last."""
    name, share = named
    return share.rate is None, share.rate if share.high is None else share.high, -share.of, name


def _make_bar(name: str, share: Share, whole: float | None) -> Bar:
    if share.rate is None:
        return Bar(name, NOT_MEASURED, "", "", 0, None)
    chart = draw_share(share.rate, share.low, share.high, whole)
    interval = show_interval("exact_match", share.low, share.high)
    return Bar(name, show_percent(share.rate), interval, explain_share(share), share.of, chart)


def make_matrix(metrics: Metrics) -> Matrix:
    """The confusion of actions: the actions first, in one order both ways, then why there is none."""
    confusion = metrics.confusion
    given = {name for counts in confusion.values() for name in counts}
    columns = sorted(confusion.keys() | given, key=lambda name: (name.startswith("("), name))
    return Matrix(columns, [_make_line(name, confusion[name], columns) for name in columns if name in confusion])


def _make_line(name: str, counts: Mapping[str, int], columns: Sequence[str]) -> Line:
    total = sum(counts.values())
    cells = [_make_count(name, column, counts.get(column, 0), total) for column in columns]
    return Line(name, cells, total, show_percent(counts.get(name, 0) / total))


def _make_count(right: str, given: str, number: int, total: int) -> Count:
    """A cell; the root keeps apart what is a small part of its row, as most slips are."""
    step = ceil(_STEPS * sqrt(number / total)) if number else 0
    return Count(number, right == given, step, f"{number:,} of {total:,} {right}: answered {given}")
