"""Tables that were filled in: read as spreadsheets save them, with every fault named, and nothing lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from audit_tools import audit, draw, fill, make_record, make_records, read_rates, save, write_dataset
from click.testing import Result


def read(path: Path, *tables: Path, options: tuple[object, ...] = ()) -> Result:
    return audit(path, *[part for table in tables for part in ("--read", table)], *options)


def read_kept(path: Path) -> list[dict[str, Any]]:
    """The judgements beside the dataset."""
    return [json.loads(line) for line in path.with_name("data.audit.jsonl").read_text(encoding="utf-8").splitlines()]


def spoil(path: Path, name: str, rows: list[dict[str, str]], told: str) -> None:
    """The rows are refused with the fault, and nothing is kept."""
    result = read(path, save(path.with_name(name), rows))
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr, result.stderr
    assert not path.with_name("data.audit.jsonl").exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_table_is_read_as_spreadsheets_save_it(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = write_dataset(tmp_path)
    rows = fill(draw(path, "-n", 4), label=" Right ", natural="No", comment='zäh; "so", sagt\tkeiner')
    result = read(path, save(tmp_path / "anna.csv", rows, delimiter, encoding))
    assert result.exit_code == 0, result.stderr
    assert "4 judged by 'anna'; 0 not judged yet" in result.stderr
    kept = read_kept(path)
    assert [judgement["id"] for judgement in kept] == [row["id"][:16] for row in rows]
    for judgement in kept:
        assert list(judgement) == ["id", "version", "judge", "label", "natural", "comment"]
        assert judgement["judge"] == "anna"
        assert (judgement["label"], judgement["natural"]) == ("right", "no")
        assert judgement["comment"] == 'zäh; "so", sagt\tkeiner'


def test_line_that_names_the_delimiter_is_passed_over(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    table = save(tmp_path / "anna.csv", fill(draw(path, "-n", 4), label="right"), ";", "utf-8")
    table.write_bytes(b"sep=;\r\n" + table.read_bytes())
    assert "4 judged" in read(path, table).stderr


def test_order_of_rows_and_columns_is_free_and_other_columns_are_not_read(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    rows = [{"Natural": "y", "note": "x", "LABEL": "w", "Id": row["id"].upper()} for row in draw(path, "-n", 4)[::-1]]
    assert read(path, save(tmp_path / "anna.csv", rows)).exit_code == 0
    assert {(j["label"], j["natural"], j["comment"]) for j in read_kept(path)} == {("wrong", "yes", "")}


def test_what_a_spreadsheet_does_to_the_other_cells_does_not_matter(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    rows = fill(draw(path, "-n", 4), label="right", reference_date="12.03.26", input="#NAME?", output="", category="")
    assert read(path, save(tmp_path / "anna.csv", rows)).exit_code == 0


def test_rows_that_are_not_judged_are_counted(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    first, second, *rest = draw(path, "-n", 6)
    rows = [{**first, "label": "right"}, {**second, "natural": "yes"}, {**rest[0], "comment": "ask Ben"}, *rest[1:]]
    result = read(path, save(tmp_path / "anna.csv", rows))
    assert result.exit_code == 0
    assert "2 judged by 'anna'; 4 not judged yet" in result.stderr
    assert [(j["label"], j["natural"]) for j in read_kept(path)] == [("right", None), (None, "yes")]


def test_blank_rows_keep_the_numbering_of_the_spreadsheet(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    first, second = draw(path, "-n", 4)[:2]
    rows = [{**first, "label": "right"}, dict.fromkeys(first, ""), {**second, "label": "rihgt"}]
    told = "row 4, column label: 'rihgt' is no answer here; write right, wrong or unsure"
    spoil(path, "anna.csv", rows, told)


def test_all_faults_of_all_tables_are_named_and_nothing_is_kept(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    one, two, three, four, *_ = fill(draw(path, "-n", 6), label="right", natural="yes")
    anna = save(tmp_path / "anna.csv", [{**one, "label": "rihgt", "natural": "maybe"}, two, {**three, "id": "1.2E+15"}])
    ben = save(tmp_path / "ben.csv", [{**one, "id": f"{'f' * 16}-{'0' * 16}"}, {**four, "id": ""}])
    result = read(path, anna, ben)
    assert (result.exit_code, result.stdout) == (2, "")
    lines = result.stderr.splitlines()
    assert [line.split(": ")[:2] for line in lines[1:]] == [
        [str(anna), "row 2, column label"],
        [str(anna), "row 2, column natural"],
        [str(anna), "row 4, column id"],
        [str(ben), "row 2, column id"],
        [str(ben), "row 3, column id"],
    ]
    assert "'maybe' is no answer here; write yes or no" in lines[2]
    assert "'1.2E+15' is no id of a sample" in lines[3]
    assert "ffffffffffffffff is not in the dataset" in lines[4]
    assert not (tmp_path / "data.audit.jsonl").exists()


@pytest.mark.parametrize("key", ["input", "output", "reference_date"])
def test_example_that_has_changed_since_is_a_fault(tmp_path: Path, key: str) -> None:
    records = make_records()
    path = write_dataset(tmp_path, records)
    rows = fill([row for row in draw(path, "-n", 40) if row["id"].startswith(records[0]["id"])], label="right")
    changed: dict[str, Any] = {"input": "Another", "output": {"action": "query_tasks"}, "reference_date": "2026-04-01"}
    write_dataset(tmp_path, [{**records[0], key: changed[key]}, *records[1:]])
    spoil(path, "anna.csv", rows, f"row 2, column id: {records[0]['id']} has changed in the dataset since")


def test_what_is_not_judged_may_have_changed(tmp_path: Path) -> None:
    """The facets, the split and the place in the file are nothing that anybody judged."""
    records = make_records()
    path = write_dataset(tmp_path, records)
    rows = fill(draw(path, "-n", 40), label="right")
    write_dataset(tmp_path, [{**record, "facets": {}, "split": "test"} for record in records[::-1]])
    assert read(path, save(tmp_path / "anna.csv", rows)).exit_code == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "there is no column 'id'"),
        (b"id,natural\r\nx,yes\r\n", "there is no column 'label'"),
        (b"id,label,natural,label\r\n", "the column 'label' is there twice"),
        (b"id,label,natural\r\n\xe9,right,yes\r\n", "anna.csv:2: this is not UTF-8 text; save it as 'CSV UTF-8'"),
        (b"PK\x03\x04\x14\x00\x06\x00", "row 1: there is no column 'id'"),
        (None, "anna.csv: cannot be read"),
    ],
)
def test_file_that_is_no_table_is_one_sentence(tmp_path: Path, content: bytes | None, told: str) -> None:
    table = tmp_path / "anna.csv"
    if content is not None:
        table.write_bytes(content)
    result = read(write_dataset(tmp_path), table)
    assert result.exit_code == 2
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_the_same_table_again_changes_nothing(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    table = save(tmp_path / "anna.csv", fill(draw(path, "-n", 4), label="right", natural="yes"))
    first, kept = read(path, table), (tmp_path / "data.audit.jsonl").read_bytes()
    again = read(path, table)
    assert (tmp_path / "data.audit.jsonl").read_bytes() == kept
    assert again.stdout == first.stdout
    assert "otherwise" not in again.stderr


def test_a_judge_may_change_their_mind_and_an_empty_cell_takes_nothing_back(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    rows = draw(path, "-n", 4)
    read(path, save(tmp_path / "anna.csv", fill(rows, label="wrong", natural="no", comment="late")))
    changed = [{**rows[0], "label": "right"}, *rows[1:]]
    result = read(path, save(tmp_path / "anna.csv", changed))
    assert "1 judged by 'anna', 1 of them otherwise than before; 3 not judged yet" in result.stderr
    last = read_kept(path)[-1]
    assert (last["id"], last["label"], last["natural"]) == (rows[0]["id"][:16], "right", "no")
    assert read_rates(path)["label"]["count"] == 3


def test_two_rows_of_one_judge_that_disagree_are_a_fault(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    row = {**draw(path, "-n", 4)[0], "label": "right"}
    spoil(path, "anna.csv", [row, row, {**row, "label": "wrong"}], "row 4, column id: ")


def test_judges_are_told_apart_by_the_names_of_their_tables(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    (tmp_path / "b").mkdir()
    rows = fill(draw(path, "-n", 4), label="right")
    one, two = save(tmp_path / "sample.csv", rows), save(tmp_path / "b" / "sample.csv", rows)
    refused = read(path, one, two)
    assert refused.exit_code == 2
    assert "are both of judge 'sample'; rename one" in refused.stderr
    assert read(path, one, options=("--judge", "anna")).exit_code == 0
    assert read(path, two, options=("--judge", "ben")).exit_code == 0
    assert read_rates(path)["judges"] == ["anna", "ben"]


@pytest.mark.parametrize(
    "options", [("-o", "x.csv", "--read", "y.csv"), ("-o", "x.csv", "--json"), ("--judge", " "), ("-n", "0")]
)
def test_options_that_do_not_fit_are_refused(tmp_path: Path, options: tuple[str, ...]) -> None:
    result = audit(write_dataset(tmp_path), *options)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_a_long_request_comes_back(tmp_path: Path) -> None:
    path = write_dataset(tmp_path, [make_record(1, input="x, " * 100_000)])
    rows = fill(draw(path), label="right")
    assert read(path, save(tmp_path / "anna.csv", rows)).exit_code == 0
