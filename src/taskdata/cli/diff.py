"""`taskdata diff`."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from taskdata.cli.common import AS_JSON, FAILED, PACK, choose_colour, print_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from taskdata.deliver.dataset_changes import ExampleChange
    from taskdata.foundation.pack import Pack
    from taskdata.slots.base import Slot
    from taskdata.workflows.diff import DatasetDiff


@click.command()
@click.argument("a", type=click.Path(path_type=Path))
@click.argument("b", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="OUT",
    help="Write every change to this JSONL file, one a line.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace the file that -o names.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything differs.")
@AS_JSON
@PACK
def diff(
    a: Path, b: Path, output: Path | None, force: bool, exit_code: bool, as_json: bool, pack: Path | None
) -> int:  # fmt: skip
    """Show what changed from one dataset to another, each a JSONL file or a folder.

    Shares, families and templates; examples added, gone, relabelled or moved between splits, matched by id; and what
    one of them measures with while the other trains on it. Of each kind of change ten are shown; --json and -o have
    all.
    """
    from taskdata.io.files import check_target
    from taskdata.workflows.open_pack import open_pack

    if output:
        _refuse_input(output, (a, b))
        check_target(output, force=force, folder=False)
    told = _compare(open_pack(pack), a, b, output, as_json)
    if not as_json:
        from taskdata.cli.diff_page import render_diff

        click.echo(render_diff(told), color=choose_colour())
    return FAILED if exit_code and told.differs else 0


def _refuse_input(output: Path, read: tuple[Path, ...]) -> None:
    """Refuse to replace what is read."""
    from taskdata.workflows.inputs import DATASET_FILE

    if output.resolve() in [place.resolve() for path in read for place in (path, path / DATASET_FILE)]:
        raise click.UsageError(f"{output}: this is a dataset that is read; name another file with -o")


def _compare(
    opened: "tuple[Pack, Mapping[str, Slot]]", a: Path, b: Path, output: Path | None, as_json: bool
) -> "DatasetDiff":  # fmt: skip
    """Compare them; all changes are written, or printed with the summary, where that is wanted."""
    import orjson

    from taskdata.io.files import write_whole
    from taskdata.workflows.diff import diff_datasets

    differences: list[dict[str, Any]] = []

    def keep(change: "ExampleChange") -> None:
        if as_json:
            differences.append(change.to_json())
        if write:
            write(orjson.dumps(change.to_json()) + b"\n")

    with write_whole(output) if output else nullcontext() as write:
        told = diff_datasets(*opened, a, b, keep)
    if output:
        click.echo(f"{told.compared.counts.total():,} changes in {output}", err=True)
    if as_json:
        print_json({**told.to_json(), "differences": differences})
    return told
