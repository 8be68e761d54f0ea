"""Wordings out of the text of an answer, however much a model has put around them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from taskdata.foundation.exchange import Answer
from taskdata.foundation.records import Fault

_FENCE = re.compile(r"```[a-zA-Z]*\n?|```")


def read_wordings(answer: Answer, fields: Sequence[str]) -> dict[str, str] | Fault:
    """The texts of the answer by field, those that are there; or why there are none."""
    if answer.refusal:
        return Fault(code="no_wording", path="$", message=f"the model declined: {answer.refusal}")
    if answer.text is None:
        return Fault(code="no_wording", path="$", message="the answer is empty")
    for found in _dig(answer.text):
        texts = {name: value for name in fields if isinstance(value := found.get(name), str) and value.strip()}
        if texts:
            return texts
    why = "breaks off" if answer.is_cut else f"is no JSON object with {fields[0]!r}"
    return Fault(code="no_wording", path="$", message=f"the answer {why}: {answer.text[:80]!r}")


def read_object(answer: Answer) -> Mapping[str, Any] | None:
    """The JSON object of an answer in free form, None where there is none."""
    return None if answer.text is None else next(_dig(answer.text), None)


def _dig(text: str) -> Iterator[Mapping[str, Any]]:
    """The JSON objects in a text: the whole of it, or whatever begins at a curly brace; the outer ones first."""
    plain = _FENCE.sub("", text).strip()
    whole = _load(plain)
    if whole is not None:
        yield whole
        return
    from json import JSONDecodeError, JSONDecoder

    decoder, at = JSONDecoder(), plain.find("{")
    while at >= 0:
        try:
            found, end = decoder.raw_decode(plain, at)
            yield found
        except (JSONDecodeError, RecursionError):
            end = at + 1
        at = plain.find("{", end)


def _load(text: str) -> Mapping[str, Any] | None:
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError:
        return None
    return found if isinstance(found, dict) else None
