"""The failure log: a whole line for each answer that was no plain valid one, whoever writes, whatever stands in it."""

import json
import logging
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from guard_tools import MESSAGES, RIGHT, ROOT, WRONG, Model, guard, read_log

from taskdata.cli import main
from taskdata.foundation.records import Failure

FENCED = f"```json\n{RIGHT}\n```"


@pytest.fixture(autouse=True)
def _logger(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tools that run in this process switch every logger off that is there."""
    monkeypatch.setattr(logging.getLogger("taskdata.guard"), "disabled", False)


def log_of(path: Path, *answers: Any, messages: Any = MESSAGES, **more: Any) -> list[dict[str, Any]]:
    """What is logged of one request with these answers."""
    guard(Model(*answers), log=path, retries=len(answers) - 1, name="small-1")(messages, **more)
    return read_log(path)


def add_seeds(log: Path, folder: Path) -> Any:
    """What `taskdata seeds add` does with the log, for a pack of its own."""
    pack = folder / "pack"
    assert CliRunner().invoke(main, ["init", str(pack)]).exit_code == 0
    return CliRunner().invoke(main, ["seeds", "add", str(log), "--pack", str(pack)])


def test_a_plain_valid_answer_is_not_logged(tmp_path: Path) -> None:
    assert log_of(tmp_path / "log", RIGHT) == []


def test_a_line_has_all_that_is_known(tmp_path: Path) -> None:
    before = datetime.now(UTC)
    first, second = log_of(tmp_path / "log", WRONG, FENCED, reference_date=date(2025, 3, 4))
    fault = '$.task_id says "five", which is a text; it must be a whole number'

    moment = datetime.fromisoformat(first.pop("timestamp"))
    assert timedelta(seconds=-1) <= moment - before < timedelta(minutes=1)
    assert moment.utcoffset() == datetime.now().astimezone().utcoffset()
    assert 0 <= first.pop("latency_ms") < 1000
    assert first == {
        "input": "delete call mom",
        "raw_output": WRONG,
        "reference_date": "2025-03-04",
        "error": fault,
        "model": "small-1",
        "attempt": 1,
        "repaired": False,
    }
    assert (second["attempt"], second["repaired"], second["raw_output"]) == (2, True, FENCED)
    assert second["error"] == "the JSON stands in a fence of backticks"


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/New_York", "UTC"])
def test_the_time_has_the_offset_of_the_place(tmp_path: Path, zone: str) -> None:
    """The local day counts for what was said, so that it must be told wherever the application runs."""
    offset = {"Asia/Kolkata": ("+05:30",), "America/New_York": ("-05:00", "-04:00"), "UTC": ("+00:00",)}[zone]
    code = f"from taskdata import Guard; Guard(lambda m: None, log={str(tmp_path / 'log')!r}, retries=0)([])"
    subprocess.run([sys.executable, "-c", code], check=True, env={"TZ": zone, "PATH": ""}, cwd=ROOT)
    assert read_log(tmp_path / "log")[0]["timestamp"].endswith(offset)


def test_a_day_as_text_and_a_moment_are_days(tmp_path: Path) -> None:
    log_of(tmp_path / "log", WRONG, reference_date="2025-03-04")
    log_of(tmp_path / "log", WRONG, reference_date=datetime(2025, 3, 4, 23, 0))
    assert [line["reference_date"] for line in read_log(tmp_path / "log")] == ["2025-03-04"] * 2


@pytest.mark.parametrize(
    ("messages", "text"),
    [
        ([{"role": "user", "content": "one"}, {"role": "assistant", "content": "x"}], "one"),
        ([{"role": "user", "content": "one"}, {"role": "user", "content": "two"}], "two"),
        ([{"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "image_url"}, {"text": "b"}]}], "a\nb"),
        ([{"role": "user", "content": " "}], "(no text)"),
        ([{"role": "user", "content": None}], "(no text)"),
        ([{"role": "system", "content": "x"}], "(no text)"),
        ([], "(no text)"),
        ([{"role": "user", "content": ["a", 5, {"text": None}, "b"]}, object()], "a\nb"),
    ],
)
def test_the_request_is_the_last_text_of_the_user(tmp_path: Path, messages: Any, text: str) -> None:
    (line,) = log_of(tmp_path / "log", WRONG, messages=messages)
    assert line["input"] == text


def test_every_line_is_a_failure_that_seeds_add_reads(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    answers = [
        None,
        "",
        "\ud800 no",
        "\x00\x1f\x7f\x85\u2028\u2029",
        "🙂" * 30_000,
        "\x01" * 50_000,
        WRONG,
        "{" * 99_999,
        FENCED,
    ]
    log_of(log, *answers, messages=[{"role": "user", "content": "lights on \ud83d\x00"}])
    log_of(log, "no", messages=[{"role": "user", "content": "é" * 99_000}])

    raw = log.read_bytes().splitlines()
    assert len(raw) == len(answers) + 1
    for line in raw:
        Failure.model_validate_json(line)
        assert len(line) < 100_000
    cut = [json.loads(line).get("cut", False) for line in raw]
    assert cut == [False] * 4 + [True, True, False, True, False, True]
    done = add_seeds(log, tmp_path)
    assert done.exit_code == 0, done.output
    assert "cannot be read" not in done.output
    assert f"{len(raw)} read;" in done.output


def test_many_threads_write_whole_lines(tmp_path: Path) -> None:
    log = tmp_path / "log"
    guarded = guard(lambda messages: messages[0]["content"] * 500, retries=0, log=log)
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda n: guarded([{"role": "user", "content": f"<{n}>"}]), range(1_000)))
    assert sorted(int(line["input"][1:-1]) for line in read_log(log)) == list(range(1_000))
    assert all(line["raw_output"] == line["input"] * 500 for line in read_log(log))


def test_several_processes_with_threads_write_whole_lines(tmp_path: Path) -> None:
    code = f"""
import sys
from concurrent.futures import ThreadPoolExecutor
from taskdata import Guard
guard = Guard(lambda messages: messages[0]["content"] * 2000, pack={str(ROOT)!r}, retries=0, log=sys.argv[1])
with ThreadPoolExecutor(4) as pool:
    list(pool.map(lambda n: guard([{{"role": "user", "content": f"<{{sys.argv[2]}}-{{n}}>"}}]), range(200)))
"""
    log = tmp_path / "log"
    running = [subprocess.Popen([sys.executable, "-c", code, str(log), str(number)]) for number in range(4)]
    assert [process.wait(60) for process in running] == [0] * 4
    lines = read_log(log)
    assert sorted(line["input"] for line in lines) == sorted(f"<{p}-{n}>" for p in range(4) for n in range(200))
    assert all(line["raw_output"] == line["input"] * 2000 for line in lines)


def test_a_line_that_a_crash_left_half_is_ended_first(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text('{"input": "a"}\n{"input": "b', "utf-8")
    guard(Model(WRONG), retries=0, log=log)(MESSAGES)
    first, second, third = log.read_text("utf-8").splitlines()
    assert (first, second) == ('{"input": "a"}', '{"input": "b')
    assert json.loads(third)["raw_output"] == WRONG


def test_a_log_stays_where_it_was_when_the_application_moves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path)
    guarded = guard(Model(WRONG), retries=0, log="log")
    monkeypatch.chdir("there")
    guarded(MESSAGES)
    assert len(read_log(tmp_path / "log")) == 1


def test_a_name_without_end_is_cut(tmp_path: Path) -> None:
    guard(Model(WRONG), retries=0, log=tmp_path / "log", name="\ud800" + "x" * 200_000)(MESSAGES)
    assert len(read_log(tmp_path / "log")[0]["model"]) == 203


def test_a_log_that_is_moved_away_begins_anew(tmp_path: Path) -> None:
    log = tmp_path / "log"
    guarded = guard(Model(WRONG, WRONG), retries=0, log=log)
    guarded(MESSAGES)
    log.rename(tmp_path / "log.1")
    guarded(MESSAGES)
    assert (len(read_log(log)), len(read_log(tmp_path / "log.1"))) == (1, 1)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk here")
def test_a_full_disk_is_told_once_and_costs_no_request(caplog: pytest.LogCaptureFixture) -> None:
    guarded = guard(Model(WRONG, RIGHT, WRONG, RIGHT), log="/dev/full")
    with caplog.at_level(logging.DEBUG):
        assert [guarded(MESSAGES).ok, guarded(MESSAGES).ok] == [True, True]
    (told,) = caplog.records
    assert (told.name, told.levelname) == ("taskdata.guard", "ERROR")
    assert "/dev/full: cannot be written (no space left on device)" in told.getMessage()


def test_a_log_that_works_again_is_told_anew_when_it_fails_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = tmp_path / "folder" / "log"
    log.parent.mkdir()
    guarded = guard(Model(*[WRONG] * 5), retries=0, log=log)
    for is_there in (True, False, False, True, False):
        if is_there:
            log.parent.mkdir(exist_ok=True)
        elif log.exists():
            log.unlink()
            log.parent.rmdir()
        guarded(MESSAGES)
    assert len(caplog.records) == 2


def test_what_was_logged_before_an_exception_stays(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="down"):
        guard(Model(WRONG, OSError("down")), log=tmp_path / "log")(MESSAGES)
    assert [line["raw_output"] for line in read_log(tmp_path / "log")] == [WRONG]


def test_a_log_that_another_program_holds_delays_no_request(tmp_path: Path) -> None:
    """The line is written all the same."""
    log = tmp_path / "log"
    code = """
import fcntl, sys, time
with open(sys.argv[1], "ab") as file:
    fcntl.lockf(file, fcntl.LOCK_EX)
    print(flush=True)
    time.sleep(30)
"""
    with subprocess.Popen([sys.executable, "-c", code, str(log)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        begun = time.monotonic()
        guarded = guard(Model(WRONG, WRONG), retries=1, log=log)
        guarded(MESSAGES)
        took = time.monotonic() - begun
        holder.kill()
    assert took < 3
    assert len(read_log(log)) == 2


def test_processes_that_are_forked_while_threads_log_go_on(tmp_path: Path) -> None:
    """Neither hangs: a child has no lock of its parent, and no thread of it either."""
    code = f"""
import os, sys, threading
from taskdata import Guard
guard = Guard(lambda messages: "no " * 3000, pack={str(ROOT)!r}, retries=0, log=sys.argv[1])
def work(name):
    for number in range(100):
        guard([{{"role": "user", "content": f"<{{name}}-{{number}}>"}}])
threads = [threading.Thread(target=work, args=(f"t{{n}}",)) for n in range(4)]
for thread in threads:
    thread.start()
children = []
for n in range(4):
    child = os.fork()
    if not child:
        work(f"c{{n}}")
        os._exit(0)
    children.append(child)
for thread in threads:
    thread.join()
sys.exit(sum(os.waitpid(child, 0)[1] for child in children))
"""
    log = tmp_path / "log"
    assert subprocess.run([sys.executable, "-c", code, str(log)], timeout=120).returncode == 0
    names = [f"{kind}{n}" for kind in "tc" for n in range(4)]
    assert sorted(line["input"] for line in read_log(log)) == sorted(f"<{a}-{n}>" for a in names for n in range(100))
