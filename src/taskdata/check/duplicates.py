"""What was said before: the same request twice, with the same label or with another."""

from typing import Any

from taskdata.foundation.chance import hash_text
from taskdata.foundation.records import Fault, dump_canonical
from taskdata.foundation.text import fold


class Seen:
    """The requests met so far, case and punctuation aside; kept as hashes, so that millions fit into memory."""

    def __init__(self) -> None:
        self._labels: dict[int, tuple[int, int]] = {}
        self._inputs: set[int] = set()

    def exclude(self, text: str) -> None:
        """Treat a request as met, on any day."""
        self._inputs.add(hash_text(fold(text)))

    def is_known(self, text: str) -> bool:
        """Whether the request was met, on any day."""
        return hash_text(fold(text)) in self._inputs

    def find_faults(self, text: str, day: str, output: Any, number: int = 0) -> list[Fault]:
        """Whether the request was met on this day already; it counts as met from now on, in line `number`."""
        folded = fold(text)
        key, label = hash_text(folded, day), hash_text(dump_canonical(output).decode())
        self._inputs.add(hash_text(folded))
        if key not in self._labels:
            self._labels[key] = (label, number)
            return []
        known, first = self._labels[key]
        message = f"line {first} has the same request on the same day"
        if known == label:
            return [Fault(code="duplicate", path="$.input", message=message)]
        return [Fault(code="contradiction", path="$.output", message=f"{message}, with another label")]
