"""`taskdata report`."""

from pathlib import Path

import click

from taskdata.cli.common import PACK

_KB = 1000


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="OUT",
    help="A folder or *.html for the page alone. Default: both files, beside FILE.",
)  # fmt: skip
@click.option("--no-card", is_flag=True, help="Write the page alone, and no README.md.")
@click.option("--force", is_flag=True, help="Replace files that taskdata has not written.")
@PACK
def report(file: Path, output: Path | None, no_card: bool, force: bool, pack: Path | None) -> int:
    """Show what is in a dataset, and whether to trust it: a page to look at and to search, and the dataset card.

    FILE is a dataset's folder, or a JSONL file of its records. The page, report.html, is one file that needs no
    network: the figures, and up to 10,000 of the examples themselves. The card, README.md, is what the Hugging Face Hub
    shows, and declares the splits, so that `load_dataset` reads the folder.
    """
    from taskdata.workflows.open_pack import open_pack
    from taskdata.workflows.report import check_page, find_page, write_report

    check_page(find_page(file, output), force=force)
    written = write_report(*open_pack(pack), file, output, with_card=not no_card, force=force)
    for path, size in written.items():
        click.echo(f"{path}: {max(1, round(size / _KB)):,} kB", err=True)
    return 0
