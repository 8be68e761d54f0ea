"""`taskdata push`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from taskdata.cli.common import PACK

if TYPE_CHECKING:
    from taskdata.workflows.push import Parcel

_KB = 1000


@click.command()
@click.argument("repo")
@click.option(
    "--dataset", type=click.Path(path_type=Path), metavar="DIR",
    help="The folder of the dataset. Default: the only one in data of the pack.",
)  # fmt: skip
@click.option("--public", is_flag=True, help="Publish it: everybody may read it. Without this, nobody else may.")
@click.option(
    "--with-seeds", is_flag=True, help="Send examples that come of real requests as well; without this, refuse to."
)
@click.option("-m", "--message", metavar="TEXT", help="The message of the commit. Default: what the data is.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be sent; ask nothing of the Hub.")
@PACK
def push(
    repo: str,
    dataset: Path | None,
    public: bool,
    with_seeds: bool,
    message: str | None,
    dry_run: bool,
    pack: Path | None,
) -> int:
    """Send a dataset to the Hugging Face Hub, as the user who is logged in there.

    REPO is the name of a dataset repository, or USER/NAME; it is made, private, where there is none. The splits, the
    manifest, the card and the page go in one commit, and no other file of the folder. Log in with `hf auth login`, or
    set HF_TOKEN. The address of the commit goes to stdout.
    """
    from taskdata.workflows.push import find_dataset, pack_parcel, push_parcel

    parcel = pack_parcel(dataset or find_dataset(pack), message)
    _tell(parcel)
    if dry_run:
        click.echo("nothing was sent (--dry-run)", err=True)
        return 0
    sent = push_parcel(parcel, repo, public=public, with_seeds=with_seeds)
    new = "made, and is" if sent.is_new else "there already, and is"
    click.echo(f"{sent.repository} was {new} {sent.visibility}", err=True)
    click.echo(sent.address)
    return 0


def _tell(parcel: "Parcel") -> None:
    click.echo(f"{parcel.n:,} examples of {parcel.folder}, in these files:", err=True)
    sizes = {name: f"{path.stat().st_size / _KB:,.1f} kB" for name, path in parcel.files.items()}
    wide = max(map(len, sizes.values()))
    for name, size in sizes.items():
        click.echo(f"  {size:>{wide}}  {name}", err=True)
    if not parcel.has_page:
        click.echo(f"  there is no page to look at; write it with `taskdata report {parcel.folder}`", err=True)
    if parcel.from_production:
        click.echo(f"  {parcel.from_production:,} examples come of real requests (--with-seeds)", err=True)
