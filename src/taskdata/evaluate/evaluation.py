"""An evaluation as a whole: what was tested, what it came to, what is decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from taskdata.evaluate.comparing import Comparison, Outcome
from taskdata.evaluate.criteria import Decision, Judged
from taskdata.evaluate.metrics import Metrics
from taskdata.evaluate.scoring import Score


@dataclass(frozen=True, slots=True)
class TestSet:
    """Where the cases came from: the file, its hash, and how many of its lines were left out as unusable."""

    __test__ = False  # no test of pytest's

    name: str
    digest: str
    left_out: int
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Delivery:
    """How the predictions came: what is missing, too many, or of no case; each is counted, none is lost silently.

    `retried` is how many cases were asked again.
    """

    answered: int
    missing: int
    doubled: int
    unknown: int
    unreadable: int
    retried: int

    def to_json(self) -> dict[str, int]:
        """The counts as users script against them."""
        return {
            name: getattr(self, name) for name in ("answered", "missing", "doubled", "unknown", "unreadable", "retried")
        }


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What an evaluation came to.

    metrics: of the first answers as they came. repaired: of the same with fences and prose taken off. regenerated: of
    the answers in the end, repaired, after those that could not be used were asked for again; both are None where not
    asked for. `scores` belong to `metrics`, `final_scores` to `regenerated`.
    """

    model: str | None
    test: TestSet
    delivery: Delivery
    metrics: Metrics
    repaired: Metrics | None
    regenerated: Metrics | None
    capabilities: Sequence[Judged]
    criteria: Sequence[Judged]
    decision: Decision
    against: Comparison | None
    scores: Sequence[Score]
    learned: int | None = None
    """How many of the cases the model was trained on; None where nobody said what it was trained on."""

    def to_json(self) -> dict[str, Any]:
        """The evaluation as users script against it."""
        repaired = {} if self.repaired is None else {"json_validity_repaired": self.repaired.to_json()["json_validity"]}
        return {
            **self.metrics.to_json(),
            **repaired,
            "repaired": None if self.repaired is None else self.repaired.to_json(),
            "regenerated": None if self.regenerated is None else self.regenerated.to_json(),
            "capabilities": [one.to_json() for one in self.capabilities],
            "criteria": [one.to_json() for one in self.criteria],
            "verdict": self.decision.verdict,
            "examples_to_decide": self.decision.needs,
            "against": None if self.against is None else self.against.to_json(),
            "model": self.model,
            "test": {"file": self.test.name, "sha256": self.test.digest, "verified": self.test.is_verified,
                     "left_out": self.test.left_out},
            "predictions": self.delivery.to_json(),
            "trained_on_too": self.learned,
            "results": [_show_result(score) for score in self.scores],
        }  # fmt: skip


def _show_result(score: Score) -> Mapping[str, Any]:
    reply = score.reply
    return {
        "id": score.case.id, "exact": score.is_exact, "fields_right": score.fields_right, "fields": len(score.fields),
        "latency_ms": reply.latency_ms if reply else None, "cost_usd": reply.cost_usd if reply else None,
    }  # fmt: skip


def list_outcomes(scores: Sequence[Score]) -> dict[str, Outcome]:
    """What came of each case, by its id, to be compared with another evaluation."""
    return {
        score.case.id: Outcome(
            score.is_exact,
            score.fields_right,
            len(score.fields),
            score.reply.latency_ms if score.reply else None,
            score.reply.cost_usd if score.reply else None,
        )
        for score in scores
    }
