"""Markdown out of a template: every value that is put in is made plain text."""

import re
from collections.abc import Callable, Mapping
from typing import Any

_SIGNS = re.compile(r"([\\`*\[\]<>|~$])")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_START = re.compile(r"^(?:([-+](?=[-+\s]|$)|#(?=[#\s]|$)|=)|(\d+)([.)])(?=\s|$))")
"""What would begin a list, a heading or a line."""
_TICKS = re.compile(r"`+")
_SHORTEST_FENCE = 3


class Markdown(str):
    """A text that is Markdown already."""

    __slots__ = ()


def render_markdown(template: str, filters: Mapping[str, Callable[..., Any]], **values: Any) -> str:
    """The template, in Jinja's language, filled in. The same values give the same text.

    Beside the filters named it has `markdown`, for what is Markdown already. Raises TypeError where it puts in None.
    """
    from jinja2 import Environment, StrictUndefined

    # This is no HTML, so instead of escaping that, all that is put in is made plain.
    environment = Environment(
        undefined=StrictUndefined, finalize=_write, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters |= {"markdown": Markdown, **filters}
    return environment.from_string(template).render(**values)


def _write(value: Any) -> str:
    """A value as plain text in Markdown, the thousands of a number apart."""
    if value is None:
        raise TypeError("the template puts in a value that is not there")
    if isinstance(value, Markdown):
        return value
    return f"{value:,}" if isinstance(value, int) else escape_markdown(str(value))


def escape_markdown(text: str) -> str:
    """The text on one line, so that nothing in it is read as Markdown or HTML, also within a table."""
    line = _SIGNS.sub(r"\\\1", " ".join(text.split()))
    line = _ENTITY.sub(r"\\&", _UNDERSCORE.sub(r"\\_", line))
    return _START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", line)


def write_code(text: str) -> Markdown:
    """The text as code within a line, whatever backticks and bars are in it; in a table as well."""
    line = " ".join(text.split()).replace("|", "\\|")
    fence = "`" * (_measure_ticks(line) + 1)
    space = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return Markdown(f"{fence}{space}{line}{space}{fence}")


def write_block(text: str, language: str = "") -> Markdown:
    """The text as a block of code, whatever backticks are in it."""
    fence = "`" * max(_SHORTEST_FENCE, _measure_ticks(text) + 1)
    return Markdown(f"{fence}{language}\n{text}\n{fence}")


def _measure_ticks(text: str) -> int:
    return max((len(ticks) for ticks in _TICKS.findall(text)), default=0)
