"""Seeds as a file to decide about, and the decisions that come back in it: a table for a spreadsheet, or JSON lines."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from taskdata.foundation.errors import InputError
from taskdata.foundation.seeds import SeedDecision
from taskdata.io.files import read_lines
from taskdata.io.tables import read_table, render_table
from taskdata.workflows.label_edits import read_label
from taskdata.workflows.seed_judging import JudgedSeed
from taskdata.workflows.seeds_review import ReviewSession
from taskdata.workflows.verify import parse_object

HEADER = (
    "id", "kind", "state", "reference_date", "weekday", "input", "raw_output", "went_wrong", "proposed", "faults",
    "decision", "label", "comment",
)  # fmt: skip
ENDINGS = (".csv", ".jsonl")
_ANSWERS = ("accept", "test", "reject")
_KEY = re.compile(r"(?:seed-)?([0-9a-f]{16})")
_MOST_FAULTS = 100


def render_review(session: ReviewSession, *, as_table: bool) -> bytes:
    """The items of a session with empty places for the decisions.

    Ids begin with `seed-`, so that no spreadsheet takes one such as 12345e6789012345 for a number.
    """
    rows = [_list_cells(session, session.seeds[identity]) for identity in session.items]
    if not as_table:
        return b"".join(orjson.dumps(dict(zip(HEADER, row, strict=True))) + b"\n" for row in rows)
    return render_table(HEADER, ([_write_cell(cell) for cell in row] for row in rows))


def _write_cell(cell: Any) -> str:
    return "" if cell is None else cell if isinstance(cell, str) else orjson.dumps(cell).decode()


def _list_cells(session: ReviewSession, judged: JudgedSeed) -> tuple[Any, ...]:
    seed, label = judged.seed, session.label(judged)
    day, told = seed.reference_date, [f"{one.kind}: {one.path}: {one.message}" for one in judged.findings]
    return (
        f"seed-{seed.id}", seed.kind, judged.state, day.isoformat(), f"{day:%A}", seed.input, seed.raw_output,
        "\n".join([*told, *([f"log: {seed.error}"] if seed.error else [])]),
        None if label is None else dict(label),
        "\n".join(list_faults(judged)), "", None, "",
    )  # fmt: skip


def list_faults(judged: JudgedSeed) -> list[str]:
    """What speaks against the label that is known; of one in the log beside another that is proposed, it is said so."""
    whose = "label of the log: " if judged.proposed is not None and judged.decision is None else ""
    return [f"{whose}{fault.code}: {fault.path}: {fault.message}" for fault in judged.faults]


@dataclass(frozen=True)
class _Row:
    """A row that comes back: where it stands, and its cells; those that hold JSON as it is, or as text."""

    place: str
    cells: Mapping[str, Any]

    def text(self, name: str) -> str:
        value = self.cells.get(name)
        return value.strip() if isinstance(value, str) else "" if value is None else orjson.dumps(value).decode()


@dataclass
class _Reading:
    """Rows as they are read: faults are gathered, and nothing is kept if there are any."""

    session: ReviewSession
    unit: str
    faults: list[str] = field(default_factory=list)
    found: dict[str, tuple[SeedDecision, str]] = field(default_factory=dict)
    _said: dict[tuple[str, date], tuple[SeedDecision, str]] = field(default_factory=dict)

    def take(self, row: _Row) -> None:
        answer = row.text("decision").casefold()
        identity = self._read_id(row)
        if answer not in ("", *_ANSWERS):
            shown = row.text("decision")
            self._report(row, "decision", f"{shown!r} is none; write {', '.join(_ANSWERS)}, or leave it empty")
        elif answer and (label := self._read_output(row, answer)) is not None and identity:
            self._take(row, identity, answer, label)
        elif not answer and row.text("label"):
            self._report(row, "decision", f"there is a label, but no decision; write {' or '.join(_ANSWERS[:2])}")

    def _read_id(self, row: _Row) -> str | None:
        key = _KEY.fullmatch(row.text("id").casefold())
        if key is None:
            self._report(row, "id", f"{row.text('id')!r} is no id of a seed; copy it from the file that was written")
        elif key[1] not in self.session.seeds:
            self._report(row, "id", f"the pack has no seed {key[1]}")
        else:
            return key[1]
        return None

    def _read_output(self, row: _Row, answer: str) -> dict[str, Any] | None:
        """The label of a row, {} where it needs none, None where it is at fault."""
        if answer == "reject":
            return {}
        column = "label" if row.text("label") else "proposed"
        if not row.text(column):
            self._report(row, "label", "there is neither a label nor one that is proposed; write one")
            return None
        try:
            return read_label(row.text(column))
        except ValueError as error:
            self._report(row, column, str(error))
            return None

    def _take(self, row: _Row, identity: str, answer: str, label: dict[str, Any]) -> None:
        verdict, comment = ("reject", row.text("comment")) if answer == "reject" else ("accept", row.text("comment"))
        decision = SeedDecision.model_validate(
            {
                "seed": identity, "verdict": verdict, "output": label or None, "is_held": answer == "test",
                "comment": comment, "by": self.session.by,
            }
        )  # fmt: skip
        twin, place = self.found.setdefault(identity, (decision, row.place))
        if twin != decision:
            self._report(row, "id", f"{identity} is decided otherwise in {self.unit} {place}; keep one of them")
        elif label:
            self._compare_alike(row, decision)

    def _compare_alike(self, row: _Row, decision: SeedDecision) -> None:
        seed = self.session.seeds[decision.seed].seed
        other, place = self._said.setdefault((seed.input, seed.reference_date), (decision, row.place))
        if other.output != decision.output:
            message = f"the same request on the same day has another label in {self.unit} {place}; keep one of them"
            self._report(row, "label", message)

    def _report(self, row: _Row, column: str, message: str) -> None:
        self.faults.append(f"{self.unit} {row.place}, {'key' if self.unit == 'line' else 'column'} {column}: {message}")


def import_review(session: ReviewSession, path: Path) -> tuple[list[JudgedSeed], list[str]]:
    """Keep the decisions of a file that a person has filled in; gives what is known now of the seeds decided, and the
    ids of others that follow.

    Raises InputError with every fault of the file; nothing is kept then.
    """
    is_table = path.suffix.casefold() == ENDINGS[0]
    reading = _Reading(session, "row" if is_table else "line")
    for row in _read_rows(path) if is_table else _read_json_lines(path, reading.faults):
        reading.take(row)
    if reading.faults:
        more = len(reading.faults) - _MOST_FAULTS
        told = [f"{path}: {fault}" for fault in reading.faults[:_MOST_FAULTS]]
        raise InputError("\n".join(["nothing was kept:", *told, *([f"... and {more} more"] if more > 0 else [])]))
    others = session.keep([decision for decision, _ in reading.found.values()])
    return [session.seeds[identity] for identity in reading.found], others


def _read_rows(path: Path) -> Iterator[_Row]:
    for row in read_table(path, ("id", "decision")):
        yield _Row(str(row.number), row.cells)


def _read_json_lines(path: Path, faults: list[str]) -> Iterable[_Row]:
    for number, line in read_lines(path):
        try:
            yield _Row(str(number), parse_object(line))
        except ValueError as error:
            faults.append(f"line {number}: {error}")
