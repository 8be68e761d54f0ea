"""`taskdata preview`."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from taskdata.cli.common import AS_JSON, FAILED, PACK, UNUSABLE, choose_colour, print_json

if TYPE_CHECKING:
    from taskdata.foundation.errors import PackError

_PAUSE = 0.5
"""Seconds between two looks at the files."""


@click.command()
@click.argument("what", required=False, metavar='[FAMILY | SLOT | SEED | FILE:LINE | "SENTENCE"]')
@click.option("-n", "count", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many to show.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed shows others.")
@click.option("--family", metavar="NAME", help="The family whose label a SENTENCE is to have.")
@click.option("--watch", is_flag=True, help="Show it anew whenever a file of the pack is saved; ends with Ctrl-C.")
@AS_JSON
@PACK
def preview(
    what: str | None, count: int, seed: int, family: str | None, watch: bool, as_json: bool, pack: Path | None
) -> int:
    """Show what a template says and how it is labelled, slots marked, each request verified.

    A family, a contrast, a slot or a form of one (due.name) by its name; a seed by the first six digits of its id; a
    template by FILE:LINE; a sentence that stands in no file yet in quotes, best with --family, also in its long form
    ("{say: ..., set: {...}}"). Without any, all families. Exit code 1 if an example is refused.
    """
    if not watch:
        return _show(what, count, seed, family, as_json, pack)
    return _watch(what, count, seed, family, pack)


def _show(what: str | None, count: int, seed: int, family: str | None, as_json: bool, pack: Path | None) -> int:
    from taskdata.cli.preview_page import render_page
    from taskdata.foundation.errors import PackError
    from taskdata.workflows.open_pack import open_with_places
    from taskdata.workflows.preview_rows import list_rows
    from taskdata.workflows.preview_target import find_target

    opened = open_with_places(pack)
    try:
        target = find_target(opened, what, family) if what else None
    except PackError as error:
        return _print_faults(error, str(what))
    if as_json:
        rows = list_rows(opened, target, count, seed)
        for row in rows:
            print_json(row)
        return FAILED if any(row.get("faults") for row in rows) else 0
    page = render_page(opened, target, count, seed)
    for line in page.lines:
        click.echo(line, color=choose_colour())
    return FAILED if page.is_refused else 0


def _print_faults(error: "PackError", sentence: str) -> int:
    """The faults of a sentence that stands in no file, each with a caret below the place."""
    from taskdata.workflows.check import show_source

    for problem in error.problems:
        click.echo(str(problem), err=True)
        for line in show_source(problem, {problem.file: [sentence]}):
            click.echo(line, err=True)
    return UNUSABLE


def _watch(what: str | None, count: int, seed: int, family: str | None, pack: Path | None) -> int:
    from taskdata.foundation.errors import TaskdataError
    from taskdata.io.files import find_pack, stamp_pack_files

    root, shown = find_pack(pack), None
    while True:
        stamp = stamp_pack_files(root)
        if stamp != shown:
            shown = stamp
            click.clear()
            try:
                _show(what, count, seed, family, False, root)
            except TaskdataError as error:
                click.echo(str(error), err=True)
            click.echo(f"-- {time.strftime('%H:%M:%S')}, watching {root}; Ctrl-C ends", err=True)
        time.sleep(_PAUSE)
