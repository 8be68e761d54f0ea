"""An earlier evaluation, read from what `taskdata evaluate --json` printed, to be compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from taskdata.evaluate.comparing import Comparison, Outcome, compare_outcomes
from taskdata.evaluate.evaluation import TestSet, list_outcomes
from taskdata.evaluate.metrics import MAIN, Metrics
from taskdata.evaluate.scoring import Score
from taskdata.foundation.errors import InputError
from taskdata.io.files import read_text


@dataclass(frozen=True)
class Earlier:
    """What an earlier evaluation came to: its figures, and what came of each case."""

    name: str
    model: str | None
    data: Mapping[str, Any]
    outcomes: Mapping[str, Outcome]

    def compare(self, test: TestSet, scores: Sequence[Score], metrics: Metrics) -> Comparison:
        """This evaluation beside that one. Raises InputError where they are of different examples."""
        mine = list_outcomes(scores)
        if mine.keys() != self.outcomes.keys():
            common = len(mine.keys() & self.outcomes.keys())
            raise InputError(
                f"{self.name}: it is of {len(self.outcomes):,} examples, of which {common:,} are among the "
                f"{len(mine):,} of {test.name}; evaluate both on the same file"
            )
        figures = {name: (_read_figure(metrics, name), self._find(name)) for name in MAIN}
        return compare_outcomes(mine, self.outcomes, self.model, figures)

    def _find(self, name: str) -> float | None:
        first, _, rest = name.partition(".")
        value = self.data.get(first)
        if isinstance(value, Mapping):
            value = value.get(rest or "all", value if not rest else None)
        value = value.get("rate") if isinstance(value, Mapping) else value
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _read_figure(metrics: Metrics, name: str) -> float | None:
    figure = metrics.find_figure(name, None)
    return figure.value if figure else None


def read_earlier(path: Path) -> Earlier:
    """The evaluation in a file. Raises InputError where it is none."""
    try:
        data = orjson.loads(read_text(path))
        outcomes = {str(one["id"]): _read_outcome(one) for one in data["results"]}
        model = data.get("model")
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputError(
            f"{path}: this is no evaluation; --against takes what `taskdata evaluate ... --json` printed"
        ) from error
    return Earlier(str(path), model if isinstance(model, str) else None, data, outcomes)


def _read_outcome(result: Mapping[str, Any]) -> Outcome:
    """Raises KeyError, TypeError or ValueError where it is none."""
    return Outcome(
        bool(result["exact"]), int(result["fields_right"]), int(result["fields"]), _read_amount(result["latency_ms"]),
        _read_amount(result["cost_usd"]),
    )  # fmt: skip


def _read_amount(value: Any) -> float | None:
    return None if value is None else float(value)
