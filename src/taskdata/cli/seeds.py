"""`taskdata seeds`: what went wrong in production, and what real users ask, on the way back into the data."""

import click

from taskdata.cli.seeds_add import add
from taskdata.cli.seeds_list import list_command
from taskdata.cli.seeds_review import review


@click.group()
def seeds() -> None:
    """Take failures and real requests in, see what went wrong, decide about labels.

    Seeds are kept in data/seeds of the pack, anonymised; `taskdata generate` uses those that are ready.
    """


for _command in (add, list_command, review):
    seeds.add_command(_command)
