"""A pack from a folder, with its slots."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from taskdata.author.load import Loaded, load_with_places
from taskdata.foundation.errors import PackError, Problem
from taskdata.foundation.pack import Pack
from taskdata.io.files import find_pack, read_pack_files
from taskdata.slots.base import Slot
from taskdata.slots.make import make_slots


@dataclass(frozen=True, slots=True)
class Opened:
    """A pack with the places of what it declares, and its slots."""

    loaded: Loaded
    slots: Mapping[str, Slot]

    @property
    def pack(self) -> Pack:
        """The pack itself."""
        return self.loaded.pack


def open_with_places(folder: Path | None) -> Opened:
    """The pack of a folder (see `find_pack`), for those who look at its files as well.

    Raises InputError where it cannot be read, PackError with all its faults.
    """
    root = find_pack(folder)
    try:
        loaded = load_with_places(root, read_pack_files(root))
    except PackError as error:
        raise PackError([show_from_here(problem, root) for problem in error.problems]) from None
    return Opened(loaded, make_slots(loaded.pack))


def open_pack(folder: Path | None) -> tuple[Pack, Mapping[str, Slot]]:
    """The pack of a folder, with its slots. Raises as `open_with_places`."""
    opened = open_with_places(folder)
    return opened.pack, opened.slots


def show_from_here(problem: Problem, root: Path) -> Problem:
    """The fault with its file named so that it can be opened from the current directory."""
    return replace(problem, file=name_from_here(problem.file, root))


def name_from_here(file: str, root: Path) -> str:
    """The name of a file of the pack as it can be opened from the current directory."""
    path, here = (root / file).resolve(), Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
