"""A run of questions to a model: the quote beforehand, the asking within caps, the bill afterwards."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from taskdata.foundation.errors import InputError
from taskdata.foundation.exchange import Answer, Ask
from taskdata.foundation.pack import Pack
from taskdata.foundation.usecase import Price
from taskdata.io.answers import AnswerStore
from taskdata.io.asking import Asker, UnansweredError, find_answer, run_until_done
from taskdata.io.batches import BatchDesk
from taskdata.io.bill import Bill, Limits
from taskdata.io.endpoint import Address, Endpoint, find_address, is_address_named
from taskdata.paraphrase.questions import Questions
from taskdata.paraphrase.quote import Pilot, Quote, make_quote, measure_pilot
from taskdata.workflows.wordings import RoundTrip


@dataclass(frozen=True)
class Terms:
    """On which terms a model is asked."""

    model: str
    store: Path
    limits: Limits = field(default_factory=Limits)
    timeout: float = 60.0
    round_trip: str | None = None
    """A second model, which must read each wording as its label."""
    price: Price | None = None
    """Of the model, where the use case gives none, or another."""
    longest: int | None = None
    """The tokens of the longest answer; None for what is asked for needs."""
    address: str | None = None
    """Where the questions go; None for where the environment says."""


class Job(Protocol):
    """Something that a model is asked about."""

    @property
    def ask(self) -> Ask:
        """The first question about it."""
        ...


class Found(Protocol):
    """Something that came of a job."""

    @property
    def ok(self) -> bool:
        """Whether it can be used."""
        ...


J = TypeVar("J", bound=Job)
W = TypeVar("W", bound=Found)
Rephrase = Callable[[J, Asker, RoundTrip | None], Awaitable[list[W]]]


@dataclass
class Progress:
    """What a run has got so far, told after each job."""

    done: int = 0
    accepted: int = 0
    refused: int = 0
    cost: float | None = None


Told = Callable[[Progress], Any]


@dataclass
class Outcome(Generic[W]):
    """What came of a run: by job its wordings, None where it was not asked; and what it took."""

    wordings: list[list[W] | None]
    bill: Bill
    stopped: str | None
    interrupted: bool

    @property
    def unasked(self) -> int:
        """Jobs of which nothing came because of a stop."""
        return sum(found is None for found in self.wordings)


@dataclass
class Session:
    """One run with a model: its store of answers is open until `close`."""

    pack: Pack
    terms: Terms
    address: Address | None
    """None where only what the store has is used."""

    def __post_init__(self) -> None:
        self.questions = Questions(self.pack, self.terms.model, self.terms.longest)
        self.store = AnswerStore(self.terms.store)
        self.bill = Bill(_find_prices(self.pack, self.terms))

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()

    def use_store_alone(self) -> None:
        """Ask no server from now on."""
        self.address = None

    def open_batches(self) -> BatchDesk:
        """Where batches are handed in. Raises InputError where no server is named."""
        return BatchDesk(self.address or find_address(), self.store, self.terms.timeout)

    def list_unanswered(self, asks: Sequence[Ask]) -> list[Ask]:
        """The questions that the store has no answer to."""
        return [ask for ask in asks if find_answer(self.store, ask) is None]

    def quote(self, jobs: Sequence[J], rephrase: Rephrase[J, W], pilot_calls: int) -> Quote:
        """What is still to be asked for the jobs; so many questions are asked for it, and need not be asked again.

        What the store has is proven meanwhile, since only so it is known what has to be asked once more.
        """
        waiting = self.list_unanswered([job.ask for job in jobs])
        pilot = self._make_pilot(waiting[:pilot_calls]) if pilot_calls and waiting and self.address else None
        missing, seconds, proven = self._list_missing(jobs, rephrase)
        limits = self.terms.limits
        rates = limits.requests_a_minute, limits.tokens_a_minute
        return make_quote(missing, proven, seconds * len(jobs), pilot, limits.at_once, *rates)

    def _list_missing(self, jobs: Sequence[J], rephrase: Rephrase[J, W]) -> tuple[list[Ask], float, int]:
        """The questions that the store has no answer to, the seconds that a job takes to prove, and how many were."""
        asker = Asker(None, self.store, self.terms.limits)
        round_trip = self._make_round_trip(asker)

        async def work(job: J) -> None:
            await rephrase(job, asker, round_trip)

        proven = [job for job in jobs if find_answer(self.store, job.ask)]
        seconds = run_until_done(asker, lambda: asker.measure(jobs, work), lambda: None)
        return asker.missing, seconds / len(proven) if proven else 0.0, len(proven)

    def _make_pilot(self, asks: Sequence[Ask]) -> Pilot | None:
        asker = self._make_asker()
        answers: dict[str, Answer] = {}

        async def work(ask: Ask) -> None:
            try:
                answers[ask.key] = await asker.ask(ask)
            except UnansweredError:
                return

        run_until_done(asker, lambda: asker.run(asks, work), lambda: None)
        came = [ask for ask in asks if ask.key in answers]
        return measure_pilot(came, [answers[ask.key] for ask in came])

    def run(
        self, jobs: Sequence[J], rephrase: Rephrase[J, W], told: Told, on_interrupt: Callable[[], None]
    ) -> Outcome[W]:
        """Ask for the wordings of all jobs; what was got before a stop is kept.

        Raises InputError where the endpoint cannot be used.
        """
        asker = self._make_asker()
        round_trip = self._make_round_trip(asker)
        outcome = Outcome[W]([None] * len(jobs), self.bill, None, interrupted=False)
        progress = Progress()

        async def work(numbered: tuple[int, J]) -> None:
            number, job = numbered
            found = await rephrase(job, asker, round_trip)
            outcome.wordings[number] = found
            progress.done += 1
            progress.accepted += sum(wording.ok for wording in found)
            progress.refused += sum(not wording.ok for wording in found)
            progress.cost = self.bill.cost
            told(progress)

        run_until_done(asker, lambda: asker.run(enumerate(jobs), work), on_interrupt)
        outcome.stopped, outcome.interrupted = asker.stopped, asker.interrupted
        if self.address is None and outcome.unasked:
            outcome.stopped = f"no answer to them is in {self.terms.store}, and no server is asked"
        return outcome

    def _make_round_trip(self, asker: Asker) -> RoundTrip | None:
        return RoundTrip(asker, self.questions, self.terms.round_trip) if self.terms.round_trip else None

    def refuse_in_batch(self, asks: Sequence[Ask]) -> None:
        """Refuse to ask what is in a batch that is under way: it would be paid for twice. Raises InputError."""
        waiting = self.store.list_waiting()
        handed_in = sum(ask.key in waiting for ask in asks)
        if handed_in:
            raise InputError(
                f"{handed_in:,} of these questions are in a batch that is under way, and would be paid for twice: take "
                f"its answers with --batch collect first, or use another store with --cache"
            )

    def _make_asker(self) -> Asker:
        endpoint = Endpoint(self.address, self.terms.timeout) if self.address else None
        return Asker(endpoint, self.store, self.terms.limits, self.bill)


def open_session(pack: Pack, terms: Terms, *, sends: bool = True) -> Session:
    """A session with the endpoint that is named, or with the store alone where none is and there is a store.

    Where nothing is to be sent none is needed.

    Raises InputError where there is neither, or a cost is capped and no price known.
    """
    is_named = terms.address is not None or is_address_named()
    address = find_address(terms.address) if is_named or (sends and not terms.store.is_file()) else None
    session = Session(pack, terms, address)
    if terms.limits.max_cost is not None:
        for model in filter(None, (terms.model, terms.round_trip)):
            if model not in session.bill.prices:
                session.close()
                raise InputError(
                    f"--max-cost needs the price of '{model}': write it under `prices:` in usecase.yaml, or for "
                    f"--model give --price-in and --price-out, in dollars for a million tokens"
                )
    return session


def _find_prices(pack: Pack, terms: Terms) -> Mapping[str, Price]:
    """The prices of the models that are asked, those of the options before those of the use case."""
    models = [model for model in (terms.model, terms.round_trip) if model]
    known = {model: pack.usecase.prices[model] for model in models if model in pack.usecase.prices}
    return {**known, terms.model: terms.price} if terms.price else known
