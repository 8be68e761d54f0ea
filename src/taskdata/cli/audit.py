"""`taskdata audit`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from taskdata.cli.common import AS_JSON, FAILED, PACK, print_json

if TYPE_CHECKING:
    from taskdata.deliver.audit_rates import Audit
    from taskdata.workflows.audit import Dataset


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-n", "n", type=click.IntRange(min=1), default=150, show_default=True, help="How many examples to judge.")
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed draws the same examples.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="CSV",
    help="Write the sample as a table to fill in: `label` (right, wrong, unsure), `natural` (yes, no), `comment`.",
)  # fmt: skip
@click.option(
    "--read", "sheets", type=click.Path(path_type=Path), multiple=True, metavar="CSV",
    help="Take in a table that was filled in. May be given several times, for several judges.",
)  # fmt: skip
@click.option("--judge", metavar="NAME", help="Who judges. Default: the name of the file that is read, or of the user.")
@click.option("--rates", is_flag=True, help="Ask nothing: only print the rates. So it is as well without a terminal.")
@click.option(
    "--max-label-error", type=click.FloatRange(0, 1), metavar="RATE",
    help="Exit code 1 unless the upper end of the interval of all label errors is at most this, such as 0.01.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace the file that -o names.")
@AS_JSON
@PACK
def audit(
    file: Path,
    n: int,
    seed: int,
    output: Path | None,
    sheets: tuple[Path, ...],
    judge: str | None,
    rates: bool,
    max_label_error: float | None,
    force: bool,
    as_json: bool,
    pack: Path | None,
) -> int:
    """Have people judge a sample of a dataset, and state its error rates.

    On a terminal the examples are shown one by one; stop at any time, the next call goes on from there. With -o the
    sample is written for a spreadsheet, and --read takes it in. Judgements are kept beside FILE, in *.audit.jsonl.
    """
    from taskdata.workflows.audit import compute_audit, open_dataset
    from taskdata.workflows.audit_sheet import read_sheets
    from taskdata.workflows.open_pack import open_pack

    if judge is not None and not judge.strip():
        raise click.UsageError("--judge: write a name")
    if output and (sheets or rates or as_json or max_label_error is not None):
        raise click.UsageError("-o only writes a sample; leave out --read, --rates, --json and --max-label-error")
    _check_output(file, output, force)
    dataset = open_dataset(open_pack(pack)[0], file)
    if output:
        _write_sample(dataset, n, seed, output)
        return 0
    for count in read_sheets(dataset, sheets, judge) if sheets else ():
        replaced = f", {count.replaced} of them otherwise than before" if count.replaced else ""
        told = f"{count.judged} judged by '{count.judge}'{replaced}; {count.open} not judged yet"
        click.echo(f"{count.path}: {told}", err=True)
    if not (sheets or rates or as_json or max_label_error is not None):
        _ask(dataset, n, seed, judge)
    return _print_rates(compute_audit(dataset), file, max_label_error, as_json)


def _check_output(file: Path, output: Path | None, force: bool) -> None:
    from taskdata.io.files import check_target

    if output and output.resolve() == file.resolve():
        raise click.UsageError(f"{output}: this is the dataset itself; name another file with -o")
    if output:
        check_target(output, force=force, folder=False)


def _write_sample(dataset: "Dataset", n: int, seed: int, output: Path) -> None:
    from taskdata.io.files import write_file
    from taskdata.workflows.audit import draw_examples
    from taskdata.workflows.audit_sheet import render_sheet

    examples = draw_examples(dataset, n, seed)
    write_file(output, render_sheet(examples))
    then = f"taskdata audit {dataset.path} --read {output}"
    click.echo(f"{len(examples)} examples to judge in {output}; when it is filled in: {then}", err=True)


def _ask(dataset: "Dataset", n: int, seed: int, judge: str | None) -> None:
    from taskdata.cli.audit_terminal import ask_all
    from taskdata.cli.terminal import has_terminal, name_user
    from taskdata.io.journal import check_journal
    from taskdata.workflows.audit import draw_examples, open_session

    if not has_terminal():
        return
    check_journal(dataset.journal)
    session = open_session(dataset, draw_examples(dataset, n, seed), judge or name_user())
    ask_all(session, dataset.journal)


def _print_rates(found: "Audit", file: Path, most: float | None, as_json: bool) -> int:
    from taskdata.deliver.audit_report import render_audit, to_json

    interval = found.label.interval
    met = interval is not None and not found.label.list_unjudged() and most is not None and interval.high <= most
    if as_json:
        asked = {} if most is None else {"max_label_error": most, "met": met}
        print_json({"dataset": str(file), **to_json(found), **asked})
    else:
        click.echo(render_audit(found))
    if most is None or met:
        return 0
    click.echo(_explain_unmet(found, most), err=True)
    return FAILED


def _explain_unmet(found: "Audit", most: float) -> str:
    if found.label.interval is None:
        return f"--max-label-error {most}: not met, no label is judged yet"
    if found.label.interval.high > most:
        high = f"{found.label.interval.high:.2%}"
        return (
            f"--max-label-error {most}: not met, the label-error rate may be up to {high}; judge more, or mend labels"
        )
    names = ", ".join(tally.name for tally in found.label.list_unjudged())
    return f"--max-label-error {most}: not met, nothing is judged yet of {names}"
