"""Questions to `mock-ai-api`, a stand-in for OpenAI's API by other hands: it answers everything, and means nothing.

It lives in a virtual environment of its own, and these tests run by `make test-foreign` alone.
"""

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from paraphrase_tools import REPOSITORY, copy_pack, read_jsonl, run

EXAMPLES = REPOSITORY / "data/mvp/validation.jsonl"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of the server, which runs as long as the tests."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [os.environ["FOREIGN_PYTHON"], "-m", "uvicorn", "app.openai_app:app", "--host", "127.0.0.1"]
    process = subprocess.Popen([*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/health")
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(address: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            assert time.monotonic() < until, "the server does not come up"
            time.sleep(0.1)


def paraphrase(folder: Path, monkeypatch: pytest.MonkeyPatch, server: str, model: str, *options: object) -> Result:
    return run("paraphrase", "examples", EXAMPLES, "-o", "new.jsonl", "--limit", 3, "--model", model, *options,
               folder=folder, monkeypatch=monkeypatch, server=server)  # fmt: skip


@pytest.mark.parametrize(
    ("model", "told"),
    [("gpt-4.1:mock-text", "is no JSON object with 'wording_1'"), ("gpt-4.1:mock-tool-call", "the answer is empty")],
)
def test_what_is_no_wording_is_refused(
    server: str, model: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = paraphrase(tmp_path, monkeypatch, server, model)
    assert came.exit_code == 0, came.stderr
    assert read_jsonl(tmp_path / "new.jsonl") == []
    assert "no_wording 18" in came.stderr, "three wordings of three examples, asked for twice"
    refused = read_jsonl(tmp_path / "new.rejected.jsonl")
    assert all(told in one["faults"][0]["message"] for one in refused)
    assert "6 calls, 6 answers" in came.stderr


def test_the_same_again_asks_nothing(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = paraphrase(tmp_path, monkeypatch, server, "gpt-4.1:mock-text")
    again = paraphrase(tmp_path, monkeypatch, server, "gpt-4.1:mock-text", "--force")
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "0 calls, 0 answers, 6 from the store" in again.stderr


@pytest.mark.parametrize(
    ("model", "told"), [("gpt-4.1:mock-401", "OPENAI_API_KEY"), ("gpt-4.1:mock-400", "came to nothing")]
)
def test_an_error_of_its_own_kind_is_told(
    server: str, model: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = paraphrase(tmp_path, monkeypatch, server, model, "--limit", 9)
    assert came.exit_code == 2
    assert told in came.stderr
    assert "Traceback" not in came.stderr


def test_its_tokens_are_counted_and_priced(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    came = paraphrase(
        tmp_path, monkeypatch, server, "gpt-4.1:mock-text", "--dry-run", "--price-in", 1, "--price-out", 1
    )
    assert came.exit_code == 0
    assert "by 3 pilot call(s)" in came.stderr
    assert "$" in came.stderr


def test_templates_are_asked_about_as_well(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = copy_pack(tmp_path)
    came = run("paraphrase", "templates", "--limit", 3, "--model", "gpt-4.1:mock-text",
               folder=pack, monkeypatch=monkeypatch, server=server)  # fmt: skip
    assert came.exit_code == 0, came.stderr
    assert "0 new templates" in came.stderr
    assert not (pack / "templates/paraphrases").exists()
