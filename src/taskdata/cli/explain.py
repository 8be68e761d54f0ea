"""`taskdata explain`."""

from pathlib import Path

import click

from taskdata.cli.common import AS_JSON, PACK, choose_colour, print_json


@click.command()
@click.argument("example", metavar="ID")
@click.option(
    "--dataset", type=click.Path(path_type=Path), metavar="FILE",
    help="The JSONL file, or the folder of a dataset, that has it. Default: the datasets and the benchmark in data/ of "
    "the pack and of the current folder.",
)  # fmt: skip
@AS_JSON
@PACK
def explain(example: str, dataset: Path | None, as_json: bool, pack: Path | None) -> int:
    """Show how one example came to be, and why its label says what it says.

    ID is its id, or the first four digits and more. Its template with file and line, what was chosen in it, where each
    value of the label comes from, the checks as they come out today, and why it is in its split. Exit code 1 if no
    example has this id.
    """
    from taskdata.workflows.explain import explain_example

    told = explain_example(example, dataset, pack)
    if as_json:
        print_json(told.to_json())
        return 0
    from taskdata.cli.explain_page import render_explanation

    click.echo(render_explanation(told), color=choose_colour())
    return 0
