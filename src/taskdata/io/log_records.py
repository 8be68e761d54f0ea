"""What a log gives: the objects of its lines under the names that records have, and the lines that give none."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import orjson
from pydantic import ValidationError

from taskdata.foundation.errors import InputError
from taskdata.foundation.records import Failure, Json
from taskdata.foundation.strict_json import check_json

LONGEST = 100_000
"""The longest line, object or row that is read, in bytes."""
TOO_LONG = f"it is longer than {LONGEST:,} bytes; cut it down, or leave it out"
NO_UTF8 = "it is not UTF-8 text; save it as UTF-8"
TOO_DEEP = "its values lie too deep in one another"
NUL = "it has a NUL byte, which no text has"
KNOWN = tuple(Failure.model_fields)
NEEDS = dict.fromkeys(KNOWN, "must be text") | {
    "input": "must be text that is not blank",
    "reference_date": 'must be a day such as "2025-12-29"',
    "timestamp": 'must be a time with its offset, such as "2025-12-29T08:30:00+03:00"',
    "expected": "must be a JSON object",
    "latency_ms": "must be a number that is not negative",
}
"""What the value of each key of a failure must be, in plain words."""
_MUST_HOLD = {"timestamp": ":", "reference_date": "-"}  # else a count of seconds would pass for a time


@dataclass(frozen=True, slots=True)
class LogLine:
    """One object of a log, under the names of records; `number` is the line in which it starts, from 1."""

    number: int
    data: dict[str, Json]


@dataclass(frozen=True, slots=True)
class UnreadableLine:
    """A line, an object or a row that gives nothing, why (no piece of its text is in that), and its bytes."""

    number: int
    reason: str
    length: int


Item = LogLine | UnreadableLine


def parse_assignments(assignments: Iterable[str]) -> dict[str, str]:
    """The names in the file by the names of records, of texts such as `input=text`.

    Raises InputError for one that is none, names what no record has, or says again what another one said.
    """
    mapping: dict[str, str] = {}
    for text in assignments:
        target, sign, source = (part.strip() for part in text.partition("="))
        if not (sign and target and source):
            raise InputError(f"--map {text}: write the name of a record, '=' and that of the file, such as input=text")
        if target not in KNOWN:
            raise InputError(f"--map {text}: no record has '{target}'; it may have {', '.join(KNOWN)}")
        if target in mapping:
            raise InputError(f"--map {text}: '{target}' is mapped already; name one column for it")
        if source in mapping.values():
            raise InputError(f"--map {text}: '{source}' is mapped already; give each column one name")
        mapping[target] = source
    return mapping


class RecordMaker:
    """Makes objects of texts, under the names of records, and keeps which of the mapped names there were."""

    def __init__(self, mapping: Mapping[str, str]) -> None:
        self.mapping = mapping
        self._targets = {source: target for target, source in mapping.items()}
        self._unseen, self._has_seen = set(self._targets), False

    def parse_json(self, text: bytes) -> dict[str, Json]:
        """The object, or the bare request, of a JSON text. Raises ValueError with one sentence where there is none."""
        check_text(text)
        try:
            data = orjson.loads(text)
        except orjson.JSONDecodeError as error:
            raise ValueError(_explain_syntax(error)) from error
        if isinstance(data, str):
            return self.check({"input": data})
        if not isinstance(data, dict):
            raise ValueError("it is no JSON object; give each request as an object with the key 'input'")
        check_json(text, data, may_quote=False)
        return self.check(self._rename(data))

    def parse_plain(self, text: bytes) -> dict[str, Json]:
        """The object of a bare request. Raises ValueError with one sentence where it is no text."""
        check_text(text)
        return self.check({"input": text.decode()})

    def check(self, data: dict[str, Json]) -> dict[str, Json]:
        """The object itself, if it is a failure. Raises ValueError with the key that keeps it from being one."""
        for key in ("input", *_MUST_HOLD):
            value = data.get(key, "" if key == "input" else None)
            if isinstance(value, str) and not (value.strip() and _MUST_HOLD.get(key, "") in value):
                raise ValueError(self.refuse(key))
        try:
            Failure.model_validate_json(orjson.dumps(data))
        except ValidationError as error:
            place = error.errors(include_url=False, include_input=False, include_context=False)[0]["loc"]
            if not place or place[0] not in NEEDS or len(place) > 1:
                raise ValueError(TOO_DEEP) from error
            raise ValueError(self.refuse(str(place[0]))) from error
        return data

    def refuse(self, target: str) -> str:
        """What the value of a key must be, with the name of the file where that is another."""
        source = self.tell_source(target)
        name = f"'{target}'" if source == target else f"'{target}' (here '{source}')"
        return f"{name} {NEEDS[target]}"

    def list_unseen(self) -> Sequence[str]:
        """The names of records whose name in the file no object had, if there was any object."""
        return [target for target, source in self.mapping.items() if source in self._unseen] if self._has_seen else []

    def tell_source(self, target: str) -> str:
        """The name in the file for a name of records."""
        return self.mapping.get(target, target)

    def _rename(self, data: Mapping[str, Json]) -> dict[str, Json]:
        """The object under the names of records. Raises ValueError where two of its keys get the same one."""
        if not self._targets:
            return dict(data)
        self._unseen -= data.keys()
        self._has_seen = True
        names = [self._targets.get(key, key) for key in data]
        renamed = dict(zip(names, data.values(), strict=True))
        if len(renamed) < len(names):
            target = next(name for name in names if names.count(name) > 1)
            raise ValueError(f"'{target}' and '{self.mapping[target]}' both stand for '{target}'; keep one of the two")
        return renamed


def check_text(text: bytes) -> None:
    """Raises ValueError where the bytes are too many, are no UTF-8 or hold a NUL."""
    if len(text) > LONGEST:
        raise ValueError(TOO_LONG)
    if b"\0" in text:
        raise ValueError(NUL)
    try:
        text.decode()
    except UnicodeDecodeError as error:
        raise ValueError(NO_UTF8) from error


def _explain_syntax(error: orjson.JSONDecodeError) -> str:
    """Broken JSON in words of our own: those of a library might hold a piece of the text."""
    place = f"line {error.lineno} of it, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
    for start, words in _SYNTAX.items():
        if error.msg.startswith(start):
            return words.format(place=place)
    return f"it is not JSON from {place} on"


_SYNTAX = {
    "unexpected end": "it is not JSON: it ends too early, at {place}",
    "number is infinity": "a number is too large; write one that 64 bits can hold",
    "depth limit": TOO_DEEP,
}


def make_item(number: int, text: bytes, make: Callable[[bytes], dict[str, Json]], length: int) -> Item:
    """The item of a text that starts in this line."""
    try:
        return LogLine(number, make(text))
    except ValueError as error:
        return UnreadableLine(number, str(error), length)
