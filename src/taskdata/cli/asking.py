"""What the commands share that ask a model: options, quote, progress, bill."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import floor, log10
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from taskdata.cli.common import FAILED, INTERRUPTED

if TYPE_CHECKING:
    from taskdata.foundation.exchange import Ask
    from taskdata.io.batches import Collected
    from taskdata.io.bill import Bill
    from taskdata.paraphrase.quote import Quote
    from taskdata.workflows.asking import J, Outcome, Progress, Rephrase, Session, Terms, W

F = TypeVar("F", bound=Callable[..., Any])
_AMOUNT = click.FloatRange(min=0, min_open=True)
_COUNT = click.IntRange(min=1)
_MODEL = click.option("--model", metavar="NAME", help="The model, as its server names it.")
_ROUND_TRIP = click.option(
    "--round-trip", metavar="MODEL",
    help="Have this model of the same server read each wording back; only the same label passes.",
)  # fmt: skip
_AT_ONCE, _ONE_AT_ONCE = (
    click.option("--at-once", type=click.IntRange(1, 512), default=many, show_default=True, help=about)
    for many, about in ((8, "Calls at one time."), (1, "Calls at one time; several at once make each of them slower."))
)
_LIMITS = (
    click.option("--dry-run", is_flag=True, help="Tell calls, tokens, cost and time, and stop."),
    click.option(
        "--pilot", type=click.IntRange(0, 50), default=3, show_default=True,
        help="Calls that --dry-run makes to measure one; their answers are kept. 0 sends nothing.",
    ),
    click.option("--max-calls", type=_COUNT, help="Send at most so many requests, repeats included."),
    click.option("--max-cost", type=_AMOUNT, metavar="DOLLARS", help="Stop before it costs more."),
    click.option("--max-seconds", type=_AMOUNT, help="Ask nothing more after so long."),
    click.option("--price-in", type=click.FloatRange(min=0), metavar="DOLLARS", help="Of a million tokens asked."),
    click.option("--price-out", type=click.FloatRange(min=0), metavar="DOLLARS", help="Of a million tokens answered."),
    click.option("--requests-a-minute", type=_AMOUNT, help="Begin at most so many calls a minute."),
    click.option("--tokens-a-minute", type=_AMOUNT, help="The same for tokens."),
    click.option(
        "--timeout", type=_AMOUNT, default=60.0, show_default=True, help="Seconds for one answer, the whole of it."
    ),
    click.option(
        "--longest", type=_COUNT, metavar="TOKENS",
        help="The longest answer. Default: what such an answer needs; a model that thinks first needs more.",
    ),
    click.option(
        "--cache", type=click.Path(path_type=Path), default=Path(".taskdata/answers.sqlite"), show_default=True,
        metavar="FILE", help="Where every answer is kept, so that none is paid for twice.",
    ),
)  # fmt: skip


class Asking(NamedTuple):
    """What the options say: the terms, and what is done instead of asking."""

    terms: "Terms"
    dry_run: bool
    pilot: int
    batch: str | None

    @property
    def sends(self) -> bool:
        """Whether anything may be sent."""
        return not self.dry_run or self.pilot > 0


def asking_options(command: F) -> F:
    """Give a command the options of asking a model for wordings, which it takes as keywords."""
    return _give(command, _MODEL, _ROUND_TRIP, _AT_ONCE, *_LIMITS)


def endpoint_options(command: F) -> F:
    """Give a command the options of asking a model what an application would ask it."""
    return _give(command, _MODEL, _ONE_AT_ONCE, *_LIMITS)


def _give(command: F, *options: Callable[[F], F]) -> F:
    for option in reversed(options):
        command = option(command)
    return command


def read_options(options: Mapping[str, Any]) -> Asking:
    """The terms that the options set. Raises click.UsageError where they do not fit together."""
    from taskdata.foundation.usecase import Price
    from taskdata.io.bill import Limits
    from taskdata.workflows.asking import Terms

    if not options["model"]:
        raise click.UsageError("name the model to ask with --model")
    prices = options["price_in"], options["price_out"]
    if (prices[0] is None) != (prices[1] is None):
        raise click.UsageError("--price-in and --price-out are given together")
    limits = {
        name: options[name]
        for name in ("at_once", "requests_a_minute", "tokens_a_minute", "max_calls", "max_cost", "max_seconds")
    }
    price = None if prices[0] is None else Price(input=prices[0], output=prices[1])
    terms = Terms(
        model=options["model"],
        store=options["cache"],
        limits=Limits(**limits),
        timeout=options["timeout"],
        round_trip=options.get("round_trip"),
        price=price,
        longest=options["longest"],
        address=options.get("base_url"),
    )
    return Asking(terms, options["dry_run"], options["pilot"], options.get("batch"))


def ask_all(
    session: "Session", asking: Asking, jobs: "Sequence[J]", rephrase: "Rephrase[J, W]", what: str
) -> "Outcome[W] | None":
    """Ask for the wordings of all jobs; None where the options say to do something else, which is done then."""
    asks = [job.ask for job in jobs]
    if asking.dry_run:
        print_quote(session, session.quote(jobs, rephrase, asking.pilot), what)
        return None
    if asking.batch:
        print_batch(session, asking.batch, asks)
        if asking.batch != "collect":
            return None
        session.use_store_alone()
    else:
        session.refuse_in_batch(asks)
    with watch(len(jobs)) as told:
        return session.run(jobs, rephrase, told, tell_interrupt)


def print_batch(session: "Session", step: str, asks: "Sequence[Ask]") -> None:
    """Do one step of the Batch API, and tell how things stand."""
    desk = session.open_batches()
    if step == "submit":
        for batch in desk.submit(asks):
            click.echo(f"batch {batch.id}: {batch.requests:,} questions handed in", err=True)
        click.echo("ask how they are with --batch status, take the answers with --batch collect", err=True)
        return
    if step == "collect":
        collected = desk.collect()
        left = collected.left
        click.echo(_tell_collected(session, collected), err=True)
    else:
        left = desk.look()
    for batch in left:
        click.echo(f"batch {batch.id}: {batch.state}, {batch.requests:,} questions", err=True)
    if not left:
        click.echo("no batch is under way", err=True)


def _tell_collected(session: "Session", collected: "Collected") -> str:
    from taskdata.io.batches import PRICE_SHARE

    tokens = collected.tokens_in, collected.tokens_out
    dollars = session.bill.price(session.terms.model, *tokens) * PRICE_SHARE
    cost = f"; {show_dollars(dollars)} at half price" if session.bill.prices else ""
    return (
        f"{collected.answers:,} answers taken, {collected.failed:,} questions failed and may be handed in again; "
        f"{tokens[0]:,} tokens in, {tokens[1]:,} out{cost}"
    )


def print_quote(session: "Session", quote: "Quote", what: str) -> None:
    """Tell what a run will take."""
    terms = session.terms
    basis = f"by {quote.pilot.calls} pilot call(s)" if quote.pilot else "estimated from the words"
    lines = [
        f"{what}, model {terms.model} at {session.address.host if session.address else 'no server'}",
        f"  calls:   {quote.calls:,}, and up to as many again for what is refused"
        + (f"; {quote.answered:,} are answered in {terms.store}" if quote.answered else ""),
        f"  tokens:  about {quote.tokens_in:,} in and {quote.tokens_out:,} out ({basis})",
        f"  cost:    {_tell_cost(session, quote)}",
        f"  time:    {_tell_time(quote, terms.limits.at_once)}",
    ]
    if terms.round_trip:
        told = f"and one of {terms.round_trip} for each proven wording, not counted here: it has the whole schema in it"
        lines.insert(2, f"           {told}")
    click.echo("\n".join(lines), err=True)


def _tell_cost(session: "Session", quote: "Quote") -> str:
    model = session.terms.model
    if model not in session.bill.prices:
        return (
            f"not known; write the price of '{model}' under `prices:` in usecase.yaml, or give --price-in, --price-out"
        )
    dollars = session.bill.price(model, quote.tokens_in, quote.tokens_out)
    return f"about {show_dollars(dollars)}, up to 2.5 times that if all has to be asked again; half of it with --batch"


def _tell_time(quote: "Quote", at_once: int) -> str:
    if quote.seconds is None:
        return "not known without pilot calls" if quote.calls else "none"
    call = f" ({quote.pilot.seconds:.2f} s a call)" if quote.pilot else ", for the proofs alone"
    return f"about {show_seconds(quote.seconds)} with {at_once} at once{call}"


def show_dollars(dollars: float) -> str:
    """An amount of money, small ones with the digits that matter."""
    if dollars >= 1:
        return f"${dollars:,.2f}"
    return f"${dollars:.4f}" if dollars >= 0.001 or not dollars else f"${dollars:.{1 - floor(log10(dollars))}f}"


def show_seconds(seconds: float) -> str:
    """A length of time as people say it."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


