"""`taskdata export`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from taskdata.cli.common import PACK
from taskdata.deliver.formats.names import ABOUT
from taskdata.foundation.split_names import SPLITS

if TYPE_CHECKING:
    from taskdata.workflows.export import Export

_STDOUT = "<stdout>"
_FORMATS = "\n".join(["\b", "Formats:", *(f"  {name:17}  {about}" for name, about in ABOUT.items())])


def _print_formats(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    if not is_asked or context.resilient_parsing:
        return
    from taskdata.deliver.formats.find import list_formats

    formats = list_formats()
    wide = max(map(len, formats))
    for name, about in formats.items():
        click.echo(f"{name:{wide}}  {about}")
    context.exit()


@click.command(epilog=_FORMATS)
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format", "name", required=True, metavar="NAME",
    help="The format, by its name: one of those below, or of an installed package.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="OUT",
    help="A folder, which gets a file for each split; or one file, by its suffix, for one split. Default: stdout, for "
         "one split.",
)  # fmt: skip
@click.option(
    "--split", "splits", type=click.Choice(SPLITS), multiple=True, help="Only this one. May be given several times."
)
@click.option(
    "--no-system-prompt", "is_bare", is_flag=True,
    help="Leave the pack's system prompt out: the reference date then stands before each request.",
)  # fmt: skip
@click.option(
    "--list", is_flag=True, is_eager=True, expose_value=False, callback=_print_formats,
    help="Print all formats, with a sentence each, and do nothing else.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace what -o names; other files of a folder stay.")
@PACK
def export(
    file: Path, name: str, output: Path | None, splits: tuple[str, ...], is_bare: bool, force: bool, pack: Path | None
) -> int:
    """Write a dataset in the format that a trainer reads.

    FILE is a dataset's folder, or a JSONL file of its records. Splits are never mixed. Each row tells the model which
    day it is: in the system prompt, else before the request, or in a column.
    """
    from taskdata.workflows.dataset_files import open_whole
    from taskdata.workflows.export import Export, choose_format, tell_trust
    from taskdata.workflows.export_target import check_out, is_one_file, write_export
    from taskdata.workflows.open_pack import open_pack

    chosen, source = choose_format(name), open_whole(file)
    if output:
        check_out(chosen, source, output, force=force)
    opened = open_pack(pack)[0]
    made = Export(opened, source, chosen, splits, has_system=not is_bare)
    if output:
        write_export(made, output)
    else:
        _print_file(made)
    only = output.name if output and is_one_file(chosen, output) else None
    click.echo(_summarise(made, str(output) if output else _STDOUT, only), err=True)
    click.echo(f"  {tell_trust(opened, source)}", err=True)
    return 0


def _print_file(made: "Export") -> None:
    """Print the one file to stdout."""
    from taskdata.workflows.export_target import choose_only

    if not made.format.is_text:
        raise click.UsageError(f"{made.chosen.name} is no text; name a file or a folder with -o")
    for piece in made.write(choose_only(made, _STDOUT)):
        sys.stdout.buffer.write(piece)
    sys.stdout.flush()


def _summarise(made: "Export", where: str, only: str | None) -> str:
    """What was written, a line for each file, or for the `only` one; and what the limits of the format say."""
    prompt = "the system prompt in each" if made.has_system else "no system prompt"
    head = f"{made.examples:,} examples as {made.chosen.name} in {where}" + (
        f", {prompt}" if made.format.is_dialogue else ""
    )
    names = [only] if only else [file.name for file in made.files]
    wide = max(map(len, names))
    lines = [head]
    for name, file in zip(names, made.files, strict=True):
        count = len(file.numbers)
        tokens = f"about {file.tokens / count:,.0f} tokens each, {file.most_tokens:,} at most, {file.tokens:,} in all"
        lines.append(f"  {name:{wide}}  {count:7,} examples, {tokens}")
    lines += [f"  {name}" for name in made.describe()]
    if limits := made.format.limits:
        allowed = f"{limits.most_tokens:,} tokens an example, {limits.most_bytes // 1_048_576} MB a file"
        is_trained = any(file.split == "train" for file in made.files)
        least = f"at least {limits.least_examples} examples to train on, " if is_trained else ""
        lines.append(f"  within the limits of {limits.by}: {least}{allowed}")
    return "\n".join([*lines, "  tokens are an estimate; leave room for a tenth more"])
