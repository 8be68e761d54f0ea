"""What a run has made and refused: lines on disk, counts and hashes in memory."""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from pathlib import Path

from taskdata.deliver.tally import Tally
from taskdata.foundation.chance import hash_text
from taskdata.foundation.records import Example, Fault, Rejected, dump_example
from taskdata.foundation.split_names import SPLITS
from taskdata.io.spool import Spool


class Store:
    """The examples of one run; in memory it keeps about 50 bytes of each."""

    def __init__(self, seed: int, apart: frozenset[str], folder: Path | None) -> None:
        self.seed = seed
        self.tally = Tally(apart)
        self.codes: Counter[str] = Counter()
        """How often each fault was found."""
        self._made, self._refused = Spool(folder), Spool(folder)
        self._ids, self._parts = array("Q"), bytearray()

    def keep(self, example: Example) -> None:
        """Take an example in."""
        self.tally.add(example)
        self._made.add(dump_example(example) + b"\n")
        self._ids.append(int(example.id, 16))
        self._parts.append(SPLITS.index(example.split))

    def refuse(self, example: Example, faults: Sequence[Fault]) -> None:
        """Note an example that was refused, with the reasons."""
        self.codes.update(fault.code for fault in faults)
        self._refused.add(Rejected(example=example, faults=tuple(faults)).model_dump_json().encode() + b"\n")

    def read_lines(self, split: str | None = None) -> Iterator[bytes]:
        """The examples of one split, or all, as JSON lines, mixed by a hash: always in the same order."""
        part = SPLITS.index(split) if split else None
        numbers = range(len(self._ids))
        chosen = numbers if part is None else [at for at in numbers if self._parts[at] == part]
        return self._made.read(sorted(chosen, key=lambda at: hash_text(self.seed, f"{self._ids[at]:016x}")))

    def read_examples(self) -> Iterator[Example]:
        """All examples, in the same order."""
        return map(Example.model_validate_json, self.read_lines())

    def read_refused(self) -> Iterator[bytes]:
        """What was refused, as JSON lines, in the order in which it was made."""
        return self._refused.read()

    def draw_sample(self, most: int) -> Iterator[Example]:
        """So many examples, or all if there are fewer: those of the least ids."""
        numbers = nsmallest(most, range(len(self._ids)), key=self._ids.__getitem__)
        return map(Example.model_validate_json, self._made.read(numbers))