@contextmanager
def watch(total: int, good: str = "accepted", bad: str = "refused") -> Iterator[Callable[["Progress"], None]]:
    """A bar on stderr, on a terminal only: how many are good and bad so far, the cost, the time left."""
    if not sys.stderr.isatty():
        yield lambda progress: None
        return
    from tqdm import tqdm

    with tqdm(total=total, unit=" asked", leave=False, file=sys.stderr) as bar:

        def show(progress: "Progress") -> None:
            cost = "" if progress.cost is None else f", {show_dollars(progress.cost)}"
            bar.set_postfix_str(f"{good} {progress.accepted}, {bad} {progress.refused}{cost}", refresh=False)
            bar.update(progress.done - bar.n)

        yield show


def tell_interrupt() -> None:
    """Said at the first Ctrl-C."""
    click.echo("\ntaskdata: stopping; waiting for the answers under way (Ctrl-C again drops them)", err=True)


def render_bill(bill: "Bill") -> str:
    """What was sent, and what it cost."""
    cost = "cost not known" if bill.cost is None else show_dollars(bill.cost)
    guessed = f", of {bill.uncounted:,} answers estimated" if bill.uncounted else ""
    return (
        f"  bill:     {bill.calls:,} calls, {bill.answered:,} answers, {bill.from_store:,} from the store; "
        f"{bill.tokens_in:,} tokens in, {bill.tokens_out:,} out{guessed}; {cost}"
    )


def render_refused(codes: Mapping[str, int]) -> str:
    """The refused by their codes."""
    return ", ".join(f"{code} {count:,}" for code, count in codes.items()) or "none"


def tell_stop(outcome: "Outcome[W]", asking: Asking, again: str = "the same command") -> int:
    """Say why a run has ended early, if it has, and give the exit code."""
    if outcome.stopped:
        left = f"{outcome.unasked:,} were not asked about; " if outcome.unasked else ""
        if asking.batch:
            again = "the command without --batch, or a further --batch submit,"
        click.echo(f"taskdata: {outcome.stopped}; {left}what was got is kept, and {again} goes on from here", err=True)
    return INTERRUPTED if outcome.interrupted else FAILED if outcome.stopped else 0
