"""What people decided about labels: read from the lists of undecided records that they filled in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import orjson
from pydantic import Field, ValidationError

from taskdata.foundation.errors import InputError
from taskdata.foundation.records import Hex16, Json, Record, dump_canonical, identify
from taskdata.io.files import read_lines
from taskdata.workflows.verify import parse_object

DROP = "drop"


class UndecidedLine(Record):
    """One line of a list of undecided records; a person fills in `decided`."""

    line: Annotated[int, Field(ge=1, description="The line of the file that was relabelled.")]
    id: Hex16 | None
    input: Annotated[str, Field(min_length=1)]
    reference_date: date | None
    reason: str
    message: str
    output: Annotated[Json, Field(description="The label as it was.")]
    proposed: Annotated[dict[str, Json] | None, Field(description="An output that verifies, to look at.")]
    decided: dict[str, Json] | Literal["drop"] | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The right output of a request, None where its record is to be dropped; and where that stands."""

    place: str
    output: dict[str, Any] | None


class Decisions:
    """The decisions of people, found by request and day."""

    def __init__(self) -> None:
        self._by_request: dict[str, Decision] = {}
        self._used: set[str] = set()

    def add(self, line: UndecidedLine, place: str) -> None:
        """Take a decision in; an open line counts for nothing. Raises InputError where two contradict each other."""
        if line.decided is None:
            return
        decision = Decision(place, line.decided if isinstance(line.decided, dict) else None)
        known = self._by_request.setdefault(_identify(line.input, line.reference_date), decision)
        if dump_canonical(known.output) != dump_canonical(decision.output):
            raise InputError(f"{place}: {known.place} decides the same request otherwise; keep one of the two")

    def find(self, text: str, day: date | None) -> Decision | None:
        """The decision about a request that was said on a day."""
        key = _identify(text, day)
        if key in self._by_request:
            self._used.add(key)
        return self._by_request.get(key)

    def list_unused(self) -> list[str]:
        """Where the decisions stand that nothing asked for."""
        return [decision.place for key, decision in self._by_request.items() if key not in self._used]


def read_decisions(paths: Iterable[Path]) -> Decisions:
    """The decisions of all files. Raises InputError with file and line for what cannot be read."""
    decisions = Decisions()
    for path in paths:
        for place, line in _read_undecided(path):
            decisions.add(line, place)
    return decisions


def _read_undecided(path: Path) -> Iterator[tuple[str, UndecidedLine]]:
    for number, raw in read_lines(path):
        place = f"{path}:{number}"
        try:
            parse_object(raw)
            yield place, UndecidedLine.model_validate_json(raw)
        except ValidationError as error:
            raise InputError(f"{place}: {_explain(error)}") from error
        except ValueError as error:
            raise InputError(f"{place}: {error}") from error


def _explain(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    key = str(fault["loc"][0]) if fault["loc"] else "the line"
    if key == "decided":
        return f"'decided' must be the right output as an object, \"{DROP}\" to leave the record out, or null"
    return f"this is no line of a list of undecided records: '{key}': {fault['msg']}"


def _identify(text: str, day: date | None) -> str:
    return identify(text, day.isoformat() if day else "", [])


def dump_undecided(line: UndecidedLine) -> bytes:
    """The line as it is written."""
    return orjson.dumps(line.model_dump(mode="json")) + b"\n"
