"""Whether the spans of a record show where its label stands in its request."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taskdata.check.hearing import mask
from taskdata.foundation.output import Constant, Joined, list_leaves
from taskdata.foundation.pack import Action
from taskdata.foundation.records import ABSENT, Example, Fault, Span, read_path
from taskdata.slots.base import Slot


@dataclass(frozen=True)
class SpanCheck:
    """Holds each span against the input, the slots of the pack, and the value in the label."""

    slots: Mapping[str, Slot]

    def find_faults(self, action: Action | None, example: Example) -> list[Fault]:
        """Spans that are no stretch of the input, name no slot, or hold other words than the label says."""
        labelled = _list_labelled(action, example.output) if action else {}
        faults = []
        for index, span in enumerate(example.spans):
            message = self._find_lack(span, example, labelled)
            if message:
                faults.append(Fault(code="spans", path=f"$.spans[{index}]", message=message))
        return faults

    def _find_lack(self, span: Span, example: Example, labelled: Mapping[str, tuple[Any, bool]]) -> str | None:
        if not 0 <= span.start < span.end <= len(example.input):
            length = len(example.input)
            return f"{span.slot!r} from {span.start} to {span.end} is no stretch of an input of {length} characters"
        if span.slot not in self.slots:
            return f"the pack has no slot {span.slot!r}"
        slot, words = self.slots[span.slot], example.input[span.start : span.end]
        for other in example.spans:
            if other is not span and other.start < span.end and span.start < other.end:
                beside = example.input[other.start : other.end]
                return f"the words {words!r} of {span.slot!r} overlap with {beside!r} of {other.slot!r}"
        if span.slot not in labelled:
            return None
        if not slot.is_open:
            return (
                None
                if _is_heard(slot, span, example)
                else f"in the words {words!r} the slot {span.slot!r} hears nothing"
            )
        value, joined = labelled[span.slot]
        if joined:
            fits = str(slot.read(words, None, example.reference_date)) in str(value)
        else:
            fits = (span.start, span.end) in slot.locate(value, example.input)
        return None if fits else f"the words {words!r} of the slot {span.slot!r} are not what the label says: {value!r}"


def _is_heard(slot: Slot, span: Span, example: Example) -> bool:
    """Whether all of the span's words belong to what the slot hears in the request."""
    heard = [(mention.start, mention.end) for mention in slot.hear(example.input, example.reference_date)]
    rest = mask(example.input, heard)[span.start : span.end]
    return not any(letter.isalnum() for letter in rest)


def _list_labelled(action: Action, output: Mapping[str, Any]) -> dict[str, tuple[Any, bool]]:
    """For each slot, what the label has in its field, and whether that is joined with more."""
    labelled = {}
    for path, leaf in list_leaves(action.output):
        value = read_path(output, path)
        if not isinstance(leaf, Constant) and value is not ABSENT:
            labelled.update({r.slot: (value, isinstance(leaf, Joined)) for r in leaf.references})
    return labelled
