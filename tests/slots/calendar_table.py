"""A table of calendar phrases, each with a reference day and the day or span it means from there.

The rows stand in `calendar_table.csv`, written from the definition of the phrases and checked against a
calendar, never produced by the code under test. There, a day row says `none` for a day that does
not exist, a span row leaves an open bound empty, and lines that begin with # are headings.
"""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

_FILE: Final = Path(__file__).with_name("calendar_table.csv")


@dataclass(frozen=True)
class DayRow:
    """A phrase that names one day, said on `ref`; `day` is None where no such day exists."""

    phrase: str
    ref: date
    day: date | None

    @property
    def name(self) -> str:
        """The row's name in test reports and in lists of exceptions; no two rows share one."""
        return f"{self.phrase} | {self.ref}"


@dataclass(frozen=True)
class SpanRow:
    """A phrase that names a span, said on `ref`; a bound is None where the span is open."""

    phrase: str
    ref: date
    first: date | None
    last: date | None

    @property
    def name(self) -> str:
        """The row's name in test reports; no two rows share one."""
        return f"{self.phrase} | {self.ref}"


def _read_day(text: str) -> date | None:
    return None if text in ("", "none") else date.fromisoformat(text)


def _read_rows() -> tuple[list[DayRow], list[SpanRow]]:
    days: list[DayRow] = []
    spans: list[SpanRow] = []
    with _FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            ref = date.fromisoformat(row["reference"])
            if row["what"] == "day":
                days.append(DayRow(row["phrase"], ref, _read_day(row["first"])))
            else:
                spans.append(SpanRow(row["phrase"], ref, _read_day(row["first"]), _read_day(row["last"])))
    return days, spans


DAYS, SPANS = _read_rows()
