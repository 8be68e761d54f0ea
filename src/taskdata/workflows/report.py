"""`taskdata report`: what is in a dataset, as one page to look at and to search, and its card."""

from collections.abc import Mapping
from pathlib import Path

from taskdata import __version__
from taskdata.deliver.report.page import render_report
from taskdata.foundation.errors import InputError
from taskdata.foundation.pack import Pack
from taskdata.io.files import check_target, read_text, write_folder
from taskdata.slots.base import Slot
from taskdata.workflows.card import CARD_FILE, check_card, is_card, render_card
from taskdata.workflows.figures import Described, describe_file
from taskdata.workflows.inputs import DATASET_FILE

PAGE_FILE = "report.html"
_MARK, _MARK_WITHIN = '<meta name="generator" content="taskdata ', 2_000


def write_report(
    pack: Pack, slots: Mapping[str, Slot], source: Path, output: Path | None = None, *,
    with_card: bool = True, force: bool = False,
) -> dict[Path, int]:  # fmt: skip
    """Write the page of a dataset, and its card beside it; told is what was written, with its size in bytes.

    `source` is a dataset's folder or a file of records. Both go beside that file, or into the folder `output`; where
    `output` is called *.html, it is the page, and there is no card. Both are written, or none.
    Raises InputError where the dataset cannot be read, and where a file of another hand is in the way without `force`.
    """
    page = find_page(source, output)
    check_page(page, force=force)
    described = describe_file(pack, slots, source)
    files = {page.name: render_page(described).encode()}
    if with_card and not _is_page_name(output):
        _check_card(described, page.parent, force=force)
        files[CARD_FILE] = render_card(described).encode()
    write_folder(page.parent, files)
    return {page.parent / name: len(content) for name, content in files.items()}


def render_page(described: Described) -> str:
    """The page of a dataset whose figures are known, as HTML; the same data gives the same page."""
    return render_report(described.pack, described.examples, described.figures, __version__)


def check_folder(folder: Path) -> None:
    """Refuse a folder in which a page or card of another hand would be replaced. Raises InputError."""
    check_page(folder / PAGE_FILE, force=False)
    card = folder / CARD_FILE
    check_target(card, force=card.is_file() and is_card(card), folder=False)


def find_page(source: Path, output: Path | None) -> Path:
    """Where the page of a dataset is written: `report.html`, or NAME.report.html of a file with another name."""
    if output and _is_page_name(output):
        return output
    is_whole = source.is_dir() or source.name == DATASET_FILE
    name = PAGE_FILE if is_whole else f"{source.stem}.{PAGE_FILE}"
    return (output or (source if source.is_dir() else source.parent)) / name


def check_page(path: Path, *, force: bool) -> None:
    """Refuse to replace what is no page of taskdata. Raises InputError."""
    is_ours = force or (path.is_file() and _MARK in read_text(path)[:_MARK_WITHIN])
    check_target(path, force=is_ours, folder=False)


def _is_page_name(output: Path | None) -> bool:
    return output is not None and output.suffix.lower() in (".html", ".htm") and not output.is_dir()


def _check_card(described: Described, folder: Path, *, force: bool) -> None:
    """Refuse a card that would replace the README of another hand, or be of a part of a dataset. Raises InputError."""
    try:
        if folder.resolve() == described.folder.resolve():
            check_card(described, force=force)
            return
        check_card(described, force=True)
    except InputError as error:
        raise InputError(f"{error}; with --no-card the page alone is written") from error
    card = folder / CARD_FILE
    check_target(card, force=force or (card.is_file() and is_card(card)), folder=False)
