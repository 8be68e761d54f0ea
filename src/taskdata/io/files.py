"""Files: read with clear errors, written whole or not at all."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from taskdata.foundation.errors import InputError

LINE_LIMIT = 1_000_000
"""The longest line that is read, in bytes; a longer one is passed over and reported."""

_PACK_FILES = ("usecase.yaml", "templates/**/*.yaml", "templates/**/*.yml", "schemas/*.json")


def find_pack(folder: Path | None) -> Path:
    """The folder of the pack: the one named, else the current one if it holds a usecase.yaml, else the built-in one.

    Raises InputError where a named folder is none or holds no usecase.yaml.
    """
    if folder is None:
        here = Path.cwd()
        return here if (here / "usecase.yaml").is_file() else _builtin_pack()
    if not (folder / "usecase.yaml").is_file():
        raise InputError(f"{folder}: there is no usecase.yaml in this folder, so it is no pack")
    return folder


def _builtin_pack() -> Path:
    """The pack inside the installed package, or of the repository where that is what runs."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "pack"
    return inside if inside.is_dir() else package.parents[1]


def read_pack_files(root: Path) -> dict[str, str]:
    """The texts of all files of a pack, by their names relative to its folder.

    Raises InputError with every file that cannot be read.
    """
    texts, faults = {}, []
    for path in sorted(path for shape in _PACK_FILES for path in root.glob(shape)):
        name = path.relative_to(root).as_posix()
        try:
            texts[name] = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            faults.append(f"{path}: cannot be read ({_explain(error)})")
    if faults:
        raise InputError("\n".join(faults))
    return texts


def read_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers from 1, blank ones left out; of one over the limit, its start.

    Raises InputError where the file cannot be opened, is empty or is no text in UTF-8 at all.
    """
    try:
        with path.open("rb") as file:
            start = file.read(4)
            if not start:
                raise InputError(f"{path}: the file is empty")
            if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in start:
                raise InputError(f"{path}: this is not UTF-8 text; save it as UTF-8")
            file.seek(3 if start.startswith(b"\xef\xbb\xbf") else 0)
            empty = True
            for numbered in _number_lines(file):
                empty = False
                yield numbered
            if empty:
                raise InputError(f"{path}: the file is empty but for blank lines")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({_explain(error)})") from error


def _number_lines(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := file.readline(LINE_LIMIT + 1):
        number += 1
        rest = line
        while len(rest) > LINE_LIMIT and not rest.endswith(b"\n"):
            rest = file.readline(LINE_LIMIT + 1)
        if line.strip():
            yield number, line.rstrip(b"\r\n")


def check_target(path: Path, *, force: bool, folder: bool) -> None:
    """Refuse, before any work is done, an output that could not be written or would be overwritten.

    Raises InputError.
    """
    if folder and path.exists() and not path.is_dir():
        raise InputError(f"{path}: is a file; name a folder with -o")
    occupied = path.is_dir() and any(path.iterdir()) if folder else path.exists()
    if occupied and not force:
        what = "the folder is not empty" if folder else "the file exists"
        raise InputError(f"{path}: {what}; name another with -o, or replace it with --force")
    parent = _existing_parent(path)
    if not parent.is_dir() or not os.access(parent, os.W_OK):
        raise InputError(f"{path}: cannot be written; {parent} is not a folder that may be written to")


def _existing_parent(path: Path) -> Path:
    parent = path.absolute().parent
    while not parent.exists():
        parent = parent.parent
    return parent


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder as a whole: it has all of them, or is as it was before.

    Files that were in the folder and are not among the new ones are not touched.
    """
    made = [folder for folder in (path, *path.parents) if not folder.exists()]
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".taskdata-", dir=path) as work:
            for name, content in files.items():
                (Path(work) / name).write_bytes(content)
            _swap_in(path, Path(work), files)
    except BaseException as error:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            raise InputError(f"{path}: cannot be written ({_explain(error)})") from error
        raise


def _swap_in(folder: Path, work: Path, names: Iterable[str]) -> None:
    """Put the files of `work` in place of their namesakes in the folder, all or none."""
    kept = work / "kept"
    kept.mkdir()
    swapped = []
    try:
        for name in names:
            swapped.append(name)
            if (folder / name).exists():
                os.link(folder / name, kept / name)
            (work / name).replace(folder / name)
    except BaseException:
        for name in swapped:
            if (kept / name).exists():
                (kept / name).replace(folder / name)
            elif not (work / name).exists():
                (folder / name).unlink()
        raise


def write_file(path: Path, content: bytes) -> None:
    """Write one file as a whole, or leave what was there. Raises InputError where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({_explain(error)})") from error


def _explain(error: Exception) -> str:
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else "not UTF-8 text"
