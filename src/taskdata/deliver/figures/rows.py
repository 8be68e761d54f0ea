"""The parts that all figures are made of: rows of counts, lengths, shares. No data is None, never 0."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """How many examples there are of one thing.

    share: of what is counted, from 0 to 1; None where nothing is. splits: the count in each split that the file has
    examples of, in the order of SPLITS. target: how many there are to be; None where nobody says. about: what the thing
    is, in the words of the pack; empty where it has none.
    """

    name: str
    count: int
    share: float | None
    splits: Mapping[str, int]
    target: int | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Bin:
    """A bar of a histogram: how many lie from `low` to `high`, both included."""

    low: int
    high: int
    count: int


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long things are. p50 and p95 are lengths that occur: so many per cent are not longer."""

    n: int
    shortest: int
    mean: float
    p50: int
    p95: int
    longest: int
    total: int
    bins: tuple[Bin, ...]
    """From the shortest to the longest, all equally wide and without a gap; a bar may be of nothing."""


@dataclass(frozen=True, slots=True)
class FieldValues:
    """The values of a field of outputs whose schema lists what may stand there.

    path: the JSON path, such as `$.data.level`. n: how many outputs have a value of the list there. rows: every value
    that is allowed, those that never occur with a count of 0, in the order of the schema; a share is of `n`.
    """

    path: str
    n: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FieldDays:
    """How far the days in a field of outputs lie from the reference date of their examples.

    path: the JSON path. n: how many outputs have a day there. rows: `past`, `today`, `within a week`,
    `within a month` (31 days), `further`, in this order, whatever their counts; a share is of `n`.
    """

    path: str
    n: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """A rate with its 95% interval, all from 0 to 1."""

    rate: float
    low: float
    high: float
