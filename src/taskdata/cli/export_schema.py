"""`taskdata export-schema`."""

from pathlib import Path

import click

from taskdata.cli.common import PACK


@click.command("export-schema")
@click.option(
    "--for", "target", type=click.Choice(["openai", "vllm", "llama-cpp", "typescript"]), required=True,
    help="openai: the response_format of strict Structured Outputs. vllm: what is added to a request. llama-cpp: a "
         "grammar in GBNF. typescript: types of the answers.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it there instead of to stdout."
)
@click.option("--force", is_flag=True, help="Replace the file that -o names.")
@PACK
def export_schema(target: str, output: Path | None, force: bool, pack: Path | None) -> int:
    """Write the schema of the pack as a server takes it, so that a model can give no other answers.

    What it cannot enforce is told, a line for each keyword with its places in the schema.
    """
    from taskdata.io.files import check_target, write_file
    from taskdata.workflows import export_schema as workflow

    if output:
        check_target(output, force=force, folder=False)
    exported = workflow.export_schema(pack, target)
    for note in exported.notes:
        click.echo(f"taskdata: {note}", err=True)
    if output:
        write_file(output, exported.text.encode())
        click.echo(f"the schema for {target} is in {output}", err=True)
    else:
        click.echo(exported.text, nl=False)
    return 0
