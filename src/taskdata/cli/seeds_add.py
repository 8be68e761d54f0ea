"""`taskdata seeds add`."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from taskdata.cli.common import AS_JSON, INTERRUPTED, PACK, print_json, show_progress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from taskdata.workflows.seeds_add import Added

_SHOWN = 20
"""Unreadable lines that are shown one by one."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--kind", type=click.Choice(["failure", "real"]), default="failure", show_default=True,
    help="What the file holds: failures with the model's answers, or requests of real users.",
)  # fmt: skip
@click.option(
    "--map", "mapping", multiple=True, metavar="KEY=NAME",
    help="What a key is called in the file, such as input=text. May be given several times.",
)  # fmt: skip
@click.option(
    "--on", "today", metavar="DATE",
    help="The day of requests whose line tells none, such as 2026-11-20. Default: today.",
)  # fmt: skip
@AS_JSON
@PACK
def add(
    file: Path, kind: Literal["failure", "real"], mapping: tuple[str, ...], today: str | None, as_json: bool,
    pack: Path | None,
) -> int:  # fmt: skip
    """Take a failure log or real requests in as seeds, anonymised before anything is stored.

    FILE is JSON lines, a JSON array, CSV, or (real requests) plain text lines; gzip too, and - for standard input. A
    line that cannot be read is told, and the rest goes on. To add a file again changes nothing.
    """
    from datetime import datetime

    from taskdata.check.verifier import Verifier
    from taskdata.io.files import measure_input
    from taskdata.io.logs import parse_assignments
    from taskdata.workflows.open_pack import name_from_here, open_pack
    from taskdata.workflows.seed_store import SEEDS_FILE, SeedStore, check_store_writable
    from taskdata.workflows.seeds_add import SeedAdder, count_states, make_anonymiser

    on = _parse_day(today) if today else datetime.now().astimezone().date()
    names = parse_assignments(mapping)
    opened, slots = open_pack(pack)
    check_store_writable(opened.root)
    if pack is None and opened.root != Path.cwd():
        click.echo(f"this folder is no pack: the seeds go to the built-in one, in {opened.root}", err=True)
    store = SeedStore(opened.root)
    adder = SeedAdder(store, make_anonymiser(store, opened, slots), Verifier(opened, slots), kind, on)
    with show_progress(measure_input(file), "B", scale=True) as progress:
        added = adder.add(file, names, progress)
    states = count_states(opened, slots, added)
    if as_json:
        print_json({**to_json(added, file, on), "states": states})
    else:
        for line in (*render(added, file, name_from_here(SEEDS_FILE, opened.root), on), *_render_next(added, states)):
            click.echo(line, err=True)
    return INTERRUPTED if added.interrupted else 0


def _parse_day(text: str) -> "date":
    from taskdata.workflows.hear import parse_day

    try:
        return parse_day(text)
    except ValueError as error:
        raise click.UsageError(f"--on {text}: write a day such as 2026-11-20") from error


def render(added: "Added", file: Path, seeds: str, today: "date") -> "Iterator[str]":
    """What came of a file, for people."""
    yield f"{file}: {added.read:,} read; {added.new:,} new seed(s) in {seeds}, {added.known:,} there already"
    for line in added.unreadable[:_SHOWN]:
        yield f"  line {line.number:,} cannot be read: {line.reason} ({line.length:,} bytes)"
    if added.unreadable_count > _SHOWN:
        yield f"  ... and {added.unreadable_count - _SHOWN:,} more that cannot be read"
    if added.undated:
        yield f"  {added.undated:,} tell no day: {today} is assigned, or the day on which a logged label is right"
    if added.replaced:
        told = ", ".join(f"{kind} {count:,}" for kind, count in sorted(added.replaced.items()))
        yield f"  replaced by pseudonyms: {told}"
    if added.interrupted:
        yield "  interrupted; what was read until then is kept, and the same call goes on from there"


def _render_next(added: "Added", states: "Mapping[str, int] | None") -> "Iterator[str]":
    """What is to be done with the new seeds."""
    if not added.new:
        return
    if states is None:
        yield "  `taskdata seeds list` shows what went wrong; it judges them, which takes some milliseconds each"
    else:
        ready, undecided = states.get("ready", 0), states.get("open", 0)
        decide = "for a person to decide (`taskdata seeds review`)"
        yield f"  {ready:,} ready, their logged label is proven; {undecided:,} {decide}"
    yield "  rules do not find all that is personal: a person must still look"


def to_json(added: "Added", file: Path, today: "date") -> "Mapping[str, object]":
    """What came of a file, for programs; of the unreadable lines the first thousand."""
    return {
        "file": str(file),
        "read": added.read,
        "new": added.new,
        "known": added.known,
        "undated": added.undated,
        "day_assigned": today.isoformat(),
        "replaced": dict(sorted(added.replaced.items())),
        "unreadable": added.unreadable_count,
        "unreadable_lines": [
            {"line": one.number, "reason": one.reason, "bytes": one.length} for one in added.unreadable
        ],
    }
