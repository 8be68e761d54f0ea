"""`taskdata generate`: a dataset, or the benchmark."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from taskdata import __version__
from taskdata.check.duplicates import Seen
from taskdata.deliver.diversity import MOST as MEASURED
from taskdata.deliver.manifest import describe_dataset
from taskdata.deliver.quotas import Cells, plan_cells
from taskdata.foundation.errors import InputError
from taskdata.foundation.pack import Pack
from taskdata.foundation.split_names import BENCHMARK, OF_A_DATASET
from taskdata.slots.base import Slot
from taskdata.workflows.inputs import BENCHMARK as BENCHMARK_PATH
from taskdata.workflows.inputs import DATASET_FILE, MANIFEST_FILE, REJECTED_FILE, read_inputs
from taskdata.workflows.produce import Line, OtherSource, Progress
from taskdata.workflows.seed_store import SeedStore
from taskdata.workflows.store import Store

if TYPE_CHECKING:
    from taskdata.workflows.seed_use import SeedUse

BENCHMARK_FILE = f"{BENCHMARK}.jsonl"
MOST = 10_000_000
USUAL_SHARE = 0.2
"""The share of each quota that is given to the seeds at most, where nothing is said."""


@dataclass(frozen=True)
class Dataset:
    """A finished dataset: its manifest, and what was made and refused."""

    manifest: Mapping[str, Any]
    store: Store


def generate_dataset(
    pack: Pack, slots: Mapping[str, Slot], n: int, seed: int, excluded: Iterable[Path], progress: Progress,
    folder: Path | None = None, other_source: OtherSource | None = None, seed_share: float = USUAL_SHARE,
) -> Dataset:  # fmt: skip
    """Make a dataset of `n` examples in the exact shares of the pack; it is put aside on the disk of `folder`.

    At most `seed_share` of each quota is given to what comes of the pack's seeds. The requests of the benchmark that is
    kept with the pack are kept out, whatever sentence says them.
    Raises InputError for an `n` or a share out of range or an unreadable file, QuotaError where the pack cannot give
    so many.
    """
    if not 1 <= n <= MOST:
        raise InputError(f"-n {n}: ask for at least 1 and at most {MOST:,} examples")
    if not 0 <= seed_share <= 1:
        raise InputError(f"--seed-share {seed_share:g}: the share is from 0 to 1")
    seeds = _gather_seeds(pack, slots, seed_share, seed)
    benchmark = pack.root / BENCHMARK_PATH
    kept_out = [*excluded, *([benchmark] if benchmark.is_file() else ())]
    line = Line(seeds.pack if seeds else pack, slots, seed, _list_seen(kept_out), progress, folder)
    return _run(line, plan_cells(n, pack.usecase), seeds, other_source)


def generate_benchmark(
    pack: Pack, slots: Mapping[str, Slot], seed: int, excluded: Iterable[Path], progress: Progress
) -> Dataset:
    """Make the benchmark: real requests first, the rest from the groups and titles that are held for it.

    Raises as `generate_dataset`.
    """
    cells = {(BENCHMARK, category): count for category, count in pack.usecase.benchmark.counts.items()}
    seeds = _gather_seeds(pack, slots, 1.0, seed, for_benchmark=True)
    line = Line(seeds.pack if seeds else pack, slots, seed, _list_seen(excluded), progress, None)
    return _run(line, cells, seeds)


def _gather_seeds(
    pack: Pack, slots: Mapping[str, Slot], share: float, seed: int, *, for_benchmark: bool = False
) -> "SeedUse | None":
    """The seeds of the pack; None where it has none: then what reads them is not even loaded."""
    store = SeedStore(pack.root)
    if not store.exists():
        return None
    from taskdata.workflows.seed_use import gather_seeds

    return gather_seeds(store, pack, slots, share, seed, for_benchmark=for_benchmark)


def _run(line: Line, cells: Cells, seeds: "SeedUse | None", other_source: OtherSource | None = None) -> Dataset:
    line.run(cells, seeds.examples if seeds else None, other_source)
    store = line.store
    sample = store.draw_sample(MEASURED)
    manifest = describe_dataset(line.pack, __version__, line.seed, store.tally, sample, store.codes, line.repeated)
    if seeds:
        manifest |= seeds.describe()
    if other_source:
        manifest |= other_source.describe()
    return Dataset(manifest, store)


def _list_seen(excluded: Iterable[Path]) -> Seen:
    seen = Seen()
    for path in excluded:
        for text in read_inputs(path):
            seen.exclude(text)
    return seen


def list_files(dataset: Dataset) -> dict[str, bytes | Iterable[bytes]]:
    """The files of a dataset folder, line by line."""
    parts = {DATASET_FILE: None, **{f"{split}.jsonl": split for split in OF_A_DATASET}}
    hashed, digests = _hash_all({name: dataset.store.read_lines(split) for name, split in parts.items()})
    return {
        **hashed,
        REJECTED_FILE: dataset.store.read_refused(),
        MANIFEST_FILE: _render_manifest(dataset, digests),
    }


def list_benchmark_files(dataset: Dataset) -> dict[str, bytes | Iterable[bytes]]:
    """The files of a benchmark, line by line."""
    hashed, digests = _hash_all({BENCHMARK_FILE: dataset.store.read_lines()})
    return {**hashed, f"{BENCHMARK}.{MANIFEST_FILE}": _render_manifest(dataset, digests)}


def _hash_all(files: Mapping[str, Iterable[bytes]]) -> tuple[dict[str, Iterable[bytes]], dict[str, str]]:
    """The same lines, and the SHA-256 of each file, which is known when its lines were taken."""
    digests: dict[str, str] = {}

    def pass_on(name: str, lines: Iterable[bytes]) -> Iterable[bytes]:
        digest = hashlib.sha256()
        for line in lines:
            digest.update(line)
            yield line
        digests[name] = digest.hexdigest()

    return {name: pass_on(name, lines) for name, lines in files.items()}, digests


def _render_manifest(dataset: Dataset, digests: Mapping[str, str]) -> Iterable[bytes]:
    """The manifest, made when it is written: after the files whose hashes stand in it."""
    yield orjson.dumps({**dataset.manifest, "files": dict(digests)}, option=orjson.OPT_INDENT_2) + b"\n"


def summarise(dataset: Dataset, folder: Path) -> str:
    """What was made, in a few lines for a terminal."""
    counts = dataset.manifest["counts"]
    shares = ", ".join(f"{category} {count}" for category, count in counts["category"].items())
    splits = ", ".join(f"{split} {sum(parts.values())}" for split, parts in counts["split"].items())
    refused = ", ".join(f"{code} {count}" for code, count in dataset.manifest["rejected"].items()) or "none"
    return "\n".join(
        [
            f"{dataset.manifest['n']:,} examples in {folder}, every one verified",
            f"  categories: {shares}",
            f"  splits:     {splits}",
            f"  from:       {len(counts['family'])} families, {counts['templates']} templates",
            f"  diversity:  {_summarise_diversity(dataset.manifest['diversity'])}",
            f"  refused:    {refused}",
            *_summarise_seeds(dataset.manifest),
        ]
    )


def _summarise_seeds(manifest: Mapping[str, Any]) -> list[str]:
    """What came of the seeds, in a line; none where there are none."""
    if "seeds" not in manifest:
        return []
    told, made = manifest["seeds"], manifest["seeds"]["examples"]
    states, kept = told["states"], told["kept_for_benchmark"]
    undecided = states.get("open", 0) + states.get("unproven", 0)
    held = f" ({kept:,} kept for the benchmark)" if kept else ""
    held += f" ({told['of_benchmark']:,} failed in the benchmark, never said)" if told["of_benchmark"] else ""
    of_them = f"{made['verbatim']:,} examples as they were said, {made['varied']:,} varied"
    more = f"{made['of_families_like_them']:,} more of families like them"
    left = f"; {told['in_no_example']:,} ready ones in no example" if told["in_no_example"] else ""
    return [f"  seeds:      {states.get('ready', 0):,} ready{held}, {undecided:,} not; {of_them}, {more}{left}"]


def _summarise_diversity(measures: Mapping[str, Any]) -> str:
    whole, family = measures["whole"], measures["largest_family"]
    return (
        f"{whole['skeletons']} skeletons; ten openings begin {whole['commonest_openings']:.1%}; "
        f"largest family {family['family']}, {family['share']:.1%}"
    )
