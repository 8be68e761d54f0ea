"""How `taskdata check` prints what it finds: the line with a caret, annotations, JSON."""

import json
from pathlib import Path

import pytest
from roomy_pack import ROOMY, check
from small_pack import FAMILIES, SLOTS, write_pack

UNUSED = {
    **ROOMY,
    SLOTS: ROOMY[SLOTS].replace("  other_day: {like: day}\n", "  other_day: {like: day}\n  odd: {like: day}\n"),
}
MESSAGE = "nothing says, hears or needs the slot 'odd'; use it, or take it out"


def break_sentence(sentence: str) -> dict[str, str]:
    return {**ROOMY, FAMILIES: ROOMY[FAMILIES].replace('"stop <the> {item}"', sentence)}


def test_the_line_is_shown_with_a_caret_below_the_place(tmp_path: Path) -> None:
    result = check(write_pack(tmp_path, break_sentence('"stop <the> {itme}"')))
    assert result.stdout.splitlines() == [
        f"{tmp_path}/{FAMILIES}:38:21: there is no slot 'itme'; did you mean 'item'?",
        '          - "stop <the> {itme}"',
        "                        ^",
    ]


def test_of_a_long_line_the_piece_round_the_place_is_shown(tmp_path: Path) -> None:
    long = f'"{"halt or " * 30}stop <the> {{itme}} {"at once " * 30}"'
    _, line, caret = check(write_pack(tmp_path, break_sentence(long))).stdout.splitlines()
    assert len(line) < 120
    assert line[caret.index("^") :].startswith("{itme}")
    assert line.strip().startswith("...")


def test_annotations_name_file_line_and_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pack(tmp_path, UNUSED)
    monkeypatch.chdir(tmp_path)
    result = check(Path(), "--format", "github")
    assert result.stdout == f"::warning file={SLOTS},line=16,col=3,title=taskdata check::{MESSAGE}\n"
    assert result.exit_code == 0


def test_annotations_escape_what_the_runner_would_read_as_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_pack(tmp_path, {**ROOMY, "templates/a,b: 5%.yaml": "rules: {a: '(b'}\n"})
    monkeypatch.chdir(tmp_path)
    told = check(Path(), "--format", "github").stdout
    assert told.startswith("::error file=templates/a%2Cb%3A 5%25.yaml,line=1,col=13,title=taskdata check::'(' is never")


def test_json_has_an_object_for_each_problem(tmp_path: Path) -> None:
    result = check(write_pack(tmp_path, UNUSED), "--json")
    file = str(tmp_path / SLOTS)
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {"file": file, "line": 16, "column": 3, "warning": True, "message": MESSAGE}
    ]


def test_strict_turns_warnings_into_faults(tmp_path: Path) -> None:
    write_pack(tmp_path, UNUSED)
    assert check(tmp_path).exit_code == 0
    strict = check(tmp_path, "--strict")
    assert (strict.exit_code, strict.stderr) == (1, "1 fault(s)\n")
    assert strict.stdout.splitlines()[0] == f"{tmp_path}/{SLOTS}:16:3: {MESSAGE}"
    assert check(tmp_path, "--strict", "--format", "github").stdout.startswith("::error file=")


def test_what_only_shows_when_it_is_said_is_found_by_drawing(tmp_path: Path) -> None:
    """The sentence is well formed, and says a day that its label does not have."""
    said = ROOMY[FAMILIES].replace('"let <the> {item} go"', '"let <the> {item} go tomorrow"')
    write_pack(tmp_path, {**ROOMY, FAMILIES: said})
    assert check(tmp_path).exit_code == 0
    drawn = check(tmp_path, "--draw")
    assert drawn.exit_code == 1
    assert f"{FAMILIES}:22:10: " in drawn.stdout
    assert "'tomorrow'" in drawn.stdout
