"""The summary of `taskdata relabel` as text."""

from collections.abc import Iterator
from typing import Any

import orjson

from taskdata.deliver.label_changes import Change
from taskdata.workflows.relabel_summary import RelabelSummary

_TOLD = ("relabelled", "updated", "unchanged", "decided", "dropped", "undecided", "unreadable")
_ALWAYS = ("relabelled", "unchanged", "undecided")
_LONGEST = 40


def render_summary(summary: RelabelSummary) -> str:
    """What became of the lines, how labels changed, why lines are open, and what that does to the shares."""
    told = [f"{summary.kinds[kind]:,} {kind}" for kind in _TOLD if kind in _ALWAYS or summary.kinds[kind]]
    lines = [f"{summary.lines:,} lines: {', '.join(told)}", *_list_changes(summary), *_list_reasons(summary)]
    if summary.kept:
        lines.append(f"{summary.kept:,} generated record(s) keep a proven label that no template gives now")
    if summary.unchecked:
        lines.append(f"{summary.unchecked:,} line(s) without a reference_date: their days were not checked")
    lines += _list_shares(summary)
    if torn := summary.count_torn():
        lines.append(f"{torn:,} group(s) stand in two splits now: split the records anew by source.group")
    return "\n".join(lines)


def _list_changes(summary: RelabelSummary) -> Iterator[str]:
    rows = [(f"{change.count:,}", describe_change(change)) for change in summary.changes.list_changes()]
    if rows:
        yield "labels:"
    yield from (f"  {count:>9} {told}" for count, told in rows)


def describe_change(change: Change) -> str:
    """One way in which labels changed, without how often."""
    path, old = change.path.removeprefix("$."), str(change.old).removeprefix("$.")
    match change.kind:
        case "renamed":
            otherwise = f" (in {change.otherwise:,} with another value)" if change.otherwise else ""
            return f"{old} -> {path}{otherwise}"
        case "added":
            has_value = "value" in change.to_json()
            return f"{path} added ({_show(change.value)})" if has_value else f"{path} added"
        case "removed":
            return f"{path} removed"
        case "replaced":
            return f"{path} {_show(change.old)} -> {_show(change.value)}"
    return f"{path} changed"


def _show(value: Any) -> str:
    text = orjson.dumps(value).decode()
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def _list_reasons(summary: RelabelSummary) -> Iterator[str]:
    if summary.reasons:
        yield "left over:"
    for reason, count in summary.reasons.most_common():
        yield f"  {count:9,} {reason:10} first in line {summary.firsts[reason]}"


def _list_shares(summary: RelabelSummary) -> Iterator[str]:
    """The categories, where records moved or are missing."""
    if summary.before == summary.after:
        return
    yield "categories:"
    for name in sorted(summary.before.keys() | summary.after.keys()):
        shares = [
            f"{counts[name]:,} ({counts[name] / max(1, counts.total()):.1%})"
            for counts in (summary.before, summary.after)
        ]
        yield f"  {name:12} {' -> '.join(shares)}"
    for (old, new), count in sorted(summary.moved.items()):
        yield f"  {count:,} went from {old} to {new}"
