"""`taskdata verify`: a verdict on each line of a file of records or of bare pairs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import orjson
from pydantic import ValidationError

from taskdata.check.duplicates import Seen
from taskdata.check.verifier import Pair, Verifier
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example, Fault, Verdict
from taskdata.io.files import LINE_LIMIT, read_lines
from taskdata.slots.base import Slot

_PAIR_KEYS = {"input", "output", "reference_date"}
_RECORD_KEYS = {"id", "category", "spans", "facets", "source", "split"}


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """The verdict on one line; `id` is the example's, None for a bare pair."""

    line: int
    id: str | None
    verdict: Verdict

    def to_json(self) -> dict[str, Any]:
        """The verdict as users script against it."""
        faults = [fault.model_dump() for fault in self.verdict.faults]
        unchecked = list(self.verdict.unchecked)
        return {"line": self.line, "id": self.id, "ok": self.verdict.ok, "faults": faults, "unchecked": unchecked}


def verify_file(pack: Pack, slots: Mapping[str, Slot], path: Path) -> Iterator[LineVerdict]:
    """Verify every line, in order, as it is read; a line that cannot be read has the fault `unreadable`.

    Raises InputError where the file cannot be read at all.
    """
    verifier, seen = Verifier(pack, slots), Seen()
    for number, line in read_lines(path):
        yield _verify_line(verifier, seen, number, line)


def _verify_line(verifier: Verifier, seen: Seen, number: int, line: bytes) -> LineVerdict:
    try:
        record = parse_line(line)
    except ValueError as error:
        return LineVerdict(number, None, Verdict(faults=(Fault(code="unreadable", path="$", message=str(error)),)))
    if isinstance(record, Example):
        verdict = verifier.verify_example(record)
        day = record.reference_date
    else:
        verdict = verifier.verify_pair(record)
        day = record.reference_date or date.min
    if verdict.ok:  # a label that is wrong already must not speak against a right one
        verdict = verdict.model_copy(
            update={"faults": tuple(seen.find_faults(record.input, day.isoformat(), record.output, number))}
        )
    return LineVerdict(number, record.id if isinstance(record, Example) else None, verdict)


def parse_line(line: bytes) -> Example | Pair:
    """A record or a pair. Raises ValueError with one sentence where it is neither."""
    if len(line) > LINE_LIMIT:
        raise ValueError(f"the line is longer than {LINE_LIMIT:,} bytes")
    try:
        data = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise ValueError(f"this is not JSON: {error.msg} (column {error.colno})") from error
    if not isinstance(data, dict):
        raise ValueError("the line is no JSON object")
    return _parse_example(line) if data.keys() & _RECORD_KEYS else _parse_pair(data)


def _parse_pair(data: dict[str, Any]) -> Pair:
    for key in sorted(data.keys() - _PAIR_KEYS):
        raise ValueError(f"'{key}' is no key of a pair; it has input, output and, where it is known, reference_date")
    if not isinstance(data.get("input"), str) or not data["input"].strip():
        raise ValueError("'input' is missing, empty or no text")
    if "output" not in data:
        raise ValueError("'output' is missing")
    day = data.get("reference_date")
    try:
        read = None if day is None else date.fromisoformat(day)
        if read is not None and (read.isoformat() != day or not 1900 <= read.year <= 2200):
            raise ValueError(day)  # "20251229" and "2025-W01-1" are ISO as well, and no day of ours
        return Pair(data["input"], data["output"], read)
    except (TypeError, ValueError) as error:
        message = f"'reference_date' is {day!r}; write a day from 1900 to 2200 such as \"2025-12-29\""
        raise ValueError(message) from error


def _parse_example(line: bytes) -> Example:
    try:
        return Example.model_validate_json(line)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        place = ".".join(("$", *map(str, fault["loc"])))
        raise ValueError(f"this is no example record: {place}: {fault['msg']}") from error
