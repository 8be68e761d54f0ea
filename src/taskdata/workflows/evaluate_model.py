"""A model asked for its answers to a test set, as an application would ask it: with the pack's system prompt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import orjson

from taskdata.answers.shape import Shape
from taskdata.evaluate.cases import Case, Prediction, Reply
from taskdata.foundation.errors import InputError
from taskdata.foundation.exchange import Answer, Ask, estimate_tokens
from taskdata.foundation.pack import Pack
from taskdata.guard.judging import Judge
from taskdata.io.asking import Asker, StoppedError, UnansweredError
from taskdata.paraphrase.quote import Quote
from taskdata.serving.system_prompt import SystemPrompt
from taskdata.workflows.asking import Outcome, Session
from taskdata.workflows.wordings import RoundTrip

LONGEST = 512
"""Tokens of an answer, where nothing else is said: the actions of a pack are short."""
_PROMPT = "system_prompt"
_TOLD = 5


@dataclass(frozen=True)
class CaseJob:
    """A case, and the question that asks a model for its answer."""

    case: Case
    ask: Ask

    def estimate_answer(self) -> int:
        """About how many tokens the right answer has."""
        return estimate_tokens(orjson.dumps(dict(self.case.expected)).decode())


@dataclass(frozen=True)
class Answered:
    """What a model answered to a case; ok if it can be used in the end."""

    id: str
    prediction: Prediction
    ok: bool


@dataclass(frozen=True)
class ModelAsker:
    """Asks one model about cases; an answer that cannot be used is asked for again, as the guard does."""

    session: Session
    judge: Judge
    retries: int
    unanswered: dict[str, str] = field(default_factory=dict)
    """By the id of a case, why no answer came."""

    async def ask(self, job: CaseJob, asker: Asker, _: RoundTrip | None) -> list[Answered]:
        """What came of a case; nothing where no answer came. Raises StoppedError where a cap forbids the first."""
        try:
            first = await asker.ask(job.ask)
        except UnansweredError as error:
            self.unanswered[job.case.id] = str(error)
            return []
        replies, ask = [self._make_reply(first)], job.ask
        judged = self.judge.judge(replies[0].text)
        while judged.value is None and len(replies) <= self.retries:
            more = self.judge.write_followup(replies[-1].text, judged.faults)
            ask = replace(ask, messages=(*job.ask.messages, *more))
            try:
                answer = await asker.ask(ask)
            except (StoppedError, UnansweredError):
                break
            replies.append(self._make_reply(answer))
            judged = self.judge.judge(replies[-1].text)
        prediction = Prediction(replies[0], tuple(replies[1:]))
        return [Answered(job.case.id, prediction, judged.value is not None)]

    def list_unanswered(self) -> list[str]:
        """Why cases have no answer, the first of them, in sentences."""
        told = [f"no answer to {identity}: {why}" for identity, why in list(self.unanswered.items())[:_TOLD]]
        left = len(self.unanswered) - len(told)
        return [*told, f"and none to {left:,} more"] if left > 0 else told

    def _make_reply(self, answer: Answer) -> Reply:
        bill, model = self.session.bill, self.session.terms.model
        is_priced = model in bill.prices and answer.tokens_in is not None and answer.tokens_out is not None
        return Reply(
            text=answer.text if answer.text is not None else answer.refusal,
            latency_ms=answer.seconds * 1000 or None,
            cost_usd=bill.price(model, answer.tokens_in or 0, answer.tokens_out or 0) if is_priced else None,
            tokens_in=answer.tokens_in,
            tokens_out=answer.tokens_out,
        )


def make_asker(session: Session, pack: Pack, retries: int | None) -> ModelAsker:
    """The asker of a pack; without a number of retries, the pack's own."""
    guard = pack.usecase.guard
    judge = Judge(Shape(pack.schema, pack.usecase.discriminator), guard.ask_again)
    return ModelAsker(session, judge, guard.retries if retries is None else retries)


def make_jobs(
    pack: Pack, cases: Sequence[Case], model: str, *, longest: int | None, temperature: float | None, as_object: bool,
    trained_on: str | None,
) -> list[CaseJob]:  # fmt: skip
    """The questions about the cases; `as_object` has the server see to it that the answer is a JSON object.

    A model that was trained on another dataset is another one, though its server may name it alike: it is asked anew.
    Raises InputError where the system prompt has the day in it and cases have none.
    """
    prompt = SystemPrompt(pack)
    undated = [case.line for case in cases if case.reference_date is None]
    if undated and prompt.tells_day:
        lines = ", ".join(map(str, undated[:_TOLD])) + (", ..." if len(undated) > _TOLD else "")
        raise InputError(
            f"{len(undated):,} line(s) of the test set have no reference_date, which the system prompt tells the "
            f"model; give each its day (lines {lines})"
        )
    options: dict[str, Any] = {
        "model": model,
        "fields": (),
        "prompt": f"{_PROMPT} {trained_on[:12]}" if trained_on else _PROMPT,
        "max_tokens": longest or LONGEST,
        "is_free": not as_object,
        "temperature": temperature,
    }
    return [CaseJob(case, Ask(messages=tuple(write_messages(prompt, case)), **options)) for case in cases]


def write_messages(prompt: SystemPrompt, case: Case) -> Iterator[Mapping[str, str]]:
    """The system prompt with the day filled in, and the request, as `taskdata export` writes them."""
    yield {"role": "system", "content": prompt.fill(case.reference_date)}
    yield {"role": "user", "content": prompt.write_request(case.input, case.reference_date)}


def complete_quote(quote: Quote, jobs: Sequence[CaseJob]) -> Quote:
    """The quote with the tokens of the answers, which are those of the right ones where no pilot has told."""
    if quote.pilot or not jobs:
        return quote
    mean = sum(job.estimate_answer() for job in jobs) / len(jobs)
    return replace(quote, tokens_out=round(quote.calls * mean))


def list_answered(outcome: Outcome[Answered]) -> dict[str, Prediction]:
    """The predictions that came, by the id of their case."""
    return {one.id: one.prediction for found in outcome.wordings for one in found or ()}


def dump_predictions(predictions: Mapping[str, Prediction]) -> Iterator[bytes]:
    """A line of a file of predictions for each, as `--predictions` reads it."""
    for identity, prediction in predictions.items():
        line: dict[str, Any] = {"id": identity, **_show(prediction.first)}
        if prediction.retries:
            line["retries"] = [_show(reply) for reply in prediction.retries]
        yield orjson.dumps(line) + b"\n"


def _show(reply: Reply) -> dict[str, Any]:
    figures = {
        "latency_ms": reply.latency_ms, "cost_usd": reply.cost_usd, "tokens_in": reply.tokens_in,
        "tokens_out": reply.tokens_out,
    }  # fmt: skip
    return {"raw_output": reply.text, **{name: value for name, value in figures.items() if value is not None}}
