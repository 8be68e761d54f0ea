"""Files: read with clear errors, written whole or not at all."""

import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from taskdata.foundation.errors import InputError

LINE_LIMIT = 1_000_000
"""The longest line that is read, in bytes; a longer one is passed over and reported."""

STDIN = Path("-")
Progress = Callable[[int], Any]
"""Told how many bytes were read."""
_PACK_FILES = ("usecase.yaml", "templates/**/*.yaml", "templates/**/*.yml", "schemas/*.json")


def find_pack(folder: Path | None) -> Path:
    """The folder of the pack: the one named, else the current one if it holds a usecase.yaml, else the built-in one.

    Raises InputError where a named folder is none or holds no usecase.yaml.
    """
    if folder is None:
        here = Path.cwd()
        return here if (here / "usecase.yaml").is_file() else find_builtin()
    if not (folder / "usecase.yaml").is_file():
        raise InputError(f"{folder}: there is no usecase.yaml in this folder, so it is no pack")
    return folder


def find_builtin() -> Path:
    """The pack inside the installed package, or of the repository where that is what runs."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "pack"
    return inside if inside.is_dir() else package.parents[1]


def find_starter() -> Path:
    """The folder of the pack that new ones start from, found as the built-in one is."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "starter"
    return inside if inside.is_dir() else package.parents[1] / "examples" / "starter"


def list_pack_files(root: Path) -> list[str]:
    """The names of all files in a folder that a pack would be read from, relative to it."""
    return sorted({path.relative_to(root).as_posix() for shape in _PACK_FILES for path in root.glob(shape)})


def read_pack_files(root: Path) -> dict[str, str]:
    """The texts of all files of a pack, by their names relative to its folder.

    Raises InputError with every file that cannot be read.
    """
    texts, faults = {}, []
    for name in list_pack_files(root):
        path = root / name
        try:
            texts[name] = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            faults.append(f"{path}: cannot be read ({_explain(error)})")
    if faults:
        raise InputError("\n".join(faults))
    return texts


