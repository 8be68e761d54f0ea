"""A test set from a file: its lines verified, and made cases to evaluate on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from taskdata import __version__
from taskdata.check.verifier import Pair
from taskdata.evaluate.cases import Case
from taskdata.evaluate.evaluation import TestSet
from taskdata.evaluate.scoring import NO_ACTION
from taskdata.foundation.branches import index_actions, read_choice
from taskdata.foundation.errors import InputError
from taskdata.foundation.pack import Action, Pack
from taskdata.foundation.records import Example
from taskdata.io.files import Progress, find_builtin, hash_file, read_lines, stamp_package
from taskdata.io.memo import open_memo
from taskdata.slots.base import Slot
from taskdata.workflows.dataset_files import find_manifest
from taskdata.workflows.inputs import BENCHMARK
from taskdata.workflows.open_pack import name_from_here
from taskdata.workflows.verify import LineVerdict, LineVerifier, parse_line

MEMO = Path(".taskdata/verified.sqlite")
SHOWN = 10
"""Faults that are told one by one."""
_OK = b"ok"


@dataclass(frozen=True, slots=True)
class Loaded:
    """The cases of a test set, and where they came from."""

    test: TestSet
    cases: list[Case]


def find_benchmark(pack: Pack) -> Path:
    """The benchmark that is kept with a pack. Raises InputError where it has none."""
    path = pack.root / BENCHMARK
    if not path.is_file():
        inside = "" if pack.root == find_builtin() else f" --pack {pack.root}"
        raise InputError(
            f"{path}: there is no benchmark to test on; make it once with `taskdata generate --benchmark{inside} -o "
            f"{path.parent}`, or name a test set"
        )
    return path


def load_test_set(pack: Pack, slots: Mapping[str, Slot], path: Path, *, force: bool, progress: Progress) -> Loaded:
    """The cases of a file of records or of bare pairs.

    Every line is verified, unless this very file was before, with this pack. What does not verify is refused as a
    whole. By force the labels are taken as they are, without the lines that cannot be read and those whose id is there
    already. Raises InputError with the faults; also where there is no case.
    """
    lines = list(read_lines(path))
    digest = hash_file(path)
    is_verified = not force and _verify(pack, slots, path, digest, lines, progress)
    cases = list(_make_cases(pack, lines))
    if not cases:
        raise InputError(f"{path}: no line of it is a record or a pair, so that there is nothing to test on")
    return Loaded(TestSet(name_from_here(str(path), Path()), digest, len(lines) - len(cases), is_verified), cases)


def _verify(
    pack: Pack, slots: Mapping[str, Slot], path: Path, digest: str, lines: list[tuple[int, bytes]], progress: Progress
) -> bool:
    """True: every line verifies. What was verified before is not again. Raises InputError with the faults."""
    if _is_made_of(pack, path, digest):
        return True
    with open_memo(MEMO, f"{pack.digest} {stamp_package()}") as memo:
        if memo.find(digest) != _OK:
            faulty = list(_find_faulty(pack, slots, lines, progress))
            if faulty:
                raise InputError(_tell_faults(path, faulty, len(lines)))
            memo.put(digest, _OK)
    return True


def _is_made_of(pack: Pack, path: Path, digest: str) -> bool:
    """Whether the manifest beside the file says that this very file was made, and so verified, with this pack."""
    told = find_manifest(path, digest)
    return told is not None and (told["pack"]["hash"], told["taskdata"]) == (pack.digest, __version__)


def _find_faulty(
    pack: Pack, slots: Mapping[str, Slot], lines: list[tuple[int, bytes]], progress: Progress
) -> Iterator[LineVerdict]:
    for verdict in LineVerifier(pack, slots).verify_lines(lines):
        progress(len(verdict.raw))
        if not verdict.verdict.ok:
            yield verdict


def _tell_faults(path: Path, faulty: list[LineVerdict], of: int) -> str:
    firsts = [(one.line, one.verdict.faults[0]) for one in faulty[:SHOWN]]
    told = [f"{path}:{line}: {fault.code}: {fault.path}: {fault.message}" for line, fault in firsts]
    more = [f"... and {len(faulty) - SHOWN:,} more (taskdata verify {path})"] if len(faulty) > SHOWN else []
    head = f"{path}: {len(faulty):,} of {of:,} lines do not verify, so that nothing can be measured with it"
    return "\n".join((f"{head}; mend them, or take the labels as they are with --force", *told, *more))


def _make_cases(pack: Pack, lines: list[tuple[int, bytes]]) -> Iterator[Case]:
    """A case of each line that can be read and has an object as output; of several with one id, the first."""
    known = set[str]()
    actions = index_actions(pack.actions.values(), pack.usecase.discriminator)
    for number, line in lines:
        try:
            record = parse_line(line)
        except ValueError:
            continue
        if not isinstance(record.output, dict):
            continue
        action = actions.get(str(read_choice(record.output, pack.usecase.discriminator)))
        case = _make_case(record, number, action)
        if case.id not in known:
            known.add(case.id)
            yield case


def _make_case(record: Example | Pair, number: int, action: Action | None) -> Case:
    name = action.name if action else NO_ACTION
    marks: dict[str, tuple[str, ...]] = {"action": (name,)}
    if isinstance(record, Example):
        marks |= _list_marks(record)
    return Case(
        id=record.id if isinstance(record, Example) else str(number - 1),
        line=number,
        input=record.input,
        reference_date=record.reference_date,
        expected=record.output,
        category=record.category if isinstance(record, Example) else action.category if action else NO_ACTION,
        marks=marks,
        split=record.split if isinstance(record, Example) else None,
    )


def _list_marks(example: Example) -> dict[str, tuple[str, ...]]:
    """What reports count an example by."""
    source, facets = example.source, example.facets
    cases = facets.get("edge_cases")
    marks = {
        "family": (source.family,),
        "style": (facets.get("style"),),
        "edge_case": tuple(cases) if isinstance(cases, list) else (),
        "source.kind": (source.kind,),
    }
    return {name: found for name, values in marks.items() if (found := tuple(str(one) for one in values if one))}
