"""Files are read with clear errors and written whole or not at all."""

from pathlib import Path

import pytest

from taskdata.foundation.errors import InputError
from taskdata.io.files import (
    LINE_LIMIT,
    check_target,
    find_pack,
    read_lines,
    read_pack_files,
    write_file,
    write_folder,
)


def write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


# Lines


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a\nb\n", [(1, b"a"), (2, b"b")]),
        (b"a\nb", [(1, b"a"), (2, b"b")]),
        (b"a\r\nb\r\n", [(1, b"a"), (2, b"b")]),
        (b"\n\na\n  \n\nb\n", [(3, b"a"), (6, b"b")]),
        (b"\xef\xbb\xbfa\n", [(1, b"a")]),
        (b"a", [(1, b"a")]),
        (" ä\n".encode(), [(1, " ä".encode())]),
    ],
)
def test_lines_have_their_numbers(tmp_path: Path, content: bytes, expected: list[tuple[int, bytes]]) -> None:
    assert list(read_lines(write(tmp_path / "x", content))) == expected


def test_a_line_over_the_limit_is_cut_and_the_next_has_its_own_number(tmp_path: Path) -> None:
    path = write(tmp_path / "x", b"a\n" + b"b" * 10_000_000 + b"\nc\n")

    lines = list(read_lines(path))

    assert [number for number, _ in lines] == [1, 2, 3]
    assert (lines[0][1], lines[2][1]) == (b"a", b"c")
    assert LINE_LIMIT < len(lines[1][1]) <= LINE_LIMIT + 1


@pytest.mark.parametrize("spare", [-1, 0, 1])
def test_lines_about_as_long_as_the_limit_keep_their_numbers(tmp_path: Path, spare: int) -> None:
    path = write(tmp_path / "x", b"b" * (LINE_LIMIT + spare) + b"\nc\n")

    lines = list(read_lines(path))

    assert [number for number, _ in lines] == [1, 2]
    assert len(lines[0][1]) == LINE_LIMIT + spare
    assert lines[1][1] == b"c"


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "empty"), ("a\n".encode("utf-16"), "UTF-8"), (b"a\0b\n", "UTF-8")]
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = write(tmp_path / "x", content)

    with pytest.raises(InputError, match=words) as caught:
        list(read_lines(path))
    assert str(path) in str(caught.value)


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(read_lines(tmp_path / "none"))
    with pytest.raises(InputError, match="directory"):
        list(read_lines(tmp_path))


# Writing


def test_a_folder_is_written_with_its_parents_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"

    write_folder(folder, {"x": b"1", "y": b"2"})

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"x": b"1", "y": b"2"}
    assert [path.name for path in folder.parent.iterdir()] == ["b"]


def test_a_folder_keeps_what_is_not_replaced(tmp_path: Path) -> None:
    write(tmp_path / "out" / "deep" / "kept", b"0")
    write(tmp_path / "out" / "x", b"0")

    write_folder(tmp_path / "out", {"x": b"1"})

    assert (tmp_path / "out" / "deep" / "kept").read_bytes() == b"0"
    assert (tmp_path / "out" / "x").read_bytes() == b"1"


def test_a_folder_has_folders(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", {"a/b/x": b"1", "y": b"2"})

    assert (tmp_path / "out" / "a" / "b" / "x").read_bytes() == b"1"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a", "y"]


def test_a_folder_with_folders_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    write(tmp_path / "out" / "z", b"0")
    write(tmp_path / "out" / "w" / "v", b"0")

    with pytest.raises(InputError, match="cannot be written"):
        write_folder(tmp_path / "out", {"a/b/x": b"1", "w/v": b"1", "z/inside/of/a/file": b"1"})

    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")) == [
        "out", "out/w", "out/w/v", "out/z"
    ]  # fmt: skip
    assert (tmp_path / "out" / "w" / "v").read_bytes() == (tmp_path / "out" / "z").read_bytes() == b"0"


