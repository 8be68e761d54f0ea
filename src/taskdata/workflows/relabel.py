"""`taskdata relabel`: an older dataset brought to a changed pack, without guessing a label."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import orjson

from taskdata.check.verifier import Pair, Verifier
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example, Fault, dump_canonical, dump_example
from taskdata.io.files import write_folder
from taskdata.io.spool import Spool
from taskdata.slots.base import Slot
from taskdata.workflows.decisions import Decisions, UndecidedLine, dump_undecided
from taskdata.workflows.proposed_outputs import Proposer
from taskdata.workflows.rebuild import Rebuilder, Unsettled
from taskdata.workflows.verify import parse_line

Kind = Literal["unchanged", "updated", "relabelled", "decided", "dropped", "undecided", "unreadable"]
_GENERATED = ("template", "paraphrase")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one line: `new` is what is written of it, None where nothing is.

    updated: the label is as it was, what the record says of itself beside it is not. Why there is no new one is told in
    `unsettled`, and in a list for people in `undecided`.
    """

    line: int
    kind: Kind
    old: Example | Pair | None = None
    new: Example | Pair | None = None
    raw: bytes = b""
    is_kept: bool = False
    """Whether the label of a generated example could not be built anew, and is proven as it is."""
    unsettled: Unsettled | None = None
    undecided: UndecidedLine | None = None

    def render(self) -> bytes:
        """What is written of the line: a record as it is generated, a pair with its keys in their order, or nothing."""
        if isinstance(self.new, Example):
            return dump_example(self.new) + b"\n"
        if self.new is None:
            return b""
        return orjson.dumps({**orjson.loads(self.raw), "output": self.new.output}) + b"\n"


