"""What `taskdata explain` prints: the request and its label, then why, part by part."""

from collections.abc import Iterable, Iterator

from taskdata.answers.showing import shorten
from taskdata.check.showing import show_value
from taskdata.cli.explain_proof_page import render_checks, render_origin, render_related, render_split
from taskdata.cli.layout import align, bold
from taskdata.cli.preview_page import mark_slots
from taskdata.cli.terminal import render_label
from taskdata.foundation.output import take_part
from taskdata.foundation.text import escape_controls
from taskdata.workflows.explain import Explanation, TemplateTold
from taskdata.workflows.explain_label import FieldTold, SlotTold

_STEPS = {
    "swaps": "words swapped",
    "marks": "marks left out",
    "mistyping": "a slip",
    "case": "capitals",
    "end": "the end",
}


def render_explanation(told: Explanation) -> str:
    """The whole page, as lines."""
    parts = [
        _render_head(told),
        [bold("label"), *render_label(told.example.output).split("\n"), *_render_label_now(told)],
        [bold("why it says so"), *_render_fields(told)],
        list(_render_sentence(told)),
        list(_render_draw(told)),
        list(render_origin(told)),
        list(render_checks(told)),
        list(render_split(told)),
        list(render_related(told)),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _render_head(told: Explanation) -> list[str]:
    example = told.example
    spans = [(span.slot, span.start, span.end) for span in example.spans]
    others = [f"also in {', '.join(told.found.others)}"] if told.found.others else []
    manner = [str(example.facets["style"])] if "style" in example.facets else []
    cases = example.facets.get("edge_cases")
    edges = [f"edge cases: {', '.join(map(str, cases))}"] if isinstance(cases, list) and cases else []
    facts = "  ".join([f"said on {example.reference_date:%A %Y-%m-%d}", *manner, *edges])
    head = f"{bold(example.id)}  {told.found.place}, {example.split}"
    return [head, *others, "", mark_slots(example.input, spans), f"    {escape_controls(facts)}"]


def _render_label_now(told: Explanation) -> Iterator[str]:
    if told.label_now is not None:
        yield "its template gives another label now:"
        yield from render_label(told.label_now).split("\n")


# --- the label ---------------------------------------------------------------------------------------------


def _render_fields(told: Explanation) -> Iterator[str]:
    """The fields in three columns, then the slots that no field has."""
    slots = {slot.slot: slot for slot in told.slots}
    today = f"{told.example.reference_date:%A %Y-%m-%d}"
    rows = [
        (escape_controls(one.path), shorten(_show(one.value)), _tell_basis(one, slots, today)) for one in told.fields
    ]
    yield from align(rows)
    for slot in told.slots:
        if not slot.paths:
            yield f"  {escape_controls(_tell_slot(slot) + _tell_days(slot.days, today))}; copied into no field"


def _tell_basis(field: FieldTold, slots: dict[str, SlotTold], today: str) -> str:
    match field.basis:
        case "slot" | "joined":
            said = ", ".join(_tell_slot(slots[name]) for name in field.slots if name in slots)
            return escape_controls(said + _tell_days(field.days, today))
        case "default":
            return "not said: the default"
        case "constant":
            return "always so for this action"
        case "set":
            return "set by the sentence as a whole"
    return "nothing in the pack of today gives it"


def _tell_slot(slot: SlotTold) -> str:
    kind = f" ({slot.kind})" if slot.kind else ""
    heard = f" is {_show(take_part(slot.value, None))}" if slot.is_known and not slot.paths else ""
    unknown = "" if slot.is_known else " is not understood by the pack of today"
    return f"{slot.slot} {slot.words!r}{kind}{heard}{unknown}"


def _tell_days(days: int | None, today: str) -> str:
    if days is None:
        return ""
    if days == 0:
        return f": {today} itself"
    return f": {abs(days):,} day{'s' * (abs(days) != 1)} {'after' if days > 0 else 'before'} {today}"


def _show(value: object) -> str:
    return escape_controls(show_value(value))


# --- the sentence and its draw -----------------------------------------------------------------------------


def _render_sentence(told: Explanation) -> Iterator[str]:
    source, template = told.example.source, told.template
    if template is None:
        yield bold("template")
        yield escape_controls(f"  {source.template}, family {source.family}, group {source.group}")
        yield f"  {escape_controls(told.missing or '')}"
        return
    yield bold(f"template {template.id} in {template.place}")
    yield f"  {escape_controls(template.sentence)}"
    for slot, words in template.given.items():
        yield f"  {slot}: given as {escape_controls(words)}"
    about = f": {template.about}" if template.about else ""
    yield f"  family {template.family}{escape_controls(about)}"
    yield f"  {_tell_group(template)}"


def _tell_group(template: TemplateTold) -> str:
    if template.contrast:
        return f"contrast {template.contrast}: said together with its other members, or not at all"
    if template.group == template.id:
        return "a group of its own"
    return f"group {template.group}: no other split has any of it"


def _render_draw(told: Explanation) -> Iterator[str]:
    replayed = told.replayed
    if replayed is None:
        if told.template and told.missing:
            yield f"{bold('what was chosen')}: {escape_controls(told.missing)}"
        return
    yield bold(f"what was chosen (draw {replayed.draw.index:,} of this template with seed {replayed.draw.seed})")
    rows = [
        (shorten(choice.written), f"{choice.said!r}" if choice.said else "left out", f"one of {choice.ways:,} ways")
        for choice in replayed.choices
    ]
    rows += [("frame", repr(replayed.frame), "")] if replayed.frame else []
    if rows:
        yield from map(escape_controls, align(rows))
    else:
        yield "  nothing: the sentence has one wording, and no frame was put round it"
    style = told.example.facets.get("style")
    steps = _list_changes(replayed.typing)
    yield escape_controls(f"  typed as {style}{': as it was said' if len(steps) == 1 else ''}")
    if len(steps) > 1:
        yield from map(escape_controls, (f"  {line}" for line in align(steps)))


def _list_changes(typing: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """What was said, and the steps of typing that changed something."""
    rows: list[tuple[str, ...]] = []
    for step, text in typing:
        if not rows or rows[-1][1] != text:
            rows.append((_STEPS.get(step, step), text))
    return rows