def test_a_folder_stays_readable_for_those_who_could_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    folder.chmod(0o750)

    write_folder(folder, {"x": b"1"})

    assert folder.stat().st_mode & 0o777 == 0o750
    assert (folder / "x").stat().st_mode & 0o600 == 0o600


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "file", b"0") / "out"

    with pytest.raises(InputError, match="cannot be written") as caught:
        write_folder(path, {"x": b"1"})
    assert str(path) in str(caught.value)
    assert (tmp_path / "file").read_bytes() == b"0"


def test_one_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = write(tmp_path / "x", b"0")

    write_file(path, b"1")

    assert path.read_bytes() == b"1"
    assert path.stat().st_mode & 0o777 == 0o644
    assert [other.name for other in tmp_path.iterdir()] == ["x"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_one_file_that_cannot_be_replaced_is_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[BaseException] | BaseException
) -> None:
    path = write(tmp_path / "x", b"0")

    def fail(self: Path, target: Path) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        with pytest.raises((KeyboardInterrupt, InputError)):
            write_file(path, b"1")

    assert path.read_bytes() == b"0"
    assert [other.name for other in tmp_path.iterdir()] == ["x"]


# Targets


def test_targets_that_may_be_written(tmp_path: Path) -> None:
    write(tmp_path / "full" / "x", b"0")
    (tmp_path / "empty").mkdir()

    check_target(tmp_path / "new" / "deep", force=False, folder=True)
    check_target(tmp_path / "empty", force=False, folder=True)
    check_target(tmp_path / "full", force=True, folder=True)
    check_target(tmp_path / "full" / "y", force=False, folder=False)
    check_target(tmp_path / "full" / "x", force=True, folder=False)


def test_targets_that_may_not(tmp_path: Path) -> None:
    write(tmp_path / "full" / "x", b"0")

    with pytest.raises(InputError, match=r"not empty.*--force"):
        check_target(tmp_path / "full", force=False, folder=True)
    with pytest.raises(InputError, match="exists"):
        check_target(tmp_path / "full" / "x", force=False, folder=False)
    with pytest.raises(InputError, match="is a file"):
        check_target(tmp_path / "full" / "x", force=True, folder=True)
    with pytest.raises(InputError, match="cannot be written"):
        check_target(tmp_path / "full" / "x" / "y", force=True, folder=True)


# Packs


def test_the_pack_is_the_folder_named_else_the_current_one_else_the_built_in_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named, here, nowhere = (tmp_path / name for name in ("named", "here", "nowhere"))
    write(named / "usecase.yaml", b"x")
    write(here / "usecase.yaml", b"x")
    nowhere.mkdir()

    monkeypatch.chdir(here)
    assert find_pack(named) == named
    assert find_pack(None) == here
    monkeypatch.chdir(nowhere)
    builtin = find_pack(None)
    assert builtin not in (named, here, nowhere)
    assert (builtin / "templates").is_dir()
    with pytest.raises(InputError, match=r"usecase\.yaml"):
        find_pack(nowhere)


def test_a_pack_is_its_yaml_templates_and_schemas(tmp_path: Path) -> None:
    write(tmp_path / "usecase.yaml", b"u")
    write(tmp_path / "templates" / "deep" / "a.yaml", "ä".encode())
    write(tmp_path / "schemas" / "s.json", b"{}")
    write(tmp_path / "templates" / "notes.txt", b"\xff")
    write(tmp_path / "other.yaml", b"o")

    assert read_pack_files(tmp_path) == {"usecase.yaml": "u", "templates/deep/a.yaml": "ä", "schemas/s.json": "{}"}


def test_every_file_of_a_pack_that_is_no_text_is_named(tmp_path: Path) -> None:
    write(tmp_path / "usecase.yaml", b"\xff")
    write(tmp_path / "templates" / "a.yaml", b"\xff")
    (tmp_path / "templates" / "b.yaml").mkdir()

    with pytest.raises(InputError) as caught:
        read_pack_files(tmp_path)

    assert len(str(caught.value).splitlines()) == 3
    for name in ("usecase.yaml", "a.yaml", "b.yaml"):
        assert name in str(caught.value)
