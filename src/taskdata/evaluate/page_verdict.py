"""The verdict in one sentence, what it hangs on, and each criterion as a row."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from taskdata.evaluate.criteria import Judged, Rank, tell_needed
from taskdata.evaluate.evaluation import Evaluation
from taskdata.evaluate.page_charts import TargetChart, draw_target
from taskdata.evaluate.page_words import NOT_MEASURED, count, show_interval, show_value, tell_target

State = Literal["met", "missed", "undecided", "unmeasured"]
_SIGNS: dict[State, str] = {"met": "✓", "missed": "✕", "undecided": "?", "unmeasured": "–"}
_NAMES: dict[State, str] = {
    "met": "met", "missed": "missed", "undecided": "still open", "unmeasured": NOT_MEASURED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A criterion or a capability as the page shows it; `advice` says what would decide it."""

    name: str
    about: str
    target: str
    value: str
    interval: str
    n: str
    state: State
    sign: str
    verdict: str
    advice: str
    chart: TargetChart | None


@dataclass(frozen=True, slots=True)
class Headline:
    """The verdict: in a word, what it hangs on in a sentence, and what must be known beside it."""

    verdict: str
    word: str
    sign: str
    sentence: str
    remarks: Sequence[str]


def show_judged(judged: Judged) -> Row:
    """The row of a criterion."""
    of, figure = judged.criterion, judged.figure
    state = _find_state(judged)
    where = f"{of.metric}, {of.category} only" if of.category else of.metric
    chart = (
        None if figure.value is None
        else draw_target(of.metric, of.op, of.target, figure.value, figure.low, figure.high)
    )  # fmt: skip
    return Row(
        name=of.name,
        about=f"{about} ({where})" if (about := getattr(of, "about", "")) else where,
        target=tell_target(of.op, of.metric, of.target),
        value=show_value(of.metric, figure.value),
        interval=show_interval(of.metric, figure.low, figure.high),
        n=_show_n(judged),
        state=state,
        sign=_SIGNS[state],
        verdict=_NAMES[state],
        advice=_advise(judged),
        chart=chart,
    )


def list_criteria(evaluation: Evaluation) -> list[tuple[str, Sequence[Row]]]:
    """The criteria in their groups; a group without any is left out."""
    groups: dict[Rank, str] = {"go_no_go": "Go or no-go", "success": "Success"}
    rows = {
        name: [show_judged(one) for one in evaluation.criteria if one.rank == rank] for rank, name in groups.items()
    }
    return [(name, found) for name, found in rows.items() if found]


def make_headline(evaluation: Evaluation) -> Headline:
    """What is decided, in words that need no table."""
    verdict, criteria = evaluation.decision.verdict, evaluation.criteria
    tell = {"go": _tell_go, "no-go": _tell_no_go, "undecided": _tell_undecided}[verdict]
    word, sign = {"go": ("Go", "✓"), "no-go": ("No-go", "✕"), "undecided": ("Undecided", "?")}[verdict]
    return Headline(verdict, word, sign, tell(criteria, evaluation.decision.needs), _list_remarks(evaluation))


def _find_state(judged: Judged) -> State:
    if not judged.is_measured:
        return "unmeasured"
    return "undecided" if judged.met is None else "met" if judged.met else "missed"


def _show_n(judged: Judged) -> str:
    """On how many it was measured."""
    if not judged.is_measured:
        return "0"
    return "measured elsewhere" if judged.figure.n is None else f"{judged.figure.n:,}"


def _advise(judged: Judged) -> str:
    of, figure = judged.criterion, judged.figure
    if judged.met is not None:
        return ""
    if not judged.is_measured:
        told = f"--measure {of.metric}=VALUE"
        return f"--against FILE, or {told}, gives it" if of.metric == "cost_ratio" else f"{told} gives it"
    few = f"at least {judged.least:,} are needed" if figure.n is not None and figure.n < judged.least else ""
    if judged.needs is None:
        return few or "nobody can tell how many examples would decide it"
    return f"{tell_needed(judged.needs)} would decide it{f'; {few}' if few and judged.needs != judged.least else ''}"


def _tell_go(criteria: Sequence[Judged], _: int | None) -> str:
    if not criteria:
        return "The use case sets no criteria, so that nothing speaks against it."
    told = "The only criterion is met" if len(criteria) == 1 else f"All {len(criteria)} criteria are met"
    tightest = min(criteria, key=_find_margin)
    return f"{told}, each over its whole 95% interval. The closest call is {_tell(tightest)}."


def _find_margin(judged: Judged) -> float:
    """How far the near end of the interval is from the target, as a share of the target."""
    of, figure = judged.criterion, judged.figure
    near = figure.low if of.op in (">", ">=") else figure.high
    return float("inf") if near is None else abs(near - of.target) / (abs(of.target) or 1)


def _tell_no_go(criteria: Sequence[Judged], _: int | None) -> str:
    missed = [one for one in criteria if one.met is False]
    left = sum(one.met is None for one in criteria)
    rest = f" {count(left, 'more is', 'more are')} not decided yet." if left else ""
    return f"{_count_of(missed, criteria)} missed: {_list(missed)}.{rest}"


def _tell_undecided(criteria: Sequence[Judged], needs: int | None) -> str:
    left = [one for one in criteria if one.met is None]
    silent = [one for one in left if not one.is_measured]
    unclear = [one for one in left if one.is_measured]
    parts = [f"No criterion is missed, but {_count_of(left, criteria)} not decided."]
    if silent:
        parts.append(f"Not measured: {'; '.join(one.criterion.name for one in silent)}.")
    if unclear:
        parts.append(f"Not clear yet: {_list(unclear)}.")
    if needs:
        parts.append(f"{tell_needed(needs).capitalize()} would decide.")
    return " ".join(parts)


def _count_of(some: Sequence[Judged], criteria: Sequence[Judged]) -> str:
    return f"{len(some)} of {count(len(criteria), 'criterion', 'criteria')} {'is' if len(some) == 1 else 'are'}"


def _list(some: Sequence[Judged]) -> str:
    return "; ".join(map(_tell, some))


def _tell(judged: Judged) -> str:
    of, metric = judged.criterion, judged.criterion.metric
    return f"{of.name} ({show_value(metric, judged.figure.value)}, {tell_target(of.op, metric, of.target)} is needed)"


def _list_remarks(evaluation: Evaluation) -> list[str]:
    """What makes the figures mean less than they seem to."""
    test, delivery = evaluation.test, evaluation.delivery
    missing = f"{count(delivery.missing, 'example has', 'examples have')} no prediction and"
    left_out = f"{count(test.left_out, 'line')} of the test set could not be used and"
    return [
        text
        for text, applies in (
            (
                f"{evaluation.learned or 0:,} of the examples stand in what the model was trained on: it may know them "
                f"by heart, so decide on others.",
                evaluation.learned,
            ),
            ("The labels of the test set were not proven: it was taken by force.", not test.is_verified),
            (f"{missing} {'counts' if delivery.missing == 1 else 'count'} as wrong everywhere.", delivery.missing),
            (f"{left_out} {'counts' if test.left_out == 1 else 'count'} for nothing.", test.left_out),
        )
        if applies
    ]
