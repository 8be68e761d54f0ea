"""Values and words as they stand in messages."""

from datetime import date
from typing import Any

from taskdata.foundation.records import ABSENT
from taskdata.slots.base import NO_SUCH_DAY

_LONGEST_QUOTE = 80


def show_value(value: Any) -> str:
    """The value for a message: a day with its weekday, null, true and false as in JSON, a text in quotes."""
    if value is ABSENT:
        return "nothing"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if value == NO_SUCH_DAY:
        return "a day that does not exist"
    if isinstance(value, dict):
        return ", ".join(f"{part} {show_value(inner)}" for part, inner in value.items())
    try:
        return f"{value} ({date.fromisoformat(value):%A})"
    except (TypeError, ValueError):
        return repr(value)


def quote(text: str) -> str:
    """The words in quotes, cut where they are many."""
    return repr(text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE].rstrip()}...")
