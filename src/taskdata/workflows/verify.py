"""`taskdata verify`: a verdict on each line of a file of records or of bare pairs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from taskdata.check.days_said import SaidDay
from taskdata.check.duplicates import Seen
from taskdata.check.oracle import DateOracle, Vote
from taskdata.check.verifier import Pair, Verifier
from taskdata.foundation.invalid import tell_first_fault
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example, Fault, Verdict
from taskdata.foundation.strict_json import check_json
from taskdata.io.files import LINE_LIMIT, Progress, read_input
from taskdata.slots.base import Slot
from taskdata.workflows.hear import FIRST_YEAR, LAST_YEAR, parse_day

_PAIR_KEYS = {"input", "output", "reference_date"}
_RECORD_KEYS = {"id", "category", "spans", "facets", "source", "split"}
_FROM_OUTSIDE = ("failure", "real")


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """The verdict on one line; `id` is the example's, None for a bare pair.

    `raw` is the line as it was, `record` what was read of it, None where it cannot be read. Suspect are days of a
    label that is ok, of which two date parsers from elsewhere name one other day: no fault, a reason to look again.
    """

    line: int
    raw: bytes
    record: Example | Pair | None
    verdict: Verdict
    suspects: Sequence[tuple[SaidDay, Vote]] = ()

    @property
    def id(self) -> str | None:
        """The example's id; None for a bare pair."""
        return self.record.id if isinstance(self.record, Example) else None

    def to_json(self) -> dict[str, Any]:
        """The verdict as users script against it."""
        faults = [fault.model_dump() for fault in self.verdict.faults]
        unchecked = list(self.verdict.unchecked)
        return {"line": self.line, "id": self.id, "ok": self.verdict.ok, "faults": faults, "unchecked": unchecked}


class LineVerifier:
    """Verifies lines in their order; what it keeps of each is a few bytes."""

    def __init__(self, pack: Pack, slots: Mapping[str, Slot]) -> None:
        self.verifier = Verifier(pack, slots)
        self._seen, self._oracle = Seen(), DateOracle()

    def verify_lines(self, lines: Iterable[tuple[int, bytes]]) -> Iterator[LineVerdict]:
        """The verdict on each numbered line; one that cannot be read has the fault `unreadable`."""
        for number, line in lines:
            yield self._verify_line(number, line)

    def _verify_line(self, number: int, line: bytes) -> LineVerdict:
        try:
            record = parse_line(line)
        except ValueError as error:
            fault = Fault(code="unreadable", path="$", message=str(error))
            return LineVerdict(number, line, None, Verdict(faults=(fault,)))
        if isinstance(record, Example):
            verdict = self.verifier.verify_example(record)
        else:
            verdict = self.verifier.verify_pair(record)
        if verdict.ok:  # a label that is wrong already must not speak against a right one
            day = (record.reference_date or date.min).isoformat()
            faults = self._seen.find_faults(record.input, day, record.output, number)
            verdict = verdict.model_copy(update={"faults": tuple(faults)})
        suspects = self._list_suspects(record) if verdict.ok else []
        return LineVerdict(number, line, record, verdict, suspects)

    def _list_suspects(self, record: Example | Pair) -> list[tuple[SaidDay, Vote]]:
        """The days of a label from outside that both parsers take for one other day."""
        if isinstance(record, Example) and record.source.kind not in _FROM_OUTSIDE:
            return []
        ref = record.reference_date
        if ref is None:
            return []
        days = self.verifier.list_days(Pair(record.input, record.output, ref))
        votes = ((day, self._oracle.suspect(day.asked, day.day, ref)) for day in days)
        return [(day, vote) for day, vote in votes if vote]


def verify_file(
    pack: Pack, slots: Mapping[str, Slot], path: Path, progress: Progress = lambda size: None
) -> Iterator[LineVerdict]:
    """Verify every line of a file, or of standard input, in order, as it is read (see `read_input`).

    Raises InputError where the file cannot be read at all.
    """
    return LineVerifier(pack, slots).verify_lines(read_input(path, progress))


def parse_line(line: bytes) -> Example | Pair:
    """A record or a pair. Raises ValueError with one sentence where it is neither."""
    data = parse_object(line)
    return _parse_example(line) if data.keys() & _RECORD_KEYS else _parse_pair(data)


def parse_object(line: bytes) -> dict[str, Any]:
    """The object of a line. Raises ValueError with one sentence where it is none, too long, or has a key twice."""
    if len(line) > LINE_LIMIT:
        raise ValueError(f"the line is longer than {LINE_LIMIT:,} bytes")
    try:
        data = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        hint = "; a file has one object a line, and no list around them" if line.strip()[:1] in (b"[", b"]") else ""
        raise ValueError(f"this is not JSON: {error.msg} (column {error.colno}){hint}") from error
    if not isinstance(data, dict):
        raise ValueError("the line is no JSON object")
    check_json(line, data)
    return data


def _parse_pair(data: dict[str, Any]) -> Pair:
    for key in sorted(data.keys() - _PAIR_KEYS):
        raise ValueError(f"'{key}' is no key of a pair; it has input, output and, where it is known, reference_date")
    if not isinstance(data.get("input"), str) or not data["input"].strip():
        raise ValueError("'input' is missing, empty or no text")
    if "output" not in data:
        raise ValueError("'output' is missing")
    day = data.get("reference_date")
    try:
        return Pair(data["input"], data["output"], None if day is None else parse_day(day))
    except (TypeError, ValueError) as error:
        years = f"{FIRST_YEAR} to {LAST_YEAR}"
        message = f"'reference_date' is {day!r}; write a day from {years} such as \"2025-12-29\""
        raise ValueError(message) from error


def _parse_example(line: bytes) -> Example:
    try:
        return Example.model_validate_json(line)
    except ValidationError as error:
        raise ValueError(f"this is no example record: {tell_first_fault(error)}") from error
