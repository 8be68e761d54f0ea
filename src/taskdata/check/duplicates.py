"""What was said before: the same request twice, with the same label or with another."""

from typing import Any

from taskdata.foundation.records import Fault, dump_canonical
from taskdata.foundation.text import fold


class Seen:
    """The requests met so far, case and punctuation aside."""

    def __init__(self) -> None:
        self._labels: dict[tuple[str, str], bytes] = {}
        self._inputs: set[str] = set()

    def exclude(self, text: str) -> None:
        """Treat a request as met, on any day."""
        self._inputs.add(fold(text))

    def is_known(self, text: str) -> bool:
        """Whether the request was met, on any day."""
        return fold(text) in self._inputs

    def find_faults(self, text: str, day: str, output: Any) -> list[Fault]:
        """Whether the request was met on this day already; it counts as met from now on."""
        key, label = (fold(text), day), dump_canonical(output)
        self._inputs.add(key[0])
        known = self._labels.setdefault(key, label)
        if known is label:
            return []
        if known == label:
            return [Fault(code="duplicate", path="$.input", message="the same request on the same day is here already")]
        message = f"the same request on the same day is here with another label: {known.decode()}"
        return [Fault(code="contradiction", path="$.output", message=message)]
