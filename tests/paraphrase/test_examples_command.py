"""`taskdata paraphrase examples`, with a server on loopback in the place of a model."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from loopback import LoopbackServer, answer, by_request
from paraphrase_tools import REPOSITORY, be_model, read_jsonl, run

CORPUS = REPOSITORY / "tests/corpus/reworded"
PARENTS = REPOSITORY / "data/mvp/validation.jsonl"


def paraphrase(
    parents: Path, wordings: Mapping[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch, *options: object
) -> tuple[list[dict[str, Any]], str]:
    """The records that come of a model that knows one wording for each request, and what the command says."""
    model = be_model(lambda request, number: wordings.get(request, request))
    with LoopbackServer(by_request(model)) as server:
        came = run("paraphrase", "examples", parents, "-o", "new.jsonl", "--model", "loopback", *options,
                   folder=folder, monkeypatch=monkeypatch, server=server.base_url)  # fmt: skip
    assert came.exit_code == 0, came.stderr
    return read_jsonl(folder / "new.jsonl"), came.stderr


def write_parents(folder: Path, name: str, many: int) -> tuple[Path, dict[str, str], list[dict[str, Any]]]:
    """Lines of the corpus as a file of parents, and the wording of each of them."""
    lines = read_jsonl(CORPUS / f"{name}.jsonl")[:many]
    file = folder / "parents.jsonl"
    file.write_text("".join(json.dumps(line["parent"], ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return file, {line["parent"]["input"]: line["wording"] for line in lines}, lines


def test_a_wording_is_a_record_of_its_parents_label(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parents, wordings, _ = write_parents(tmp_path, "right_first", 40)
    new, talk = paraphrase(parents, wordings, tmp_path, monkeypatch)
    known = {one["id"]: one for one in read_jsonl(parents)}
    assert len(new) >= 30, talk
    for record in new:
        parent = known[record["source"]["parent"]]
        assert record["input"] == wordings[parent["input"]]
        for key in ("category", "reference_date", "history", "output", "split"):
            assert record[key] == parent[key]
        for key in ("family", "template", "group"):
            assert record["source"][key] == parent["source"][key]
        assert record["source"]["kind"] == "paraphrase"
        assert record["source"]["model"] == "loopback"
        assert record["source"]["prompt"].startswith("rephrase_requests ")
        assert record["facets"]["style"] == "paraphrase"
        assert set(record["facets"]["manner"]) == {"who speaks", "manner", "stress"}
        assert {span["slot"] for span in record["spans"]} == {span["slot"] for span in parent["spans"]}
    verified = run("verify", "new.jsonl", folder=tmp_path, monkeypatch=monkeypatch, server=None)
    assert verified.exit_code == 0, verified.output


def test_each_wording_is_taken_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model says the same three times over: the second and the third are no new requests."""
    parents, wordings, _ = write_parents(tmp_path, "right_first", 10)
    new, _ = paraphrase(parents, wordings, tmp_path, monkeypatch)
    assert max(Counter(one["source"]["parent"] for one in new).values()) == 1
    refused = read_jsonl(tmp_path / "new.rejected.jsonl")
    assert any("there already" in one["faults"][0]["message"] for one in refused)


def test_the_request_itself_is_no_wording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    new, talk = paraphrase(PARENTS, {}, tmp_path, monkeypatch, "--limit", 5)
    assert new == []
    assert "near_duplicate 30" in talk, "three wordings of five requests, asked for twice"


