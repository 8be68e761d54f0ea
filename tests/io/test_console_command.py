"""The installed command `taskdata`, as a process of its own: exit codes, and nothing lost at its quick end."""

import subprocess
import sys
from pathlib import Path

import pytest

from taskdata import __version__

COMMAND = str(Path(sys.executable).with_name("taskdata"))


def run(*arguments: str, **options: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([COMMAND, *arguments], capture_output=True, text=True, check=False, timeout=60, **options)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--version",), 0),
        (("verify", "-"), 1),
        (("hear", "--on", "never", "add milk"), 2),
        (("nonsense",), 2),
    ],
)
def test_exit_codes(arguments: tuple[str, ...], code: int) -> None:
    assert run(*arguments, input='{"input": "add milk", "output": {}}\n').returncode == code


def test_all_that_was_printed_arrives() -> None:
    assert run("--version").stdout == f"taskdata, version {__version__}\n"
    done = run("generate", "-n", "20")
    assert (done.returncode, done.stdout.count("\n")) == (0, 20)


def test_a_reader_that_leaves_early_is_no_crash() -> None:
    with subprocess.Popen(
        [COMMAND, "generate", "-n", "300"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        told = process.stderr.read()
    assert b"Traceback" not in told


def test_a_start_loads_nothing_that_one_command_alone_needs() -> None:
    """Neither models nor numbers nor clients: each command loads what it needs when it is called."""
    heavy = {"pydantic", "numpy", "openai", "jinja2", "orjson"}
    code = f"import sys, taskdata.cli; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
