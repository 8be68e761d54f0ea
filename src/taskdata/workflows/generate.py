"""`taskdata generate`: a dataset, or the benchmark."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from taskdata import __version__
from taskdata.check.duplicates import Seen
from taskdata.deliver.manifest import describe_dataset
from taskdata.deliver.quotas import Cells, plan_cells
from taskdata.deliver.splits import BENCHMARK
from taskdata.foundation.errors import InputError
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example, Rejected, dump_example
from taskdata.io.files import read_lines
from taskdata.slots.base import Slot
from taskdata.workflows.produce import Line, Progress

BENCHMARK_FILE = f"{BENCHMARK}.jsonl"
SPLITS = ("train", "validation", "test")
MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Dataset:
    """A finished dataset."""

    examples: Sequence[Example]
    rejected: Sequence[Rejected]
    manifest: Mapping[str, Any]


def generate_dataset(
    pack: Pack, slots: Mapping[str, Slot], n: int, seed: int, excluded: Iterable[Path], progress: Progress
) -> Dataset:
    """Make a dataset of `n` examples in the exact shares of the pack.

    Raises InputError for an `n` out of range or an unreadable file, QuotaError where the pack cannot give so many.
    """
    if not 1 <= n <= MOST:
        raise InputError(f"-n {n}: ask for at least 1 and at most {MOST:,} examples")
    return _produce(pack, slots, plan_cells(n, pack.usecase), seed, excluded, progress)


def generate_benchmark(
    pack: Pack, slots: Mapping[str, Slot], seed: int, excluded: Iterable[Path], progress: Progress
) -> Dataset:
    """Make the benchmark, from the groups and titles that are held for it. Raises as `generate_dataset`."""
    cells = {(BENCHMARK, category): count for category, count in pack.usecase.benchmark.counts.items()}
    return _produce(pack, slots, cells, seed, excluded, progress)


def _produce(
    pack: Pack, slots: Mapping[str, Slot], cells: Cells, seed: int, excluded: Iterable[Path], progress: Progress
) -> Dataset:
    seen = Seen()
    for path in excluded:
        for text in _read_inputs(path):
            seen.exclude(text)
    line = Line(pack, slots, seed, seen, progress)
    line.run(cells)
    manifest = describe_dataset(pack, __version__, seed, line.examples, line.rejected, line.apart)
    return Dataset(line.examples, line.rejected, manifest)


def _read_inputs(path: Path) -> Iterable[str]:
    for number, line in read_lines(path):
        try:
            text = orjson.loads(line)["input"]
        except (orjson.JSONDecodeError, KeyError, TypeError) as error:
            raise InputError(f"{path}:{number}: this line is no JSON object with an 'input'") from error
        if not isinstance(text, str):
            raise InputError(f"{path}:{number}: 'input' is no text")
        yield text


def render_files(dataset: Dataset) -> dict[str, bytes]:
    """The files of a dataset folder."""
    parts = {f"{split}.jsonl": [e for e in dataset.examples if e.split == split] for split in SPLITS}
    files = {name: render_lines(examples) for name, examples in {"dataset.jsonl": dataset.examples, **parts}.items()}
    files["rejected.jsonl"] = b"".join(r.model_dump_json().encode() + b"\n" for r in dataset.rejected)
    files["manifest.json"] = render_manifest(dataset)
    return files


def render_lines(examples: Iterable[Example]) -> bytes:
    """The examples as JSON lines."""
    return b"".join(dump_example(example) + b"\n" for example in examples)


def render_manifest(dataset: Dataset) -> bytes:
    """The manifest as indented JSON."""
    return orjson.dumps(dataset.manifest, option=orjson.OPT_INDENT_2) + b"\n"


def render_benchmark(dataset: Dataset) -> dict[str, bytes]:
    """The files of a benchmark."""
    return {BENCHMARK_FILE: render_lines(dataset.examples), f"{BENCHMARK}.manifest.json": render_manifest(dataset)}


def summarise(dataset: Dataset, folder: Path) -> str:
    """What was made, in a few lines for a terminal."""
    counts = dataset.manifest["counts"]
    shares = ", ".join(f"{category} {count}" for category, count in counts["category"].items())
    splits = ", ".join(f"{split} {sum(parts.values())}" for split, parts in counts["split"].items())
    refused = ", ".join(f"{code} {count}" for code, count in dataset.manifest["rejected"].items()) or "none"
    return "\n".join(
        [
            f"{len(dataset.examples)} examples in {folder}, every one verified",
            f"  categories: {shares}",
            f"  splits:     {splits}",
            f"  from:       {len(counts['family'])} families, {counts['templates']} templates",
            f"  diversity:  {_summarise_diversity(dataset.manifest['diversity'])}",
            f"  refused:    {refused}",
        ]
    )


def _summarise_diversity(measures: Mapping[str, Any]) -> str:
    whole, family = measures["whole"], measures["largest_family"]
    return (
        f"{whole['skeletons']} skeletons; ten openings begin {whole['commonest_openings']:.1%}; "
        f"largest family {family['family']}, {family['share']:.1%}"
    )
