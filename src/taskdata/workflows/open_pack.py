"""A pack from a folder, with its slots."""

from collections.abc import Mapping
from pathlib import Path

from taskdata.author.load import load_pack
from taskdata.foundation.pack import Pack
from taskdata.io.files import find_pack, read_pack_files
from taskdata.slots.base import Slot
from taskdata.slots.make import make_slots


def open_pack(folder: Path | None) -> tuple[Pack, Mapping[str, Slot]]:
    """The pack of a folder (see `find_pack`).

    Raises InputError where it cannot be read, PackError with all its faults.
    """
    root = find_pack(folder)
    pack = load_pack(root, read_pack_files(root))
    return pack, make_slots(pack)
