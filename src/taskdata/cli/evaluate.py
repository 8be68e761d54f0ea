"""`taskdata evaluate`."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from taskdata.cli.asking import (
    endpoint_options,
    print_quote,
    read_options,
    render_bill,
    tell_interrupt,
    tell_stop,
    watch,
)
from taskdata.cli.common import AS_JSON, FAILED, PACK, choose_colour, print_json, show_progress
from taskdata.cli.evaluation_options import evaluating_options

if TYPE_CHECKING:
    from collections.abc import Mapping

    from taskdata.evaluate.evaluation import Evaluation
    from taskdata.evaluate.ledger import Run
    from taskdata.foundation.pack import Pack
    from taskdata.slots.base import Slot
    from taskdata.workflows.evaluate import Wishes
    from taskdata.workflows.predictions import Predictions
    from taskdata.workflows.test_sets import Loaded

_FOR_MODELS = ("base_url", "retries", "temperature", "as_object", "save_predictions", "dry_run")
_READ = ("test", "predictions", "against")
_WRITTEN = ("report", "failures", "save_predictions", "ledger")


@click.command()
@evaluating_options
@endpoint_options
@PACK
@AS_JSON
def evaluate(**options: Any) -> int:
    """Hold a model's answers against a test set: go, no-go or undecided.

    TEST is a file of records or of bare pairs; default: the benchmark of the pack. The answers come from --predictions,
    or from --model, which is asked as an application would. Exit code 0 for go, 1 otherwise.
    """
    from taskdata.evaluate.ledger import judge_revisits
    from taskdata.workflows.evaluate import evaluate as hold
    from taskdata.workflows.ledger import find_ledger, read_ledger
    from taskdata.workflows.open_pack import open_pack
    from taskdata.workflows.predictions import list_faults

    _check_options(options)
    pack, slots = open_pack(options["pack"])
    ledger = None if options["no_ledger"] else options["ledger"] or find_ledger(pack)
    runs = read_ledger(ledger) if ledger else []
    wishes = _read_wishes(pack, options)
    loaded = _load(pack, slots, options)
    if options["dataset"]:
        wishes = replace(wishes, learned=_count_learned(loaded, options["dataset"]))
    predictions, code = _ask(pack, loaded, options) if options["model"] else (_read(loaded, options), 0)
    if predictions is None:
        return code
    evaluation = hold(pack, loaded.test, loaded.cases, predictions, wishes)
    for fault in list_faults(predictions, options["predictions"], evaluation.delivery.missing):
        click.echo(f"taskdata: {fault}", err=True)
    if ledger:
        _keep(pack, evaluation, predictions, ledger, runs, options)
    _write_files(pack, evaluation, options)
    if options["as_json"]:
        print_json(evaluation.to_json())
    else:
        from taskdata.cli.evaluation_text import render_evaluation

        revisits = judge_revisits(pack.usecase, runs) if ledger else []
        click.echo(render_evaluation(evaluation, revisits), color=choose_colour())
    return 0 if evaluation.decision.verdict == "go" else FAILED


def _read_wishes(pack: "Pack", options: "dict[str, Any]") -> "Wishes":
    """What is asked beside the figures. Raises InputError for what cannot be read."""
    from taskdata.workflows.earlier_evaluation import read_earlier
    from taskdata.workflows.evaluate import Wishes, parse_measures
    from taskdata.workflows.ledger import find_trained

    options["trained"] = find_trained(options["dataset"]) if options["dataset"] else None
    return Wishes(
        repair=options["repair"],
        measured=parse_measures(pack.usecase, options["measure"]),
        against=read_earlier(options["against"]) if options["against"] else None,
        model=options["name"] or options["model"],
        is_guarded=options["model"] is not None,
    )


def _load(pack: "Pack", slots: "Mapping[str, Slot]", options: "Mapping[str, Any]") -> "Loaded":
    from taskdata.io.files import measure_input
    from taskdata.workflows.test_sets import find_benchmark, load_test_set

    test = options["test"] or find_benchmark(pack)
    with show_progress(measure_input(test), "B", scale=True) as progress:
        return load_test_set(pack, slots, test, force=options["force"], progress=progress)


def _check_options(options: "Mapping[str, Any]") -> None:
    """Refuse options that do not fit together, before any work is done. Raises click.UsageError, InputError."""
    from taskdata.io.files import check_target

    if (options["predictions"] is None) == (options["model"] is None):
        raise click.UsageError("give either --predictions FILE, or --model NAME to be asked")
    if options["predictions"] is not None:
        for name in _FOR_MODELS:
            if options[name] not in (None, False):
                raise click.UsageError(f"--{name.replace('_', '-')} asks a model, and --predictions asks none")
    _refuse_same_files(options)
    for name in _WRITTEN:
        if options[name] is not None:
            check_target(options[name], force=True, folder=False, option=f"--{name.replace('_', '-')}")


def _refuse_same_files(options: "Mapping[str, Any]") -> None:
    """What is written must not take the place of what is read, nor of another. Raises click.UsageError."""
    known: dict[Path, str] = {}
    for name in (*_READ, *_WRITTEN):
        if options[name] is not None:
            shown = "TEST" if name == "test" else f"--{name.replace('_', '-')}"
            other = known.setdefault(options[name].resolve(), shown)
            if name in _WRITTEN and other != shown:
                raise click.UsageError(f"{shown} and {other} name the same file")


def _count_learned(loaded: "Loaded", dataset: Path) -> int:
    """How many of the examples the model has learned from, which is told where there are any."""
    from taskdata.workflows.ledger import count_learned

    learned = count_learned(dataset, loaded.cases)
    if learned:
        click.echo(
            f"taskdata: {learned:,} of the {len(loaded.cases):,} examples stand in what the model was trained on, so "
            f"that it may know them by heart: decide on others",
            err=True,
        )
    return learned


def _read(loaded: "Loaded", options: "Mapping[str, Any]") -> "Predictions":
    from taskdata.workflows.predictions import read_predictions

    return read_predictions(options["predictions"], {case.id for case in loaded.cases})


def _ask(pack: "Pack", loaded: "Loaded", options: "Mapping[str, Any]") -> "tuple[Predictions | None, int]":
    """What a model answers; None, and the exit code, where it is not to be asked, or not all could be."""
    from taskdata.io.files import write_file
    from taskdata.workflows import evaluate_model as work
    from taskdata.workflows.asking import open_session
    from taskdata.workflows.predictions import Predictions

    asking = read_options(options)
    jobs = work.make_jobs(
        pack, loaded.cases, asking.terms.model, longest=asking.terms.longest, temperature=options["temperature"] or 0.0,
        as_object=options["as_object"], trained_on=options["trained"].digest if options["trained"] else None,
    )  # fmt: skip
    with closing(open_session(pack, asking.terms, sends=asking.sends)) as session:
        asker = work.make_asker(session, pack, options["retries"])
        if asking.dry_run:
            quote = session.quote(jobs, asker.ask, asking.pilot)
            print_quote(session, work.complete_quote(quote, jobs), f"{len(jobs):,} examples to be answered")
            return None, 0
        with watch(len(jobs), "usable", "not") as progress:
            outcome = session.run(jobs, asker.ask, progress, tell_interrupt)
        found = work.list_answered(outcome)
        for told in asker.list_unanswered():
            click.echo(f"taskdata: {told}", err=True)
        if options["save_predictions"]:
            write_file(options["save_predictions"], b"".join(work.dump_predictions(found)))
        click.echo(render_bill(session.bill), err=True)
        if session.bill.from_store:
            click.echo(
                f"taskdata: {session.bill.from_store:,} answers are those that {asking.terms.model} gave before; if it "
                f"has changed since, tell its --dataset, or name another --cache",
                err=True,
            )
    code = tell_stop(outcome, asking)
    if code:
        click.echo("taskdata: nothing is measured, since not all were asked", err=True)
    return (None, code) if code else (Predictions(found), 0)


def _keep(
    pack: "Pack", evaluation: "Evaluation", predictions: "Predictions", ledger: Path, runs: "list[Run]",
    options: "Mapping[str, Any]",
) -> None:  # fmt: skip
    """Add a line to the ledger, and to the runs that were read of it."""
    from taskdata.workflows import ledger as work
    from taskdata.workflows.open_pack import name_from_here

    run = work.describe_run(pack, evaluation, predictions, options["trained"])
    if work.add_run(ledger, runs, run):
        runs.append(run)
        click.echo(f"taskdata: kept as line {len(runs)} of {name_from_here(str(ledger), Path())}", err=True)


def _write_files(pack: "Pack", evaluation: "Evaluation", options: "Mapping[str, Any]") -> None:
    from taskdata import __version__
    from taskdata.io.files import write_file
    from taskdata.workflows.evaluation_failures import list_failures, make_finder

    if not (options["failures"] or options["report"]):
        return
    find = make_finder(pack)
    if options["failures"]:
        lines = list(list_failures(evaluation.scores, find, evaluation.model))
        write_file(options["failures"], b"".join(lines))
        click.echo(f"taskdata: {len(lines):,} failure(s) in {options['failures']}", err=True)
    if options["report"]:
        from taskdata.evaluate.page import render_page

        write_file(options["report"], render_page(evaluation, find, pack.usecase.title, __version__).encode())
