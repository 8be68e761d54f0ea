"""`taskdata check`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from taskdata.cli.common import AS_JSON, FAILED, PACK, print_json, show_progress

if TYPE_CHECKING:
    from taskdata.foundation.errors import Problem
    from taskdata.workflows.check import Checked


@click.command()
@click.option("--strict", is_flag=True, help="Make faults of warnings.")
@click.option("--draw", is_flag=True, help="Also say every template 12 times, and have each request verified (slow).")
@click.option("--held", is_flag=True, help="List the templates that are held for the benchmark.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github"]),
    default="text",
    help="github: annotations of the lines in a run of GitHub Actions.",
)
@AS_JSON
@PACK
def check(strict: bool, draw: bool, held: bool, form: str, as_json: bool, pack: Path | None) -> int:
    """Check a pack: every fault as file:line:column: message, with the line below.

    Warnings are told as well, and change nothing without --strict. Exit code 1 if there is a fault.
    """
    from taskdata.workflows.check import check_pack, list_held

    with show_progress(None, "templates") as progress:
        checked = check_pack(pack, draw, progress)
    if strict:
        checked = checked.without_warnings()
    _print(checked, "json" if as_json else form)
    faults, warnings = checked.count(warnings=False), checked.count(warnings=True)
    if checked.pack is None or faults:
        click.echo(f"{faults} fault(s)" + (f", {warnings} warning(s)" if warnings else ""), err=True)
        return FAILED
    for template in list_held(checked.pack) if held else ():
        _print_one(template, "json" if as_json else form)
    families = checked.pack.families.values()
    counts = f"{len(checked.pack.actions)} actions, {len(families)} families"
    templates = f"{sum(len(family.templates) for family in families)} templates"
    click.echo(f"ok: {counts}, {templates}" + (f", {warnings} warning(s)" if warnings else ""), err=True)
    return 0


def _print(checked: "Checked", form: str) -> None:
    from taskdata.workflows.check import show_source

    for problem in checked.problems:
        _print_one(problem, form)
        for line in show_source(problem, checked.sources) if form == "text" else ():
            click.echo(line)


def _print_one(problem: "Problem", form: str) -> None:
    from taskdata.workflows.check import problem_to_json, show_for_github

    if form == "json":
        print_json(problem_to_json(problem))
    else:
        click.echo(show_for_github(problem) if form == "github" else str(problem))
