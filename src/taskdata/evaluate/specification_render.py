"""The specification as Markdown: the template filled in, with every value that is put in made plain text."""

import re
from typing import Any

from taskdata.evaluate.criteria import tell_needed
from taskdata.evaluate.specification import Specification

_SIGNS = re.compile(r"([\\`*\[\]<>|~$])")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_START = re.compile(r"^(?:([-+](?=[-+\s]|$)|#(?=[#\s]|$)|=)|(\d+)([.)])(?=\s|$))")
"""What would begin a list, a heading or a line."""


class _Markdown(str):
    """A text that is Markdown already."""

    __slots__ = ()


def render_specification(template: str, specification: Specification) -> str:
    """The document. The same specification gives the same text."""
    from jinja2 import Environment, StrictUndefined

    # This is no HTML, so instead of escaping that, all that is put in is made plain.
    environment = Environment(
        undefined=StrictUndefined, finalize=_write, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters |= {"markdown": _Markdown, "needed": tell_needed}
    return environment.from_string(template).render(spec=specification, usecase=specification.usecase)


def _write(value: Any) -> str:
    """A value as plain text in Markdown, the thousands of a number apart. Raises TypeError for None."""
    if value is None:
        raise TypeError("the template puts in a value that is not there")
    if isinstance(value, _Markdown):
        return value
    return f"{value:,}" if isinstance(value, int) else escape_markdown(str(value))


def escape_markdown(text: str) -> str:
    """The text on one line, so that nothing in it is read as Markdown or HTML, also within a table."""
    line = _SIGNS.sub(r"\\\1", " ".join(text.split()))
    line = _ENTITY.sub(r"\\&", _UNDERSCORE.sub(r"\\_", line))
    return _START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", line)