def stamp_pack_files(root: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when a file of a pack is saved, added or taken away: names, times, sizes."""
    stamps = []
    for name in list_pack_files(root):
        with suppress(OSError):
            status = (root / name).stat()
            stamps.append((name, status.st_mtime_ns, status.st_size))
    return tuple(stamps)


def stamp_package() -> str:
    """What changes when the code of this package does: the number, the latest time and the size of its files."""
    stats = [path.stat() for path in sorted(Path(__file__).resolve().parents[1].glob("**/*.py"))]
    return f"{len(stats)} {max(one.st_mtime_ns for one in stats)} {sum(one.st_size for one in stats)}"


def read_text(path: Path) -> str:
    """The text of a file. Raises InputError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({_explain(error)})") from error


def hash_file(path: Path) -> str:
    """The SHA-256 of a file, in hex. Raises InputError where it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({_explain(error)})") from error


def read_lines(path: Path, progress: Progress = lambda size: None) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers from 1, blank ones left out; of one over the limit, its start.

    The bytes of each line are told to `progress` before it is given. Raises InputError where the file cannot be
    opened, is empty or is no text in UTF-8 at all.
    """
    try:
        with path.open("rb") as file:
            yield from _read_stream(file, str(path), progress)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({_explain(error)})") from error


def read_input(path: Path, progress: Progress = lambda size: None) -> Iterator[tuple[int, bytes]]:
    """The lines of a file (see `read_lines`), or of standard input where the path is STDIN."""
    return _read_stream(sys.stdin.buffer, name_input(path), progress) if path == STDIN else read_lines(path, progress)


def name_input(path: Path) -> str:
    """The name of a file, or of standard input, for messages."""
    return "<stdin>" if path == STDIN else str(path)


def measure_input(path: Path) -> int | None:
    """The bytes of a file, or of the one that is standard input; None where that is not known beforehand."""
    try:
        status = os.fstat(sys.stdin.fileno()) if path == STDIN else path.stat()
    except (OSError, ValueError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _read_stream(file: BinaryIO, name: str, progress: Progress) -> Iterator[tuple[int, bytes]]:
    empty = True
    for numbered in _number_lines(file, name, progress):
        empty = False
        yield numbered
    if empty:
        raise InputError(f"{name}: the file is empty, or has only blank lines")


def _number_lines(file: BinaryIO, name: str, progress: Progress) -> Iterator[tuple[int, bytes]]:
    for number, line, length in split_lines(file, LINE_LIMIT):
        progress(length)
        if number == 1:
            if line[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in line[:4]:
                raise InputError(f"{name}: this is not UTF-8 text; save it as UTF-8")
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield number, line.rstrip(b"\r\n")


def split_lines(file: BinaryIO, limit: int) -> Iterator[tuple[int, bytes, int]]:
    """The lines, their ends on them, with numbers from 1 and lengths; of one over the limit, its start."""
    number = 0
    while line := file.readline(limit + 1):
        number += 1
        length, rest = len(line), line
        while len(rest) > limit and not rest.endswith(b"\n"):
            rest = file.readline(limit + 1)
            length += len(rest)
        yield number, line, length


def check_target(path: Path, *, force: bool, folder: bool, option: str = "-o") -> None:
    """Refuse, before any work is done, an output that could not be written or would be overwritten.

    Raises InputError.
    """
    if folder and path.exists() and not path.is_dir():
        raise InputError(f"{path}: is a file; name a folder with {option}")
    occupied = path.is_dir() and any(path.iterdir()) if folder else path.exists()
    if occupied and not force:
        what = "the folder is not empty" if folder else "the file exists"
        raise InputError(f"{path}: {what}; name another with {option}, or replace it with --force")
    parent = find_existing(path.absolute().parent)
    if not parent.is_dir() or not os.access(parent, os.W_OK):
        raise InputError(f"{path}: cannot be written; {parent} is not a folder that may be written to")


def find_existing(folder: Path) -> Path:
    """What there is of a path: itself, or the nearest folder above it."""
    folder = folder.absolute()
    while not folder.exists():
        folder = folder.parent
    return folder


def write_folder(path: Path, files: Mapping[str, bytes | Iterable[bytes]]) -> None:
    """Write files into a folder as a whole: it has all of them, or is as it was before.

    A name may lead into folders inside of it. A file may be given piece by piece.
    Files that were in the folder and are not among the new ones are not touched.
    """
    inner = {folder for name in files for folder in (path / name).parents}
    made = sorted((f for f in inner if not f.exists()), key=lambda folder: len(folder.parts), reverse=True)
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".taskdata-", dir=path) as work:
            for name, content in files.items():
                _write_pieces(Path(work) / name, content)
            _swap_in(path, Path(work), files)
    except BaseException as error:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        if isinstance(error, OSError):
            raise InputError(f"{path}: cannot be written ({_explain(error)})") from error
        raise


def _write_pieces(path: Path, content: bytes | Iterable[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
        return
    with path.open("wb") as file:
        file.writelines(content)


def _swap_in(folder: Path, work: Path, names: Iterable[str]) -> None:
    """Put the files of `work` in place of their namesakes in the folder, all or none."""
    kept = work / "kept"
    kept.mkdir()
    swapped = []
    try:
        for name in names:
            swapped.append(name)
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            if (folder / name).exists():
                (kept / name).parent.mkdir(parents=True, exist_ok=True)
                os.link(folder / name, kept / name)
            (work / name).replace(folder / name)
    except BaseException:
        for name in swapped:
            if (kept / name).exists():
                (kept / name).replace(folder / name)
            elif not (work / name).exists():
                (folder / name).unlink()
        raise


@contextmanager
def locking(folder: Path) -> Iterator[None]:
    """Hold a folder for this process alone, as far as others ask for it too; where a system cannot, nothing is held."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def write_file(path: Path, content: bytes) -> None:
    """Write one file as a whole, or leave what was there. Raises InputError where it cannot be written."""
    with write_whole(path) as write:
        write(content)


@contextmanager
def write_whole(path: Path) -> Iterator[Callable[[bytes], Any]]:
    """Write one file piece by piece: it is there when the block ends; what was there stays when the block fails.

    Raises InputError where it cannot be written.
    """
    with naming_target(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    file = os.fdopen(handle, "wb")

    def write(content: bytes) -> None:
        with naming_target(path):
            file.write(content)

    try:
        yield write
        with naming_target(path):
            file.close()
            Path(name).chmod(0o644)
            Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            file.close()
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def naming_target(path: Path) -> Iterator[None]:
    """An error in the block is told as one of writing this file: raises InputError for OSError."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({_explain(error)})") from error


def _explain(error: Exception) -> str:
    return (error.strerror or str(error)).lower() if isinstance(error, OSError) else "not UTF-8 text"
