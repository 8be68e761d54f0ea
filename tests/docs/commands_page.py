"""Writes `docs/commands.md` from the commands' own help: `python tests/docs/commands_page.py docs/commands.md`."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from taskdata.cli import main

WIDTH = 100
_HEAD = """\
# Commands

<!-- Computed by `make pages` from the commands' own help: change src/taskdata/cli, not this page. -->

Data goes to stdout or to `-o`, talk to stderr. Every command but `init` takes `--pack DIR`. Exit codes:

| code | means |
|---|---|
| 0 | done, or yes |
| 1 | it ran, and the answer is no: faults were found, a quota cannot be filled |
| 2 | bad usage or unusable input, told in one message that names file, line, column or JSON path |
| 130 | interrupted; what was got is kept |
"""


def list_commands(group: click.Group, names: tuple[str, ...] = ("taskdata",)) -> Iterator[tuple[str, click.Command]]:
    """Every command with its whole name, those of groups behind their group."""
    for name, command in group.commands.items():
        yield " ".join((*names, name)), command
        if isinstance(command, click.Group):
            yield from list_commands(command, (*names, name))


def render_page() -> str:
    """The page."""
    parts = [_HEAD]
    for name, command in list_commands(main):
        context = click.Context(command, info_name=name, terminal_width=WIDTH, **main.context_settings)
        parts.append(f"## `{name}`\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render_page(), "utf-8")
