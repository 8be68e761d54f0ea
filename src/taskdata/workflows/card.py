"""The card of a dataset: README.md beside its files."""

from collections.abc import Mapping
from pathlib import Path

from taskdata.deliver.card import content
from taskdata.deliver.card.content import MARKER, Card, choose_shown, mark_card
from taskdata.deliver.card.render import render_card as render
from taskdata.foundation.errors import InputError
from taskdata.foundation.pack import Pack
from taskdata.io.files import read_text, write_file
from taskdata.slots.base import Slot
from taskdata.workflows.figures import Described, describe_file
from taskdata.workflows.inputs import CARD_FILE, DATASET_FILE

GUIDES = ("docs/labelling.md", "LABELLING.md")
"""Where a pack tells what its requests mean, where it does."""
_TEMPLATE = "card.md.jinja"
_ALL = "examples"
"""The split of a file that holds several, where there is no file for each."""


def write_card(pack: Pack, slots: Mapping[str, Slot], path: Path, *, force: bool = False) -> Path:
    """Write the card of a dataset beside it, and tell where. Raises as `describe_file` and `save_card`."""
    return save_card(describe_file(pack, slots, path), force=force)


def save_card(dataset: Described, *, force: bool = False) -> Path:
    """Write the card of a dataset whose figures are known beside it, and tell where.

    Raises InputError as `check_card`, and where it cannot be written.
    """
    target = check_card(dataset, force=force)
    write_file(target, render_card(dataset).encode())
    return target


def check_card(dataset: Described, *, force: bool = False) -> Path:
    """Where the card of a dataset belongs.

    Raises InputError where a file of another hand, or the card of another file, stands there, unless it may be
    replaced by `force`; where the dataset is one split out of a folder, whose card is that of all; and where files of
    splits hold other examples than it, since a card declares them.
    """
    target = dataset.folder / CARD_FILE
    _refuse_part(dataset)
    _refuse_strays(dataset)
    if target.exists() and not force:
        _refuse_other(target, dataset.file.path.name)
    return target


def _refuse_other(target: Path, file: str) -> None:
    if is_card_of(target, file):
        return
    what = f"this is a card, and not that of {file}" if is_card(target) else "this was not written by taskdata"
    raise InputError(f"{target}: {what}; move it away, or replace it by the card with --force")


def _refuse_strays(dataset: Described) -> None:
    strays = dataset.figures.proof.strays
    if strays:
        raise InputError(
            f"{dataset.folder}: {' and '.join(strays)} should hold the examples of that split out of "
            f"{dataset.file.path.name} and do not, so that a card would tell of other examples than those that are "
            f"loaded; generate the dataset anew, or take them away"
        )


def is_card(path: Path) -> bool:
    """Whether a file is a card that taskdata wrote. Raises InputError where it cannot be read."""
    return MARKER in read_text(path)


def is_card_of(path: Path, file: str) -> bool:
    """Whether a file is the card of the file of this name beside it. Raises InputError where it cannot be read."""
    return mark_card(file) in read_text(path)


def render_card(dataset: Described) -> str:
    """The card of a dataset; the same data gives the same text."""
    template = read_text(Path(content.__file__).with_name(_TEMPLATE))
    root = dataset.pack.root
    card = Card(
        figures=dataset.figures,
        usecase=dataset.pack.usecase,
        parts=_list_parts(dataset),
        whole=dataset.file.path.name,
        guide=next((name for name in GUIDES if (root / name).is_file()), None),
        shown=choose_shown(dataset.examples, dataset.figures),
    )
    return render(template, card)


def _refuse_part(dataset: Described) -> None:
    """A card is of a folder; a file that is only a part of what its manifest tells of has none."""
    name, manifest = dataset.file.path.name, dataset.file.manifest
    if manifest and name != DATASET_FILE and DATASET_FILE in manifest["files"]:
        raise InputError(
            f"{dataset.file.path}: this is a part of the dataset in {dataset.folder}, and a card is of all of it; name "
            f"the folder"
        )


def _list_parts(dataset: Described) -> dict[str, str]:
    """The file of each split: its own where there is one beside the whole, else the one file that there is."""
    splits = [split.name for split in dataset.figures.splits]
    own = {split: f"{split}.jsonl" for split in splits}
    if all((dataset.folder / name).is_file() for name in own.values()):
        return own
    return {splits[0] if len(splits) == 1 else _ALL: dataset.file.path.name}
