"""The object in a model's text: as it came, or with the fence and the prose around it taken off."""

from collections.abc import Mapping
from typing import Any

import orjson

from taskdata.answers.broken_json import read_answer


def read_strictly(text: str | None) -> Mapping[str, Any] | None:
    """The object that the text is, white space around it stripped; None where it is none."""
    if text is None:
        return None
    try:
        value = orjson.loads(text.strip())
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def read_repaired(text: str | None) -> Mapping[str, Any] | None:
    """The object in the text, fences and prose around it taken off; None where there is none, or none for certain.

    Nothing in the JSON itself is mended.
    """
    value = read_strictly(text)
    if value is not None or text is None:
        return value
    answer = read_answer(text)
    return answer.value if answer.is_usable else None
