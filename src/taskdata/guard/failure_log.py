"""The failure log of an application: a line for each answer that was no plain valid one, for `taskdata seeds add`."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from threading import Lock
from typing import Any

import orjson

from taskdata.foundation.errors import InputError
from taskdata.foundation.records import Failure
from taskdata.guard.judging import cut, join_faults, mend_halves
from taskdata.guard.outcome import Attempt
from taskdata.io.journal import append_shared
from taskdata.io.log_records import LONGEST

_NO_TEXT = "(no text)"
_LONGEST_NAME = 200
_ENDS_FOR_SOME = {sign.encode(): f"\\u{ord(sign):04x}".encode() for sign in "\x85\u2028\u2029"}
_LOGGER = "taskdata.guard"


class _Line(Failure):
    """A failure with the keys of its own: which answer to the request it was, from 1, and whether it was used.

    cut: its texts were longer than a line of a log may be, and end early.
    """

    attempt: int
    repaired: bool
    cut: bool | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked: the text of the user, its day where that is known, and when it came."""

    text: str
    reference_date: date | None
    moment: datetime


class FailureLog:
    """Adds to a file that other threads and processes may add to as well; `model` is the name that its lines bear.

    Raises InputError where it cannot be written to. If that fails later, the logger `taskdata.guard` tells it, once
    until it works again: a request is never lost for its log.
    """

    def __init__(self, path: Path, model: str | None) -> None:
        self._path = path.absolute()  # an application may change its folder
        self._model = model if model is None else cut(mend_halves(model), _LONGEST_NAME)
        append_shared(self._path, b"")
        self._is_told, self._lock = False, Lock()

    def add(self, request: Request, attempt: Attempt, number: int) -> None:
        """Add the line of an answer, the `number`th of its request. Never raises for what stands in it."""
        line = _Line(
            input=mend_halves(request.text) if request.text.strip() else _NO_TEXT,
            raw_output=None if attempt.text is None else mend_halves(attempt.text),
            reference_date=request.reference_date,
            timestamp=request.moment,
            error=join_faults(attempt.faults),
            model=self._model,
            latency_ms=round(attempt.seconds * 1000, 1),
            attempt=number,
            repaired=attempt.repaired,
        )
        try:
            append_shared(self._path, _write_line(line))
        except InputError as error:
            self._tell(error)
        else:
            self._is_told = False

    def _tell(self, error: InputError) -> None:
        with self._lock:
            is_told, self._is_told = self._is_told, True
        if not is_told:
            logging.getLogger(_LOGGER).error("failures are not logged: %s", error)


def read_request(messages: Sequence[Mapping[str, Any]]) -> str:
    """The text of the last message of the user; empty where there is none."""
    for message in reversed(messages):
        if isinstance(message, Mapping) and message.get("role") == "user":
            content = message.get("content")
            parts = content if isinstance(content, list) else [content]
            texts = [part.get("text") if isinstance(part, Mapping) else part for part in parts]
            return "\n".join(text for text in texts if isinstance(text, str))
    return ""


def _write_line(line: _Line) -> bytes:
    """The line, its longer text cut until it is short enough to be read again."""
    written = _dump(line)
    while len(written) >= LONGEST:
        texts = {key: getattr(line, key) or "" for key in ("input", "raw_output")}
        key = max(texts, key=lambda name: len(texts[name]))
        line = line.model_copy(update={key: texts[key][: len(texts[key]) // 2], "cut": True})
        written = _dump(line)
    return written + b"\n"


def _dump(line: _Line) -> bytes:
    """The line as JSON; signs that some readers take for the end of a line are written as escapes."""
    written = orjson.dumps(line.model_dump(exclude_none=True))
    for sign, escape in _ENDS_FOR_SOME.items() if not written.isascii() else ():
        written = written.replace(sign, escape)
    return written
