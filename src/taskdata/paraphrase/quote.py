"""What a run will take: calls, tokens, dollars and time, told before anything is paid."""

from collections.abc import Sequence
from dataclasses import dataclass

from taskdata.foundation.exchange import Answer, Ask, estimate_tokens

_CHARACTERS_A_WORDING = 60
"""Of a wording with its key, as models write them."""


@dataclass(frozen=True, slots=True)
class Pilot:
    """A few calls that were made to see what one takes: means of each."""

    calls: int
    seconds: float
    tokens_in_share: float
    """Tokens that were counted, as a share of those that had been estimated."""
    tokens_out: float


@dataclass(frozen=True, slots=True)
class Quote:
    """What the first questions will take; the tokens are estimates."""

    calls: int
    """Of first questions, and of repetitions that are due."""
    answered: int
    """First questions that are answered already, and cost nothing."""
    tokens_in: int
    tokens_out: int
    seconds: float | None
    """Of the whole run, asking or proving, whichever takes longer; None where neither was measured."""
    pilot: Pilot | None


def measure_pilot(asks: Sequence[Ask], answers: Sequence[Answer]) -> Pilot | None:
    """The means of some answers; None of none."""
    if not answers:
        return None
    estimated = sum(ask.estimate_tokens() for ask in asks)
    counted = sum(
        ask.estimate_tokens() if answer.tokens_in is None else answer.tokens_in
        for ask, answer in zip(asks, answers, strict=True)
    )
    written = sum(
        estimate_tokens(answer.text or "") if answer.tokens_out is None else answer.tokens_out for answer in answers
    )
    many = len(answers)
    return Pilot(many, sum(answer.seconds for answer in answers) / many, counted / estimated, written / many)


def make_quote(
    asks: Sequence[Ask], answered: int, proving: float, pilot: Pilot | None, at_once: int,
    requests_a_minute: float | None, tokens_a_minute: float | None,
) -> Quote:  # fmt: skip
    """The quote for questions that are not answered yet; `proving` is the seconds that all proofs take."""
    share = pilot.tokens_in_share if pilot else 1.0
    tokens_in = round(sum(ask.estimate_tokens() for ask in asks) * share)
    out = sum(pilot.tokens_out if pilot else len(ask.fields) * _CHARACTERS_A_WORDING / 4 for ask in asks)
    seconds = proving or None
    if pilot:
        seconds = max(proving, len(asks) * pilot.seconds / max(1, min(at_once, len(asks))))
        if requests_a_minute:
            seconds = max(seconds, 60 * len(asks) / requests_a_minute)
        if tokens_a_minute:
            seconds = max(seconds, 60 * sum(ask.estimate_tokens() + ask.max_tokens for ask in asks) / tokens_a_minute)
    return Quote(len(asks), answered, tokens_in, round(out), seconds, pilot)
