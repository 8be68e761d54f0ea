"""The pages of docs that are computed say what the code says now."""

from pathlib import Path

import click
import faults_page
from commands_page import list_commands, render_page

from taskdata.cli import main

DOCS = Path(__file__).parents[2] / "docs"


def test_the_page_of_commands_is_the_help_of_today() -> None:
    assert (DOCS / "commands.md").read_text("utf-8") == render_page(), "run `make pages`"


def test_the_page_of_faults_is_what_check_tells_today() -> None:
    assert (DOCS / "check.md").read_text("utf-8") == faults_page.render_page(), "run `make pages`"


def test_every_command_explains_itself() -> None:
    for name, command in list_commands(main):
        assert command.help, name
        assert all(option.help for option in command.params if isinstance(option, click.Option)), name
