"""`taskdata paraphrase`."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from taskdata.cli.asking import F, ask_all, asking_options, read_options, render_bill, render_refused, tell_stop
from taskdata.cli.common import PACK

if TYPE_CHECKING:
    from taskdata.foundation.records import RejectedWording
    from taskdata.workflows.asking import Session
    from taskdata.workflows.paraphrase_templates import NewTemplates

_SEED = click.option("--seed", type=int, default=0, show_default=True, help="Another seed asks for other wordings.")
_LIMIT = click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Ask about so many at most.")
_BATCH = click.option(
    "--batch", type=click.Choice(["submit", "status", "collect"]),
    help="Use the Batch API, at half price, within a day: hand the questions in, ask how they are, take the answers.",
)  # fmt: skip
_REJECTED = click.option(
    "--rejected", type=click.Path(path_type=Path), metavar="FILE", help="Where refused wordings go, with the reasons."
)
_MOST_NAMED = 3


def _paraphrasing_options(command: F) -> F:
    """Give a command what both ways of paraphrasing take."""
    for option in (PACK, asking_options, _BATCH, _REJECTED, _SEED, _LIMIT):
        command = option(command)
    return command


@click.group()
def paraphrase() -> None:
    """Ask an OpenAI-compatible model for new wordings, and keep those that are proven to mean the same.

    The server is named by OPENAI_BASE_URL, or by OPENAI_API_KEY alone for OpenAI's own; without either nothing is sent.
    """


@paraphrase.command()
@click.option(
    "--family", "families", multiple=True, metavar="NAME", help="Only this family. May be given several times."
)
@_paraphrasing_options
def templates(
    families: tuple[str, ...], limit: int | None, seed: int, rejected: Path | None, pack: Path | None, **options: Any
) -> int:
    """New wordings of templates, written into the pack to be reviewed: templates/paraphrases/.

    Each template is rephrased in three instances at once, which are made one pattern again. It is kept if all that it
    says is proven, and works without a model from then on. Exit code 1 if a cap was reached.
    """
    from taskdata.io.files import write_file
    from taskdata.workflows import paraphrase_templates as work
    from taskdata.workflows.asking import open_session
    from taskdata.workflows.open_pack import open_with_places
    from taskdata.workflows.rejected_wordings import show_rejected

    asking = read_options(options)
    opened = open_with_places(pack)
    root, store = opened.pack.root, asking.terms.store
    work.check_pack_writable(root)
    with closing(open_session(opened.pack, asking.terms, sends=asking.sends)) as session:
        rephraser, jobs = work.plan_templates(opened, session.questions, seed, families, limit)
        outcome = ask_all(session, asking, jobs, rephraser.rephrase, f"{len(jobs):,} templates")
        if outcome is None:
            return 0
        made = work.take_new(opened, jobs, outcome, asking.terms.model)
        files = work.write_templates(root, made)
        target = rejected or store.parent / "templates.rejected.jsonl"
        write_file(target, show_rejected(made.refused))
        click.echo(f"{len(jobs) - outcome.unasked:,} of {len(jobs):,} templates asked about", err=True)
        _print_summary(session, _tell_templates(made, files), made.refused, target)
        return tell_stop(outcome, asking)


def _tell_templates(made: "NewTemplates", files: Sequence[str]) -> str:
    more = ", ..." if len(files) > _MOST_NAMED else ""
    where = f" in {', '.join(files[:_MOST_NAMED])}{more}" if files else ""
    known = f"; {made.known:,} were there already" if made.known else ""
    out = f"; {made.taken_out:,} were taken out in review" if made.taken_out else ""
    return f"{len(made.sentences):,} new templates{where}{known}{out}"


@paraphrase.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="OUT", help="The JSONL file to write.")
@click.option("--force", is_flag=True, help="Replace the files that are there.")
@_paraphrasing_options
def examples(
    file: Path, output: Path | None, force: bool, limit: int | None, seed: int, rejected: Path | None,
    pack: Path | None, **options: Any,
) -> int:  # fmt: skip
    """New wordings of the examples in FILE, each a record with the label, group and split of its parent.

    Exit code 1 if a cap was reached.
    """
    from taskdata.io.files import write_file
    from taskdata.workflows import paraphrase_examples as work
    from taskdata.workflows.asking import open_session
    from taskdata.workflows.open_pack import open_pack
    from taskdata.workflows.rejected_wordings import show_rejected
    from taskdata.workflows.rephrase_examples import ExampleRephraser

    asking = read_options(options)
    if output is None:
        raise click.UsageError("name the file to write with -o")
    target = rejected or output.with_suffix(".rejected.jsonl")
    _check_targets(file, (output, target), force=force or asking.dry_run or asking.batch in ("submit", "status"))
    opened, slots = open_pack(pack)
    parents = work.read_examples(file)
    with closing(open_session(opened, asking.terms, sends=asking.sends)) as session:
        rephraser = ExampleRephraser(opened, slots, session.questions, seed)
        jobs, left_out = work.plan_examples(rephraser, parents, limit)
        for line in left_out:
            click.echo(f"{file}: left out, since its own label is not proven: {line}", err=True)
        outcome = ask_all(session, asking, jobs, rephraser.rephrase, f"{len(jobs):,} examples")
        if outcome is None:
            return 0
        made = work.take_new(parents, jobs, outcome, asking.terms.model)
        write_file(output, work.show_examples(made.examples))
        write_file(target, show_rejected(made.refused))
        click.echo(f"{len(jobs) - outcome.unasked:,} of {len(jobs):,} examples asked about", err=True)
        _print_summary(session, f"{len(made.examples):,} new examples in {output}", made.refused, target)
        return tell_stop(outcome, asking, "with --force, the same command")


def _check_targets(file: Path, targets: Sequence[Path], *, force: bool) -> None:
    from taskdata.io.files import check_target

    for target in targets:
        if target.resolve() == file.resolve():
            raise click.UsageError(f"{target}: this is the file itself; name another one with -o")
        check_target(target, force=force, folder=False)


def _print_summary(session: "Session", accepted: str, refused: "Sequence[RejectedWording]", target: Path) -> None:
    from taskdata.workflows.rejected_wordings import count_codes

    click.echo(f"  accepted: {accepted}", err=True)
    click.echo(f"  refused:  {render_refused(count_codes(refused))} ({target})", err=True)
    click.echo(render_bill(session.bill), err=True)
