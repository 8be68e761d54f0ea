"""`taskdata check`."""

from pathlib import Path

import click

from taskdata.cli.common import FAILED, PACK


@click.command()
@click.option("--held", is_flag=True, help="List the templates that are held for the benchmark.")
@PACK
def check(held: bool, pack: Path | None) -> int:
    """Check a pack: every fault as file:line:column: message. Exit code 1 if there is one."""
    from taskdata.foundation.errors import PackError
    from taskdata.workflows.check import check_pack, list_held

    try:
        opened, problems = check_pack(pack)
    except PackError as error:
        opened, problems = None, list(error.problems)
    for problem in problems:
        click.echo(str(problem))
    if opened is None or problems:
        click.echo(f"{len(problems)} fault(s)", err=True)
        return FAILED
    for template in list_held(opened) if held else ():
        click.echo(str(template))
    templates = sum(len(family.templates) for family in opened.families.values())
    click.echo(f"ok: {len(opened.actions)} actions, {len(opened.families)} families, {templates} templates", err=True)
    return 0
