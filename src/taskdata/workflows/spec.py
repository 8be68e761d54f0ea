"""`taskdata spec`: the use case, the manifests and the ledger, as one document."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from taskdata import __version__
from taskdata.deliver.quotas import plan_categories, plan_cells
from taskdata.evaluate import specification
from taskdata.evaluate.specification import Plan, Sources, specify
from taskdata.evaluate.specification_manifest import Made, Manifest
from taskdata.evaluate.specification_render import render_specification
from taskdata.foundation.errors import InputError
from taskdata.foundation.invalid import tell_first_fault
from taskdata.foundation.pack import Pack
from taskdata.foundation.split_names import BENCHMARK, OF_A_DATASET
from taskdata.foundation.usecase import UseCase
from taskdata.io.files import read_text
from taskdata.workflows.inputs import DATASET_FILE, MANIFEST_FILE
from taskdata.workflows.ledger import FILE as LEDGER
from taskdata.workflows.ledger import find_ledger, find_trained, read_ledger

_TEMPLATE = "specification.md.jinja"
_EXAMPLES = (DATASET_FILE, "train.jsonl")
_BENCHMARK_MANIFEST, _BENCHMARK_EXAMPLES = f"{BENCHMARK}.{MANIFEST_FILE}", (f"{BENCHMARK}.jsonl",)


@dataclass(frozen=True, slots=True)
class Written:
    """The document, and what its reader does not see: which of the files that were named are not there."""

    text: str
    notes: Sequence[str]


def write_specification(pack: Pack, datasets: Sequence[Path], ledger: Path | None) -> Written:
    """The specification of a pack with what was made and measured.

    Without datasets, those in the folder `data` of the pack and in the folders in it are taken; without a ledger, that
    of the pack. Raises InputError for a manifest or a ledger that cannot be read.
    """
    usual = _list_folders((pack.root / LEDGER).parent)
    path = ledger or find_ledger(pack)
    made = [_read_made(pack, folder) for folder in datasets or usual if (folder / MANIFEST_FILE).is_file()]
    held = next((one for one in (*datasets, *usual) if (one / _BENCHMARK_MANIFEST).is_file()), None)
    sources = Sources(
        usecase=pack.usecase,
        digest=pack.digest,
        version=__version__,
        plans=_list_plans(pack.usecase),
        made=made if datasets else sorted(made, key=lambda one: (one.manifest.n, one.name)),
        benchmark=_read_benchmark(pack, held) if held else None,
        ledger=_name(path, pack.root) if path else None,
        runs=read_ledger(path) if path else [],
    )
    template = read_text(Path(specification.__file__).with_name(_TEMPLATE))
    return Written(render_specification(template, specify(sources)), _list_notes(datasets, ledger))


def _list_notes(datasets: Sequence[Path], ledger: Path | None) -> list[str]:
    notes = [
        f"{folder}: there is no {MANIFEST_FILE} in it, so this dataset is not in the document"
        for folder in datasets
        if not any((folder / name).is_file() for name in (MANIFEST_FILE, _BENCHMARK_MANIFEST))
    ]
    if ledger and not ledger.exists():
        notes.append(f"{ledger}: there is no such file, so no run is in the document")
    return notes


def _list_folders(data: Path) -> list[Path]:
    """A folder and those in it."""
    return [data, *sorted(one for one in data.iterdir() if one.is_dir())] if data.is_dir() else []


def _list_plans(usecase: UseCase) -> list[Plan]:
    """The sizes of the use case, with the numbers that `taskdata generate` would make."""
    plans = []
    for size in usecase.sizes:
        splits = dict.fromkeys(OF_A_DATASET, 0)
        for (split, _), count in plan_cells(size.n, usecase).items():
            splits[split] += count
        plans.append(Plan(size.n, size.about, plan_categories(size.n, usecase), splits))
    return plans


def _read_made(pack: Pack, folder: Path) -> Made:
    manifest = _read_manifest(pack, folder / MANIFEST_FILE)
    planned = plan_categories(manifest.n, pack.usecase)
    return _describe(pack, folder, folder, manifest, _EXAMPLES, planned)


def _read_benchmark(pack: Pack, folder: Path) -> Made:
    manifest = _read_manifest(pack, folder / _BENCHMARK_MANIFEST)
    name = folder / _BENCHMARK_EXAMPLES[0]
    return _describe(pack, folder, name, manifest, _BENCHMARK_EXAMPLES, pack.usecase.benchmark.counts)


def _describe(
    pack: Pack, folder: Path, shown: Path, manifest: Manifest, examples: Sequence[str], planned: dict[str, int]
) -> Made:
    digests = {name: find_trained(folder / name).digest for name in examples if (folder / name).is_file()}
    return Made(
        name=_name(shown, pack.root),
        manifest=manifest,
        digest=digests.get(examples[0]),
        digests=frozenset(digests.values()),
        planned=planned,
        is_current=None if manifest.seeds else manifest.pack.hash == pack.digest,
    )


def _read_manifest(pack: Pack, path: Path) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(read_text(path))
    except ValidationError as error:
        raise InputError(f"{path}: this is no manifest of a dataset: {tell_first_fault(error).lower()}") from error
    if manifest.pack.name != pack.usecase.name:
        raise InputError(
            f"{path}: this is a dataset of the pack '{manifest.pack.name}', not of '{pack.usecase.name}'; "
            f"name another folder with --dataset, or the pack with --pack"
        )
    return manifest


def _name(path: Path, root: Path) -> str:
    """A path as the document shows it, the same from wherever it is written: in the pack, from there."""
    whole, root = path.resolve(), root.resolve()
    return (whole.relative_to(root) if whole.is_relative_to(root) else path).as_posix()
