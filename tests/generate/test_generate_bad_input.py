"""Numbers, seeds and output folders that cannot be used: one message, exit code 2, nothing written."""

import json
import subprocess
from pathlib import Path

import pytest
from dataset_tools import assert_refused, list_command, make_files, read_folder, run_inside, run_outside


@pytest.mark.parametrize("n", ["0", "-5", "1000000000000", "many", "1.5", "", "1e3"])
def test_a_number_of_examples_that_is_none(tmp_path: Path, n: str) -> None:
    result = run_inside("generate", "-n", n, "-o", tmp_path / "out")

    assert_refused(result, 2, "-n", n)
    assert list(tmp_path.iterdir()) == []


# A seed beyond 64 bits could not be written into the manifest as a JSON number that every reader takes.
@pytest.mark.parametrize("seed", ["x", "1.5", "", str(2**70), str(-(2**70))])
def test_a_seed_that_is_no_number(tmp_path: Path, seed: str) -> None:
    assert_refused(run_inside("generate", "--seed", seed, "-o", tmp_path / "out"), 2, "--seed", seed)
    assert list(tmp_path.iterdir()) == []


def test_an_option_that_does_not_exist() -> None:
    assert_refused(run_inside("generate", "--sed", "1"), 2, "--sed")


def test_a_pack_that_is_none(tmp_path: Path) -> None:
    assert_refused(run_inside("generate", "--pack", tmp_path), 2, str(tmp_path), "usecase.yaml")
    assert_refused(run_inside("generate", "--pack", tmp_path / "none"), 2, "none", "usecase.yaml")


def test_a_new_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "deep"

    result = run_inside("generate", "-n", 37, "-o", folder)

    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert "37 examples" in result.stderr
    assert read_folder(folder) == make_files(37)
    assert [path.name for path in folder.parent.iterdir()] == ["deep"]


def test_an_empty_folder_is_used(tmp_path: Path) -> None:
    assert run_inside("generate", "-n", 37, "-o", tmp_path).exit_code == 0
    assert read_folder(tmp_path) == make_files(37)


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")

    assert_refused(run_inside("generate", "-n", 37, "-o", tmp_path), 2, str(tmp_path), "not empty", "--force")

    assert read_folder(tmp_path) == {"notes.txt": b"mine"}


def test_with_force_the_dataset_is_replaced_whole_and_other_files_are_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    assert run_inside("generate", "-n", 503, "-o", folder).exit_code == 0
    (folder / "notes.txt").write_text("mine")
    before = (folder / "notes.txt").stat()

    assert run_inside("generate", "-n", 37, "-o", folder, "--force").exit_code == 0

    assert read_folder(folder) == {**make_files(37), "notes.txt": b"mine"}
    assert (folder / "notes.txt").stat().st_ino == before.st_ino, (
        "a file of the user's was copied and its original lost"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_output_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")

    for force in ([], ["--force"]):
        assert_refused(run_inside("generate", "-o", tmp_path / "out", *force), 2, str(tmp_path / "out"), "file")

    assert read_folder(tmp_path) == {"out": b"mine"}


@pytest.mark.parametrize("options", [[], ["--benchmark"]])
def test_an_output_below_a_file(tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "file").write_text("mine")

    result = run_inside("generate", "-o", tmp_path / "file" / "out", *options)

    assert_refused(result, 2, "cannot be written", str(tmp_path / "file"))


def test_an_output_that_may_not_be_written() -> None:
    assert_refused(run_inside("generate", "-n", 1, "-o", "/proc/taskdata-test"), 2, "/proc/taskdata-test", "cannot be")


def test_the_current_folder_can_be_the_output(tmp_path: Path) -> None:
    before = tmp_path.stat().st_ino
    shell = subprocess.run(
        ["/bin/sh", "-c", '"$@" && ls', "sh", *list_command("generate", "-n", 37, "-o", ".")],
        cwd=tmp_path, capture_output=True, check=False, timeout=60,
    )  # fmt: skip

    assert shell.returncode == 0, shell.stderr.decode()
    assert set(shell.stdout.decode().split()) == set(make_files(37))
    assert tmp_path.stat().st_ino == before


def test_an_output_that_is_a_link_to_a_folder_stays_one(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)

    assert run_inside("generate", "-n", 37, "-o", link).exit_code == 0

    assert link.is_symlink()
    assert read_folder(real) == make_files(37)


def test_without_a_folder_the_examples_go_to_stdout_and_nothing_else_does(tmp_path: Path) -> None:
    done = run_outside("generate", "-n", 503, cwd=tmp_path)

    assert done.returncode == 0
    assert done.stdout == make_files(503)["dataset.jsonl"]
    assert done.stderr == b""
    assert list(tmp_path.iterdir()) == []


def test_the_summary_goes_to_stderr(tmp_path: Path) -> None:
    done = run_outside("generate", "-n", 503, "-o", tmp_path / "out")

    assert done.stdout == b""
    assert b"503 examples" in done.stderr
    assert b"\r" not in done.stderr, "a progress bar where there is no terminal"


def test_the_reader_of_stdout_may_go_away() -> None:
    process = subprocess.Popen(list_command("generate", "-n", 500), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    first = json.loads(process.stdout.readline())
    process.stdout.close()
    talk = process.stderr.read()
    process.stderr.close()

    assert process.wait(60) in (0, 1)
    assert first["split"] in ("train", "validation", "test")
    assert talk == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_stdout_is_one_message() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(list_command("generate", "-n", 37), stdout=full, stderr=subprocess.PIPE, check=False)

    assert done.returncode == 2
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    assert b"no space left" in done.stderr.lower()
