"""What is kept for the next run: there as long as nothing has changed, and never in the way."""

from pathlib import Path

from taskdata.io.memo import open_memo


def test_a_value_is_there_in_the_next_run(tmp_path: Path) -> None:
    path = tmp_path / "inner" / "memo.sqlite"
    with open_memo(path, "stamp") as memo:
        assert memo.find("key") is None
        memo.put("key", b"first")
        memo.put("key", b"value")
    with open_memo(path, "stamp") as memo:
        assert memo.find("key") == b"value"


def test_another_stamp_forgets_all(tmp_path: Path) -> None:
    path = tmp_path / "memo.sqlite"
    with open_memo(path, "stamp") as memo:
        memo.put("key", b"value")
    with open_memo(path, "other") as memo:
        assert memo.find("key") is None
    with open_memo(path, "stamp") as memo:
        assert memo.find("key") is None


def test_an_interrupted_run_keeps_what_it_had(tmp_path: Path) -> None:
    path = tmp_path / "memo.sqlite"
    try:
        with open_memo(path, "stamp") as memo:
            memo.put("key", b"value")
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    with open_memo(path, "stamp") as memo:
        assert memo.find("key") == b"value"


def test_a_file_that_cannot_be_used_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "memo.sqlite").write_text("no database, and long enough to be taken for a broken one " * 40)
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "memo.sqlite", tmp_path / "file" / "memo.sqlite", tmp_path):
        with open_memo(path, "stamp") as memo:
            memo.put("key", b"value")
            assert memo.find("key") is None
