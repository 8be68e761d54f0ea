"""The sample as a table for a spreadsheet, and the judgements that come back in it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from taskdata.deliver.audit_judgements import LABEL, NATURAL, Judgement, Question, find_version
from taskdata.foundation.errors import InputError
from taskdata.foundation.records import Example
from taskdata.io.tables import Row, read_table, render_table
from taskdata.workflows.audit import Dataset, keep_judgements, read_judgements

HEADER = ("number", "id", "category", "reference_date", "weekday", "input", "output", "label", "natural", "comment")
_KEY = re.compile(r"([0-9a-f]{16})-([0-9a-f]{16})")
_MOST_FAULTS = 100


@dataclass(frozen=True)
class SheetCount:
    """What one file of judgements held; `replaced` counts judgements that the same judge had made otherwise."""

    path: Path
    judge: str
    judged: int
    open: int
    replaced: int


def render_sheet(examples: Iterable[Example]) -> bytes:
    """The sample as CSV, one row an example, with empty columns for the judgements.

    The id is followed by the hash of what is judged: so a change of the label is seen when the file is read, and no
    spreadsheet takes an id such as 12345e6789012345 for a number.
    """
    return render_table(HEADER, (_list_cells(number, example) for number, example in enumerate(examples, start=1)))


def _list_cells(number: int, example: Example) -> tuple[object, ...]:
    key = f"{example.id}-{find_version(example)}"
    day = example.reference_date
    output = orjson.dumps(example.output).decode()
    return number, key, example.category, day.isoformat(), f"{day:%A}", example.input, output, "", "", ""


@dataclass
class _Reading:
    """Files of judgements as they are read: faults are gathered, and nothing is kept if there are any."""

    examples: Mapping[str, Example]
    known: Mapping[tuple[str, str], Judgement]
    faults: list[str] = field(default_factory=list)
    found: dict[tuple[str, str], tuple[Judgement, str]] = field(default_factory=dict)
    counts: list[SheetCount] = field(default_factory=list)

    def read(self, path: Path, judge: str, rows: Sequence[Row]) -> None:
        judged = replaced = 0
        for row in rows:
            answers: dict[str, str | None] = {}
            for question in (LABEL, NATURAL):
                answers[question.name] = self._read_answer(path, row, question)
            if not any(row.cells.get(question.name) for question in (LABEL, NATURAL)):
                continue
            judged += 1
            if example := self._find_example(path, row):
                replaced += self._take(path, row, example, judge, answers)
        self.counts.append(SheetCount(path, judge, judged, len(rows) - judged, replaced))

    def _read_answer(self, path: Path, row: Row, question: Question) -> str | None:
        cell = row.cells.get(question.name, "")
        answer = question.read(cell) if cell else None
        if cell and answer is None:
            *most, last = question.answers
            choices = f"{', '.join(most)} or {last}"
            self._report(path, row, question.name, f"{cell!r} is no answer here; write {choices}, or leave it empty")
        return answer

    def _find_example(self, path: Path, row: Row) -> Example | None:
        cell = row.cells.get("id", "")
        key = _KEY.fullmatch(cell.casefold())
        if key is None:
            mend = "copy the cell from the file that -o wrote"
            self._report(path, row, "id", f"{cell!r} is no id of a sample; {mend}")
            return None
        example = self.examples.get(key[1])
        if example is None:
            self._report(path, row, "id", f"{key[1]} is not in the dataset; name the dataset that was drawn from")
        elif find_version(example) != key[2]:
            mend = "delete this row, and judge the example as it is now in a new sample"
            self._report(path, row, "id", f"{key[1]} has changed in the dataset since this sample was drawn; {mend}")
            return None
        return example

    def _take(self, path: Path, row: Row, example: Example, judge: str, answers: Mapping[str, str | None]) -> bool:
        """Take a judgement in; whether it takes the place of another one."""
        place = example.id, judge
        version = find_version(example)
        before = self.known.get(place)
        judgement = _fill(answers, row.cells.get("comment", ""), example.id, version, judge, before)
        twin, where = self.found.setdefault(place, (judgement, f"{path}, row {row.number}"))
        if twin != judgement:
            self._report(path, row, "id", f"{example.id} is judged otherwise by '{judge}' in {where}; keep one of them")
        return before is not None and before.version == version and _contradicts(before, judgement)

    def _report(self, path: Path, row: Row, column: str, message: str) -> None:
        self.faults.append(f"{path}: row {row.number}, column {column}: {message}")


def _fill(
    answers: Mapping[str, str | None], comment: str, identity: str, version: str, judge: str, before: Judgement | None
) -> Judgement:
    """The judgement of a row; what the row leaves empty stays as the judge said it before of the same."""
    old = before.model_dump() if before and before.version == version else {}
    said = {name: answer or old.get(name) for name, answer in {**answers, "comment": comment}.items()}
    said["comment"] = said["comment"] or ""
    return Judgement.model_validate({"id": identity, "version": version, "judge": judge, **said})


def _contradicts(before: Judgement, after: Judgement) -> bool:
    return any(
        None is not getattr(before, question.name) != getattr(after, question.name) for question in (LABEL, NATURAL)
    )


def read_sheets(dataset: Dataset, paths: Sequence[Path], judge: str | None) -> list[SheetCount]:
    """Take in the judgements of files that people filled in; without `judge`, each file's name is its judge's.

    Raises InputError with every fault of every file; nothing is kept then.
    """
    tables = [(path, judge or path.stem, read_table(path, ("id", LABEL.name, NATURAL.name))) for path in paths]
    _refuse_same_names(paths, judge)
    keys = {row.cells.get("id", "").casefold().split("-")[0] for _, _, rows in tables for row in rows}
    known = read_judgements(dataset)
    reading = _Reading(dataset.fetch(keys), known)
    for table in tables:
        reading.read(*table)
    if reading.faults:
        more = len(reading.faults) - _MOST_FAULTS
        rest = [f"... and {more} more"] if more > 0 else []
        raise InputError("\n".join(["nothing was kept:", *reading.faults[:_MOST_FAULTS], *rest]))
    keep_judgements(dataset, [new for place, (new, _) in reading.found.items() if new != known.get(place)])
    return reading.counts


def _refuse_same_names(paths: Sequence[Path], judge: str | None) -> None:
    names: dict[str, Path] = {}
    for path in paths if judge is None else ():
        if names.setdefault(path.stem, path) != path:
            raise InputError(f"{names[path.stem]} and {path} are both of judge '{path.stem}'; rename one of the files")
