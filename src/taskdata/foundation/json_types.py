"""The types of JSON values, in words."""

from collections.abc import Mapping
from typing import Any


def name_type(value: Any) -> str:
    """The type of a JSON value."""
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case str():
            return "a text"
        case int() | float():
            return "a number"
        case Mapping():
            return "an object"
    return "a list"
