"""`taskdata report`: what is in a dataset, as one page to look at and to search, and its card."""

from collections.abc import Mapping
from pathlib import Path

from taskdata import __version__
from taskdata.deliver.report.page import render_report
from taskdata.foundation.errors import InputError
from taskdata.foundation.pack import Pack
from taskdata.io.files import check_target, hash_file, read_text, write_folder
from taskdata.slots.base import Slot
from taskdata.workflows.card import check_card, is_card, is_card_of, render_card
from taskdata.workflows.figures import Described, describe_file
from taskdata.workflows.inputs import CARD_FILE, DATASET_FILE, PAGE_FILE

_MARK, _MARK_WITHIN = '<meta name="generator" content="taskdata ', 2_000


def write_report(
    pack: Pack, slots: Mapping[str, Slot], source: Path, output: Path | None = None, *,
    with_card: bool = True, force: bool = False,
) -> dict[Path, int]:  # fmt: skip
    """Write the page of a dataset, and its card beside it; told is what was written, with its size in bytes.

    `source` is a dataset's folder or a file of records. Both go beside that file, and both are written, or none. With
    an `output`, a folder or a file called *.html, the page goes there, and there is no card: that declares the files
    that it stands beside.
    Raises InputError where the dataset cannot be read, and where a file of another hand is in the way without `force`.
    """
    page = find_page(source, output)
    check_page(page, force=force)
    described = describe_file(pack, slots, source)
    files = {page.name: render_page(described).encode()}
    if with_card and output is None:
        _check_card(described, force=force)
        files[CARD_FILE] = render_card(described).encode()
    write_folder(page.parent, files)
    return {page.parent / name: len(content) for name, content in files.items()}


def render_page(described: Described) -> str:
    """The page of a dataset whose figures are known, as HTML; the same data gives the same page."""
    return render_report(described.pack, described.examples, described.figures, __version__)


def check_folder(folder: Path) -> None:
    """Refuse a folder in which the page and card of a new dataset would replace what is none. Raises InputError."""
    page, card = folder / PAGE_FILE, folder / CARD_FILE
    in_the_way = [str(page)] if page.exists() and not _is_page(page) else []
    in_the_way += [str(card)] if card.exists() and not is_card_of(card, DATASET_FILE) else []
    if in_the_way:
        raise InputError(
            f"{' and '.join(in_the_way)}: no page or card of this dataset, and so not replaced; move it "
            f"away, or leave --report out"
        )


def find_stale(folder: Path) -> list[str]:
    """The names of the page and card in a folder that taskdata wrote of other data than is there."""
    digest = hash_file(folder / DATASET_FILE)
    ours = [(PAGE_FILE, _is_page), (CARD_FILE, is_card)]
    there = [(folder / name, is_ours) for name, is_ours in ours if (folder / name).is_file()]
    return [path.name for path, is_ours in there if is_ours(path) and digest not in read_text(path)]


def find_page(source: Path, output: Path | None) -> Path:
    """Where the page of a dataset is written: `report.html`, or NAME.report.html of a file with another name."""
    if output and _is_page_name(output):
        return output
    is_whole = source.is_dir() or source.name == DATASET_FILE
    name = PAGE_FILE if is_whole else f"{source.stem}.{PAGE_FILE}"
    return (output or (source if source.is_dir() else source.parent)) / name


def check_page(path: Path, *, force: bool) -> None:
    """Refuse to replace what is no page of taskdata. Raises InputError."""
    check_target(path, force=force or (path.is_file() and _is_page(path)), folder=False)


def _is_page(path: Path) -> bool:
    return _MARK in read_text(path)[:_MARK_WITHIN]


def _is_page_name(output: Path | None) -> bool:
    return output is not None and output.suffix.lower() in (".html", ".htm") and not output.is_dir()


def _check_card(described: Described, *, force: bool) -> None:
    """Refuse a card that cannot be, or would replace another one. Raises InputError."""
    try:
        check_card(described, force=force)
    except InputError as error:
        raise InputError(f"{error}; with --no-card the page alone is written") from error
