"""What was said before: the same request twice, with the same label or with another."""

from typing import Any

from taskdata.foundation.chance import hash_text
from taskdata.foundation.hash_table import HashTable
from taskdata.foundation.records import Fault, dump_canonical
from taskdata.foundation.text import fold

_LINE_BITS = 36
_LINES = (1 << _LINE_BITS) - 1


class Seen:
    """The requests met so far, case and punctuation aside; kept as hashes, so that millions fit into memory."""

    def __init__(self) -> None:
        self._labels = HashTable()
        self._inputs = HashTable()

    def exclude(self, text: str) -> None:
        """Treat a request as met, on any day."""
        self._inputs.setdefault(hash_text(fold(text)), 0)

    def is_known(self, text: str) -> bool:
        """Whether the request was excluded, on any day."""
        return hash_text(fold(text)) in self._inputs

    def find_faults(self, text: str, day: str, output: Any, number: int = 0) -> list[Fault]:
        """Whether the request was met on this day already; it counts as met from now on, in line `number`.

        Requests and labels are known by hashes: of 64 bits, and of 28.
        """
        label = hash_text(dump_canonical(output).decode()) >> _LINE_BITS
        known = self._labels.setdefault(hash_text(fold(text), day), label << _LINE_BITS | number & _LINES)
        if known is None:
            return []
        message = f"line {known & _LINES} has the same request on the same day"
        if known >> _LINE_BITS == label:
            return [Fault(code="duplicate", path="$.input", message=f"{message}, with the same label; keep one")]
        return [Fault(code="contradiction", path="$.output", message=f"{message}, with another label; keep one")]
