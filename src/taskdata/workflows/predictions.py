"""A file of predictions: by the id of a case, what a model answered; all that does not fit is counted and told."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import orjson
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from taskdata.evaluate.cases import Prediction, Reply
from taskdata.foundation.errors import InputError
from taskdata.foundation.invalid import tell_first_fault
from taskdata.io.files import read_input

Amount = Annotated[float, Field(ge=0, allow_inf_nan=False, strict=False)]
TOLD = 10
"""Lines that are told one by one."""


class _ReplyLine(BaseModel):
    """One text of a model in a file of predictions; keys of others are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    raw_output: str | None
    latency_ms: Amount | None = None
    cost_usd: Amount | None = None
    tokens_in: Annotated[int, Field(ge=0)] | None = None
    tokens_out: Annotated[int, Field(ge=0)] | None = None

    def make_reply(self) -> Reply:
        """The text as a value."""
        return Reply(self.raw_output, self.latency_ms, self.cost_usd, self.tokens_in, self.tokens_out)


class _PredictionLine(_ReplyLine):
    """One line; `retries` are the texts that came when the model was asked again."""

    id: str
    retries: list[_ReplyLine] = []


@dataclass
class Predictions:
    """What a file holds: the predictions by id, and the lines that are none, with why."""

    by_id: dict[str, Prediction] = field(default_factory=dict)
    doubled: list[int] = field(default_factory=list)
    unknown: list[int] = field(default_factory=list)
    unreadable: list[tuple[int, str]] = field(default_factory=list)


def read_predictions(path: Path, ids: Collection[str]) -> Predictions:
    """The predictions of a file for these cases; of several with one id, the first.

    Raises InputError where the file cannot be read, or none of it is for any of the cases.
    """
    found = Predictions()
    for number, line in read_input(path):
        try:
            read = _parse(line)
        except ValueError as error:
            found.unreadable.append((number, str(error)))
            continue
        if read.id not in ids:
            found.unknown.append(number)
        elif read.id in found.by_id:
            found.doubled.append(number)
        else:
            found.by_id[read.id] = Prediction(read.make_reply(), tuple(one.make_reply() for one in read.retries))
    if not found.by_id:
        raise InputError(_explain_none(path, found))
    return found


def _parse(line: bytes) -> _PredictionLine:
    """A line. Raises ValueError with one sentence where it is none."""
    try:
        data: Any = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise ValueError(f"this is not JSON: {error.msg} (column {error.colno})") from error
    if not isinstance(data, dict):
        raise ValueError("the line is no JSON object")
    if isinstance(data.get("id"), int) and not isinstance(data["id"], bool):
        data["id"] = str(data["id"])
    try:
        return _PredictionLine.model_validate(data)
    except ValidationError as error:
        told = tell_first_fault(error)
        if told.startswith("$.raw_output: ") and "raw_output" in data:
            told = "$.raw_output: must be the model's text as it came, a string, or null where it said nothing"
        raise ValueError(told) from error


def _explain_none(path: Path, found: Predictions) -> str:
    if found.unreadable:
        number, why = found.unreadable[0]
        return f"{path}:{number}: this is no prediction: {why}; a line has id and raw_output, as one JSON object"
    return (
        f"{path}: no line of it is for this test set; `id` must be the id of the example, or of a bare pair its line "
        f'number as a text, from "0"'
    )


def list_faults(found: Predictions, path: Path | None, missing: int) -> list[str]:
    """What is wrong with the predictions, in sentences."""
    told = [f"{path}:{number} cannot be read: {why}" for number, why in found.unreadable[:TOLD]]
    if len(found.unreadable) > TOLD:
        told.append(f"{path}: {len(found.unreadable) - TOLD:,} more lines cannot be read")
    kinds: Mapping[str, list[int]] = {
        "for an id that has one already; the first counts": found.doubled,
        "for no example of this test set": found.unknown,
    }
    told += [
        f"{path}: {len(lines):,} prediction(s) {what} (first in line {lines[0]})"
        for what, lines in kinds.items()
        if lines
    ]
    silent = sum(one.first.text is None for one in found.by_id.values())
    if silent:
        told.append(f"{silent:,} answer(s) have no text at all; they are no JSON")
    return [*told, f"{missing:,} example(s) have no prediction; they count as wrong"] if missing else told
