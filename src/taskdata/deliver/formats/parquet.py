"""A table in Parquet, which keeps long texts small and is read in pieces."""

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from taskdata.deliver.formats.base import Dialogue, Domain, Format
from taskdata.deliver.formats.columns import COLUMNS, make_cells
from taskdata.deliver.formats.names import ABOUT
from taskdata.foundation.errors import InputError

_ROWS_A_GROUP = 10_000


class Parquet(Format):
    """A row for each example, all columns of texts. Raises InputError where pyarrow is not installed."""

    about = ABOUT["parquet"]
    suffix = ".parquet"
    is_text = False
    is_dialogue = False

    def __init__(self, domain: Domain) -> None:
        super().__init__(domain)
        self._arrow = _import_arrow()

    def write(self, dialogues: Iterable[Dialogue]) -> Iterator[bytes]:
        """A group of rows at a time."""
        from pyarrow.parquet import ParquetWriter  # type: ignore[import-untyped]

        arrow, rows, written = self._arrow, iter(dialogues), io.BytesIO()
        schema = arrow.schema([(name, arrow.string()) for name in COLUMNS])
        with ParquetWriter(_Growing(written), schema) as writer:
            while group := [make_cells(one) for one in islice(rows, _ROWS_A_GROUP)]:
                writer.write_table(arrow.Table.from_pylist(group, schema))
                yield _take(written)
        yield _take(written)


class _Growing(io.RawIOBase):
    """A file that is only added to, and whose bytes may have been taken away already."""

    def __init__(self, kept: io.BytesIO) -> None:
        self._kept, self._length = kept, 0

    def writable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """All that was ever written."""
        return self._length

    def write(self, data: Any) -> int:
        """Keep the bytes until they are taken."""
        size = self._kept.write(data)
        self._length += size
        return size


def _take(kept: io.BytesIO) -> bytes:
    taken = kept.getvalue()
    kept.seek(0)
    kept.truncate()
    return taken


def _import_arrow() -> Any:
    try:
        import pyarrow  # type: ignore[import-untyped]
    except ImportError as error:
        raise InputError("Parquet needs pyarrow; install it with `pip install 'taskdata[parquet]'`") from error
    return pyarrow


FORMAT = Parquet
