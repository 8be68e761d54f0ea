"""The figures of a dataset: its examples, and what stands beside its file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import orjson
from pydantic import ValidationError

from taskdata.build.wording import is_apart
from taskdata.deliver.audit_rates import Audit
from taskdata.deliver.figures.compute import Sources, compute_figures
from taskdata.deliver.figures.model import Figures, Proof
from taskdata.foundation.errors import InputError
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example, Rejected
from taskdata.foundation.split_names import BENCHMARK
from taskdata.io.files import find_builtin
from taskdata.io.journal import read_journal
from taskdata.serving.system_prompt import SystemPrompt
from taskdata.slots.base import Slot
from taskdata.workflows.audit import compute_audit, open_dataset
from taskdata.workflows.dataset_files import DatasetFile, find_strays, open_dataset_file
from taskdata.workflows.inputs import MANIFEST_FILE, REJECTED_FILE
from taskdata.workflows.spooled_examples import SpooledExamples


@dataclass(frozen=True)
class Described:
    """A dataset that was read, with its figures."""

    pack: Pack
    file: DatasetFile
    examples: Sequence[Example]
    figures: Figures

    @cached_property
    def folder(self) -> Path:
        """The folder of the file."""
        return self.file.path.parent


def describe_file(pack: Pack, slots: Mapping[str, Slot], path: Path) -> Described:
    """Read a dataset, a folder or a file of it, and compute all its figures.

    Raises InputError where a line is no example record, or where the manifest is of another pack.
    """
    file = open_dataset_file(path)
    _check_pack(pack, file)
    examples = SpooledExamples(file.read())
    days = {example.reference_date for example in examples}
    prompt = SystemPrompt(pack)
    sources = Sources(
        pack=pack,
        examples=examples,
        proof=_prove(pack, file, examples),
        manifest=file.manifest,
        apart=frozenset(name for name, slot in slots.items() if is_apart(slot)),
        prompts={day: prompt.fill(day) for day in days},
        refused=_read_refused(file) if file.manifest else None,
        audit=_find_audit(pack, file.path),
    )
    return Described(pack, file, examples, compute_figures(sources))


def gather_figures(pack: Pack, slots: Mapping[str, Slot], path: Path) -> Figures:
    """The figures alone. Raises as `describe_file`."""
    return describe_file(pack, slots, path).figures


def _check_pack(pack: Pack, file: DatasetFile) -> None:
    name = file.manifest["pack"].get("name") if file.manifest else None
    if name is not None and name != pack.usecase.name:
        raise InputError(
            f"{file.path}: this is a dataset of the pack '{name}', not of '{pack.usecase.name}'; name the pack with "
            f"--pack"
        )


def _prove(pack: Pack, file: DatasetFile, examples: Iterable[Example]) -> Proof:
    told = file.manifest
    is_vouched = told is not None
    manifest = told or {}
    made_from, held = manifest.get("pack", {}), manifest.get("held_for_benchmark", {})
    has_seeds = "seeds" in manifest
    return Proof(
        file=file.path.name,
        sha256=file.digest,
        state="vouched" if is_vouched else "changed" if _is_named(file.path) else "unknown",
        version=manifest.get("taskdata"),
        pack_name=made_from.get("name"),
        pack_hash=made_from.get("hash"),
        seed=manifest.get("seed"),
        is_pack_now=made_from["hash"] == pack.digest if is_vouched and not has_seeds else None,
        packages=manifest.get("packages", {}) if is_vouched else None,
        repeated=manifest.get("repeated"),
        held_groups=held.get("groups"),
        held_words=held.get("words"),
        is_benchmark=all(example.split == BENCHMARK for example in examples),
        set_n=manifest.get("n"),
        strays=tuple(find_strays(file)),
        needs_pack=pack.root.resolve() != find_builtin(),
    )


def _is_named(file: Path) -> bool:
    """Whether a manifest beside the file is of a file of this name, which was then another one."""
    for name in (MANIFEST_FILE, f"{file.stem}.{MANIFEST_FILE}"):
        try:
            told = orjson.loads((file.parent / name).read_bytes())
        except (OSError, ValueError):
            continue
        if isinstance(told, Mapping) and isinstance(told.get("files"), Mapping) and file.name in told["files"]:
            return True
    return False


def _read_refused(file: DatasetFile) -> list[Rejected] | None:
    """What was refused while the dataset was made; None where no file beside it tells."""
    path = file.path.with_name(REJECTED_FILE)
    if not path.is_file() or not (file.path.parent / MANIFEST_FILE).is_file():
        return None
    return [_parse_refused(path, number, line) for number, line in read_journal(path)]


def _parse_refused(path: Path, number: int, line: bytes) -> Rejected:
    try:
        return Rejected.model_validate_json(line)
    except ValidationError as error:
        raise InputError(f"{path}:{number}: this is no refused draft; generate the dataset anew") from error


def _find_audit(pack: Pack, file: Path) -> Audit | None:
    """What people said of the dataset; None where no judgements are kept beside it."""
    if not file.with_name(f"{file.stem}.audit.jsonl").is_file():
        return None
    return compute_audit(open_dataset(pack, file))
