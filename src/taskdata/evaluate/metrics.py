"""What many scores come to: every metric, overall, by category, by field and by what marks a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taskdata.evaluate.figures import Figure, Share

ALL = "all"
COUNTED = (
    "json_validity", "schema_validity", "exact_match", "extra_field_rate", "missing_field_rate", "error_type_accuracy",
    "query_accuracy", "false_alarms", "errors_missed",
)  # fmt: skip
"""The metrics that are so many of so many, so that their interval is Wilson's for any number of them."""
SHARES = frozenset((*COUNTED, "field_accuracy", "not_default"))
"""The metrics that are shares of what was tested, from 0 to 1; every evaluation measures them."""
MAIN = (
    "json_validity", "schema_validity", "exact_match", "query_accuracy", "field_accuracy", "error_type_accuracy",
    "extra_field_rate", "latency_ms.p50", "latency_ms.p95", "latency_ms.mean", "cost_usd_per_request",
)  # fmt: skip
"""The metrics that systems and runs are compared by, whatever a use case asks for."""


@dataclass(frozen=True, slots=True)
class Part:
    """The cases of one kind, and how many of them came out right."""

    json_validity: Share
    schema_validity: Share
    exact_match: Share
    field_accuracy: Share

    def to_json(self) -> dict[str, Any]:
        """The part as users script against it."""
        return {
            "n": self.exact_match.n,
            "json_validity": self.json_validity.to_json(),
            "schema_validity": self.schema_validity.to_json(),
            "exact_match": self.exact_match.to_json(),
            "field_accuracy": self.field_accuracy.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Latency:
    """How long answers took, in milliseconds."""

    p50: Figure
    p95: Figure
    mean: Figure


@dataclass(frozen=True, slots=True)
class Metrics:
    """All that is measured of one set of answers.

    parts: the whole under `ALL`, and each category. by_field: by the JSON path. not_default: the fields of which
    something was said. confusion: by the right action and the one answered, how many. by_mark: by what marks a case
    (a family, a style), and its values.
    """

    n: int
    parts: Mapping[str, Part]
    query_accuracy: Share
    by_field: Mapping[str, Share]
    not_default: Share
    extra_field_rate: Share
    missing_field_rate: Share
    error_type_accuracy: Share
    false_alarms: Share
    errors_missed: Share
    latency: Latency
    cost: Figure
    tokens_in: Figure
    tokens_out: Figure
    confusion: Mapping[str, Mapping[str, int]]
    by_mark: Mapping[str, Mapping[str, Part]]

    def to_json(self) -> dict[str, Any]:
        """The metrics as users script against them."""
        whole = self.parts[ALL]
        times = {name: getattr(self.latency, name) for name in ("p50", "p95", "mean")}
        return {
            "n": self.n,
            "json_validity": whole.json_validity.to_json(),
            "schema_validity": whole.schema_validity.to_json(),
            "exact_match": {name: part.exact_match.to_json() for name, part in self.parts.items()},
            "query_accuracy": self.query_accuracy.to_json(),
            "field_accuracy": {name: part.field_accuracy.to_json() for name, part in self.parts.items()},
            "field_accuracy_by_field": _list_json(self.by_field),
            "field_accuracy_not_default": self.not_default.to_json(),
            "extra_field_rate": self.extra_field_rate.to_json(),
            "missing_field_rate": self.missing_field_rate.to_json(),
            "error_type_accuracy": self.error_type_accuracy.to_json(),
            "false_alarms": self.false_alarms.to_json(),
            "errors_missed": self.errors_missed.to_json(),
            "latency_ms": {name: figure.value for name, figure in times.items()},
            "latency_ms_intervals": {name: figure.to_json() for name, figure in times.items()},
            "cost_usd_per_request": self.cost.value,
            "cost_usd_interval": self.cost.to_json(),
            "tokens_per_request": {"in": self.tokens_in.value, "out": self.tokens_out.value},
            "tokens_intervals": {"in": self.tokens_in.to_json(), "out": self.tokens_out.to_json()},
            "confusion": {right: dict(given) for right, given in self.confusion.items()},
            "breakdown": {mark: _list_json(parts) for mark, parts in self.by_mark.items()},
        }

    def find_figure(self, metric: str, category: str | None) -> Figure | None:
        """The figure that a criterion is about; None of a metric that is not measured here.

        Of the whole where no category is named. Figures that are not worked out by category are None for one.
        """
        if metric in _PARTS:
            part = self.parts.get(category or ALL)
            return _from_share(getattr(part, metric)) if part else Figure(None, None, None, 0)
        if category is not None:
            return None
        if metric in SHARES:
            return _from_share(getattr(self, metric))
        first, _, rest = metric.partition(".")
        if first == "latency_ms" and rest in ("p50", "p95", "mean"):
            figure: Figure = getattr(self.latency, rest)
            return figure
        return self.cost if metric == "cost_usd_per_request" else None


_PARTS = ("json_validity", "schema_validity", "exact_match", "field_accuracy")


def _from_share(share: Share) -> Figure:
    return Figure(share.rate, share.low, share.high, share.n)


def _list_json(shares: Mapping[str, Share] | Mapping[str, Part]) -> dict[str, Any]:
    return {name: share.to_json() for name, share in shares.items()}
