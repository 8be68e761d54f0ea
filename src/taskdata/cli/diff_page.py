"""What `taskdata diff` prints: dangers first, then the examples, the labels, the shares, and some of each change."""

from collections.abc import Iterator, Sequence

import click
import orjson

from taskdata.answers.showing import show
from taskdata.cli.layout import bold
from taskdata.cli.relabel_page import describe_change
from taskdata.deliver.dataset_changes import KINDS, ExampleChange, FieldChange, Leak
from taskdata.deliver.dataset_counts import FACETS, Difference, list_differences, list_families, sort_by_change
from taskdata.foundation.records import ABSENT
from taskdata.foundation.text import escape_controls
from taskdata.workflows.diff import DatasetDiff

_WIDTH = 100
_MOST_ROWS, _MOST_NAMES = 10, 5
_NAMES = {"edge_case": "edge case"}
_TOLD = {
    "relabelled": "relabelled: the same request, another label",
    "moved": "moved to another split",
    "provenance": "from another source now",
    "details": "with another category, other spans or facets",
    "added": "added",
    "gone": "gone",
}


def render_diff(told: DatasetDiff) -> str:
    """The whole page, as lines."""
    if not told.differs:
        return f"{_head(told)}\nnothing differs"
    parts = [
        [_head(told)],
        list(_render_leaks(told)),
        list(_render_examples(told)),
        list(_render_labels(told)),
        list(_render_settings(told)),
        list(_render_shares(told)),
        list(_render_families(told)),
        list(_render_templates(told)),
        *(list(_render_changes(told, kind)) for kind in KINDS),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _head(told: DatasetDiff) -> str:
    one = told.compared
    return f"a  {told.a.path}: {one.old.n:,} examples\nb  {told.b.path}: {one.new.n:,} examples"


def _cut(text: str, width: int = _WIDTH) -> str:
    text = escape_controls(text)
    return text if len(text) <= width else f"{text[: width - 3]}..."


# --- what matters first ------------------------------------------------------------------------------------


def _render_leaks(told: DatasetDiff) -> Iterator[str]:
    leaks = told.compared.list_leaks()
    if leaks:
        yield click.style("danger: what one of them measures with, the other trains on", fg="red", bold=True)
    for leak in leaks:
        yield from (f"  {line}" for line in _tell_leak(leak))
    if leaks:
        yield "  a model that was trained on the one must not be measured with these splits of the other"


def _tell_leak(leak: Leak) -> Iterator[str]:
    other = "b" if leak.measured == "a" else "a"
    where = f"{leak.split} of {leak.measured} and train of {other}"
    if leak.inputs:
        yield f"{where} share {_count(leak.inputs, 'request')}"
    if leak.groups:
        groups = _count(len(leak.groups), "group")
        yield _cut(f"{where} share {groups}, with {leak.trained:,} of the trained: {_list(leak.groups)}", _WIDTH - 2)
    if leak.words:
        words = _count(len(leak.words), "text")
        yield _cut(f"{where} share {words} that should stand in one split: {_list(leak.words)}", _WIDTH - 2)


def _list(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMES]) + (", ..." if len(names) > _MOST_NAMES else "")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _render_examples(told: DatasetDiff) -> Iterator[str]:
    one = told.compared
    yield bold("examples")
    same = ", every one the same" if one.kept and not one.counts.total() else ""
    yield f"  {one.kept:>9,}  in both{same}"
    for kind in KINDS:
        if one.counts[kind]:
            yield f"  {one.counts[kind]:>9,}  {_TOLD[kind]}"


def _render_labels(told: DatasetDiff) -> Iterator[str]:
    changes = told.labels.list_changes()
    if changes:
        yield bold("labels")
    for change in changes[:_MOST_ROWS]:
        yield _cut(f"  {change.count:>9,}  {describe_change(change)}")
    if len(changes) > _MOST_ROWS:
        yield f"             and {len(changes) - _MOST_ROWS:,} more ways"


