"""`taskdata seeds`: what comes from production, to make examples of."""

import click

from taskdata.cli.seeds_review import review


@click.group()
def seeds() -> None:
    """Failures and requests of real users, to test on and to make examples of."""


seeds.add_command(review)
