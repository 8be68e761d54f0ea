"""The second half of what `taskdata explain` prints: where an example comes from, and what speaks for it."""

from collections.abc import Iterator

import click
import orjson

from taskdata.answers.showing import shorten
from taskdata.check.showing import show_value
from taskdata.cli.layout import align, bold
from taskdata.deliver.split_reasons import Home
from taskdata.foundation.records import Example
from taskdata.foundation.text import escape_controls
from taskdata.workflows.explain import Explanation
from taskdata.workflows.explain_checks import SplitTold
from taskdata.workflows.explain_seed import SeedTold

_CHECKS = {
    "shape": "the label keeps to the schema, and to the rules for what the model words itself",
    "values": "every value is said or the default, and all that is said is in the label",
    "reading": "read without the label, the request means this and nothing else",
    "record": "id, category and spans are true to the request and the label",
    "split": "its words belong to the split in which it stands",
}
_OUTCOMES = {True: "ok", False: "no", None: "not looked at"}
_VOTES = {"confirm": "confirmed", "suspect": "suspect, look again", "abstain": "no vote"}
_MOST_SHOWN = 5


# --- where it comes from -----------------------------------------------------------------------------------


def render_origin(told: Explanation) -> Iterator[str]:
    """The source of an example, and the set that it was made with."""
    source, made = told.example.source, told.made
    yield bold("where it comes from")
    match source.kind:
        case "paraphrase":
            yield escape_controls(f"  {source.model} reworded {source.parent} (prompt {source.prompt})")
            manner = told.example.facets.get("manner")
            if isinstance(manner, dict) and manner:
                yield escape_controls(f"  asked to be {', '.join(map(str, manner.values()))}")
            yield f"  {_tell_parent(told.related.parent)}"
        case "template":
            worded = f", worded by {source.model} (prompt {source.prompt})" if source.model else ""
            yield f"  a template of the pack{escape_controls(worded)}"
            if told.template and told.template.parent:
                yield f"  it rewords the sentence in {told.template.parent}"
        case _:
            yield from _render_seed(told.seed, source.parent, source.kind)
    if made.pack is None:
        yield "  no manifest knows this file: it has none beside it, or was changed since"
        return
    yield f"  taskdata {made.version} verified it when the set was made, seed {made.seed}, pack {made.pack}"
    changed = "the pack is the same now" if made.is_same else f"the pack has changed since: it is {made.pack_now} now"
    version = "" if made.version == made.version_now else f"; this is taskdata {made.version_now}"
    yield f"  {changed}{version}"


def _tell_parent(parent: Example | None) -> str:
    if parent is None:
        return "that example is not in this file"
    return f"which says {escape_controls(repr(parent.input))}; `taskdata explain {parent.id}` tells how it came to be"


def _render_seed(seed: SeedTold | None, parent: str | None, kind: str) -> Iterator[str]:
    told = "a logged failure" if kind == "failure" else "a request of a real user"
    if seed is None:
        yield escape_controls(f"  {told}, the seed {parent}, which is not there any more")
        return
    how = "as it was said" if seed.is_verbatim else "varied"
    yield f"  {told}, {how}: the seed {seed.id} in {seed.place}, {seed.state}"
    if not seed.is_verbatim:
        yield f"  it says {escape_controls(repr(seed.input))}"
    for finding in seed.findings[:_MOST_SHOWN]:
        yield f"  what went wrong: {finding.kind}: {finding.path}: {escape_controls(finding.message)}"


# --- what speaks for it ------------------------------------------------------------------------------------


def render_checks(told: Explanation) -> Iterator[str]:
    """Each check as it comes out today, with the faults and the votes on days."""
    checked = told.checked
    yield bold(f"checked now: {'proven' if not checked.faults else 'refused'}")
    rows = [
        (name, _OUTCOMES[outcome], _CHECKS.get(name, "a check of an installed package"))
        for name, outcome in checked.outcomes.items()
    ]
    yield from align(rows)
    for fault in checked.faults:
        yield click.style(f"  {fault.code}: {fault.path}: {escape_controls(fault.message)}", fg="red")
    for day, vote in checked.votes:
        means = show_value(day.day.isoformat()) if day.day else "a day that does not exist"
        named = f"dateparser {vote.dateparser or 'names none'}, parsedatetime {vote.parsedatetime or 'names none'}"
        yield escape_controls(f"  two other parsers on {day.asked!r}, {means}: {_VOTES[vote.verdict]} ({named})")


def render_split(told: Explanation) -> Iterator[str]:
    """Why an example is in its split."""
    split = told.split
    kept = "a group, and words that are kept apart, stand in one split alone"
    yield f"{bold(f'why it is in {split.split}')}: {kept}"
    if split.group:
        yield f"  its group {_tell_home(split.group, split)}"
    elif split.is_seed:
        yield "  a seed goes where its words belong, or else where the hash of its group falls"
    else:
        yield f"  the pack has no group {escape_controls(told.example.source.group)} any more"
    for home in split.words:
        yield escape_controls(f"  {home.what!r} {_tell_home(home, split)}")
    if split.group and split.group.split != split.split:
        yield f"  the rule of today puts its group into {split.group.split}: the split was another, or was made anew"


def _tell_home(home: Home, split: SplitTold) -> str:
    low, high = split.bounds[home.by_hash]
    by_hash = f"its hash is {home.share:.3f}, and {home.by_hash} has {low:.3f} to {high:.3f}"
    match home.rule:
        case "held":
            return f"belongs to {home.split}: a real request has it that is kept for the benchmark"
        case "family":
            return f"belongs to {home.split}, since its family would have nothing there without it ({by_hash})"
        case "category":
            return f"belongs to {home.split}, since its category would have nothing there without it ({by_hash})"
    return f"belongs to {home.split}: {by_hash}"


def render_related(told: Explanation) -> Iterator[str]:
    """What stands near it in its dataset; nothing where there is nothing."""
    related = told.related
    groups = [("the same contrast, said beside it", related.siblings), ("rewordings of it", related.paraphrases)]
    shown = [(name, examples) for name, examples in groups if examples]
    if not shown and not related.of_template:
        return
    yield bold("near it in the dataset")
    for name, examples in shown:
        yield f"  {name}"
        for one in examples[:_MOST_SHOWN]:
            yield escape_controls(f"    {one.id}  {one.input}")
            yield escape_controls(f"                      {shorten(_dump(one))}")
        if len(examples) > _MOST_SHOWN:
            yield f"    and {len(examples) - _MOST_SHOWN} more"
    if related.of_template:
        yield f"  {related.of_template:,} more of the same template"


def _dump(one: Example) -> str:
    return orjson.dumps(one.output).decode()
