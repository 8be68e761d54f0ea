"""Wordings out of the text of an answer, however much a model has put around them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson

from taskdata.foundation.exchange import Answer
from taskdata.foundation.records import Fault

_FENCE = re.compile(r"```[a-zA-Z]*\n?|```")
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
"""What some models say to themselves first."""
_HALF_SIGN = re.compile("[\ud800-\udfff]")
"""What is left of a sign that was cut in two: no file can hold it."""


def read_wordings(answer: Answer, fields: Sequence[str]) -> dict[str, str] | Fault:
    """The texts of the answer by field, those that are there; or why there are none."""
    if answer.refusal:
        return Fault(code="no_wording", path="$", message=f"the model declined: {answer.refusal}")
    if answer.text is None:
        return Fault(code="no_wording", path="$", message="the answer is empty")
    found = [{name: one[name] for name in fields if _is_text(one.get(name))} for one in _dig(answer.text)]
    best: dict[str, str] = max(reversed(found), key=len, default={})
    if best:
        return best  # what is only tried out comes before the answer, and has no more in it
    why = "breaks off" if answer.is_cut else f"is no JSON object with {fields[0]!r}"
    return Fault(code="no_wording", path="$", message=f"the answer {why}: {answer.text[:80]!r}")


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not _HALF_SIGN.search(value)


def read_object(answer: Answer) -> Mapping[str, Any] | None:
    """The JSON object of an answer in free form, None where there is none."""
    return None if answer.text is None else next(_dig(answer.text), None)


def _dig(text: str) -> Iterator[Mapping[str, Any]]:
    """The JSON objects in a text: in the whole of it, or in whatever begins at a curly brace; the outer ones first."""
    text = _THOUGHT.sub("", text)
    plain = _FENCE.sub("", text).strip()
    for one in (text, plain):  # a fence may stand in a wording
        whole = _load(one)
        if isinstance(whole, dict):
            yield from _unwrap(whole)
            return
    from json import JSONDecodeError, JSONDecoder

    decoder, at = JSONDecoder(), plain.find("{")
    while at >= 0:
        try:
            found, end = decoder.raw_decode(plain, at)
            yield from _unwrap(found)
        except (JSONDecodeError, RecursionError):
            end = at + 1
        at = plain.find("{", end)


def _load(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None


def _unwrap(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects in a value, level by level."""
    level = [value]
    while level:
        yield from (one for one in level if isinstance(one, dict))
        level = [inner for one in level if isinstance(one, dict | list) for inner in _list_inner(one)]


def _list_inner(holder: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return holder.values() if isinstance(holder, dict) else holder
