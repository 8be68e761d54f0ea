"""`taskdata seeds list`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from taskdata.cli.common import AS_JSON, PACK, print_json, show_progress

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from taskdata.workflows.seed_judging import JudgedSeed
    from taskdata.workflows.seeds_list import ListedGroup, Listing

_REQUEST_WIDTH = 76


@click.command(name="list")
@click.option(
    "--dataset", type=click.Path(path_type=Path), metavar="DIR",
    help="The dataset in hand, to tell which groups it answers. Default: data/mvp of the pack, if it is there.",
)  # fmt: skip
@click.option("-n", "most", type=click.IntRange(min=1), default=30, show_default=True, help="How many groups to show.")
@AS_JSON
@PACK
def list_command(dataset: Path | None, most: int, as_json: bool, pack: Path | None) -> int:
    """Show what went wrong, in groups: how often, when, and which groups the dataset in hand answers.

    A group is one kind of mistake, in one field, near one family of the pack. All seeds are in the counts.
    """
    from taskdata.workflows.open_pack import open_pack
    from taskdata.workflows.seed_judging import SeedJudge
    from taskdata.workflows.seed_store import SeedStore
    from taskdata.workflows.seeds_list import find_dataset, list_seeds

    opened, slots = open_pack(pack)
    store = SeedStore(opened.root)
    in_hand = find_dataset(opened.root, dataset)
    judge = SeedJudge(opened, slots)
    with show_progress(None, "seeds") as progress:
        listing = list_seeds(_count(judge.judge_all(store), progress), in_hand)
    if as_json:
        print_json(
            {"states": listing.states, "kinds": listing.kinds, "groups": [one.to_json() for one in listing.groups]}
        )
    else:
        for line in _render(listing, most):
            click.echo(line)
    return 0


def _count(judged: "Iterable[JudgedSeed]", progress: "Callable[[int], object]") -> "Iterator[JudgedSeed]":
    for one in judged:
        progress(1)
        yield one


def _render(listing: "Listing", most: int) -> "Iterator[str]":
    from taskdata.workflows.open_pack import name_from_here

    total = listing.states.total()
    if not total:
        yield "there are no seeds; `taskdata seeds add FILE` takes a failure log in"
        return
    states = ", ".join(f"{count:,} {state}" for state, count in sorted(listing.states.items()))
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(listing.kinds.items()))
    yield f"{total:,} seeds ({kinds}): {states}"
    if wrong := _count_wrong(listing):
        yield f"what went wrong: {wrong}"
    if listing.dataset:
        yield f"answered: examples in {name_from_here(str(listing.dataset), Path())} that come of them"
    for group in listing.groups[:most]:
        yield ""
        yield from _render_group(group)
    if len(listing.groups) > most:
        yield f"\n... and {len(listing.groups) - most:,} smaller groups; -n shows more"


def _count_wrong(listing: "Listing") -> str:
    """How many failures there are of each kind, the most first."""
    counts: dict[str, int] = {}
    for group in listing.groups:
        if group.key:
            counts[group.key.kind] = counts.get(group.key.kind, 0) + group.count
    return ", ".join(f"{kind} {count:,}" for kind, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _render_group(group: "ListedGroup") -> "Iterator[str]":
    from taskdata.foundation.text import escape_controls

    what = f"{group.key.kind} {group.key.path}" if group.key else "requests of real users"
    near = f" near {group.key.family}" if group.key and group.key.family else ""
    answered = ""
    if group.answered is not None:
        answered = (
            f"; answered by {group.answered:,}, {group.trained:,} in train" if group.answered else "; not answered"
        )
    states = ", ".join(f"{count:,} {state}" for state, count in sorted(group.states.items()))
    yield f"{group.count:>5,}  {what}{near}{_render_days(group)}: {states}{answered}"
    for one in group.shown:
        request = escape_controls(one.seed.input)
        shown = request if len(request) <= _REQUEST_WIDTH else f"{request[: _REQUEST_WIDTH - 1]}…"
        why = f"  ({escape_controls(one.findings[0].message)})" if one.findings else ""
        yield f"       {one.seed.id[:8]}  {shown}{why}"


def _render_days(group: "ListedGroup") -> str:
    if group.first is None or group.last is None:
        return ""
    return f", {group.first}" if group.first == group.last else f", {group.first} to {group.last}"
