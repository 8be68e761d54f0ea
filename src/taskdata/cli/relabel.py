"""`taskdata relabel`."""

from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from taskdata.cli.common import AS_JSON, FAILED, PACK, print_above, print_json, show_progress

if TYPE_CHECKING:
    from taskdata.workflows.relabel import Outcome
    from taskdata.workflows.relabel_summary import RelabelSummary


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="OUT",
    help="The JSONL file to write; OUT.undecided.jsonl beside it lists what a person must decide. "
    "Default: only the summary.",
)  # fmt: skip
@click.option(
    "--decided", type=click.Path(path_type=Path), multiple=True, metavar="LIST",
    help="Take in a list of undecided records in which `decided` was filled in. May be given several times.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace the files that -o names.")
@AS_JSON
@PACK
def relabel(
    file: Path, output: Path | None, decided: tuple[Path, ...], force: bool, as_json: bool, pack: Path | None
) -> int:
    """Bring the labels of an older JSONL dataset to a pack that was changed since.

    Labels of generated examples are built anew from their templates, those of people stay if they verify; the rest is
    listed. FILE '-' is standard input. The summary goes to stderr, with --json to stdout. Exit code 1 if anything is
    left to decide.
    """
    from taskdata.io.files import measure_input, name_input, read_input
    from taskdata.workflows.decisions import read_decisions
    from taskdata.workflows.open_pack import open_pack
    from taskdata.workflows.relabel import Relabeller, name_undecided, write_outcomes
    from taskdata.workflows.relabel_summary import RelabelSummary

    _check_paths(file, output, decided, force)
    decisions = read_decisions(decided)
    relabeller, summary = Relabeller(*open_pack(pack), decisions), RelabelSummary()
    with show_progress(measure_input(file), "B", scale=True) as progress:
        outcomes = _watch(relabeller.relabel_lines(read_input(file, progress)), summary, name_input(file))
        if output:
            write_outcomes(outcomes, output, name_undecided(output))
        else:
            deque(outcomes, maxlen=0)
    for place in decisions.list_unused():
        click.echo(f"{place}: no undecided line of {name_input(file)} has this request", err=True)
    _print_summary(summary, output, as_json)
    return 0 if summary.is_whole else FAILED


def _check_paths(file: Path, output: Path | None, decided: tuple[Path, ...], force: bool) -> None:
    """Refuse to replace what is read, or what somebody has filled in."""
    from taskdata.io.files import check_target
    from taskdata.workflows.relabel import name_undecided

    if output is None:
        return
    undecided = name_undecided(output)
    for target in (output, undecided):
        if target.resolve() == file.resolve():
            raise click.UsageError(f"{target}: this is the file that is read; name another one with -o")
        if target.resolve() in [path.resolve() for path in decided]:
            message = f"{target}: -o {output} would replace these decisions; rename them, or name another file with -o"
            raise click.UsageError(message)
        check_target(target, force=force, folder=False)


def _watch(outcomes: Iterable["Outcome"], summary: "RelabelSummary", name: str) -> Iterator["Outcome"]:
    """The outcomes, counted; lines that cannot be read and decisions that are wrong are told as they come."""
    from taskdata.foundation.text import escape_controls

    for outcome in outcomes:
        summary.add(outcome)
        if outcome.unsettled and outcome.unsettled.reason in ("unreadable", "decision"):
            told = f"{name}:{outcome.line}: {outcome.unsettled.reason}: {outcome.unsettled.message}"
            print_above(escape_controls(told), err=True)
        yield outcome


def _print_summary(summary: "RelabelSummary", output: Path | None, as_json: bool) -> None:
    from taskdata.cli.relabel_page import render_summary
    from taskdata.workflows.relabel import name_undecided

    if as_json:
        print_json(summary.to_json())
    else:
        click.echo(render_summary(summary), err=True)
    if output is None:
        click.echo("nothing is written without -o", err=True)
    if output and summary.kinds["undecided"]:
        click.echo(f"to decide: {summary.kinds['undecided']:,} record(s) in {name_undecided(output)}", err=True)
