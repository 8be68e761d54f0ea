"""Lines that are put aside and read back."""

import gc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskdata.foundation.errors import InputError
from taskdata.io.spool import Spool

LINES = st.lists(st.binary(min_size=1, max_size=40).map(lambda text: text.replace(b"\n", b" ") + b"\n"), max_size=12)


@given(LINES, st.data())
def test_lines_come_back_in_any_order_also_while_more_are_added(lines: list[bytes], data: st.DataObject) -> None:
    spool = Spool()
    for count, line in enumerate(lines, start=1):
        spool.add(line)
        numbers = data.draw(st.lists(st.integers(0, count - 1), max_size=4))
        assert list(spool.read(numbers)) == [lines[number] for number in numbers]

    assert len(spool) == len(lines)
    assert list(spool.read()) == lines


def test_nothing_is_left_where_it_stood(tmp_path: Path) -> None:
    spool = Spool(tmp_path / "not" / "there" / "yet")
    spool.add(b"x\n")
    del spool
    gc.collect()

    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_put_aside_the_target_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(InputError, match="file/out: cannot be written"):
        Spool(tmp_path / "file" / "out")
