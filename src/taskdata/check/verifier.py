"""The verifier: a verdict on any pair of request and output, whoever made it."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from taskdata.answers.shape import Shape
from taskdata.check.days_said import SaidDay, list_label_days
from taskdata.check.evidence import needs_day
from taskdata.check.form import Wording, find_leftovers
from taskdata.check.grounding import Grounded, Grounding
from taskdata.check.hearing import MASK, Ear, mask
from taskdata.check.lacking import explain_lack
from taskdata.check.own import OwnChecks
from taskdata.check.reading import Fit, Reader
from taskdata.check.rivals import BARE_MARGIN, Rivals
from taskdata.check.showing import quote
from taskdata.check.spans import SpanCheck
from taskdata.foundation.branches import index_actions, read_choice
from taskdata.foundation.output import Path, show_path
from taskdata.foundation.pack import Action, Pack
from taskdata.foundation.records import Example, Fault, Verdict, identify
from taskdata.slots.base import Slot

LONGEST = 2_000
"""The longest request that is checked, in code points."""
_MASKED = re.compile(rf"(?:{MASK}\s*)+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A request with its label, and the day on which it was said where that is known."""

    input: str
    output: Any
    reference_date: date | None


class Verifier:
    """Checks pairs and examples of one pack; what it says depends on nothing else."""

    def __init__(self, pack: Pack, slots: Mapping[str, Slot]) -> None:
        self._discriminator = pack.usecase.discriminator
        self._actions = index_actions(pack.actions.values(), self._discriminator)
        self._shape = Shape(pack.schema, self._discriminator)
        self.reader = Reader(pack, slots, self._shape)
        self._grounding = Grounding(list(pack.actions.values()), self.reader)
        self._rivals = Rivals(pack.actions, self._discriminator)
        self._spans = SpanCheck(slots)
        self._wording = Wording(pack.usecase.persona.fields)
        self._own = OwnChecks(pack.usecase.checks)

    def find_shape_faults(self, output: Any) -> list[Fault]:
        """What is wrong with the shape of an output, whatever the request."""
        return self._shape.find_faults(output)

    def list_dated_paths(self, output: Mapping[str, Any]) -> list[str]:
        """The JSON paths of the fields of an output whose values depend on the reference date."""
        action = self.find_action(output)
        return [show_path(path) for path in self._grounding.list_dated(action)] if action else []

    def verify_pair(self, pair: Pair) -> Verdict:
        """The verdict on a pair; without a reference date, what needs one is left unchecked."""
        faults = _find_length_fault(pair.input) or self._shape.find_faults(pair.output)
        if faults:
            return Verdict(faults=tuple(faults))
        action = self._actions[str(read_choice(pair.output, self._discriminator))]
        check = self._check_error if action.evidence else self._check_values
        unchecked = ("days",) if pair.reference_date is None else ()
        faults = [*self._wording.find_faults(pair.output, pair.input), *check(action, pair)]
        return Verdict(faults=(*faults, *self._own.find_faults(pair)), unchecked=unchecked)

    def _is_plain(self, action: Action, output: Mapping[str, Any], ear: Ear, free: Collection[Path] = ()) -> bool:
        """Whether somebody who does not know the label would give it, and no other: then nothing is left to ask."""
        best = list(self.reader.read(ear, margin=0.0, vaguely=action.name))
        if not best or any(self._rivals.is_other(action, output, one, free) for one in best):
            return False
        if not any(one.is_bare for one in best):
            return True
        fit = Fit(best[0].cost, is_bare=True)
        near = self.reader.read(ear, fit.cost + BARE_MARGIN)
        return self._rivals.find_fault(action, output, fit, near, ear.text, free) is None

    def _check_values(self, action: Action, pair: Pair) -> list[Fault]:
        """Whether the values are said and nothing else is, and whether the request has no better reading."""
        ear = self.reader.listen(pair.input, pair.reference_date)
        free = [] if pair.reference_date else self._grounding.list_dated(action)
        if self._is_plain(action, pair.output, ear, free):
            return []
        grounded = self._grounding.check(action, ear, pair.output, free)
        if grounded.faults:
            return [*self._find_other_action(action, pair, ear), *grounded.faults]
        if grounded.fit is None or grounded.fit.is_bare:
            readings = list(self.reader.read(ear))
        else:
            readings = list(self.reader.read(ear, grounded.fit.cost, vaguely=action.name))
        rival = self._rivals.find_fault(action, pair.output, grounded.fit, readings, pair.input, free)
        if grounded.fit is None and (rival is None or rival.code == "other_value"):
            unknown = self._find_unknown(ear, grounded)
            return [unknown or rival or self._call_unread(ear, grounded)]
        return [rival] if rival else []

    def _find_other_action(self, action: Action, pair: Pair, ear: Ear) -> list[Fault]:
        """The fault that the request asks for something else, where that is why the values of the label are wrong."""
        best = list(self.reader.read(ear, margin=0.0))
        if any(one.action in (action.name, None) for one in best):
            return []
        fault = self._rivals.find_fault(action, pair.output, None, best, pair.input, [])
        return [fault] if fault else []

    def _check_error(self, action: Action, pair: Pair) -> list[Fault]:
        """Whether the request shows what makes it this error, and is nothing else."""
        assert action.evidence is not None
        value = pair.output.get(action.evidence.field)
        evidence, ear = action.evidence.values.get(str(value)), self.reader.listen(pair.input, pair.reference_date)
        if self._is_plain(action, pair.output, ear):
            return []
        readings = list(self.reader.read(ear, vaguely=action.name))
        if pair.reference_date is None and needs_day(evidence):
            return []
        own = [one.cost for one in readings if one.action == action.name and one.value == value]
        cost = min(own, default=None)
        fit = None if cost is None else Fit(cost, is_bare=False)
        fault = self._rivals.find_fault(action, pair.output, fit, readings, pair.input, [])
        if fault is None and cost is None:
            lack = explain_lack(evidence, ear)
            message = f"says {value!r}, and nothing in the request {quote(pair.input)} shows that: {lack}"
            fault = Fault(code="no_evidence", path=f"$.{action.evidence.field}", message=message)
        return [fault] if fault else []

    def _find_unknown(self, ear: Ear, grounded: Grounded) -> Fault | None:
        """The words that are neither in the label nor in any sentence of the pack."""
        unknown = self.reader.list_unknown(ear, grounded.stretches)
        if not unknown:
            return None
        words = " and ".join(map(repr, unknown))
        message = (
            f"the request says {words}, which is neither in the label nor framing that is known: "
            "put it into the value where it belongs, or teach the pack how people say this"
        )
        return Fault(code="unexplained", path="$", message=message)

    def _call_unread(self, ear: Ear, grounded: Grounded) -> Fault:
        """The words round the values of the label, which are known one by one and in no sentence together."""
        heard = ear.hear(grounded.stretches, [name for name, slot in self.reader.slots.items() if not slot.is_open])
        mentions = [(mention.start, mention.end) for told in heard.mentions.values() for mention in told]
        rest = _MASKED.sub("… ", mask(ear.text, [*grounded.stretches, *mentions])).strip()
        message = f"no sentence of the pack says {quote(rest)}, where … stands for the values of the label"
        return Fault(code="unexplained", path="$", message=message)

    def verify_example(self, example: Example) -> Verdict:
        """The verdict on a full record: the pair, and whether the record is true to itself."""
        pair = Pair(example.input, example.output, example.reference_date)
        verdict = self.verify_pair(pair)
        own = [*self._find_record_faults(example), *self._spans.find_faults(self.find_action(example.output), example)]
        if example.source.kind in ("template", "paraphrase"):
            own += find_leftovers(example.input)
        return verdict.model_copy(update={"faults": (*verdict.faults, *own)})

    def list_days(self, pair: Pair) -> list[SaidDay]:
        """The days that stand in a label, each with the words that name it; [] where the reference date is unknown."""
        action = self.find_action(pair.output)
        if action is None or pair.reference_date is None:
            return []
        return list_label_days(action, pair.output, self.reader.listen(pair.input, pair.reference_date))

    def find_action(self, output: Mapping[str, Any]) -> Action | None:
        """The action that an output is of by its discriminator, None where the pack has no such one."""
        return self._actions.get(str(read_choice(output, self._discriminator)))

    def _find_record_faults(self, example: Example) -> list[Fault]:
        faults = []
        expected = identify(example.input, example.reference_date.isoformat(), example.history)
        if example.id != expected:
            message = f"says {example.id}; input, reference_date and history give {expected}"
            faults.append(Fault(code="id", path="$.id", message=message))
        action = self.find_action(example.output)
        if action and action.category != example.category:
            message = f"says {example.category!r}; {action.name} belongs to {action.category!r}"
            faults.append(Fault(code="category", path="$.category", message=message))
        return faults


def _find_length_fault(text: str) -> list[Fault]:
    if len(text) <= LONGEST:
        return []
    message = f"the request has {len(text):,} characters; requests of more than {LONGEST:,} are not checked"
    return [Fault(code="too_long", path="$.input", message=message)]