def _render_settings(told: DatasetDiff) -> Iterator[str]:
    if told.settings:
        yield bold("made with")
    for name, old, new in told.settings:
        yield _cut(f"  {name:18} {_show(old)} -> {_show(new)}")
    if not told.settings and None in (told.a.manifest, told.b.manifest):
        without = [name for name, file in (("a", told.a), ("b", told.b)) if file.manifest is None]
        made = "it was made" if len(without) == 1 else "they were made"
        yield f"no manifest knows {' and '.join(without)}, so how {made} is not compared"


def _show(value: object) -> str:
    return "not told" if value is None else show(value)


# --- shares ------------------------------------------------------------------------------------------------


def _render_shares(told: DatasetDiff) -> Iterator[str]:
    """Of each facet what changed; those that did not are named in one line."""
    one = told.compared
    changed = {
        _NAMES.get(facet, facet): [row for row in list_differences(one.old, one.new, facet) if not row.is_same_share]
        for facet in FACETS
    }
    same = ", ".join(name for name, rows in changed.items() if not rows)
    if not any(changed.values()):
        yield f"{bold('shares')}: the same of every {same}"
        return
    yield f"{bold('shares')}{'':28}{'a':>9}{'':8}{'b':>10}{'':8}{'points':>9}"
    for name, rows in changed.items():
        if rows:
            yield f"  {name}"
            yield from _render_rows(sort_by_change(rows))
    if same:
        yield f"  the same: {same}"


def _render_families(told: DatasetDiff) -> Iterator[str]:
    families = list_families(told.compared.old, told.compared.new)
    if not families:
        return
    new, gone = sum(not one.old for one in families), sum(not one.new for one in families)
    grown = sum(one.points > 0 for one in families) - new
    yield bold(
        f"families, by share: {new} new, {gone} gone, {grown} grown, {len(families) - new - gone - grown} shrunk"
    )
    yield from _render_rows(families)


def _render_rows(rows: Sequence[Difference]) -> Iterator[str]:
    for row in rows[:_MOST_ROWS]:
        name = _cut(row.name, 30)
        counts = f"{row.old:>9,} {row.old_share:>7.1%}{row.new:>10,} {row.new_share:>7.1%}"
        yield f"    {name:30}{counts}{100 * row.points:>+9.1f}"
    if len(rows) > _MOST_ROWS:
        yield f"    and {len(rows) - _MOST_ROWS:,} more; --json has all"


def _render_templates(told: DatasetDiff) -> Iterator[str]:
    old, new = told.compared.old.templates.keys(), told.compared.new.templates.keys()
    sides = (("new", sorted(new - old)), ("gone", sorted(old - new)))
    if new == old:
        return
    yield bold(f"templates: {len(old):,} in a, {len(new):,} in b")
    for name, found in sides:
        if found:
            yield _cut(f"  {len(found):>9,}  {name}: {_list(found)}")


# --- some of the changes -----------------------------------------------------------------------------------


def _render_changes(told: DatasetDiff, kind: str) -> Iterator[str]:
    shown = next(changes for name, changes in told.first.items() if name == kind)
    if not shown:
        return
    yield bold(_TOLD[kind])
    for change in shown:
        yield from _render_change(change)
    if (more := told.compared.counts[shown[0].kind] - len(shown)) > 0:
        yield f"  and {more:,} more; -o writes all"


def _render_change(change: ExampleChange) -> Iterator[str]:
    one = change.example
    if change.kind == "moved":
        field = change.fields[0]
        leaks = click.style("  measured with and trained on", fg="red") if change.leaks else ""
        yield f"{_cut(f'  {one.id}  {field.old} -> {field.new}  {one.input}', _WIDTH - 30)}{leaks}"
        return
    yield _cut(f"  {one.id}  {one.reference_date:%a %Y-%m-%d}  {one.input}")
    if change.kind in ("added", "gone"):
        yield _cut(f"      {one.split}: {orjson.dumps(one.output).decode()}")
    for field in change.fields:
        yield _cut(f"      {_tell_field(field)}")


def _tell_field(field: FieldChange) -> str:
    if field.old is ABSENT:
        return f"{field.path} added: {show(field.new)}"
    if field.new is ABSENT:
        return f"{field.path} removed: {show(field.old)}"
    return f"{field.path} {show(field.old)} -> {show(field.new)}"
