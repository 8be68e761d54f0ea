"""The verifier: a verdict on any pair of request and output, whoever made it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from taskdata.check.evidence import EvidenceCheck
from taskdata.check.form import Wording, find_leftovers
from taskdata.check.framing import Framing
from taskdata.check.grounding import Grounding
from taskdata.check.shape import Shape
from taskdata.check.spans import SpanCheck
from taskdata.foundation.output import Constant, Fields
from taskdata.foundation.pack import Action, Pack
from taskdata.foundation.records import Example, Fault, Span, Verdict, identify
from taskdata.slots.base import Slot

LONGEST = 2_000
"""The longest request that is checked, in code points."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A request with its label, and the day on which it was said where that is known."""

    input: str
    output: Any
    reference_date: date | None


class Verifier:
    """Checks pairs and examples of one pack; what it says depends on nothing else."""

    def __init__(self, pack: Pack, slots: Mapping[str, Slot]) -> None:
        framing = Framing(pack)
        self._discriminator = pack.usecase.discriminator
        self._actions = {_read_constant(action, self._discriminator): action for action in pack.actions.values()}
        self._shape = Shape(pack.schema, self._discriminator)
        self._grounding = Grounding(list(pack.actions.values()), slots, framing)
        self._evidence = EvidenceCheck(pack.actions, slots, framing)
        self._spans = SpanCheck(slots)
        self._wording = Wording(pack.usecase.persona.fields)

    def verify_pair(self, pair: Pair, spans: Sequence[Span] = ()) -> Verdict:
        """The verdict on a pair; without a reference date, what needs one is left unchecked."""
        faults = _find_length_fault(pair.input) or self._shape.find_faults(pair.output)
        if faults:
            return Verdict(faults=tuple(faults))
        faults = self._wording.find_faults(pair.output)
        action = self._actions[pair.output[self._discriminator]]
        if action.evidence is None:
            faults += self._grounding.find_faults(action, pair.input, pair.reference_date, pair.output)
        if pair.reference_date is None:
            return Verdict(faults=tuple(faults), unchecked=("evidence",) if action.evidence else ("days",))
        evidence = self._evidence.find_faults(action, pair.input, pair.reference_date, pair.output, spans)
        unchecked = ("evidence",) if evidence is None else ()
        return Verdict(faults=tuple(faults + (evidence or [])), unchecked=unchecked)

    def verify_example(self, example: Example) -> Verdict:
        """The verdict on a full record: the pair, and whether the record is true to itself."""
        pair = Pair(example.input, example.output, example.reference_date)
        verdict = self.verify_pair(pair, example.spans)
        own = [*self._find_record_faults(example), *self._spans.find_faults(self._action_of(example), example)]
        if example.source.kind == "template":
            own += find_leftovers(example.input)
        return verdict.model_copy(update={"faults": (*verdict.faults, *own)})

    def _action_of(self, example: Example) -> Action | None:
        return self._actions.get(str(example.output.get(self._discriminator)))

    def _find_record_faults(self, example: Example) -> list[Fault]:
        faults = []
        expected = identify(example.input, example.reference_date.isoformat(), example.history)
        if example.id != expected:
            faults.append(Fault(code="id", path="$.id", message=f"says {example.id}; what was said gives {expected}"))
        action = self._action_of(example)
        if action and action.category != example.category:
            message = f"says {example.category!r}; {action.name} belongs to {action.category!r}"
            faults.append(Fault(code="category", path="$.category", message=message))
        return faults


def _find_length_fault(text: str) -> list[Fault]:
    if len(text) <= LONGEST:
        return []
    message = f"the request has {len(text):,} characters; requests of more than {LONGEST:,} are not checked"
    return [Fault(code="too_long", path="$.input", message=message)]


def _read_constant(action: Action, field: str) -> str:
    leaf = action.output.fields.get(field) if isinstance(action.output, Fields) else None
    return str(leaf.value) if isinstance(leaf, Constant) else action.name
