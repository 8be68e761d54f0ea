"""One example out of datasets, found by the first digits of its id, with what stands near it in its dataset."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from taskdata.foundation.errors import InputError, TaskdataError
from taskdata.foundation.records import Example
from taskdata.io.files import read_lines
from taskdata.workflows.dataset_files import DatasetFile, open_dataset_file
from taskdata.workflows.inputs import BENCHMARK, DATASET_FILE, locate_dataset
from taskdata.workflows.open_pack import name_from_here
from taskdata.workflows.verify import parse_line

_START = re.compile(r"[0-9a-f]{4,16}")
_TOLD = 5


class UnknownExampleError(TaskdataError):
    """No dataset that was looked in has the example: the answer is no."""

    exit_code = 1


@dataclass(frozen=True, slots=True)
class Found:
    """An example, its dataset and its line there, and the other places that have the same id, as FILE:LINE."""

    dataset: DatasetFile
    line: int
    example: Example
    others: Sequence[str]

    @property
    def place(self) -> str:
        """The file and the line."""
        return f"{self.dataset.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Related:
    """What is akin to an example in its dataset.

    The one that it rewords, those that reword it, the other members of its contrast in the same round, and how many
    more were made from its template.
    """

    parent: Example | None
    paraphrases: Sequence[Example]
    siblings: Sequence[Example]
    of_template: int


def find_example(start: str, dataset: Path | None, root: Path) -> Found:
    """The example whose id begins like this, in a file or folder, or else in what the pack and the current folder have.

    Raises InputError where the id is none, several begin so, or a file cannot be read; UnknownExampleError where no
    example has it.
    """
    if not _START.fullmatch(start := start.lower()):
        raise InputError(f"{start}: this is no id; write 4 to 16 of its hex digits, from the first on")
    files = _list_datasets(root) if dataset is None else [locate_dataset(dataset)]
    found = [(path, line, raw) for path in files for line, raw in _search(path, start)]
    ids = {str(orjson.loads(raw)["id"]): None for _, _, raw in found}
    if len(ids) > 1:
        shown = ", ".join(list(ids)[:_TOLD]) + (", ..." if len(ids) > _TOLD else "")
        raise InputError(f"{len(ids):,} ids begin with {start}: {shown}; write more of the one that is meant")
    if not found:
        raise UnknownExampleError(_explain_missing(start, files))
    path, line, raw = found[0]
    others = [f"{other}:{number}" for other, number, _ in found[1:]]
    return Found(open_dataset_file(path), line, _parse(path, line, raw), others)


def _list_datasets(root: Path) -> list[Path]:
    """The datasets of a pack and of the current folder, as they can be opened from here."""
    here = Path.cwd()
    places = [path for folder in (root, here) for path in _list_kept(folder)]
    found = dict.fromkeys(path.resolve() for path in (*places, here / DATASET_FILE) if path.is_file())
    return [Path(name_from_here(str(path), root)) for path in found]


def _list_kept(folder: Path) -> Iterator[Path]:
    """Where a folder keeps its datasets and its benchmark."""
    benchmark = folder / BENCHMARK
    yield benchmark.parent / DATASET_FILE
    yield from sorted(benchmark.parent.glob(f"*/{DATASET_FILE}"))
    yield benchmark


def _search(path: Path, start: str) -> Iterator[tuple[int, bytes]]:
    """The lines of a file whose id begins like this; what is no JSON has none."""
    wanted = start.encode()
    for number, raw in read_lines(path):
        if wanted not in raw:
            continue
        try:
            record = orjson.loads(raw)
        except orjson.JSONDecodeError:
            continue
        if isinstance(record, dict) and str(record.get("id", "")).startswith(start):
            yield number, raw


def _parse(path: Path, line: int, raw: bytes) -> Example:
    try:
        record = parse_line(raw)
    except ValueError as error:
        raise InputError(f"{path}:{line}: {error}") from error
    assert isinstance(record, Example)  # a line with an id is no pair
    return record


def _explain_missing(start: str, files: Sequence[Path]) -> str:
    if not files:
        return "there is no dataset in the pack or in this folder; name one with --dataset"
    looked = ", ".join(map(str, files[:_TOLD])) + (f" and {len(files) - _TOLD} more" if len(files) > _TOLD else "")
    return f"no example has an id that begins with {start}; looked in {looked}; another file is named with --dataset"


def find_related(found: Found) -> Related:
    """What is akin to an example in the file where it stands; lines that are no records are passed over."""
    one, source = found.example, found.example.source
    wanted = [text.encode() for text in (one.id, source.parent, source.group) if text]
    near = [other for other in _read_near(found.dataset.path, wanted) if other.id != one.id]
    is_contrast = "contrast" in one.facets
    return Related(
        parent=next((other for other in near if other.id == source.parent), None),
        paraphrases=[other for other in near if other.source.parent == one.id],
        siblings=[other for other in near if is_contrast and _is_sibling(one, other)],
        of_template=sum(other.source.template == source.template for other in near),
    )


def _read_near(path: Path, wanted: Sequence[bytes]) -> Iterator[Example]:
    for _, raw in read_lines(path):
        if any(text in raw for text in wanted):
            try:
                record = parse_line(raw)
            except ValueError:
                continue
            if isinstance(record, Example):
                yield record


def _is_sibling(one: Example, other: Example) -> bool:
    """Whether both are members of one round of a contrast: said on one day."""
    same_group = other.source.group == one.source.group and "contrast" in other.facets
    return same_group and other.reference_date == one.reference_date
