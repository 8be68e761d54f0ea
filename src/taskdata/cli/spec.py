"""`taskdata spec`."""

from pathlib import Path

import click

from taskdata.cli.common import PACK


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it there instead of to stdout."
)
@click.option(
    "--dataset", "datasets", type=click.Path(path_type=Path), multiple=True, metavar="DIR",
    help="The folder of a dataset, or of the benchmark. May be given several times. Default: data of the pack, and the "
         "folders in it.",
)  # fmt: skip
@click.option(
    "--ledger", type=click.Path(path_type=Path), metavar="FILE",
    help="Where `taskdata evaluate` keeps its runs. Default: data/runs.jsonl of the pack.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace the file that -o names.")
@PACK
def spec(output: Path | None, datasets: tuple[Path, ...], ledger: Path | None, force: bool, pack: Path | None) -> int:
    """Write the use-case specification, in Markdown: what is asked for, what was made, what was measured.

    All of it comes from usecase.yaml, the manifests of the datasets and the ledger of evaluations. What is not made or
    not measured yet is said to be so.
    """
    from taskdata.io.files import check_target, write_file
    from taskdata.workflows.open_pack import open_pack
    from taskdata.workflows.spec import write_specification

    if output:
        check_target(output, force=force, folder=False)
    written = write_specification(open_pack(pack)[0], datasets, ledger)
    for note in written.notes:
        click.echo(f"taskdata: {note}", err=True)
    if output:
        write_file(output, written.text.encode())
        click.echo(f"the specification is in {output}", err=True)
    else:
        click.echo(written.text, nl=False)
    return 0
