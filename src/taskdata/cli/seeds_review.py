"""`taskdata seeds review`."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from taskdata.cli.common import PACK, show_progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from taskdata.foundation.pack import Pack
    from taskdata.slots.base import Slot
    from taskdata.workflows.seeds_review import Choice, ReviewSession


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "is_all", is_flag=True, help="Show those too whose label is proven, and nobody has looked at.")
@click.option("--kind", type=click.Choice(["failure", "real"]), help="Only failures, or only requests of real users.")
@click.option(
    "--export", "target", type=click.Path(path_type=Path), metavar="FILE",
    help="Write the seeds to fill in, as .csv or .jsonl: `decision` (accept, test, reject), `label`, `comment`.",
)  # fmt: skip
@click.option(
    "--import", "source", type=click.Path(path_type=Path), metavar="FILE", help="Take in a file that was filled in."
)
@click.option("--by", metavar="NAME", help="Who decides. Default: the name of the file that is read, or of the user.")
@click.option("--force", is_flag=True, help="Replace the file that --export names.")
@PACK
def review(
    ids: tuple[str, ...],
    is_all: bool,
    kind: Literal["failure", "real"] | None,
    target: Path | None,
    source: Path | None,
    by: str | None,
    force: bool,
    pack: Path | None,
) -> int:
    """Decide about seeds: accept the label that is proposed, mend it, or reject the seed.

    Without IDs those are shown that nobody has decided about, or whose label is not proven; with IDs (6 hex digits at
    least) these, again. Stop at any time: every decision is kept at once, and the next call goes on from there.
    """
    from taskdata.cli.terminal import has_terminal, name_user
    from taskdata.workflows.seeds_review import Choice

    _check_options(target, source, by, is_limited=bool(ids or is_all or kind))
    if not target and not source and not has_terminal():
        raise click.UsageError("there is no terminal to ask on; --export FILE writes the seeds to fill in")
    choice = Choice(is_all, kind, ids)
    session, opened, slots = _open(pack, by or (source.stem if source else name_user()), choice, target, force)
    if target:
        return _export(session, target, pack)
    if source:
        _import(session, source)
    elif not session.items:
        click.echo("no seed waits for a decision; --all shows those too that are proven already", err=True)
        return 0
    else:
        _ask(session, opened, slots)
    _print_summary(session, pack)
    return 0


def _check_options(target: Path | None, source: Path | None, by: str | None, *, is_limited: bool) -> None:
    from taskdata.workflows.seeds_sheet import ENDINGS

    if by is not None and not by.strip():
        raise click.UsageError("--by: write a name")
    if source and (target or is_limited):
        raise click.UsageError("--import takes in all of a file; leave out IDs, --all, --kind and --export")
    for path in filter(None, (target, source)):
        if path.suffix.casefold() not in ENDINGS:
            raise click.UsageError(f"{path}: name a file that ends in {' or '.join(ENDINGS)}")


def _open(
    folder: Path | None, by: str, choice: "Choice", target: Path | None, force: bool
) -> tuple["ReviewSession", "Pack", "Mapping[str, Slot]"]:
    from taskdata.foundation.errors import InputError
    from taskdata.io.files import check_target, find_pack
    from taskdata.workflows.open_pack import open_pack
    from taskdata.workflows.seed_judging import SeedJudge
    from taskdata.workflows.seed_store import SeedStore
    from taskdata.workflows.seeds_review import open_review

    store = SeedStore(find_pack(folder))
    if not store.exists():
        raise InputError(f"{store.seeds}: there are no seeds yet; `taskdata seeds add LOG` takes them in")
    if target:
        if target.resolve().parent == store.seeds.parent.resolve():
            raise click.UsageError(f"{target}: this folder is kept for the seeds themselves; name another file")
        check_target(target, force=force, folder=False, option="--export")
    pack, slots = open_pack(folder)
    with show_progress(None, "seeds judged") as progress:
        return open_review(store, SeedJudge(pack, slots), by, choice, progress), pack, slots


def _export(session: "ReviewSession", target: Path, pack: Path | None) -> int:
    from taskdata.io.files import write_file
    from taskdata.workflows.seeds_sheet import ENDINGS, render_review

    write_file(target, render_review(session, as_table=target.suffix.casefold() == ENDINGS[0]))
    then = f"taskdata seeds review --import {target}{_name_pack(pack)}"
    click.echo(f"{len(session.items)} seed(s) to decide about in {target}; when it is filled in: {then}", err=True)
    return 0


def _import(session: "ReviewSession", source: Path) -> None:
    from taskdata.foundation.text import escape_controls
    from taskdata.workflows.seeds_sheet import import_review

    decided, others = import_review(session, source)
    for one in decided:
        if one.state == "unproven":
            first = one.faults[0]
            told = f"seed-{one.seed.id} is kept unproven: {first.code}: {first.path}: {first.message}"
            click.echo(escape_controls(told), err=True)
    if others:
        click.echo(f"{len(others)} other seed(s) of the same requests are decided alike", err=True)
    known = set(session.items)
    session.items += [one for one in (*(one.seed.id for one in decided), *others) if one not in known]


def _ask(session: "ReviewSession", pack: "Pack", slots: "Mapping[str, Slot]") -> None:
    from taskdata.cli.seeds_terminal import ask_all
    from taskdata.workflows.seed_store import SeedStore
    from taskdata.workflows.seeds_hide import Hiding, hide_words

    def hide(store: SeedStore, words: str) -> tuple[Hiding, int]:
        from taskdata.workflows.seeds_add import make_anonymiser

        return hide_words(store, make_anonymiser(store, pack, slots), words)

    ask_all(session, hide)


def _print_summary(session: "ReviewSession", pack: Path | None) -> None:
    counts, total = session.count(), len(session.items)
    held = f" ({counts['held']} kept for tests only)" if counts["held"] else ""
    told = f"{counts['ready']} accepted{held}, {counts['rejected']} rejected, {counts['unproven']} not proven"
    then = f"taskdata generate{_name_pack(pack)}"
    click.echo(f"{total - counts['left']} of {total} decided: {told}; {counts['left']} left; next: {then}", err=True)


def _name_pack(pack: Path | None) -> str:
    return f" --pack {pack}" if pack else ""
