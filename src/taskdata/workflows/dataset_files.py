"""The files of a dataset: its examples, and the manifest that tells how they were made."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

from taskdata.foundation.errors import InputError
from taskdata.foundation.records import Example
from taskdata.foundation.split_names import SPLITS
from taskdata.io.files import hash_file, read_lines
from taskdata.workflows.inputs import DATASET_FILE, MANIFEST_FILE, locate_dataset
from taskdata.workflows.verify import parse_line

_TOLD = 5


@dataclass(frozen=True, slots=True)
class DatasetFile:
    """A file of examples; `manifest` is what stands beside it and knows this very file by its SHA-256, if anything."""

    path: Path
    digest: str
    manifest: Mapping[str, Any] | None

    def read(self) -> Iterator[Example]:
        """The examples in the order of the file. Raises as `read_examples`."""
        return (example for _, example in read_examples(self.path))


def open_dataset_file(path: Path) -> DatasetFile:
    """The dataset of a file, or of a folder that `taskdata generate` wrote. Raises InputError where there is none."""
    file = locate_dataset(path)
    digest = hash_file(file)
    return DatasetFile(file, digest, find_manifest(file, digest))


def find_manifest(file: Path, digest: str) -> Mapping[str, Any] | None:
    """The manifest beside a file that was written with it; None where the file was changed since, or has none."""
    for name in (MANIFEST_FILE, f"{file.stem}.{MANIFEST_FILE}"):
        with suppress(OSError, ValueError, KeyError, TypeError):
            told = orjson.loads((file.parent / name).read_bytes())
            if told["files"][file.name] == digest and told["pack"]["hash"] and told["taskdata"]:
                return dict(told)
    return None


def open_whole(path: Path) -> DatasetFile:
    """As `open_dataset_file`; but of a folder, the files of its splits must hold the same examples as that of all.

    Raises InputError where they do not: whoever has changed one of them means that one.
    """
    opened = open_dataset_file(path)
    strays = find_strays(opened) if path.is_dir() else []
    if strays:
        raise InputError(
            f"{path}: {' and '.join(strays)} should hold the examples of that split out of {opened.path.name} and "
            f"hold others; name the file that you mean, or generate the dataset anew"
        )
    return opened


def find_strays(file: DatasetFile) -> list[str]:
    """The files of splits beside the file of all examples whose lines are not those of the split, in the same order.

    `load_dataset` reads these files, so that they must not be others than those that were looked at.
    """
    there = [split for split in SPLITS if file.path.with_name(f"{split}.jsonl").is_file()]
    if file.path.name != DATASET_FILE or not there:
        return []
    digests = {split: sha256() for split in SPLITS}
    for _, line in read_lines(file.path):
        digests[orjson.loads(line)["split"]].update(line + b"\n")
    names = {f"{split}.jsonl": digests[split].hexdigest() for split in there}
    return [name for name, digest in names.items() if hash_file(file.path.with_name(name)) != digest]


class LineFaults:
    """What is wrong with lines of a file, of which the first few are told."""

    def __init__(self, path: Path, what: str = "lines") -> None:
        self._path, self._what, self._told, self._count = path, what, list[str](), 0

    def add(self, number: int, why: str) -> None:
        """Count a fault of a line, numbered from 1."""
        self._count += 1
        if self._count <= _TOLD:
            self._told.append(f"{self._path}:{number}: {why}")

    def list_told(self) -> list[str]:
        """The first of them, and how many more there are; [] without any."""
        more = self._count - _TOLD
        return [*self._told, f"... and {more:,} more {self._what}"] if more > 0 else self._told

    def raise_if_any(self) -> None:
        """Raises InputError with what `list_told` gives, where that is anything."""
        if self._count:
            raise InputError("\n".join(self.list_told()))


def read_examples(path: Path) -> Iterator[tuple[int, Example]]:
    """The examples of a file of full records, each with the number of its line.

    Raises InputError at the end, with the lines that are none.
    """
    faults = LineFaults(path, "lines; `taskdata verify` tells all")
    for number, line in read_lines(path):
        try:
            record = parse_line(line)
        except ValueError as error:
            faults.add(number, str(error))
            continue
        if isinstance(record, Example):
            yield number, record
        else:
            faults.add(number, "this is a bare pair; a full record is needed, with id, category and split")
    faults.raise_if_any()
