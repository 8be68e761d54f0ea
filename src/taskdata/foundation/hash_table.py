"""A table of hashes that is small in memory: for what is met by the million."""

from array import array

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
