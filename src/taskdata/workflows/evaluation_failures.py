"""The failures of an evaluation as a log that `taskdata seeds add` takes: what closes the loop."""

from collections.abc import Iterator, Sequence
from typing import Any

from taskdata.answers.diagnosis import diagnose, make_terms
from taskdata.answers.shape import Shape
from taskdata.evaluate.page_failures import Find
from taskdata.evaluate.scoring import Score
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Failure
from taskdata.foundation.seeds import Finding


def make_finder(pack: Pack) -> Find:
    """What says what is wrong with an answer, the gravest first."""
    terms, shape = make_terms(pack), Shape(pack.schema, pack.usecase.discriminator)

    def find(score: Score) -> tuple[Finding, ...]:
        return diagnose(score.reply.text if score.reply else None, score.case.expected, terms, shape.find_faults)

    return find


def list_failures(scores: Sequence[Score], find: Find, model: str | None) -> Iterator[bytes]:
    """A line of a failure log for each answer that is not right; what was never answered is no failure of a model."""
    for score in scores:
        if score.is_failure:
            yield _dump(score, find(score), model) + b"\n"


def _dump(score: Score, findings: Sequence[Finding], model: str | None) -> bytes:
    case, reply = score.case, score.reply
    rest: dict[str, Any] = {"id": case.id} | ({"split": case.split} if case.split else {})
    failure = Failure(
        input=case.input,
        raw_output=reply.text if reply else None,
        reference_date=case.reference_date,
        expected=dict(case.expected),
        error="; ".join(f"{one.kind}: {one.path}: {one.message}" for one in findings),
        model=model,
        latency_ms=reply.latency_ms if reply else None,
        **rest,
    )
    return failure.model_dump_json(exclude_none=True).encode()
