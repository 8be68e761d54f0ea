"""Types as code spells them: in the brief of a system prompt, and in TypeScript."""

from collections.abc import Iterable
from typing import Any

import orjson

_OR = " | "


def show_value(value: Any) -> str:
    """The type that one value alone is of."""
    return orjson.dumps(value).decode()


def join_types(types: Iterable[str]) -> str:
    """The type of one of several."""
    return _OR.join(types)


def write_list(inner: str) -> str:
    """The type of a list of values of a type."""
    return f"({inner})[]" if _OR in inner else f"{inner}[]"
