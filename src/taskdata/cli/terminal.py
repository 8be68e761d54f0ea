"""What the questions on a terminal share: who is asked, what is typed, and how requests and labels are shown."""

import getpass
import os
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any

import click

from taskdata.foundation.records import Span
from taskdata.foundation.text import escape_controls

_COLOURS = ("cyan", "yellow", "magenta", "green", "blue")
_DAY = re.compile(r'^( *(?:"[^"]*": )?"(\d{4}-\d\d-\d\d)",?)$')


class Move(Enum):
    """Where a person goes instead of answering."""

    BACK = "b"
    QUIT = "q"


def read_move(text: str) -> Move | None:
    """The move that a word or its first letter stands for, None where it stands for none."""
    return next((move for move in Move if text.casefold() in (move.value, move.name.casefold())), None)


def has_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def name_user() -> str:
    """The name of the user, as far as the machine knows one."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "user"


def say(text: str) -> None:
    """Print to stderr; in colour on a terminal, unless NO_COLOR is set."""
    click.echo(text, err=True, color=False if os.environ.get("NO_COLOR") else None)


def prompt(words: str, said: str | None = None) -> str:
    """A line that is typed, without white space round it; what is no text is asked for again."""
    shown = f"{words} [{escape_controls(said)}]" if said else words
    while True:
        try:
            text = click.prompt(shown, default="", show_default=False, prompt_suffix=" > ", err=True)
            return str(text).encode(errors="replace").decode().strip()
        except UnicodeDecodeError:
            say("  this is no text in the encoding of the terminal; write it once more")


def paint_spans(text: str, spans: Iterable[Span]) -> tuple[str, str]:
    """A request and the list of its slots, each slot in a colour of its own."""
    colours: dict[str, str] = {}
    request, legend, end = "", [], 0
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        colour = colours.setdefault(span.slot, _COLOURS[len(colours) % len(_COLOURS)])
        words = escape_controls(text[span.start : span.end])
        legend.append(f"{escape_controls(span.slot)}: {click.style(words, fg=colour)}")
        if span.start >= end:
            request += escape_controls(text[end : span.start]) + click.style(words, fg=colour)
            end = span.end
    return request + escape_controls(text[end:]), " | ".join(legend)


def list_json_lines(value: Mapping[str, Any]) -> list[str]:
    """A JSON object over several lines; what steers a terminal is escaped."""
    import orjson

    text = orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
    return [escape_controls(line) for line in text.split("\n")]


def render_label(output: Mapping[str, Any]) -> str:
    """A label as JSON over several lines, with the weekday behind every day."""
    return "\n".join(f"  {_add_weekday(line)}" for line in list_json_lines(output))


def _add_weekday(line: str) -> str:
    found = _DAY.match(line)
    if found is None:
        return line
    try:
        return f"{line}  {click.style(f'{date.fromisoformat(found[2]):%A}', dim=True)}"
    except ValueError:
        return line
