"""`taskdata audit`: a sample for people to judge, and the error rates that their judgements give."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from taskdata.deliver.audit_draw import Stratum, draw_sample, find_stratum
from taskdata.deliver.audit_judgements import LABEL, NATURAL, Judgement, find_version, keep_last
from taskdata.deliver.audit_rates import Audit, Judged, count_rates
from taskdata.foundation.errors import InputError
from taskdata.foundation.invalid import tell_first_fault
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example
from taskdata.io.journal import append_lines, read_journal
from taskdata.workflows.dataset_files import read_examples


@dataclass(frozen=True)
class Dataset:
    """A dataset to audit: the ids of its examples by stratum. The examples themselves stay in the file."""

    path: Path
    pack: Pack
    ids: Mapping[Stratum, Sequence[str]]

    @property
    def journal(self) -> Path:
        """The file of judgements beside the dataset."""
        return self.path.with_name(f"{self.path.stem}.audit.jsonl")

    def fetch(self, ids: Collection[str]) -> dict[str, Example]:
        """The examples with these ids, by id; those that the dataset does not hold are left out."""
        wanted = frozenset(ids)
        return {e.id: e for _, e in read_examples(self.path) if e.id in wanted} if wanted else {}


def open_dataset(pack: Pack, path: Path) -> Dataset:
    """Read which examples a dataset holds.

    Raises InputError where a line is no example record, or an id stands there twice.
    """
    ids: dict[Stratum, list[str]] = {}
    lines: dict[str, int] = {}
    for number, example in read_examples(path):
        if example.id in lines:
            message = f"{path}:{number}: the id {example.id} stood in line {lines[example.id]} already"
            raise InputError(f"{message}; leave one of the two out, since every example is to be drawn alike")
        lines[example.id] = number
        ids.setdefault(find_stratum(pack, example), []).append(example.id)
    return Dataset(path, pack, ids)


def draw_examples(dataset: Dataset, n: int, seed: int) -> list[Example]:
    """The sample to judge: as many of each stratum as its share says, the same for the same seed.

    Raises InputError where `n` is smaller than the number of strata.
    """
    ids = draw_sample(n, seed, dataset.ids)
    examples = dataset.fetch(ids)
    return [examples[identity] for identity in ids]


def read_judgements(dataset: Dataset) -> dict[tuple[str, str], Judgement]:
    """The judgements that are kept beside the dataset, by id and judge; of several, the last.

    Raises InputError where a line is no judgement.
    """
    return keep_last(_parse_judgement(dataset.journal, *numbered) for numbered in read_journal(dataset.journal))


def _parse_judgement(path: Path, number: int, line: bytes) -> Judgement:
    try:
        return Judgement.model_validate_json(line)
    except ValidationError as error:
        message = f"{path}:{number}: this is no judgement: {tell_first_fault(error)}; mend this line or delete it"
        raise InputError(message) from error


def keep_judgements(dataset: Dataset, judgements: Sequence[Judgement]) -> None:
    """Add judgements to those beside the dataset; they are on the disk when this returns. Raises InputError."""
    if judgements:
        append_lines(dataset.journal, b"".join(j.model_dump_json().encode() + b"\n" for j in judgements))


def compute_audit(dataset: Dataset) -> Audit:
    """The rates from all judgements that are kept, but for those on what the dataset does not hold any more."""
    by_id: dict[str, list[Judgement]] = {}
    for judgement in read_judgements(dataset).values():
        by_id.setdefault(judgement.id, []).append(judgement)
    examples = dataset.fetch(by_id)
    judged, changed = [], 0
    for identity, example in examples.items():
        version = find_version(example)
        current = [judgement for judgement in by_id[identity] if judgement.version == version]
        changed += len(by_id[identity]) - len(current)
        if current:
            judged.append(Judged(example, find_stratum(dataset.pack, example), current))
    sizes = {stratum: len(ids) for stratum, ids in dataset.ids.items()}
    return Audit(
        label=count_rates(sizes, judged, LABEL),
        natural=count_rates(sizes, judged, NATURAL),
        judges=tuple(sorted({judgement.judge for one in judged for judgement in one.judgements})),
        judged=judged,
        gone=sum(len(judgements) for identity, judgements in by_id.items() if identity not in examples),
        changed=changed,
    )


@dataclass
class Session:
    """A judge at work on a sample. What is said is kept at once, so that the next session goes on from there."""

    examples: Sequence[Example]
    judge: str
    said: dict[str, Judgement]
    keep_one: Callable[[Judgement], None]

    def recall(self, at: int) -> Judgement:
        """What the judge said of an example so far."""
        example = self.examples[at]
        version = find_version(example)
        said = self.said.get(example.id)
        if said and said.version == version:
            return said
        return Judgement(id=example.id, version=version, judge=self.judge, label=None, natural=None)

    def keep(self, judgement: Judgement) -> None:
        """Keep what the judge says, if it is news."""
        if judgement != self.said.get(judgement.id):
            self.keep_one(judgement)
            self.said[judgement.id] = judgement

    def find_open(self, start: int) -> int | None:
        """The first example from `start` on, round the end, of which not all is said; None where there is none."""
        places = (*range(start, len(self.examples)), *range(start))
        return next((at for at in places if not self.is_complete(at)), None)

    def is_complete(self, at: int) -> bool:
        """Whether the judge has answered both questions of an example."""
        judgement = self.recall(at)
        return None not in (judgement.label, judgement.natural)


def open_session(dataset: Dataset, examples: Sequence[Example], judge: str) -> Session:
    """Start or go on with a judge's work on a sample. Raises InputError for a file of judgements that is broken."""
    said = {identity: said for (identity, by), said in read_judgements(dataset).items() if by == judge}
    return Session(examples, judge, said, lambda judgement: keep_judgements(dataset, [judgement]))
