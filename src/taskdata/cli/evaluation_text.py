"""What `taskdata evaluate` prints for people."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from taskdata.evaluate.criteria import tell_needed
from taskdata.evaluate.number_words import show_interval, show_share, show_target, show_value

if TYPE_CHECKING:
    from taskdata.evaluate.comparing import Comparison
    from taskdata.evaluate.criteria import Judged
    from taskdata.evaluate.evaluation import Evaluation
    from taskdata.evaluate.figures import Figure, Share
    from taskdata.evaluate.ledger import RevisitState
    from taskdata.evaluate.metrics import Metrics

NO_DATA = "no data"
MOST_WEAK, LEAST_WEAK = 5, 10
"""How many kinds are named, and of how many examples at least."""
_MET = {True: "met", False: "missed", None: "undecided"}
_COLOURS = {"go": "green", "no-go": "red", "undecided": "yellow"}
_SHARES = (
    ("JSON validity", "json_validity"), ("schema validity", "schema_validity"), ("exact match", "exact_match"),
    ("field accuracy", "field_accuracy"),
)  # fmt: skip
_MORE_SHARES = (
    ("  of what was said", "not_default"), ("same query", "query_accuracy"),
    ("error type right", "error_type_accuracy"),
    ("false alarms", "false_alarms"), ("errors missed", "errors_missed"), ("extra fields", "extra_field_rate"),
    ("missing fields", "missing_field_rate"),
)  # fmt: skip
_MEANS: "Sequence[tuple[str, str, Callable[[Metrics], Figure]]]" = (
    ("latency p50", "latency_ms", lambda metrics: metrics.latency.p50),
    ("latency p95", "latency_ms", lambda metrics: metrics.latency.p95),
    ("latency mean", "latency_ms", lambda metrics: metrics.latency.mean),
    ("cost a request", "cost_usd_per_request", lambda metrics: metrics.cost),
    ("tokens in", "tokens", lambda metrics: metrics.tokens_in),
    ("tokens out", "tokens", lambda metrics: metrics.tokens_out),
)


def render_evaluation(evaluation: "Evaluation", revisits: "Sequence[RevisitState]") -> str:
    """The evaluation as lines for a terminal."""
    return "\n".join(
        [
            *_render_head(evaluation),
            "",
            *_render_figures(evaluation),
            *_render_weak(evaluation.metrics),
            "",
            *_render_judged("capabilities", evaluation.capabilities),
            *_render_judged("criteria", evaluation.criteria),
            *_render_revisits(revisits),
            *(_render_against(evaluation.against) if evaluation.against else ()),
            "",
            render_verdict(evaluation),
        ]
    )


def render_verdict(evaluation: "Evaluation") -> str:
    """The verdict in one sentence, with what it hangs on."""
    verdict = evaluation.decision.verdict
    said = click.style(verdict.upper(), fg=_COLOURS[verdict], bold=True)
    missed = [one.criterion.name for one in evaluation.criteria if one.met is False]
    left = [one for one in evaluation.criteria if one.met is None]
    if verdict == "go":
        return f"{said}: all {len(evaluation.criteria)} criteria are met"
    if verdict == "no-go":
        are = "is" if len(missed) == 1 else "are"
        return f"{said}: {len(missed)} of {len(evaluation.criteria)} criteria {are} missed: {', '.join(missed)}"
    unmeasured = [one.criterion for one in left if not one.is_measured]
    are = "is" if len(left) == 1 else "are"
    told = [f"{len(left)} of {len(evaluation.criteria)} criteria {are} undecided"]
    if evaluation.decision.needs:
        told.append(f"{tell_needed(evaluation.decision.needs)} would decide")
    if unmeasured:
        metrics = ", ".join(dict.fromkeys(one.metric for one in unmeasured))
        told.append(f"not measured: {metrics} (give what was measured elsewhere with --measure METRIC=VALUE)")
    return f"{said}: {'; '.join(told)}"


def _render_head(evaluation: "Evaluation") -> Iterator[str]:
    test = evaluation.test
    proof = "all labels proven" if test.is_verified else "labels taken as they are"
    left_out = f", {test.left_out:,} line(s) left out" if test.left_out else ""
    yield f"{evaluation.metrics.n:,} examples of {test.name} ({proof}{left_out})"
    if evaluation.model:
        yield f"answered by {evaluation.model}"


def _render_figures(evaluation: "Evaluation") -> Iterator[str]:
    """The figures, the first answers beside those that were mended, and those in the end."""
    columns = [("first answer", evaluation.metrics)]
    if evaluation.repaired:
        columns.append(("repaired", evaluation.repaired))
    if evaluation.regenerated:
        columns.append(("with the guard", evaluation.regenerated))
    yield f"  {'':20}" + "".join(f"{name:<48}" for name, _ in columns).rstrip()
    for label, metric in _SHARES:
        yield _line(label, [_show_share(getattr(metrics.parts["all"], metric)) for _, metrics in columns])
        if metric in ("exact_match", "field_accuracy"):
            for category in list(evaluation.metrics.parts)[1:]:
                parts = [metrics.parts.get(category) for _, metrics in columns]
                yield _line(f"  {category}", [_show_share(getattr(part, metric)) if part else "" for part in parts])
    for label, metric in _MORE_SHARES:
        yield _line(label, [_show_share(getattr(metrics, metric)) for _, metrics in columns])
    for label, metric, find in _MEANS:
        yield _line(label, [_show_measured(find(metrics), metric) for _, metrics in columns])


def _render_weak(metrics: "Metrics") -> Iterator[str]:
    """The kinds of requests whose whole interval is below the rate of all, the worst first."""
    whole = metrics.parts["all"].exact_match.rate or 0.0
    parts = [
        (mark, value, part.exact_match) for mark, found in metrics.by_mark.items() for value, part in found.items()
    ]
    weak = [one for one in parts if one[2].of >= LEAST_WEAK and (one[2].high or 0.0) < whole]
    for mark, value, share in sorted(weak, key=lambda one: one[2].rate or 0.0)[:MOST_WEAK]:
        yield f"  weak: {mark} {value}: exact match {_show_share(share)}"


def _line(label: str, cells: Sequence[str]) -> str:
    return (f"  {label:<20}" + "".join(f"{cell:<48}" for cell in cells)).rstrip()


def _show_share(share: "Share") -> str:
    if share.rate is None:
        return NO_DATA
    interval = (
        "" if share.low is None or share.high is None else f" ({show_share(share.low)} to {show_share(share.high)})"
    )
    return f"{show_share(share.rate)}{interval} of {share.of:,}"


def _show_measured(figure: "Figure", metric: str) -> str:
    return NO_DATA if figure.value is None else f"{_show_figure(figure, metric)} of {figure.n:,}"


def _render_judged(heading: str, judged: "Sequence[Judged]") -> Iterator[str]:
    if not judged:
        return
    yield f"  {heading}"
    width = max(len(one.criterion.name) for one in judged)
    for one in judged:
        of = one.criterion
        scope = f"{of.metric} of {of.category}" if of.category else of.metric
        needs = f"; {tell_needed(one.needs)} would decide" if one.met is None and one.needs else ""
        figure = _show_figure(one.figure, of.metric)
        target = show_target(of.metric, of.op, of.target)
        yield f"    {_MET[one.met]:<11}{of.name:<{width}}  {scope} {target}: {figure}{needs}"


def _show_figure(figure: "Figure", metric: str) -> str:
    if figure.value is None:
        return "not measured"
    value = show_value(metric, figure.value)
    is_point = figure.low == figure.high == figure.value
    interval = None if is_point else show_interval(metric, figure.low, figure.high)
    return f"{value} ({interval})" if interval else value


def _render_revisits(revisits: "Sequence[RevisitState]") -> Iterator[str]:
    for state in revisits:
        when = state.rule.when
        if when is None:
            continue
        values = ", ".join(show_value(when.metric, value) for value in state.values) or "none"
        told = {True: "THINK AGAIN", False: "no", None: f"{len(state.values)} of {when.iterations} iterations"}
        yield f"  think again if {state.rule.about}: {told[state.holds]} (so far: {values})"


def _render_against(against: "Comparison") -> Iterator[str]:
    other = against.model or "the other"
    yield f"  against {other}, on the same {against.n:,} examples"
    yield f"    {'':<24}{'this':<14}{other}"
    for name, (mine, theirs) in against.figures.items():
        if mine is not None or theirs is not None:
            cells = [NO_DATA if value is None else show_value(name, value) for value in (mine, theirs)]
            yield f"    {name:<24}{cells[0]:<14}{cells[1]}"
    chance = "they differ on none" if against.p_value is None else f"by chance alone: p = {against.p_value:.3g}"
    yield f"    exactly right: {against.better:,} only here, {against.worse:,} only there; {chance}"
    ratio = against.cost_ratio
    yield f"    cost ratio: {NO_DATA if ratio.value is None else _show_figure(ratio, 'cost_ratio')}"
