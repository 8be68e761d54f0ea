"""What was said before: the same request twice, with the same label or with another."""

from array import array
from typing import Any

from taskdata.foundation.chance import hash_text
from taskdata.foundation.records import Fault, dump_canonical
from taskdata.foundation.text import fold

_LINE_BITS = 36
_LINES = (1 << _LINE_BITS) - 1
_SMALLEST, _FULL, _GROWTH = 1 << 10, 0.8, 1.5


class HashTable:
    """Hashes of 64 bits, each with a whole number of 64 bits: 16 bytes a place, of which up to 80% are used."""

    def __init__(self) -> None:
        self._keys = array("Q", bytes(8 * _SMALLEST))
        self._values = array("Q", bytes(8 * _SMALLEST))
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def setdefault(self, key: int, value: int) -> int | None:
        """The value of a key that is known; None where it was not, and now has this one."""
        key = key or 1  # 0 is an empty place
        at = self._find(key)
        if self._keys[at]:
            return self._values[at]
        self._keys[at], self._values[at] = key, value
        self._count += 1
        if self._count > _FULL * len(self._keys):
            self._grow()
        return None

    def __contains__(self, key: int) -> bool:
        return bool(self._keys[self._find(key or 1)])

    def _find(self, key: int) -> int:
        """Where the key is, or the empty place where it belongs."""
        keys, size = self._keys, len(self._keys)
        at = key % size
        while keys[at] and keys[at] != key:
            at = at + 1 if at + 1 < size else 0
        return at

    def _grow(self) -> None:
        old = zip(self._keys, self._values, strict=True)
        size = int(len(self._keys) * _GROWTH)
        self._keys, self._values = array("Q", bytes(8 * size)), array("Q", bytes(8 * size))
        for key, value in old:
            if key:
                at = self._find(key)
                self._keys[at], self._values[at] = key, value


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
