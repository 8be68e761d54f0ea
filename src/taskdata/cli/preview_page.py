"""What `taskdata preview` prints: a head with the size of the space, then the requests with their labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import click
import orjson

from taskdata.cli.hear_page import COLOURS
from taskdata.foundation.pack import Contrast, Family, HeardSentence, SeedOrigin, Template
from taskdata.foundation.split_names import BENCHMARK
from taskdata.foundation.text import escape_controls
from taskdata.workflows.open_pack import Opened
from taskdata.workflows.preview import Heard, Preview, Shown, Space, list_heard_texts, measure_space, say_slot
from taskdata.workflows.preview_target import Sentence, Target

_MANY = 1_000_000_000


@dataclass(slots=True)
class Page:
    """Lines, and whether an example among them is refused; known when the last line was taken."""

    lines: Iterator[str]
    is_refused: bool = False


def render_page(opened: Opened, target: Target | None, count: int, seed: int) -> Page:
    """The page for a target; without one, a line for each family."""
    page = Page(iter(()))
    match target:
        case None:
            page.lines = _list_families(opened)
        case HeardSentence():
            page.lines = _list_heard(target, count, seed)
        case str():
            page.lines = _list_sayings(opened, target, count, seed)
        case Sentence(family=None):
            page.lines = _list_unlabelled(opened, target, count, seed)
        case _:
            page.lines = _list_examples(page, opened, target, count, seed)
    return page


def _list_examples(
    page: Page, opened: Opened, target: Family | Template | Contrast | Sentence, count: int, seed: int
) -> Iterator[str]:
    preview = Preview(opened, seed, target)
    yield from _describe(preview, target)
    drawn = preview.draw_contrast(target, count) if isinstance(target, Contrast) else preview.draw(target, count)
    shown = 0
    for one in drawn:
        shown += 1
        page.is_refused = page.is_refused or not one.verdict.ok
        yield ""
        yield from _render_example(one, with_place=not isinstance(target, Template | Sentence))
    if shown == 0:
        page.is_refused = True
        yield "nothing can be said with it on any of the days that were tried"
    elif shown < count and not isinstance(target, Contrast):
        yield f"\nthat is all it says, in {count * 20:,} tries"


def _render_example(one: Shown, *, with_place: bool) -> Iterator[str]:
    example = one.example
    spans = [(span.slot, span.start, span.end) for span in example.spans]
    yield mark_slots(example.input, spans)
    place = f"  {one.place}" if with_place else ""
    yield _dim(f"    {example.reference_date:%a %Y-%m-%d}  {example.facets['style']}{place}")
    yield f"    {_dump(example.output)}"
    for fault in one.verdict.faults:
        yield click.style(f"    refused: {fault.code}: {fault.path}: {escape_controls(fault.message)}", fg="red")


def mark_slots(text: str, spans: Sequence[tuple[str, int, int]]) -> str:
    """The request with each slot in a colour of its own and in brackets with its name, so that it reads without."""
    colours = {name: COLOURS[index % len(COLOURS)] for index, name in enumerate(sorted({s for s, _, _ in spans}))}
    marked, at = "", 0
    for name, start, end in spans:
        words = f"[{escape_controls(text[start:end])}]"
        marked += escape_controls(text[at:start]) + click.style(words, fg=colours[name], bold=True) + _dim(name)
        at = end
    return marked + escape_controls(text[at:])


# --- the head ----------------------------------------------------------------------------------------------


def _describe(preview: Preview, target: Family | Template | Contrast | Sentence) -> Iterator[str]:
    pack, opened = preview.pack, preview.opened
    match target:
        case Contrast():
            entry = opened.loaded.declared.sections["contrasts"][target.name].value
            split = preview.splits.of_group(target.name)
            yield click.style(f"contrast {target.name}: {entry.about or target.kind}", bold=True)
            yield f"  told apart by {target.kind}; {len(target.members)} members, all in {split}"
        case Family():
            entry = opened.loaded.declared.sections["families"][target.name].value
            templates = [template for template in target.templates if not template.contrast]
            yield click.style(f"family {target.name}: {entry.about}".rstrip(": "), bold=True)
            yield f"  {target.action}, category {target.category}; {_share(preview, target)}"
            yield f"  {len(templates)} templates: {show_space(measure_space(opened, templates))}"
        case Template(origin=SeedOrigin(seed, kind)):
            yield click.style(f"seed {seed} ({kind}) in {target.place}", bold=True)
            yield f"  {escape_controls(target.text)}"
            yield f"  near the family {target.family}; {show_space(measure_space(opened, [target]))}"
        case Template():
            family = pack.families[target.family]
            split = preview.splits.of_group(target.group)
            split = "held for the benchmark, in no dataset" if split == BENCHMARK else f"in {split}"
            yield click.style(f"template {target.id} in {target.place}", bold=True)
            yield f"  {family.action}, category {family.category}; {split}"
            yield f"  {show_space(measure_space(opened, [target]))}"
        case Sentence(template, family):
            yield click.style(f"a sentence as of the family {family}", bold=True)
            yield f"  {show_space(measure_space(opened, [template]))}"


def _share(preview: Preview, family: Family) -> str:
    rivals = [one.weight for one in preview.pack.families.values() if one.category == family.category]
    return f"weight {family.weight:g}, {family.weight / sum(rivals):.1%} of its category"


def show_space(space: Space) -> str:
    """The size of a space in words."""
    framed = f" in {space.frames:,} frames" if space.frames > 1 else ""
    sentences = f"{space.sentences:,} sentence{'s' * (space.sentences != 1)}{framed}"
    requests = f"over {_MANY:,}" if space.requests > _MANY else f"{space.requests:,.0f}"
    days = ", times what days, amounts and the like say" if space.is_open else ""
    return f"{sentences}, {requests} request{'s' * (space.requests != 1)}{days}"


# --- the other pages ---------------------------------------------------------------------------------------


def _list_families(opened: Opened) -> Iterator[str]:
    families = opened.pack.families.values()
    wide = max((len(family.name) for family in families), default=0)
    for family in families:
        about = opened.loaded.declared.sections["families"][family.name].value.about
        templates = [template for template in family.templates if not template.contrast]
        yield f"{family.name:{wide}}  {len(templates):4} templates  {family.action}  {_dim(about)}"


def _list_heard(heard: HeardSentence, count: int, seed: int) -> Iterator[str]:
    yield click.style(f"only heard, as {heard.action or 'two readings'}; no dataset says it", bold=True)
    for text in list_heard_texts(heard, count, seed):
        yield f"  {text}"


def _list_sayings(opened: Opened, name: str, count: int, seed: int) -> Iterator[str]:
    slot = name.partition(".")[0]
    kind = getattr(opened.pack.spec(slot), "type", None)
    yield click.style(f"slot {slot}, of type {kind}", bold=True)
    last = None
    for form, day, said in say_slot(opened, name, count, seed):
        if form != last:
            yield f"\n{{{slot}.{form}}}"
            last = form
        on = _dim(f"  on {day:%a %Y-%m-%d}") if opened.slots[slot].needs_day(None) else ""
        yield f"  {escape_controls(said.words)}  {_dim('->')}  {_dump(said.value)}{on}"


def _list_unlabelled(opened: Opened, sentence: Sentence, count: int, seed: int) -> Iterator[str]:
    yield click.style("a sentence of no family: what the pack hears in it is only proposed", bold=True)
    yield f"  {show_space(measure_space(opened, [sentence.template]))}"
    yield "  --family NAME labels and verifies it as one of that family"
    for one in Preview(opened, seed, sentence).hear(sentence, count):
        yield ""
        yield mark_slots(one.text, one.spans)
        yield _dim(f"    {one.day:%a %Y-%m-%d}")
        yield f"    {_tell_heard(one)}"


def _tell_heard(one: Heard) -> str:
    told = one.listened
    if told.is_tied:
        return "two readings"
    if not told.is_understood:
        unknown = f": {', '.join(map(repr, told.unknown))} in no sentence of the pack" if told.unknown else ""
        return f"not understood{unknown}"
    best = told.readings[0]
    more = f"  (not understood: {', '.join(map(repr, told.unknown))})" if told.unknown else ""
    return f"heard as {_dump(best.output)}{more}"


def _dump(value: Any) -> str:
    return escape_controls(orjson.dumps(value, default=str).decode())


def _dim(text: str) -> str:
    return click.style(text, dim=True) if text else ""
