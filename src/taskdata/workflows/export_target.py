"""Where an export goes: a folder with a file for each split, one file, or standard output."""

from pathlib import Path

from taskdata.deliver.formats.find import FormatType
from taskdata.foundation.errors import InputError
from taskdata.foundation.split_names import SPLITS
from taskdata.io.files import check_target, write_folder, write_whole
from taskdata.workflows.dataset_files import DatasetFile
from taskdata.workflows.export import Export, SplitFile
from taskdata.workflows.inputs import CARD_FILE, DATASET_FILE, MANIFEST_FILE, PAGE_FILE, REJECTED_FILE

_OF_A_DATASET = frozenset(
    {DATASET_FILE, MANIFEST_FILE, REJECTED_FILE, CARD_FILE, PAGE_FILE, *(f"{split}.jsonl" for split in SPLITS)}
)
"""The names of the files beside a dataset, whatever its manifest tells of them."""
_FILE_SUFFIXES = frozenset({".jsonl", ".json", ".csv", ".tsv", ".parquet", ".txt", ".zip", ".gz"})


def is_one_file(chosen: FormatType, out: Path) -> bool:
    """Whether a path names one file of a format, and not a folder.

    Raises InputError where it names a file of another kind.
    """
    if out.is_dir():
        return False
    if out.name.endswith(chosen.made.suffix):
        return True
    if out.suffix in _FILE_SUFFIXES:
        suffix = chosen.made.suffix
        raise InputError(f"{out}: a file of {chosen.name} ends in {suffix}; name it so, or name a folder, with -o")
    return False


def check_out(chosen: FormatType, source: DatasetFile, out: Path, *, force: bool) -> None:
    """Refuse, before any work is done, what could not be written, would be overwritten, or is the dataset itself.

    Raises InputError.
    """
    single = is_one_file(chosen, out)
    home, folder = source.path.resolve().parent, (out.parent if single else out).resolve()
    own = {source.path.name, *_OF_A_DATASET}
    if folder == home and (not single or out.name in own):
        raise InputError(f"{out}: here is the dataset itself; name another place with -o")
    check_target(out, force=force, folder=not single)


def write_export(export: Export, out: Path) -> None:
    """Write all files, or none. Raises InputError where they cannot be written, or one file would have to be more."""
    if is_one_file(export.chosen, out):
        only = choose_only(export, str(out))
        with write_whole(out) as write:
            for piece in export.write(only):
                write(piece)
        return
    files = {file.name: export.write(file) for file in export.files}
    write_folder(out, {**files, **_merge(export, out)})


def _merge(export: Export, out: Path) -> dict[str, bytes]:
    """The further files of a format, joined with those that are there already."""
    described = dict(export.describe())
    for name, content in described.items():
        if (out / name).is_file():
            described[name] = export.format.merge(name, (out / name).read_bytes(), content)
    return described


def choose_only(export: Export, where: str) -> SplitFile:
    """The one file that there is to write. Raises InputError where there are more; `where` says what has no room."""
    splits = [file.split for file in export.files]
    if len(splits) > 1:
        several = f"{', '.join(splits[:-1])} and {splits[-1]}"
        raise InputError(f"{where}: one file holds one split, and here are {several}; choose with --split, or name a "
                         "folder with -o")  # fmt: skip
    if beside := ", ".join(export.describe()):
        raise InputError(f"{where}: {export.chosen.name} needs {beside} beside its data; name a folder with -o")
    return export.files[0]
