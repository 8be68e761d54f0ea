"""What an audit found, as text for people and as JSON for programs."""

from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from taskdata.deliver.audit_judgements import Judgement
from taskdata.deliver.audit_rates import Audit, Judged, Tally
from taskdata.foundation.text import escape_controls

_INDENT = 2
_MOST_NAMES = 4


def to_json(audit: Audit) -> dict[str, Any]:
    """The rates and the faulty examples; a rate without data is null."""
    return {
        "n": audit.label.size,
        "judges": list(audit.judges),
        "label": _tally_to_json(audit.label),
        "natural": _tally_to_json(audit.natural),
        "left_out": {"gone": audit.gone, "changed": audit.changed},
        "faulty": [_judged_to_json(one) for one in audit.faulty],
    }


def _tally_to_json(tally: Tally) -> dict[str, Any]:
    interval = tally.interval
    return {
        "name": tally.name,
        "n": tally.size,
        "count": tally.count,
        "of": tally.of,
        **{outcome: tally.outcomes.get(outcome, 0) for outcome in ("faulty", "unsure", "disputed")},
        "rate": interval.rate if interval else None,
        "low": interval.low if interval else None,
        "high": interval.high if interval else None,
        "unjudged": [part.name for part in tally.list_unjudged()],
        "parts": [_tally_to_json(part) for part in tally.parts],
    }


def _judged_to_json(one: Judged) -> dict[str, Any]:
    example = one.example
    return {
        "id": example.id,
        "stratum": str(one.stratum),
        "reference_date": example.reference_date.isoformat(),
        "input": example.input,
        "output": example.output,
        **{name: one.find_faults().get(name) for name in ("label", "natural")},
        "judgements": [judgement.model_dump(exclude={"id", "version"}) for judgement in one.judgements],
    }


def render_audit(audit: Audit) -> str:
    """The tables of both rates, what to know about them, and the faulty examples with the comments."""
    if not audit.judged:
        return "\n".join([f"none of {audit.label.size:,} examples is judged yet", *_render_left_out(audit)])
    lines = [
        *_render_table("label errors", ("wrong", "unsure", "disputed"), audit.label),
        "",
        *_render_table("unnatural requests", ("unnatural", "", "disputed"), audit.natural),
        *_render_notes(audit),
    ]
    for one in audit.faulty:
        lines += ["", *_render_faulty(one)]
    return "\n".join(lines)


def _render_table(heading: str, names: Sequence[str], whole: Tally) -> Iterator[str]:
    rows = list(_list_rows(whole))
    wide = max(len(heading), *(len(name) for name, _ in rows))
    shown = [(name, key) for name, key in zip(names, ("faulty", "unsure", "disputed"), strict=True) if name]
    heads = "".join(f"{name:>{max(8, len(name) + 2)}}" for name, _ in shown)
    yield f"{heading:{wide}}  examples  judged{heads}    rate  95% interval"
    for name, tally in rows:
        counts = {str(outcome): count for outcome, count in tally.outcomes.items()}
        cells = "".join(f"{counts.get(key, 0):>{max(8, len(head) + 2)}}" for head, key in shown)
        yield f"{name:{wide}}  {tally.size:8,}  {tally.of:6,}{cells}  {_render_interval(tally)}"


def _list_rows(whole: Tally) -> Iterator[tuple[str, Tally]]:
    for category in whole.parts:
        yield category.name, category
        for part in category.parts:
            yield " " * _INDENT + part.name.removeprefix(f"{category.name}/"), part
    yield whole.name, whole


def _render_interval(tally: Tally) -> str:
    if tally.interval is None:
        return "no data"
    rate, low, high = (f"{value:.1%}" for value in (tally.interval.rate, tally.interval.low, tally.interval.high))
    return f"{rate:>6}  {low} to {high}"


def _render_notes(audit: Audit) -> Iterator[str]:
    judged = len(audit.judged)
    by = f" by {', '.join(escape_controls(judge) for judge in audit.judges)}" if audit.judges else ""
    yield f"\n{judged:,} of {audit.label.size:,} examples judged{by}; all: each stratum weighted by its share"
    if any(tally.outcomes.get(key, 0) for tally in (audit.label, audit.natural) for key in ("unsure", "disputed")):
        yield "what is unsure, or disputed between judges, counts against the dataset until it is settled"
    for name, tally in (("label", audit.label), ("natural", audit.natural)):
        if tally.of and (missing := tally.list_unjudged()):
            share = 1 - sum(part.size for part in missing) / tally.size
            names = [part.name for part in missing]
            rest = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
            named = ", ".join(names[:_MOST_NAMES]) + rest
            yield f"{name}: nothing judged yet of {named}; the rate of all is that of the other {share:.1%}"
    yield from _render_left_out(audit)


def _render_left_out(audit: Audit) -> Iterator[str]:
    if audit.gone or audit.changed:
        yield (
            f"{audit.gone + audit.changed} judgements left out: of {audit.gone} the example is not in the dataset any "
            f"more, of {audit.changed} it has changed since"
        )


def _render_faulty(one: Judged) -> Iterator[str]:
    example = one.example
    told = ", ".join(f"{name} {_OUTCOMES.get((name, outcome), outcome)}" for name, outcome in one.find_faults().items())
    day = example.reference_date
    yield f"{example.id}  {one.stratum}  {told}"
    yield f"  {day:%A}, {day.isoformat()}: {escape_controls(example.input)}"
    yield f"  {escape_controls(orjson.dumps(example.output).decode())}"
    for judgement in one.judgements:
        yield f"  {_render_judgement(judgement)}"


_OUTCOMES = {("label", "faulty"): "wrong", ("natural", "faulty"): "no"}


def _render_judgement(judgement: Judgement) -> str:
    said = [f"label {judgement.label}"] if judgement.label else []
    said += [f"natural {judgement.natural}"] if judgement.natural else []
    comment = f": {escape_controls(judgement.comment)}" if judgement.comment else ""
    return f"{escape_controls(judgement.judge)} says {', '.join(said)}{comment}"
