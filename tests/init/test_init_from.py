"""`taskdata init DIR --from PACK`: a copy of a pack, to be changed."""

import shutil
from pathlib import Path

import pytest
from init_tools import (
    EDITOR,
    EDITOR_SCHEMAS,
    REPOSITORY,
    STARTER,
    assert_refused,
    find_editor_schemas,
    generate,
    list_folder,
    run,
    succeed,
)


def strip_first_line(content: bytes) -> bytes:
    return content.split(b"\n", 1)[1]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The starter with a folder of templates inside, and with what is no part of a pack."""
    folder = tmp_path / "source"
    shutil.copytree(STARTER, folder)
    (folder / "templates" / "rooms").mkdir()
    (folder / "templates" / "lights.yaml").rename(folder / "templates" / "rooms" / "lights.yml")
    plain = folder / "templates" / "music.yaml"
    plain.write_text(plain.read_text("utf-8").split("\n", 1)[1], "utf-8")
    for name in ("data/dataset.jsonl", "notes.txt", "schemas/example.schema.json"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("{}")
    return folder


def test_what_is_copied(source: Path, tmp_path: Path) -> None:
    succeed("init", tmp_path / "new", "--from", source)

    copied, original = list_folder(tmp_path / "new"), list_folder(source)
    names = {name for name in original if name.startswith("templates/") or name == "usecase.yaml"}
    assert set(copied) == names | {"schemas/action.schema.json"} | EDITOR_SCHEMAS
    assert copied["schemas/action.schema.json"] == original["schemas/action.schema.json"]
    for name in names:
        own = original[name] if name == "templates/music.yaml" else strip_first_line(original[name])
        assert strip_first_line(copied[name]) == own, name


def test_the_copy_says_what_the_source_says(source: Path, tmp_path: Path) -> None:
    succeed("init", tmp_path / "new", "--from", source)
    succeed("check", "--pack", tmp_path / "new")
    assert generate(tmp_path / "new", tmp_path / "a") == generate(source, tmp_path / "b")


def test_an_editor_finds_the_schemas_of_the_copy(source: Path, tmp_path: Path) -> None:
    succeed("init", tmp_path / "new", "--from", source)
    named = find_editor_schemas(tmp_path / "new")
    assert named["templates/rooms/lights.yml"] == (tmp_path / "new/schemas/templates.schema.json").resolve()
    assert all(path.is_relative_to((tmp_path / "new").resolve()) and path.is_file() for path in named.values())
    assert all(content.count(EDITOR.encode()) <= 1 for content in list_folder(tmp_path / "new").values())


def test_the_built_in_pack_has_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the current folder holds a pack of its own."""
    monkeypatch.chdir(STARTER)
    succeed("init", tmp_path / "new", "--from", "built-in")

    copied = list_folder(tmp_path / "new")
    ours = {path.relative_to(REPOSITORY).as_posix() for path in REPOSITORY.glob("templates/**/*.yaml")}
    assert set(copied) == ours | EDITOR_SCHEMAS | {
        "usecase.yaml", "schemas/action.schema.json", "schemas/task.schema.json"
    }  # fmt: skip
    assert all(copied[name] == (REPOSITORY / name).read_bytes() for name in copied)


def test_a_pack_with_faults_is_refused_with_their_places(source: Path, tmp_path: Path) -> None:
    path = source / "templates" / "climate.yaml"
    path.write_text(path.read_text("utf-8").replace("{degrees} degrees in here", "{degreees} degrees in here"), "utf-8")

    assert_refused(run("init", tmp_path / "new", "--from", source), "source/templates/climate.yaml:", "degreees")
    assert not (tmp_path / "new").exists()


def test_a_folder_without_a_pack_is_refused(tmp_path: Path) -> None:
    assert_refused(run("init", tmp_path / "new", "--from", tmp_path), tmp_path, "usecase.yaml")


def test_a_pack_is_not_copied_onto_itself(source: Path) -> None:
    before = list_folder(source)
    assert_refused(run("init", source, "--from", source), "usecase.yaml")
    assert list_folder(source) == before


def test_there_is_one_way_at_a_time(tmp_path: Path) -> None:
    result = run("init", tmp_path / "new", "--from", STARTER, "--schema", "x.json")
    assert_refused(result, "--from", "--schema")