class Relabeller:
    """Brings records to one pack, line by line; every label that it gives is verified.

    A generated example has its label built anew from its template and the words of its slots. Where that cannot be, and
    in records and pairs from people, the label is kept if it verifies as it is. What is left over is for people: their
    decisions are taken if they verify.
    """

    def __init__(self, pack: Pack, slots: Mapping[str, Slot], decisions: Decisions) -> None:
        self._slots = slots
        self._verifier = Verifier(pack, slots)
        self._rebuilder = Rebuilder(pack, slots)
        self._proposer = Proposer(pack, self._verifier)
        self._decisions = decisions

    def relabel_lines(self, lines: Iterable[tuple[int, bytes]]) -> Iterator[Outcome]:
        """What becomes of each numbered line, in their order."""
        for number, raw in lines:
            yield self._relabel_line(number, raw)

    def _relabel_line(self, number: int, raw: bytes) -> Outcome:
        try:
            record = parse_line(raw)
        except ValueError as error:
            return Outcome(number, "unreadable", unsettled=Unsettled("unreadable", str(error)))
        outcome = Outcome(number, "undecided", record, raw=raw)
        rebuilt = self._rebuild(record)
        if not isinstance(rebuilt, Unsettled):
            return replace(outcome, kind=_compare(record, rebuilt), new=rebuilt)
        kept = self._give(record, record.output, rebuilt.reason, f"{rebuilt.message}; the old label")
        if not isinstance(kept, Unsettled):
            return replace(outcome, kind=_compare(record, kept), new=kept, is_kept=_is_generated(record))
        return self._decide(outcome, record, kept)

    def _rebuild(self, record: Example | Pair) -> Example | Unsettled:
        """The record as its template gives it now, if that is proven."""
        if isinstance(record, Pair) or not _is_generated(record):
            return Unsettled("label", "the label was given by a person")
        made = self._rebuilder.find_template(record.source)
        rebuilt = made if isinstance(made, Unsettled) else self._rebuilder.rebuild(record, made)
        if isinstance(rebuilt, Unsettled):
            return rebuilt
        faults = self._verifier.verify_example(rebuilt).faults
        return Unsettled("rebuilt", f"the label that its template gives {_tell(faults)}") if faults else rebuilt

    def _give(self, record: Example | Pair, output: Any, reason: str, subject: str) -> Example | Pair | Unsettled:
        """The record with an output that somebody gave, or what is wrong with that."""
        if isinstance(record, Pair):
            pair = replace(record, output=output)
            given: Example | Pair = pair
            faults = self._verifier.verify_pair(pair).faults
        else:
            given, faults = self._adopt(record, output)
        return Unsettled(reason, f"{subject} {_tell(faults)}") if faults else given

    def _adopt(self, example: Example, output: dict[str, Any]) -> tuple[Example, tuple[Fault, ...]]:
        """The example with a label that its spans were not made for: those that do not hold are left out."""
        action = self._verifier.find_action(output)
        update: dict[str, Any] = {"output": output}
        if action:
            update["category"] = action.category
        if action and "action" in example.facets:
            update["facets"] = {**example.facets, "action": action.name}
        given = example.model_copy(update=update)
        faults = self._verifier.verify_example(given).faults
        loose = {fault.path for fault in faults if fault.code == "spans"}
        spans = [span for index, span in enumerate(example.spans) if f"$.spans[{index}]" not in loose]
        rest = tuple(fault for fault in faults if fault.code != "spans")
        return given.model_copy(update={"spans": spans}), rest

    def _decide(self, outcome: Outcome, record: Example | Pair, unsettled: Unsettled) -> Outcome:
        """What a person said of a record that is not settled; without that it goes on the list for people."""
        decision = self._decisions.find(record.input, record.reference_date)
        if decision is None:
            return self._list(outcome, record, unsettled, None)
        if decision.output is None:
            return replace(outcome, kind="dropped")
        given = self._give(record, decision.output, "decision", f"{decision.place}: the output")
        if isinstance(given, Unsettled):
            return self._list(outcome, record, given, decision.output)
        return replace(outcome, kind="decided", new=given)

    def _list(
        self, outcome: Outcome, record: Example | Pair, unsettled: Unsettled, decided: dict[str, Any] | None
    ) -> Outcome:
        line = UndecidedLine(
            line=outcome.line,
            id=record.id if isinstance(record, Example) else None,
            input=record.input,
            reference_date=record.reference_date,
            reason=unsettled.reason,
            message=unsettled.message,
            output=record.output,
            proposed=self._propose(record),
            decided=decided,
        )
        return replace(outcome, unsettled=unsettled, undecided=line)

    def _propose(self, record: Example | Pair) -> Any:
        """The output that the request may have to give; None where the spans of the record speak against it."""
        heard = self._proposer.listen(record.input, record.reference_date)
        proposed = self._proposer.propose(heard, record.output) if heard else None
        if proposed is None or isinstance(record, Pair):
            return proposed
        known = [span for span in record.spans if span.slot in self._slots]
        given, _ = self._adopt(record.model_copy(update={"spans": known}), proposed)
        return proposed if given.spans == known else None


def write_outcomes(outcomes: Iterable[Outcome], target: Path, undecided: Path) -> None:
    """Write what is settled and what is not into two files of one folder: both as a whole, or neither.

    Raises InputError where they cannot be written.
    """
    spool = Spool(target.parent)

    def list_settled() -> Iterator[bytes]:
        for outcome in outcomes:
            if outcome.undecided:
                spool.add(dump_undecided(outcome.undecided))
            yield outcome.render()

    write_folder(target.parent, {target.name: list_settled(), undecided.name: spool.read()})


def name_undecided(target: Path) -> Path:
    """The file beside the relabelled one that lists what people must decide."""
    stem = target.name.removesuffix(".jsonl")
    return target.with_name(f"{stem}.undecided.jsonl")


def _is_generated(record: Example | Pair) -> bool:
    """Whether its label came from a template."""
    return isinstance(record, Example) and record.source.kind in _GENERATED


def _compare(old: Example | Pair, new: Example | Pair) -> Kind:
    if dump_canonical(old.output) != dump_canonical(new.output):
        return "relabelled"
    if isinstance(old, Example) and isinstance(new, Example) and dump_example(old) != dump_example(new):
        return "updated"
    return "unchanged"


def _tell(faults: Iterable[Fault]) -> str:
    """What is wrong, behind what it is wrong with."""
    first, *more = faults
    rest = f" (and {len(more)} more)" if more else ""
    return f"does not verify: {first.code}: {first.path}: {first.message}{rest}"
