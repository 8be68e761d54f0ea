"""Another reading of the request than the label's: better, and the label is wrong; as good, and nobody can tell."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from taskdata.check.reading import ROUNDING, Fit, Understood
from taskdata.check.showing import quote, show_value
from taskdata.foundation.output import Constant, Path, list_leaves, show_path
from taskdata.foundation.pack import Action
from taskdata.foundation.records import Fault, read_path

BARE_MARGIN = 3.0
"""How much more a sentence may cost that is known to be something else, to beat a label without words of its own.

Found on 10,000 generated requests, of which it refuses none, and on questions and orders labelled as new tasks.
"""


@dataclass(frozen=True)
class Rivals:
    """Holds a label against everything else that its request may mean."""

    actions: Mapping[str, Action]
    discriminator: str | None

    def find_fault(
        self, action: Action, output: Mapping[str, Any], fit: Fit | None, readings: Iterable[Understood], text: str,
        free: Collection[Path],
    ) -> Fault | None:  # fmt: skip
        """The fault that the request has a reading no worse than the label's (None: it has none).

        The paths in `free` are not compared.
        """
        beats = self._beats_bare if fit and fit.is_bare else self._beats
        others = [one for one in readings if self.is_other(action, output, one, free) and beats(action, one, fit)]
        best = min(others, key=lambda one: one.cost, default=None)
        if best is None:
            return None
        if fit and not fit.is_bare and fit.cost <= best.cost + ROUNDING:
            return self._call_ambiguous(best, text)
        return self._explain(action, output, best, text)

    def _beats(self, action: Action, one: Understood, fit: Fit | None) -> bool:
        """Whether a reading rests on words of its own and costs no more than the label's."""
        if one.is_bare or (fit and fit.cost < one.cost - ROUNDING):
            return False
        return not (one.is_vague and (action.evidence or one.action != action.name))

    def _beats_bare(self, action: Action, one: Understood, fit: Fit | None) -> bool:
        """Whether a reading beats a label that rests on no word of the request, as "dentist tomorrow" for a new task.

        One of the same action must cost less. A sentence known to be something else may cost a little more, and so may
        the verb of another command, which gives it two readings.
        """
        if one.is_bare or fit is None:
            return False
        if one.action == action.name:
            return one.cost < fit.cost - ROUNDING
        if one.is_own:
            return one.cost <= fit.cost + BARE_MARGIN
        return not one.is_vague and one.cost <= fit.cost + ROUNDING

    def is_other(self, action: Action, output: Mapping[str, Any], one: Understood, free: Collection[Path]) -> bool:
        """Whether a reading is not what the label says; the paths in `free` are not compared."""
        if one.action != action.name:
            return True
        if action.evidence:
            return bool(output.get(action.evidence.field) != one.value)
        return output != one.output and any(
            read_path(output, path) != read_path(one.output, path)
            for path, _ in list_leaves(action.output)
            if path not in free
        )

    def _call_ambiguous(self, best: Understood, text: str) -> Fault:
        if best.action is None:
            told = "it can be a command of its own, or name something to do"
        else:
            told = f"it can be read as {self._describe(best, text)} as well"
        message = (
            f"the request {quote(text)} has two readings, so that no label of it is sure: {told}; "
            "reword it until one is left, or leave the pair out"
        )
        return Fault(code="ambiguous", path="$", message=message)

    def _explain(self, action: Action, output: Mapping[str, Any], best: Understood, text: str) -> Fault:
        """What the label says and what the better reading says, at the place where they differ."""
        if best.action is None:
            return self._call_ambiguous(best, text)
        told = f"the request {quote(text)} reads as {self._describe(best, text)}"
        if best.action != action.name:
            place = f"$.{self.discriminator}"
            return Fault(code="wrong_action", path=place, message=f"says {action.name!r}; {told}")
        if action.evidence:
            field = action.evidence.field
            message = f"says {output.get(field)!r}; {told}"
            return Fault(code="wrong_error", path=f"$.{field}", message=message)
        for path, leaf in list_leaves(action.output):
            says, reads = read_path(output, path), read_path(best.output, path)
            if says != reads:
                slots = () if isinstance(leaf, Constant) else {reference.slot for reference in leaf.references}
                words = [quote(text[start:end]) for slot, start, end in best.stretches if slot in slots]
                where = f", from {' and '.join(words)}" if words else ""
                read = f"the request {quote(text)}, read as a whole, has {show_value(reads)} here{where}"
                message = f"says {show_value(says)}; {read}"
                return Fault(code="other_value", path=show_path(path), message=message)
        raise ValueError("the readings do not differ")

    def _describe(self, one: Understood, text: str) -> str:
        action = self.actions[str(one.action)]
        named = f"{action.name} {one.value!r}" if action.evidence else action.name
        words = " and ".join(repr(text[start:end]) for _, start, end in one.stretches)
        return f"{named} of {words}" if words else named
