"""The ledger of a pack as a file that only grows."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

import orjson
from pydantic import ValidationError

from taskdata import __version__
from taskdata.evaluate.cases import Case
from taskdata.evaluate.evaluation import Evaluation
from taskdata.evaluate.ledger import Run, Trained, make_run
from taskdata.foundation.errors import InputError
from taskdata.foundation.invalid import tell_first_fault
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import dump_canonical
from taskdata.foundation.text import fold
from taskdata.io.files import find_builtin, hash_file, naming_target, read_lines
from taskdata.io.journal import append_lines, read_journal
from taskdata.workflows.inputs import DATASET_FILE
from taskdata.workflows.predictions import Predictions

FILE = "data/runs.jsonl"


def read_ledger(path: Path) -> list[Run]:
    """The runs so far, oldest first; none where there is no file. Raises InputError with the line that is none."""
    runs = []
    for number, line in read_journal(path):
        try:
            runs.append(Run.model_validate_json(line))
        except ValidationError as error:
            raise InputError(f"{path}:{number}: this is no line of a ledger: {tell_first_fault(error)}") from error
    return runs


def find_ledger(pack: Pack) -> Path | None:
    """Where the ledger of a pack is; None of the pack inside an installed package, which is nobody's."""
    is_installed = pack.root == find_builtin() and pack.root.name == "pack"
    return None if is_installed else pack.root / FILE


def describe_run(pack: Pack, evaluation: Evaluation, predictions: Predictions, trained: Trained | None) -> Run:
    """The line of an evaluation that was made just now."""
    answers = hashlib.sha256()
    for identity, prediction in sorted(predictions.by_id.items()):
        texts = [reply.text for reply in (prediction.first, *prediction.retries)]
        answers.update(dump_canonical([identity, *texts]))
    return make_run(
        evaluation, pack.usecase, at=datetime.now().astimezone(), version=__version__,
        pack=f"{pack.usecase.name} {pack.digest}", trained=trained, answers=answers.hexdigest(),
    )  # fmt: skip


def add_run(path: Path, known: Sequence[Run], run: Run) -> bool:
    """Add a run to those that are known, and tell whether it is new: all but the time of it. Raises InputError."""
    if any(one.model_copy(update={"at": run.at}) == run for one in known):
        return False
    with naming_target(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    append_lines(path, run.model_dump_json().encode() + b"\n")
    return True


def find_trained(path: Path) -> Trained:
    """The dataset in a folder, or a file, by its hash. Raises InputError where there is none."""
    return Trained(hash_file(_find_dataset(path)), str(path))


def count_learned(path: Path, cases: Collection[Case]) -> int:
    """How many of the cases a model has learned from, which was trained on this dataset. Raises InputError.

    What a dataset keeps for tests is not learned from.
    """
    texts = {fold(case.input) for case in cases}
    learned = set[str]()
    for number, line in read_lines(_find_dataset(path)):
        try:
            record = orjson.loads(line)
            if record.get("split") != "test" and (text := fold(record["input"])) in texts:
                learned.add(text)
        except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{path}: line {number} is no example with an 'input'") from error
    return sum(fold(case.input) in learned for case in cases)


def _find_dataset(path: Path) -> Path:
    return path / DATASET_FILE if path.is_dir() else path
