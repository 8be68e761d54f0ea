"""The pages of docs that are computed say what the code says now."""

from pathlib import Path

import click
import commands_page
import faults_page
import pytest
import slots_page

from taskdata.cli import main

DOCS = Path(__file__).parents[2] / "docs"


PAGES = {
    "commands.md": commands_page.render_page,
    "check.md": faults_page.render_page,
    "slots.md": slots_page.render_page,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_computed_page_is_that_of_today(name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == PAGES[name](), "run `make pages`"


def test_every_command_explains_itself() -> None:
    for name, command in commands_page.list_commands(main):
        assert command.help, name
        assert all(option.help for option in command.params if isinstance(option, click.Option)), name
