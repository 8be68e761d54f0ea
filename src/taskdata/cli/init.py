"""`taskdata init`."""

from pathlib import Path

import click

_BUILT_IN = "built-in"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--from", "source", metavar="PACK",
    help=f"Copy this pack, a folder, to change it; '{_BUILT_IN}' is the built-in task management.",
)  # fmt: skip
@click.option(
    "--schema", type=click.Path(path_type=Path), metavar="FILE",
    help="Start from the JSON Schema of your actions: each gets sentences that run, to be bettered.",
)  # fmt: skip
def init(folder: Path, source: str | None, schema: Path | None) -> None:
    """Start a new pack in DIR that generates at once. Nothing that is there is overwritten."""
    from taskdata.workflows import init as work

    if source is not None and schema is not None:
        raise click.UsageError("--from and --schema are two ways to start; take one of them")
    if schema is not None:
        new = work.draft_pack(folder, schema)
    elif source is not None:
        new = work.copy_pack(folder, None if source == _BUILT_IN else Path(source))
    else:
        new = work.start_pack(folder)
    click.echo(work.summarise(new, folder), err=True)
