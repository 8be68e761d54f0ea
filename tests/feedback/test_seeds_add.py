"""`taskdata seeds add`: what comes of a log, and what of it is kept."""

import gzip
import json
import re
from pathlib import Path

import pytest
from seed_tools import copy_pack, create, fail, read_lines, run, write_lines

SEEDS = "data/seeds/seeds.jsonl"
LOG = [
    fail(
        "remind me to call Priya Sharma about the lease by friday",
        create("Call Priya Sharma about the lease", "2026-11-21"),
        create("Call Priya Sharma about the lease", "2026-11-27"),
        user={"email": "priya.sharma@corp.example", "plan": "pro"},
    ),
    fail("send the invoice to priya.sharma@corp.example, and call +1 415 555 2671", None),
    {"input": "what did priya ask for", "timestamp": "2026-11-30T23:30:00-05:00", "error": "Priya complained"},
    fail("mark task 47 as done", "{'action': 'update_task'", None, model="m1", latency_ms=210),
]
PERSONAL = ("priya", "sharma", "corp.example", "415 555 2671", "4155552671")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("added")
    copy_pack(folder / "pack")
    write_lines(folder / "log.jsonl", LOG)
    run("seeds", "add", folder / "log.jsonl", "--pack", folder / "pack")
    return folder / "pack"


def test_nothing_personal_is_left_anywhere(pack: Path) -> None:
    files = [path for path in pack.rglob("*") if path.is_file() and "templates" not in path.parts]
    assert any(path.name == "seeds.jsonl" for path in files)
    for path in files:
        text = path.read_bytes().decode(errors="replace").lower()
        assert not [word for word in PERSONAL if word in text], path


def test_one_person_has_one_pseudonym_throughout(pack: Path) -> None:
    first, _, third, _ = read_lines(pack / SEEDS)
    said = re.fullmatch(r"remind me to call (\S+) (\S+) about the lease by friday", first["input"])
    assert said
    name, surname = said.groups()
    title = f"Call {name} {surname} about the lease"
    assert first["expected"]["data"]["title"] == title
    assert json.loads(first["raw_output"])["data"]["title"] == title
    assert third["input"] == f"what did {name.lower()} ask for"
    assert third["error"] == f"{name} complained"
    assert first["more"]["user"]["plan"] == "pro"


def test_the_label_is_true_as_before(pack: Path, tmp_path: Path) -> None:
    first = read_lines(pack / SEEDS)[0]
    pair = {"input": first["input"], "output": first["expected"], "reference_date": first["reference_date"]}
    run("verify", write_lines(tmp_path / "pair.jsonl", [pair]), "--pack", pack)


def test_the_day_is_the_local_one_of_the_timestamp(pack: Path) -> None:
    assert [seed["reference_date"] for seed in read_lines(pack / SEEDS)] == [
        "2026-11-20", "2026-11-20", "2026-11-30", "2026-11-20",
    ]  # fmt: skip


def test_what_else_the_line_has_is_kept(pack: Path) -> None:
    last = read_lines(pack / SEEDS)[3]
    assert (last["model"], last["latency_ms"], last["raw_output"]) == ("m1", 210.0, "{'action': 'update_task'")


def test_to_add_the_file_again_changes_nothing(pack: Path) -> None:
    before = (pack / SEEDS).read_bytes()
    told = run("seeds", "add", pack.parent / "log.jsonl", "--pack", pack, "--on", "2020-01-01").output
    assert "0 new seed(s)" in told
    assert "4 there already" in told
    assert (pack / SEEDS).read_bytes() == before


def test_the_secret_is_hidden_from_git_and_from_others(pack: Path) -> None:
    assert (pack / ".taskdata/.gitignore").read_text() == "*\n"
    assert (pack / ".taskdata/pseudonyms.key").stat().st_mode & 0o077 == 0


