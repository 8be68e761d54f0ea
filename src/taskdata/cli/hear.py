"""`taskdata hear`."""

import sys
from datetime import date
from pathlib import Path

import click

from taskdata.cli.common import AS_JSON, FAILED, PACK, choose_colour, print_json


@click.command()
@click.argument("text")
@click.option("--on", metavar="DATE", help="The day on which it is said, such as 2025-12-29. Default: today.")
@AS_JSON
@PACK
def hear(text: str, on: str | None, as_json: bool, pack: Path | None) -> int:
    """Show what the pack understands in TEXT ('-': standard input), and on which words each value stands.

    It only proposes: a label is proven by `taskdata verify`. Exit code 1 if nothing is understood.
    """
    day = _read_day(on)
    said = _read_stdin() if text == "-" else text
    from taskdata.workflows.hear import hear_text
    from taskdata.workflows.open_pack import open_pack

    answer = hear_text(*open_pack(pack), said, day)
    if as_json:
        print_json(answer.to_json())
    else:
        from taskdata.cli.hear_page import render_answer

        click.echo(render_answer(answer), color=choose_colour())
        click.echo("this is only proposed; `taskdata verify` proves a label", err=True)
    return 0 if answer.listened.is_understood else FAILED


def _read_day(on: str | None) -> date:
    from taskdata.workflows.hear import parse_day

    if on is None:
        today = date.today()  # the only clock: said on stderr, and --on takes its place
        click.echo(f"heard as said today, {today:%A}, {today.isoformat()}; --on names another day", err=True)
        return today
    try:
        return parse_day(on)
    except ValueError:
        message = f"--on: {on!r} is no day from 1900 to 2200; write it such as 2025-12-29"
        raise click.UsageError(message) from None


def _read_stdin() -> str:
    """The text on standard input without the line end; what is not UTF-8 is a fault of the user's."""
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise click.UsageError("standard input is not UTF-8 text; save it as UTF-8") from None
