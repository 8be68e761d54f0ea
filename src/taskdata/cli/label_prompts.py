"""Labels that a person writes on a terminal: field by field, as JSON line by line, or in an editor."""

import os
from collections.abc import Mapping
from typing import Any

import click
import orjson

from taskdata.cli.terminal import prompt, say
from taskdata.foundation.text import escape_controls
from taskdata.workflows.label_edits import edit_label, read_label


def edit_fields(label: Mapping[str, Any]) -> dict[str, Any]:
    """The label with its fields changed as lines say, until an empty one."""
    say('  path=value, such as data.count=2 or data.name="x"; -path takes a field out; Enter when it is done')
    changed = dict(label)
    while line := prompt("  field"):
        try:
            changed = edit_label(changed, line)
        except ValueError as error:
            say(f"  {escape_controls(str(error))}")
    return changed


def write_json(label: Mapping[str, Any]) -> dict[str, Any] | None:
    """A whole label from the editor of the user, if one is set, or else as it is typed; None where none is written."""
    text = _edit_text(label) if os.environ.get("VISUAL") or os.environ.get("EDITOR") else _read_lines()
    if text is None or not text.strip():
        return None
    try:
        return read_label(text)
    except ValueError as error:
        say(f"  {escape_controls(str(error))}")
        return None


def _edit_text(label: Mapping[str, Any]) -> str | None:
    text = orjson.dumps(label, option=orjson.OPT_INDENT_2).decode()
    try:
        return click.edit(text + "\n", extension=".json")
    except click.ClickException as error:
        say(f"  {escape_controls(error.format_message())}")
        return None


def _read_lines() -> str:
    """Lines until they are JSON, or until an empty one."""
    say("  a JSON object, in as many lines as you like; Enter alone ends it")
    text = ""
    while line := prompt("  json"):
        text += line + "\n"
        try:
            orjson.loads(text)
        except orjson.JSONDecodeError:
            continue
        break
    return text
