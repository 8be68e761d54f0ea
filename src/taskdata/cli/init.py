"""`taskdata init`."""

from pathlib import Path

import click

from taskdata.cli.common import FAILED

_BUILT_IN = "built-in"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--from", "source", metavar="PACK",
    help=f"Copy this pack, a folder, to change it; '{_BUILT_IN}' is the built-in one.",
)  # fmt: skip
@click.option(
    "--schema", type=click.Path(path_type=Path), metavar="FILE",
    help="Start from the JSON Schema of your actions: each gets sentences that run, to be bettered.",
)  # fmt: skip
def init(folder: Path, source: str | None, schema: Path | None) -> int:
    """Start a new pack in DIR that generates at once. Nothing that is there is overwritten.

    Exit code 1 if there is an action in the schema for which no sentence could be found that passes `check`.
    """
    from taskdata.workflows import init as work
    from taskdata.workflows.draft import draft_pack

    if source is not None and schema is not None:
        raise click.UsageError("--from and --schema are two ways to start; take one of them")
    if schema is not None:
        new = draft_pack(folder, schema)
    elif source is not None:
        new = work.copy_pack(folder, None if source == _BUILT_IN else Path(source))
    else:
        new = work.start_pack(folder)
    click.echo(work.summarise(new, folder), err=True)
    return FAILED if new.broken else 0
