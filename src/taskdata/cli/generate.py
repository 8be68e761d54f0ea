"""`taskdata generate`."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from taskdata.cli.asking import (
    asking_options,
    print_quote,
    read_options,
    render_bill,
    render_refused,
    tell_interrupt,
    watch,
)
from taskdata.cli.common import FAILED, PACK, show_progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from taskdata.foundation.pack import Pack
    from taskdata.slots.base import Slot
    from taskdata.workflows.generate import Dataset


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
@click.option(
    "--seed-share", type=float, default=0.2, show_default=True, metavar="SHARE",
    help="Give at most this share of each quota to the pack's seeds (see `taskdata seeds`), and to families like them.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Write into a folder that is not empty.")
@click.option(
    "--report", is_flag=True, help="Write the page and the card of the dataset too, as `taskdata report` does."
)
@click.option(
    "--paraphrase", "share", type=float, metavar="SHARE",
    help="Have a model reword examples: at most this share of each quota. The options below are for this alone.",
)  # fmt: skip
@asking_options
@PACK
def generate(
    n: int | None, seed: int, output: Path | None, benchmark: bool, exclude: tuple[Path, ...], force: bool,
    report: bool, seed_share: float, share: float | None, pack: Path | None, **options: Any,
) -> int:  # fmt: skip
    """Make a dataset: unique examples, each verified, in the exact shares of the use case."""
    from taskdata.deliver.quotas import choose_size
    from taskdata.io.files import check_target
    from taskdata.workflows import generate as work
    from taskdata.workflows.open_pack import open_pack

    _check_options(benchmark, share, options)
    target = output / work.BENCHMARK_FILE if output and benchmark else output
    if target and not options["dry_run"]:
        check_target(target, force=force, folder=not benchmark)
    if report:
        _check_report(output, benchmark)
    opened, slots = open_pack(pack)
    n = choose_size(opened.usecase) if n is None else n
    if share is not None:
        code = _generate_with_paraphrases(opened, slots, n, seed, exclude, output, seed_share, share, options)
        if report and output and not options["dry_run"]:
            _write_report(opened, slots, output)
        return code
    total = opened.usecase.benchmark.n if benchmark else n
    with show_progress(total, "examples") as progress:
        if benchmark:
            dataset = work.generate_benchmark(opened, slots, seed, exclude, progress)
        else:
            dataset = work.generate_dataset(opened, slots, n, seed, exclude, progress, output, None, seed_share)
    _write(dataset, output, is_benchmark=benchmark)
    if report and output:
        _write_report(opened, slots, output)
    elif output and not benchmark:
        _tell_stale(output)
    return 0


def _check_report(output: Path | None, benchmark: bool) -> None:
    """Refuse a page and card that have no folder of a dataset to stand in. Raises click.UsageError, InputError."""
    from taskdata.workflows.report import check_folder

    if output is None:
        raise click.UsageError("--report: the page and the card stand beside the data; name a folder with -o")
    if benchmark:
        raise click.UsageError("--report is for datasets; see `taskdata report` for the page of the benchmark")
    check_folder(output)


def _tell_stale(folder: Path) -> None:
    """Tell of a page and a card that are of the data before."""
    from taskdata.workflows.report import find_stale

    if stale := find_stale(folder):
        told = f"{' and '.join(stale)} there tell of the data before; `taskdata report {folder}` writes them anew"
        click.echo(f"taskdata: {told}", err=True)


def _write_report(pack: "Pack", slots: "Mapping[str, Slot]", folder: Path) -> None:
    from taskdata.workflows.report import write_report

    written = write_report(pack, slots, folder)
    click.echo(f"  to look at: {', '.join(map(str, written))}", err=True)


def _check_options(benchmark: bool, share: float | None, options: "Mapping[str, Any]") -> None:
    """Refuse options that go unheard. Raises click.UsageError."""
    if benchmark and share is not None:
        raise click.UsageError("--paraphrase: the benchmark is made from templates alone; take one of the two out")
    if share is None:
        context = click.get_current_context()
        given = [
            name for name in options if context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
        ]
        if given:
            raise click.UsageError(
                f"--{given[0].replace('_', '-')} asks a model, and nothing is asked without --paraphrase"
            )


def _generate_with_paraphrases(
    pack: "Pack", slots: "Mapping[str, Slot]", n: int, seed: int, exclude: tuple[Path, ...], output: Path | None,
    seed_share: float, share: float, options: "Mapping[str, Any]",
) -> int:  # fmt: skip
    """A dataset a share of which a model has reworded. Exit code 1 if a cap was reached; it is whole all the same."""
    from taskdata.workflows import generate as work
    from taskdata.workflows.asking import open_session
    from taskdata.workflows.generate_paraphrases import FirstRound, Paraphrases

    asking = read_options(options)
    with closing(open_session(pack, asking.terms, sends=asking.sends)) as session:
        paraphrases = Paraphrases(pack, slots, session, share, seed, watch, tell_interrupt)
        if asking.dry_run:
            first = FirstRound(paraphrases)
            work.generate_dataset(pack, slots, n, seed, exclude, lambda count: None, output, first, seed_share)
            quote = session.quote(first.jobs, paraphrases.rephrase, asking.pilot)
            print_quote(session, quote, f"{len(first.jobs):,} examples in the first round")
            return 0
        dataset = work.generate_dataset(
            pack, slots, n, seed, exclude, lambda count: None, output, paraphrases, seed_share
        )
        if paraphrases.interrupted:
            click.echo(f"every answer that came is kept in {asking.terms.store}; no dataset is written", err=True)
            raise KeyboardInterrupt
        _write(dataset, output, is_benchmark=False)
        click.echo(f"  paraphrases: {paraphrases.accepted:,} from {paraphrases.asked:,} examples asked about", err=True)
        click.echo(f"  not taken:   {render_refused(dict(paraphrases.codes.most_common()))}", err=True)
        click.echo(render_bill(session.bill), err=True)
        if paraphrases.stopped:
            click.echo(f"taskdata: {paraphrases.stopped}; templates have filled the rest", err=True)
        return FAILED if paraphrases.stopped else 0


def _write(dataset: "Dataset", output: Path | None, *, is_benchmark: bool) -> None:
    from taskdata.io.files import write_folder
    from taskdata.workflows import generate as work

    if output is None:
        for line in dataset.store.read_lines():
            click.echo(line, nl=False)
        return
    write_folder(output, work.list_benchmark_files(dataset) if is_benchmark else work.list_files(dataset))
    click.echo(work.summarise(dataset, output), err=True)
