"""How what was answered is shown in a sentence: short, and never at fault, whatever it is."""

import json
import re
from collections.abc import Iterable
from typing import Any

import orjson

from taskdata.foundation.json_types import name_type
from taskdata.foundation.text import escape_controls

_LONGEST = 60
_PLAIN = re.compile(r"[^.\[\]'\"\x00-\x1f]+")


def show(value: Any) -> str:
    """The value as JSON in 60 characters at most."""
    try:
        shown = orjson.dumps(value).decode()
    except TypeError:  # what orjson does not write: whole numbers of more than 64 bits, deep nesting
        shown = _show_slowly(value)
    return shorten(shown)


def show_text(text: str) -> str:
    """A piece of an answer in quotes, on one line and of 60 characters at most."""
    return f"'{shorten(escape_controls(' '.join(text.split())))}'"


def shorten(text: str) -> str:
    """The text in 60 characters at most."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def clean(text: str) -> str:
    """The text without halves of characters, which no UTF-8 can write."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def join_path(path: str, key: str) -> str:
    """The JSON path of a key in the object at a path; a key that would make it unclear stands in brackets."""
    name = clean(str(key))
    return f"{path}.{name}" if _PLAIN.fullmatch(name) else f"{path}[{json.dumps(name, ensure_ascii=False)}]"


def show_place(keys: Iterable[str | int]) -> str:
    """The JSON path to which keys and numbers lead."""
    path = "$"
    for key in keys:
        path = f"{path}[{key}]" if isinstance(key, int) else join_path(path, key)
    return path


def list_words(words: Iterable[str]) -> str:
    """The words as a sentence lists them."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _show_slowly(value: Any) -> str:
    try:
        return clean(json.dumps(value, ensure_ascii=False))
    except (ValueError, RecursionError):
        return f"{name_type(value)} too large to be shown"
