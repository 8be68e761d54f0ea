"""Names of a schema as words of a sentence, as names of slots and files, and values as YAML."""

import json
import re
from typing import Any

MARK = "TODO"
"""Marks what the author of a drafted pack has to do."""
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOT_WORD = re.compile(r"[\W_]+")
_MEANT = re.compile(r"([()\[\]{}<>|*\\])")
_PLAIN = re.compile(r"[A-Za-z][\w-]*(?: [\w-]+)*")
_NOT_TEXT = frozenset({"true", "false", "yes", "no", "on", "off", "y", "n", "null", "~"})
_RESERVED = frozenset({"any", "request"})


def split_name(name: str) -> str:
    """A name as words in lower case: "dueDate" and "due_date" are "due date"."""
    return _NOT_WORD.sub(" ", _CAMEL.sub(" ", name)).strip().lower()


def make_name(*names: str) -> str:
    """A name that may stand in a sentence: lower-case letters, digits and `_`, a letter first."""
    plain = "_".join(re.sub(r"[^a-z0-9]+", "_", split_name(name)).strip("_") for name in names).strip("_")
    if not plain[:1].isalpha():
        plain = f"v_{plain}"
    return f"{plain}_value" if plain in _RESERVED else plain


def escape_words(text: str) -> str:
    """A text as a sentence has it: no sign of it means anything else."""
    return _MEANT.sub(r"\\\1", " ".join(text.split()))


def show_yaml(value: Any) -> str:
    """A value on one line of YAML; text in quotes only where it needs them."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{show_yaml(key)}: {show_yaml(inner)}' for key, inner in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(show_yaml, value))}]"
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _NOT_TEXT:
        return value
    return json.dumps(value, ensure_ascii=False)
