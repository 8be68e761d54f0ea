"""What a terminal shows of a seed that is to be decided about."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from taskdata.answers.broken_json import read_answer
from taskdata.cli.terminal import list_json_lines, paint_spans, render_label
from taskdata.foundation.records import Fault, Span
from taskdata.foundation.text import escape_controls
from taskdata.workflows.seed_judging import JudgedSeed

_MOST_LINES, _MOST_SIGNS, _MOST_FAULTS, _MOST_COMPARED = 15, 2_000, 10, 500


def render_seed(judged: JudgedSeed, head: str, label: Mapping[str, Any] | None, spans: Sequence[Span]) -> str:
    """A seed: the request with the words of the label, what went wrong, the answer, and how it differs."""
    request, legend = paint_spans(judged.seed.input[:_MOST_SIGNS], [one for one in spans if one.end <= _MOST_SIGNS])
    parts = [click.style(_describe(judged, head), bold=True), f"  {request}{_tell_more(judged.seed.input)}"]
    parts += [f"  {legend}"] if legend else []
    parts += _list_wrong(judged)
    if judged.seed.raw_output:
        parts.append("\n".join(("the model's answer:", *_cut(judged.seed.raw_output))))
        parts += list(_compare(judged.seed.raw_output, label)) if label is not None else []
    if judged.output is not None and judged.output != label:
        parts.append(f"the label of the log, which is not proven:\n{render_label(judged.output)}")
        parts.append(render_faults(judged.faults))
    return "\n\n".join(parts)


def render_draft(label: Mapping[str, Any] | None, faults: Sequence[Fault], name: str) -> str:
    """The label that would be accepted, and what speaks against it."""
    if label is None:
        return "no label is proposed: write one with e or j, or reject the seed"
    told = render_faults(faults) if faults else click.style("  it verifies", dim=True)
    return f"{name}:\n{render_label(label)}\n{told}"


def render_faults(faults: Sequence[Fault]) -> str:
    """Faults, one a line."""
    lines = [f"  {fault.code}: {fault.path}: {fault.message}" for fault in faults[:_MOST_FAULTS]]
    more = len(faults) - _MOST_FAULTS
    lines += [f"  ... and {more} more"] if more > 0 else []
    return "\n".join(click.style(escape_controls(line), fg="red") for line in lines)


def _describe(judged: JudgedSeed, head: str) -> str:
    day = judged.seed.reference_date
    assigned = " (assigned)" if judged.seed.is_day_assigned else ""
    return f"{head}   {judged.seed.kind}   {judged.state}   {day:%A}, {day.isoformat()}{assigned}   {judged.seed.id}"


def _list_wrong(judged: JudgedSeed) -> list[str]:
    told = [f"{finding.kind}: {finding.path}: {finding.message}" for finding in judged.findings]
    told += [f"the log says: {judged.seed.error[:_MOST_SIGNS]}"] if judged.seed.error else []
    return ["\n".join(("what went wrong:", *(f"  {escape_controls(line)}" for line in told)))] if told else []


def _cut(text: str) -> Iterator[str]:
    lines = text.splitlines()
    for line in lines[:_MOST_LINES]:
        yield f"  {escape_controls(line[:_MOST_SIGNS])}{_tell_more(line)}"
    if len(lines) > _MOST_LINES:
        yield f"  ... and {len(lines) - _MOST_LINES} more lines"


def _tell_more(text: str) -> str:
    more = len(text) - _MOST_SIGNS
    return f" ... and {more:,} more characters" if more > 0 else ""


def _compare(raw: str, label: Mapping[str, Any]) -> Iterator[str]:
    """The answer and the label line by line, with what must go and what must come; of huge ones nothing."""
    answer = read_answer(raw).value
    if not isinstance(answer, Mapping):
        return
    try:
        mine, right = list_json_lines(_sort_like(answer, label)), list_json_lines(label)
    except (TypeError, RecursionError):  # what no JSON can be written of
        return
    if mine == right:
        yield "the model's answer is this label"
    elif max(len(mine), len(right)) <= _MOST_COMPARED:
        _, _, _, *lines = difflib.unified_diff(mine, right, n=_MOST_COMPARED, lineterm="")
        yield "\n".join(("from the answer to the label:", *map(_paint, lines)))


def _paint(line: str) -> str:
    colour = {"-": "red", "+": "green"}.get(line[0])
    shown = f"{line[0]} {line[1:]}"
    return f"  {click.style(shown, fg=colour) if colour else shown}"


def _sort_like(value: Any, other: Any) -> Any:
    """The value with its keys in the order of the other: two objects differ in their values only."""
    if not isinstance(value, Mapping):
        return value
    model = other if isinstance(other, Mapping) else {}
    keys = [*(key for key in model if key in value), *(key for key in value if key not in model)]
    return {key: _sort_like(value[key], model.get(key)) for key in keys}