def test_another_secret_gives_other_pseudonyms(pack: Path, tmp_path: Path) -> None:
    other = copy_pack(tmp_path / "other")
    run("seeds", "add", pack.parent / "log.jsonl", "--pack", other)
    assert read_lines(other / SEEDS)[1]["input"] != read_lines(pack / SEEDS)[1]["input"]


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(pack: Path, tmp_path: Path) -> None:
    other = copy_pack(tmp_path / "other")
    lines = [
        json.dumps({"input": "whats due tomorrow"}).encode(),
        b'{"input": "cut off, for ann.lee@corp.example',
        b'{"raw_output": "{}"}',
        b'{"input": "caf\xe9"}',
        json.dumps({"input": "x" * 200_000}).encode(),
        json.dumps({"input": "mark task 3 as done"}).encode(),
    ]
    (tmp_path / "log.jsonl.gz").write_bytes(gzip.compress(b"\n".join(lines)))
    result = run("seeds", "add", tmp_path / "log.jsonl.gz", "--pack", other, "--json")
    told = json.loads(result.stdout)  # bytes count the line end
    assert (told["read"], told["new"], told["unreadable"]) == (6, 2, 4)
    assert [(one["line"], one["bytes"]) for one in told["unreadable_lines"]] == [
        (2, 45),
        (3, 21),
        (4, 18),
        (5, 200_014),
    ]
    assert "ann.lee" not in result.output
    assert len(read_lines(other / SEEDS)) == 2


def test_a_line_without_a_day_gets_one_on_which_its_label_is_right(tmp_path: Path) -> None:
    """Said on November 21 to 27 of 2026, "by friday" is November 27; the nearest of these days is chosen."""
    other = copy_pack(tmp_path / "other")
    log = [
        {"input": "pay rent by friday", "raw_output": "{}", "expected": create("Pay rent", "2026-11-27")},
        {"input": "pay rent", "raw_output": "{}", "expected": create("Pay rent")},
    ]
    told = run("seeds", "add", write_lines(tmp_path / "log.jsonl", log), "--pack", other, "--on", "2025-05-05").output
    assert "2 tell no day: 2025-05-05" in told
    dated, usual = read_lines(other / SEEDS)
    assert (dated["reference_date"], dated["is_day_assigned"]) == ("2026-11-26", True)
    assert usual["reference_date"] == "2025-05-05"
    assert "2 ready" in told


@pytest.mark.parametrize(
    ("name", "content", "options"),
    [
        ("log.csv", 'Text;Answer\n"mark task 3; as done";{}\n', ["--map", "input=Text", "--map", "raw_output=Answer"]),
        ("log.json", '[{"input": "mark task 3; as done"}]', []),
        ("log.txt", "mark task 3; as done\n", ["--kind", "real"]),
    ],
)
def test_other_kinds_of_files(tmp_path: Path, name: str, content: str, options: list[str]) -> None:
    other = copy_pack(tmp_path / "other")
    (tmp_path / name).write_text(content, "utf-8")
    run("seeds", "add", tmp_path / name, "--pack", other, *options)
    assert [seed["input"] for seed in read_lines(other / SEEDS)] == ["mark task 3; as done"]


def test_what_cannot_be_used_at_all_is_refused(tmp_path: Path) -> None:
    other = copy_pack(tmp_path / "other")
    (tmp_path / "log.txt").write_text("mark task 3 as done\n", "utf-8")
    assert "log.txt" in run("seeds", "add", tmp_path / "log.txt", "--pack", other, code=2).output
    assert "--on" in run("seeds", "add", tmp_path / "log.txt", "--on", "tomorrow", "--pack", other, code=2).output
    assert not (other / SEEDS).exists()


def test_files_are_named_as_they_can_be_opened_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_pack(tmp_path / "pack")
    write_lines(tmp_path / "pack" / "log.jsonl", LOG[-1:])
    monkeypatch.chdir(tmp_path / "pack")

    told = run("seeds", "add", "log.jsonl").stderr

    assert "log.jsonl: 1 read; 1 new seed(s) in data/seeds/seeds.jsonl, 0 there already" in told
