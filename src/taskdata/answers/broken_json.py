"""What kind of broken JSON an answer is, and the object that can still be read out of it.

An answer is sound if it is one JSON object, white space around it aside. What is wrong with another is told with the
gravest first. First comes what leaves no object to take: the text ends too early (`truncated`), or breaks rules of
JSON in a way that no habit explains (`broken_json`). Then what a mender takes off from outside to inside: fences, the
prose around it, other quotes, commas before a closing bracket; last, that what is left is no object. An object is read
only where no two readers would read two; of a text that ends too early there is none.

- A fence whose end is missing is `fenced`, as long as what stands in it is whole. Text around a fence goes with it, and
  is told second.
- Two different objects are `broken_json`, since nothing says which counts. Twice the same is `prose`: one can go.
- An answer without any JSON is `prose`; one in another notation (YAML, a call, tags) is `broken_json`.
- A text at the end whose brackets are all closed behind it lacks its quote, and is `broken_json`, not `truncated`.
- A value without quotes is `quotes`, like a key; a comma behind the object is `trailing_comma`.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

import orjson

from taskdata.answers.scanning import Flaw, Scan
from taskdata.answers.showing import clean, list_words, show, show_text
from taskdata.answers.surroundings import find_values, judge_surroundings, judge_without_json
from taskdata.foundation.json_types import name_type
from taskdata.foundation.records import ABSENT

_ORDER: tuple[Flaw, ...] = (
    "truncated", "broken_json", "fenced", "prose", "quotes", "trailing_comma", "no_object",
)  # fmt: skip
_AROUND: frozenset[Flaw] = frozenset(("fenced", "prose"))
_NOTHING = re.compile(r"(?:[\s\ufeff\u200b\u200c\u200d\u2060`~]|(?<=```)json)*+")
_OPEN_TEXT, _WHOLE_TEXT = re.compile(r'"\s*[\[{]\s*\\+"'), re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
"""A text that holds JSON; a text of JSON with its last quote."""
_FOREIGN_LITERALS = frozenset(("None", "True", "False", "undefined", "NaN"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model's text is: the object in it, ABSENT where none is certain, and what is wrong with the JSON."""

    value: Any
    flaws: tuple[tuple[Flaw, str], ...] = ()

    @property
    def is_usable(self) -> bool:
        """Whether there is an object, and nothing is wrong but what stands around it: a fence, prose."""
        return isinstance(self.value, dict) and all(flaw in _AROUND for flaw, _ in self.flaws)


def read_answer(text: str | None) -> Answer:
    """The object in an answer, and what is wrong with its JSON, the gravest first; an empty fence is no answer."""
    if text is None:
        return Answer(ABSENT, (("no_answer", "there is no answer"),))
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        return _read_loosely(clean(text).strip())
    return Answer(value) if isinstance(value, dict) else _read_other(value)


def _read_other(value: Any) -> Answer:
    """JSON that is no object; one in a text, or alone in a list, is what was meant."""
    message = (
        f"is {show(value)} and no object"
        if value is None or value is True or value is False
        else (f"is {name_type(value)} and no object: {show(value)}")
    )
    inner = value[0] if isinstance(value, list) and len(value) == 1 else value
    if isinstance(inner, str):
        inner = _load(inner)
        message = f"is a text that holds JSON: {show(value)}" if isinstance(inner, dict) else message
    return Answer(inner if isinstance(inner, dict) else ABSENT, (("no_object", f"the answer {message}"),))


def _read_loosely(text: str) -> Answer:
    if _NOTHING.fullmatch(text):
        return Answer(ABSENT, (("no_answer", "the answer is empty"),))
    if text in _FOREIGN_LITERALS:
        return Answer(ABSENT, (("no_object", f"the answer is {text} and no object"),))
    if _OPEN_TEXT.match(text) and not _WHOLE_TEXT.match(text):
        return Answer(ABSENT, (("truncated", "the answer is a text that holds JSON, and ends before it is closed"),))
    scans = find_values(text)
    if not scans:
        value = _load(text)
        return _read_other(value) if value is not ABSENT else Answer(ABSENT, _sort(judge_without_json(text)))
    flaws = {flaw: _tell(flaw, what) for scan in reversed(scans) for flaw, what in scan.flaws.items()}
    around, is_certain = judge_surroundings(text, scans)
    return _conclude({**flaws, **around}, scans, is_certain)


def _conclude(flaws: dict[Flaw, str], scans: list[Scan], is_certain: bool) -> Answer:
    last = scans[-1]
    if last.state == "ended":
        flaws["truncated"] = f"the answer ends before its JSON is closed, behind {show_text(last.source[-30:])}"
        flaws.pop("trailing_comma", None)
        return Answer(ABSENT, _sort(flaws))
    values = [_load(scan.json) if scan.json is not None else ABSENT for scan in scans]
    value = values[-1]
    if any(one != value for one in values):
        flaws.pop("prose", None)
        flaws["broken_json"] = f"the answer has {len(scans)} JSON values, and nothing says which counts"
        is_certain = False
    elif last.json is not None and value is ABSENT:
        flaws["broken_json"] = "the answer is nested too deeply, or has too large a number, to be read"
    if value is not ABSENT and not isinstance(value, dict):
        other = _read_other(value)
        flaws, value = {**flaws, **dict(other.flaws)}, other.value
    return Answer(value if is_certain else ABSENT, _sort(flaws))


def _tell(flaw: Flaw, what: list[str]) -> str:
    if flaw == "quotes":
        return f"the answer has {list_words(what)}, where JSON wants double quotes or its own words"
    return f"the answer has {list_words(what).removesuffix(',')}"


def _sort(flaws: dict[Flaw, str]) -> tuple[tuple[Flaw, str], ...]:
    return tuple((flaw, flaws[flaw]) for flaw in _ORDER if flaw in flaws)


def _refuse(name: str) -> Any:
    raise ValueError(name)


def _load(text: str) -> Any:
    """The value of a JSON text; ABSENT where it is none, or cannot be read."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        pass
    try:
        return json.loads(clean(text), parse_constant=_refuse)
    except (ValueError, RecursionError):
        return ABSENT
