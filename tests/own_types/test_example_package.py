"""The example package, installed beside taskdata, through the command line."""

import json
from pathlib import Path
from typing import Any

import pytest
from own_tools import list_told, make_pack, run
from small_pack import write_pack


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(tmp_path_factory.mktemp("pack"), make_pack())


@pytest.fixture(scope="module")
def dataset(example: Path, pack: Path) -> Path:
    out = pack / "out"
    done = run([example], "generate", "-n", 100, "--pack", pack, "-o", out)
    assert done.returncode == 0, done.stderr
    return out


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_check(example: Path, pack: Path) -> None:
    """One sentence has 12 words or more: all that is said with it is refused."""
    done = run([example], "check", "--draw", "--pack", pack)
    assert done.returncode == 1
    (line,) = list_told(done.stdout)
    assert "templates/families.yaml:" in line
    assert "is refused (max_words, $.input): the request has " in line
    assert line.endswith("words; at most 9 are allowed")


def test_check_passes_with_a_wider_limit(example: Path, tmp_path: Path) -> None:
    pack = write_pack(tmp_path, make_pack("{max_words: {most: 25}}"))
    done = run([example], "check", "--draw", "--pack", pack)
    assert (done.returncode, done.stdout) == (0, "")


def test_what_is_generated_has_addresses_and_no_long_request(example: Path, dataset: Path) -> None:
    records = read(dataset / "dataset.jsonl")
    said = {record["output"]["to"] for record in records if "to" in record["output"]}
    assert said == {f"{who}@{where}" for who in ("ann.lee", "bob") for where in ("example.com", "mail.example.org")}
    assert max(len(record["input"].split()) for record in records) <= 9
    for record in records:
        for span in record["spans"]:
            if span["slot"] in ("to", "cc"):
                assert record["input"][span["start"] : span["end"]].lower() == record["output"]["to"]


def test_what_the_check_refuses_is_kept_with_its_code(example: Path, dataset: Path) -> None:
    refused = read(dataset / "rejected.jsonl")
    assert refused
    for one in refused:
        words = len(one["example"]["input"].split())
        message = f"the request has {words} words; at most 9 are allowed"
        assert words > 9
        assert one["faults"] == [{"code": "max_words", "path": "$.input", "message": message}]


def test_the_manifest_names_the_package(dataset: Path) -> None:
    manifest = json.loads((dataset / "manifest.json").read_text("utf-8"))
    assert manifest["packages"] == {"taskdata-email": "1.0"}
    assert list(manifest["rejected"]) == ["max_words"]


def test_the_same_bytes_again(example: Path, pack: Path, dataset: Path, tmp_path: Path) -> None:
    assert run([example], "generate", "-n", 100, "--pack", pack, "-o", tmp_path / "out").returncode == 0
    for file in dataset.iterdir():
        assert (tmp_path / "out" / file.name).read_bytes() == file.read_bytes(), file.name


PAIRS = [
    ("Ship the red box to Jo@Example.NET.", {"to": "jo@example.net"}, []),
    ("Ship the red box to jo@example.net", {"to": "jo@example.com"}, ["wrong_value"]),
    ("Ship the red box to jo@example.net", {}, ["not_labelled"]),
    ("Ship the red box", {"to": "bob@example.com"}, ["not_said"]),
    ("please please please please please please ship the red box", {}, ["max_words"]),
    ("please please please please please ship the red box", {}, []),
]


def test_verify(example: Path, pack: Path, tmp_path: Path) -> None:
    lines = [
        {"input": text, "reference_date": "2025-03-04", "output": {"action": "send", "item": "red box", **fields}}
        for text, fields, _ in PAIRS
    ]
    file = tmp_path / "pairs.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    done = run([example], "verify", "--json", "--pack", pack, file)
    verdicts = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1, done.stderr
    assert [[fault["code"] for fault in verdict["faults"]] for verdict in verdicts] == [codes for *_, codes in PAIRS]
    (fault,) = verdicts[4]["faults"]
    assert (fault["path"], fault["message"]) == ("$.input", "the request has 10 words; at most 9 are allowed")
    assert "1 max_words first in line 5" in " ".join(done.stderr.split())


def test_hear(example: Path, pack: Path) -> None:
    done = run([example], "hear", "--json", "--on", "2025-03-04", "--pack", pack, "mail bob@x.org the red box")
    heard = json.loads(done.stdout)["readings"][0]
    assert heard["output"] == {"action": "send", "item": "red box", "to": "bob@x.org"}


def test_a_check_that_is_not_declared_does_not_run(example: Path, tmp_path: Path) -> None:
    pack = write_pack(tmp_path, make_pack("{}"))
    out = tmp_path / "out"
    assert run([example], "generate", "-n", 100, "--pack", pack, "-o", out).returncode == 0
    assert max(len(record["input"].split()) for record in read(out / "dataset.jsonl")) > 9
    assert (out / "rejected.jsonl").read_bytes() == b""
