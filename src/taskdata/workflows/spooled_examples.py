"""The examples of a dataset, gone through as often as is needed, with hardly any memory for each."""

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from taskdata.foundation.records import Example, dump_example
from taskdata.io.spool import Spool

_KEPT = 50_000


class SpooledExamples(Sequence[Example]):
    """Examples in their order: tens of thousands are kept as they are, more are put aside on disk and read anew."""

    def __init__(self, examples: Iterable[Example]) -> None:
        self._kept: list[Example] = []
        self._spool: Spool | None = None
        for example in examples:
            self._add(example)

    def _add(self, example: Example) -> None:
        if self._spool is None and len(self._kept) < _KEPT:
            self._kept.append(example)
            return
        if self._spool is None:
            self._spool = Spool()
            for kept in self._kept:
                self._spool.add(dump_example(kept))
            self._kept = []
        self._spool.add(dump_example(example))

    def __len__(self) -> int:
        return len(self._kept) if self._spool is None else len(self._spool)

    def __iter__(self) -> Iterator[Example]:
        if self._spool is None:
            return iter(self._kept)
        return map(Example.model_validate_json, self._spool.read())

    @overload
    def __getitem__(self, at: int) -> Example: ...
    @overload
    def __getitem__(self, at: slice) -> list[Example]: ...
    def __getitem__(self, at: int | slice) -> Example | list[Example]:
        if self._spool is None:
            return self._kept[at]
        numbers = range(len(self._spool))[at]
        if isinstance(numbers, range):
            return [Example.model_validate_json(line) for line in self._spool.read(numbers)]
        return Example.model_validate_json(next(self._spool.read([numbers])))
