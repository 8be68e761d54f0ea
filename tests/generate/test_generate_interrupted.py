"""Interrupted or failing in the middle: the folder is as it was before."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from dataset_tools import assert_refused, list_command, make_files, read_folder, run_inside

from taskdata.workflows import generate as work


def measure_cpu(process: "subprocess.Popen[bytes]") -> float:
    """The seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def interrupt_at_work(process: "subprocess.Popen[bytes]") -> None:
    """Interrupt a process that is past its start-up, however slow the machine."""
    until = time.monotonic() + 60
    while measure_cpu(process) < 1.0 and time.monotonic() < until:
        assert process.poll() is None, "finished before it could be interrupted"
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
@pytest.mark.parametrize("old", [None, b"the old one\n"])
def test_an_interrupt_leaves_the_folder_as_it_was(tmp_path: Path, old: bytes | None) -> None:
    folder = tmp_path / "out"
    if old is not None:
        folder.mkdir()
        (folder / "dataset.jsonl").write_bytes(old)
    command = list_command("generate", "-n", 20_000, "-o", folder, "--force")
    process = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    interrupt_at_work(process)
    out, talk = process.communicate(timeout=60)

    assert process.returncode == 130
    assert out == b""
    assert talk.decode().strip() == "taskdata: interrupted"
    assert [path.name for path in tmp_path.iterdir()] == ([] if old is None else ["out"])
    if old is not None:
        assert read_folder(folder) == {"dataset.jsonl": old}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_an_interrupt_while_a_file_is_read_is_one_message(tmp_path: Path) -> None:
    pipe = tmp_path / "excluded"
    os.mkfifo(pipe)
    command = list_command("generate", "-n", 10, "--exclude", pipe, "-o", tmp_path / "out")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    with pipe.open("wb"):  # waits until the process opens it too
        process.send_signal(signal.SIGINT)
        out, talk = process.communicate(timeout=60)

    assert (process.returncode, out, talk.decode().strip()) == (130, b"", "taskdata: interrupted")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device")])
@pytest.mark.parametrize("name", ["rename", "replace", "write_bytes"])
@pytest.mark.parametrize("call", [1, 2, 3])
def test_whatever_fails_while_the_folder_is_written_the_old_one_is_still_there(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    call: int,
    error: type[BaseException] | BaseException,
) -> None:
    folder = tmp_path / "out"
    assert run_inside("generate", "-n", 10, "-o", folder).exit_code == 0
    (folder / "notes.txt").write_text("mine")
    before = read_folder(folder)
    calls, real = 0, getattr(Path, name)

    def fail(self: Path, *arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls == call:
            raise error
        return real(self, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(Path, name, fail)
        result = run_inside("generate", "-n", 37, "-o", folder, "--force")

    assert "Traceback" not in result.output
    if calls < call:  # the writer does not do this so often: it wrote everything
        assert read_folder(folder) == {**make_files(37), "notes.txt": b"mine"}
    else:
        assert result.exit_code == (130 if error is KeyboardInterrupt else 2)
        assert folder.is_dir(), "the old folder is gone"
        assert read_folder(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_nothing_is_written_when_generation_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from taskdata.foundation.errors import QuotaError

    def fail(*arguments: object) -> None:
        raise QuotaError("train, category 'x': ran out")

    monkeypatch.setattr(work, "generate_dataset", fail)

    result = run_inside("generate", "-n", 10, "-o", tmp_path / "new" / "out")

    assert_refused(result, 1, "train, category 'x': ran out")
    assert list(tmp_path.iterdir()) == []
