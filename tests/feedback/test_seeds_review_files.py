"""Seeds that are decided about in a file: what is written, what comes back, and what is refused."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from audit_tools import save as save_table
from review_tools import ASKED, SEND, make_seed, name, read_decisions, read_lines, review, write_seeds

STOP = {"action": "stop", "item": "green crate"}
HOLD = "hold my green crate"


def make_pack(folder: Path) -> Path:
    """A pack with a failure, a real request, a request that nobody understands, and one that was asked twice."""
    return write_seeds(
        folder, make_seed(1), make_seed(2, HOLD, kind="real"), make_seed(3, "grommet zap"), make_seed(4),
        make_seed(5, "=ship the blue barrel", raw_output=None),
    )  # fmt: skip


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table, as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def export(root: Path, to: str) -> Path:
    """The seeds written to a file beside the pack."""
    path = root.parent / to
    result = review(root, "--export", path)
    assert result.exit_code == 0, result.output
    return path


def save(path: Path, rows: Sequence[Mapping[str, Any]], delimiter: str = ",", encoding: str = "utf-8-sig") -> Path:
    """The rows as a spreadsheet saves them, or as JSON lines."""
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path
    return save_table(path, rows, delimiter, encoding)


def refuse(root: Path, path: Path, *told: str) -> None:
    """The file is refused with all of these words, and nothing is kept."""
    result = review(root, "--import", path)
    assert result.exit_code == 2
    assert [words for words in told if words not in result.stderr] == [], result.stderr
    assert not read_decisions(root)


def test_table_has_all_that_is_known(tmp_path: Path) -> None:
    first, second, third, *_, last = read_rows(export(make_pack(tmp_path), "seeds.csv"))
    assert first["id"] == f"seed-{name(1)}"
    assert (first["kind"], first["state"], first["reference_date"]) == ("failure", "open", "2025-03-04")
    assert (first["weekday"], first["input"], json.loads(first["proposed"])) == ("Tuesday", ASKED, SEND)
    assert first["went_wrong"].startswith("wrong_action: $.action: ")
    assert (first["decision"], first["label"], first["comment"]) == ("", "", "")
    assert second["went_wrong"] == ""
    assert third["proposed"] == ""
    assert last["input"].startswith("'=")


def test_faults_of_a_label_are_in_the_table(tmp_path: Path) -> None:
    wrong = {**SEND, "item": "blue box"}
    seeds = [make_seed(1, expected=wrong), make_seed(2, "zap zap zap", expected=wrong)]
    one, other = read_rows(export(write_seeds(tmp_path, *seeds), "seeds.csv"))
    assert one["faults"].startswith("label of the log: ")
    assert json.loads(one["proposed"]) == SEND
    assert "$.item" in other["faults"]
    assert json.loads(other["proposed"]) == wrong


@pytest.mark.parametrize(
    ("ending", "delimiter", "encoding"),
    [("csv", ",", "utf-8-sig"), ("csv", ";", "utf-8"), ("CSV", "\t", "utf-16"), ("jsonl", "", "")],
)
def test_file_is_filled_in_and_comes_back(tmp_path: Path, ending: str, delimiter: str, encoding: str) -> None:
    root = make_pack(tmp_path)
    path = export(root, f"ben.{ending}")
    rows: list[dict[str, Any]]
    is_table = ending != "jsonl"
    rows = list(read_rows(path)) if is_table else [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    label = {**STOP, "item": "crate"}
    rows[0] |= {"decision": "Accept", "comment": "ü fine"}
    rows[1] |= {"decision": "test", "label": json.dumps(label) if is_table else label}
    rows[2] |= {"decision": "reject", "comment": "noise"}
    result = review(root, "--import", save(path, rows, delimiter, encoding))
    assert (result.exit_code, result.stdout) == (0, "")
    kept = read_decisions(root)
    assert [(one["verdict"], one["output"], one["is_held"], one["comment"]) for one in kept.values()] == [
        ("accept", SEND, False, "ü fine"), ("accept", label, True, ""), ("reject", None, False, "noise"),
        ("accept", SEND, False, "ü fine"),
    ]  # fmt: skip
    assert {one["by"] for one in kept.values()} == {"ben"}
    assert f"seed-{name(2)} is kept unproven: " in result.stderr
    assert "1 other seed(s) of the same requests" in result.stderr
    assert "4 of 5 decided: 2 accepted, 1 rejected, 1 not proven; 1 left" in result.stderr
    assert [one["input"] for one in read_lines(root, "regression")] == [ASKED]
    again = review(root, "--import", path, "--by", "ben")
    assert again.exit_code == 0
    assert len(read_lines(root, "decisions")) == 4  # nothing of it is news


def test_all_faults_of_a_table_are_told_at_once(tmp_path: Path) -> None:
    root = make_pack(tmp_path)
    rows = read_rows(export(root, "seeds.csv"))
    rows[0] |= {"decision": "yes"}
    rows[1] |= {"decision": "accept", "label": "{nonsense"}
    rows[2] |= {"decision": "accept"}
    rows[3] |= {"decision": "accept", "label": "{}"}
    rows[4] |= {"label": json.dumps(SEND)}
    more = [
        {**rows[0], "id": "seed-ffffffffffffffff", "decision": "reject"},
        {**rows[0], "id": "1.23E+45", "decision": "reject"},
        {**rows[0], "decision": "reject"},
        {**rows[0], "decision": "reject", "comment": "otherwise"},
    ]
    faults = (
        "row 2, column decision: 'yes' is none; write accept, test, reject",
        "row 3, column label: this is not JSON",
        "row 4, column label: there is neither a label nor one that is proposed",
        "row 5, column label: the label is empty",
        "row 6, column decision: there is a label, but no decision",
        "row 7, column id: the pack has no seed ffffffffffffffff",
        "row 8, column id: '1.23E+45' is no id of a seed",
        f"row 10, column id: {name(1)} is decided otherwise in row 9",
    )
    refuse(root, save(tmp_path / "bad.csv", [*rows, *more]), *faults)


def test_all_faults_of_json_lines_are_told_at_once(tmp_path: Path) -> None:
    root = make_pack(tmp_path)
    path = tmp_path / "bad.jsonl"
    rows = [{"id": name(1), "decision": "accept", "label": [1]}, {"id": name(2), "decision": 3}]
    path.write_text("\n".join(["{", *map(json.dumps, rows)]), encoding="utf-8")
    told = (
        "line 1: this is not JSON",
        "line 2, key label: this is no JSON object",
        "line 3, key decision: '3' is none",
    )
    refuse(root, path, *told)


def test_two_labels_for_the_same_request_are_a_fault(tmp_path: Path) -> None:
    root = make_pack(tmp_path)
    rows = [
        {"id": name(1), "decision": "accept", "label": SEND},
        {"id": name(4), "decision": "accept", "label": STOP},
    ]
    refuse(root, save(tmp_path / "bad.jsonl", rows), "line 2, key label: the same request on the same day has another")


def test_a_file_is_not_replaced_unless_it_is_forced(tmp_path: Path) -> None:
    root = make_pack(tmp_path)
    path = export(root, "seeds.csv")
    assert "--force" in review(root, "--export", path).stderr
    assert review(root, "--export", path, "--force", "--kind", "real").exit_code == 0
    assert len(read_rows(path)) == 1


@pytest.mark.parametrize(
    "options",
    [
        ("--export", "x.txt"), ("--import", "x.csv", "--export", "y.csv"), ("--import", "x.csv", "--all"),
        ("--by", " ", "--export", "x.csv"), ("--import", "missing.csv"), ("--export", "x.csv", "abc"),
    ],
)  # fmt: skip
def test_options_that_do_not_fit_are_refused(
    tmp_path: Path, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = review(make_pack(tmp_path), *options)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_the_files_of_the_seeds_themselves_are_never_written_over(tmp_path: Path) -> None:
    root = make_pack(tmp_path)
    before = (root / "data" / "seeds" / "seeds.jsonl").read_bytes()
    assert review(root, "--export", root / "data" / "seeds" / "seeds.jsonl", "--force").exit_code == 2
    assert (root / "data" / "seeds" / "seeds.jsonl").read_bytes() == before


def test_a_pack_without_seeds_is_told_how_to_get_some(tmp_path: Path) -> None:
    root = write_seeds(tmp_path)
    (root / "data" / "seeds" / "seeds.jsonl").unlink()
    result = review(root, "--export", tmp_path / "x.csv")
    assert result.exit_code == 2
    assert "taskdata seeds add" in result.stderr
