"""The files of a dataset: its examples, and the manifest that tells how they were made."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from taskdata.foundation.errors import InputError
from taskdata.foundation.records import Example
from taskdata.io.files import hash_file, read_lines
from taskdata.workflows.inputs import DATASET_FILE, MANIFEST_FILE
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
    file = path / DATASET_FILE if path.is_dir() else path
    if path.is_dir() and not file.is_file():
        raise InputError(f"{path}: there is no {DATASET_FILE} in this folder; name the file of a dataset")
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


def read_examples(path: Path) -> Iterator[tuple[int, Example]]:
    """The examples of a file of full records, each with the number of its line.

    Raises InputError at the end, with the lines that are none.
    """
    faulty, count = list[str](), 0
    for number, line in read_lines(path):
        try:
            record = parse_line(line)
            if isinstance(record, Example):
                yield number, record
                continue
            why = "this is a bare pair; a full record is needed, with id, category and split"
        except ValueError as error:
            why = str(error)
        count += 1
        if count <= _TOLD:
            faulty.append(f"{path}:{number}: {why}")
    if count:
        more = [f"... and {count - _TOLD:,} more lines; `taskdata verify` tells all"] if count > _TOLD else []
        raise InputError("\n".join([*faulty, *more]))
