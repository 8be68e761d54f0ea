"""`taskdata generate`."""

from pathlib import Path

import click

from taskdata.cli.common import PACK, show_progress


@click.command()
@click.option(
    "-n", "n", type=int, help="How many examples. Default: the first of the pack's sizes (500 of the built-in one)."
)
@click.option(
    "--seed",
    type=click.IntRange(-(2**63), 2**63 - 1),
    default=0,
    show_default=True,
    help="The same seed gives the same bytes.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR",
    help="The folder to write: dataset.jsonl, a file for each split, rejected.jsonl, manifest.json. "
    "Default: the examples to stdout.",
)  # fmt: skip
@click.option(
    "--benchmark",
    is_flag=True,
    help="Make benchmark.jsonl instead, from templates and words held out of every dataset.",
)
@click.option(
    "--exclude", type=click.Path(path_type=Path), multiple=True, metavar="FILE",
    help="Keep out the inputs of this JSONL file. May be given several times.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Write into a folder that is not empty.")
@PACK
def generate(
    n: int | None,
    seed: int,
    output: Path | None,
    benchmark: bool,
    exclude: tuple[Path, ...],
    force: bool,
    pack: Path | None,
) -> None:
    """Make a dataset: unique examples, each verified, in the exact shares of the use case."""
    from taskdata.deliver.quotas import choose_size
    from taskdata.io.files import check_target, write_folder
    from taskdata.workflows import generate as work
    from taskdata.workflows.open_pack import open_pack

    target = output / work.BENCHMARK_FILE if output and benchmark else output
    if target:
        check_target(target, force=force, folder=not benchmark)
    opened, slots = open_pack(pack)
    n = choose_size(opened.usecase) if n is None else n
    total = opened.usecase.benchmark.n if benchmark else n
    with show_progress(total, "examples") as progress:
        if benchmark:
            dataset = work.generate_benchmark(opened, slots, seed, exclude, progress)
        else:
            dataset = work.generate_dataset(opened, slots, n, seed, exclude, progress, output)
    if output is None:
        for line in dataset.store.read_lines():
            click.echo(line, nl=False)
        return
    files = work.list_benchmark_files(dataset) if benchmark else work.list_files(dataset)
    write_folder(output, files)
    click.echo(work.summarise(dataset, output), err=True)