def test_a_wording_that_changes_the_label_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wordings of 20 kinds that change the label, ten of each, as a sloppy model gives them: at most 3% pass."""
    parents, wordings, lines = write_parents(tmp_path, "wrong_first", 200)
    new, _ = paraphrase(parents, wordings, tmp_path, monkeypatch)
    kinds = {line["parent"]["id"]: line["kind"] for line in lines}
    assert len(set(kinds.values())) == 20
    assert len(new) <= 6, Counter(kinds[one["source"]["parent"]] for one in new)
    refused = read_jsonl(tmp_path / "new.rejected.jsonl")
    assert {one["parent"] for one in refused} >= kinds.keys() - {one["source"]["parent"] for one in new}


def test_parents_that_are_not_proven_are_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [line for line in read_jsonl(PARENTS) if "contrast" not in line["facets"]][:3]
    lines[1]["output"] = {"action": "query_tasks"} | ({"count_only": True} if lines[1]["category"] == "query" else {})
    (tmp_path / "parents.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    _, talk = paraphrase(tmp_path / "parents.jsonl", {}, tmp_path, monkeypatch)
    assert f"left out, since its own label is not proven: {lines[1]['id']}: " in talk
    assert "2 of 2 examples asked about" in talk


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "the file is empty"),
        (
            '{"input": "add milk", "output": {}}\n',
            "parents.jsonl:1: no example record as `taskdata generate` writes them (id: field required)",
        ),
        ("nonsense\n", "parents.jsonl:1: no example record"),
    ],
)
def test_a_file_of_no_records_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, told: str) -> None:
    (tmp_path / "parents.jsonl").write_text(text)
    came = run("paraphrase", "examples", "parents.jsonl", "-o", "new.jsonl", "--model", "loopback",
               folder=tmp_path, monkeypatch=monkeypatch, server="http://127.0.0.1:9/v1")  # fmt: skip
    assert came.exit_code == 2
    assert told in came.stderr
    assert "Traceback" not in came.stderr


def test_what_is_there_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "new.jsonl").write_text("kept\n")
    came = run("paraphrase", "examples", PARENTS, "-o", "new.jsonl", "--model", "loopback",
               folder=tmp_path, monkeypatch=monkeypatch, server="http://127.0.0.1:9/v1")  # fmt: skip
    assert came.exit_code == 2
    assert "new.jsonl: the file exists" in came.stderr
    assert (tmp_path / "new.jsonl").read_text() == "kept\n"


def start(folder: Path, server: LoopbackServer, output: str, *options: str) -> "subprocess.Popen[str]":
    """The command as a process of its own."""
    arguments = ["paraphrase", "examples", str(PARENTS), "-o", output, "--model", "loopback", *options]
    environment = os.environ | {"OPENAI_BASE_URL": server.base_url, "PYTHONPATH": str(REPOSITORY / "src")}
    command = [sys.executable, "-c", "from taskdata.cli import run; run()", *arguments]
    return subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True)


def be_thankful(request: str, number: int) -> str:
    """Two wordings that say no more than the request, and one that does."""
    return (f"hey there, {request}, thank you", f"um ok so, {request} please", f"{request} and delete task 5")[
        number - 1
    ]


def test_two_runs_at_once_share_one_store(tmp_path: Path) -> None:
    with LoopbackServer(lambda call: answer(be_model(be_thankful)(call.body), delay=0.02)) as server:
        runs = [start(tmp_path, server, f"{number}.jsonl") for number in (1, 2)]
        talks = [run.communicate(timeout=120)[1] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], talks
    assert (tmp_path / "1.jsonl").read_bytes() == (tmp_path / "2.jsonl").read_bytes() != b""
    base = sqlite3.connect(tmp_path / ".taskdata/answers.sqlite")
    assert base.execute("pragma integrity_check").fetchone() == ("ok",)
    base.close()


def test_a_run_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    with LoopbackServer(lambda call: answer(be_model(be_thankful)(call.body), delay=0.1)) as server:
        killed = start(tmp_path, server, "new.jsonl", "--at-once", "3")
        until = time.monotonic() + 60
        while server.count < 20 and time.monotonic() < until:
            time.sleep(0.02)
        killed.kill()
        killed.communicate(timeout=60)
        assert not (tmp_path / "new.jsonl").exists()
        again = start(tmp_path, server, "new.jsonl")
        _, talk = again.communicate(timeout=120)
        asked = Counter(json.dumps(call.body["messages"]) for call in server.calls)
    assert again.returncode == 0, talk
    assert read_jsonl(tmp_path / "new.jsonl")
    assert sum(count - 1 for count in asked.values()) <= 3, "at most those that were under way are asked again"
