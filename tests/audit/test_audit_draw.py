"""Which examples are drawn: in exact shares, whatever the order of the lines, and in a table."""

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from audit_tools import SIZES, audit, draw, list_leaves, make_record, make_records, read_rates, write_dataset
from hypothesis import given
from hypothesis import strategies as st

from taskdata.deliver.audit_draw import Stratum, draw_sample, plan_sample

ROOT = Path(__file__).parents[2]


def list_ids(rows: list[dict[str, str]]) -> list[str]:
    return [row["id"].split("-")[0] for row in rows]


def count_strata(rows: list[dict[str, str]]) -> Counter[str]:
    kinds = [json.loads(row["output"]).get("error_type") for row in rows]
    return Counter(
        f"{row['category']}/{kind}" if kind else row["category"] for row, kind in zip(rows, kinds, strict=True)
    )


def test_strata_are_drawn_in_proportion(tmp_path: Path) -> None:
    """20 of 40: half of each."""
    assert count_strata(draw(write_dataset(tmp_path), "-n", 20)) == {stratum: n // 2 for stratum, n in SIZES.items()}


def test_an_action_may_have_another_name_than_the_constant_of_its_branch(tmp_path: Path) -> None:
    """The same pack with its errors under an action `refusal`, whose output says `action: error` as before."""
    pack = tmp_path / "pack"
    for name in ("schemas", "templates"):
        shutil.copytree(ROOT / name, pack / name)
    shutil.copy(ROOT / "usecase.yaml", pack)
    for path in pack.glob("templates/*.yaml"):
        text = path.read_text("utf-8")
        if path.name == "actions.yaml":
            text = text.replace("\n  error:\n", "\n  refusal:\n")
        else:
            text = text.replace("action: error", "action: refusal")
        path.write_text(text, "utf-8")
    rows = draw(write_dataset(tmp_path), "-n", 4, "--pack", pack)
    assert count_strata(rows) == dict.fromkeys(SIZES, 1)


def test_each_stratum_has_at_least_one(tmp_path: Path) -> None:
    """By shares 2 of 40 would be 1, 0.5, 0.3 and 0.2."""
    path = write_dataset(tmp_path)
    assert count_strata(draw(path, "-n", 4)) == dict.fromkeys(SIZES, 1)


def test_the_small_are_lifted_and_the_rest_is_shared_by_largest_remainder(tmp_path: Path) -> None:
    """7 of 40: by shares 3.5, 1.75, 1.05, 0.7; the last is lifted to 1, 6 go to 20 : 10 : 6, so 3.33, 1.67, 1."""
    expected = {"create": 3, "query": 2, "error/unclear": 1, "error/out_of_scope": 1}
    assert count_strata(draw(write_dataset(tmp_path), "-n", 7)) == expected


def test_more_than_there_is_draws_all(tmp_path: Path) -> None:
    rows = draw(write_dataset(tmp_path), "-n", 1000)
    assert sorted(list_ids(rows)) == [record["id"] for record in make_records()]


def test_fewer_than_the_strata_are_refused(tmp_path: Path) -> None:
    result = audit(write_dataset(tmp_path), "-n", 3, "-o", tmp_path / "sample.csv")
    assert result.exit_code == 2
    assert "-n 3: the dataset has 4 strata" in result.stderr
    assert not (tmp_path / "sample.csv").exists()


def test_the_order_of_the_lines_does_not_matter_and_the_seed_does(tmp_path: Path) -> None:
    records = make_records()
    first = draw(write_dataset(tmp_path), "-n", 12, to="a.csv")
    again = draw(write_dataset(tmp_path, records[::-1]), "-n", 12, to="b.csv")
    other = draw(write_dataset(tmp_path, records), "-n", 12, "--seed", 1, to="c.csv")
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert list_ids(first) == list_ids(again)
    assert set(list_ids(other)) != set(list_ids(first))


def test_whoever_stops_half_way_has_judged_half_of_each_stratum(tmp_path: Path) -> None:
    """But for one more or less, since each one's place in its share of the round is by chance."""
    path = write_dataset(tmp_path)
    for seed in range(5):
        half = count_strata(draw(path, "-n", 40, "--seed", seed, "--force")[:20])
        assert all(abs(half[stratum] - size / 2) <= 1.5 for stratum, size in SIZES.items()), half


def test_row_says_what_is_to_be_judged(tmp_path: Path) -> None:
    text = 'Call "Zoë" — 5 €,\n=1+1'
    record = make_record(3, input=text)
    (row,) = draw(write_dataset(tmp_path, [record]))
    assert list(row) == [
        "number", "id", "category", "reference_date", "weekday", "input", "output", "label", "natural", "comment"
    ]  # fmt: skip
    assert (row["number"], row["category"]) == ("1", "create")
    assert (row["reference_date"], row["weekday"]) == ("2026-03-12", "Thursday")
    assert row["input"] == text
    assert json.loads(row["output"]) == record["output"]
    assert (row["label"], row["natural"], row["comment"]) == ("", "", "")
    assert (tmp_path / "sample.csv").read_bytes().startswith(b"\xef\xbb\xbfnumber,id,")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(tmp_path: Path, sign: str) -> None:
    record = make_record(0, input=f"{sign}HYPERLINK(1)")
    (row,) = draw(write_dataset(tmp_path, [record]))
    assert row["input"] == f"'{sign}HYPERLINK(1)"


@pytest.mark.parametrize("identity", ["1234567890123456", "12345e6789012345", "0000000000000001"])
def test_no_spreadsheet_takes_an_id_for_a_number(tmp_path: Path, identity: str) -> None:
    (row,) = draw(write_dataset(tmp_path, [make_record(0, id=identity)]))
    assert row["id"].startswith(f"{identity}-")
    with pytest.raises(ValueError, match="could not convert"):
        float(row["id"])


def test_a_table_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    (tmp_path / "sample.csv").write_text("hours of work", encoding="utf-8")
    refused = audit(path, "-o", tmp_path / "sample.csv")
    assert refused.exit_code == 2
    assert "sample.csv" in refused.stderr and "--force" in refused.stderr
    assert (tmp_path / "sample.csv").read_text(encoding="utf-8") == "hours of work"
    draw(path, "--force")


def test_the_dataset_itself_is_never_replaced(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    before = path.read_bytes()
    assert audit(path, "-o", path, "--force").exit_code == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (['{"input": "add milk", "output": {}}'], "data.jsonl:1: this is a bare pair"),
        ([json.dumps(make_record(1)), "{"], "data.jsonl:2: this is not JSON"),
        (
            [json.dumps(make_record(1)), json.dumps(make_record(1))],
            "data.jsonl:2: the id 0000000000000001 stood in line 1",
        ),
        ([], "data.jsonl: the file is empty"),
    ],
)
def test_a_file_that_is_no_dataset_is_refused(tmp_path: Path, lines: list[str], told: str) -> None:
    path = tmp_path / "data.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    result = audit(path, "-o", tmp_path / "sample.csv")
    assert result.exit_code == 2
    assert told in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_strata_of_another_pack(tmp_path: Path) -> None:
    """The field that is chosen on evidence is found by the pack, not by its name."""
    pack = tmp_path / "pack"
    for part in ("schemas", "templates"):
        shutil.copytree(ROOT / part, pack / part)
    shutil.copy(ROOT / "usecase.yaml", pack)
    for file in [*pack.rglob("*.yaml"), *pack.rglob("*.json")]:
        file.write_text(file.read_text(encoding="utf-8").replace("error_type", "wug"), encoding="utf-8")
    outputs: list[dict[str, str]] = [
        {"action": "error", "wug": "unclear", "message": "What?"},
        {"action": "error", "wug": "out_of_scope", "message": "What?"},
        {"action": "error", "error_type": "unclear", "message": "What?"},
    ]
    records = [make_record(number, output=output, category="error") for number, output in enumerate(outputs)]
    path = write_dataset(tmp_path, records)
    assert list_leaves(read_rates(path, "--pack", pack)["label"]).keys() == {
        "error",
        "error/unclear",
        "error/out_of_scope",
    }
    assert list_leaves(read_rates(path, "--pack", ROOT)["label"]).keys() == {"error", "error/unclear"}


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(1, 300), min_size=1), st.data())
def test_plan_is_exact_and_never_more_than_there_is(sizes: dict[str, int], data: st.DataObject) -> None:
    strata = {Stratum(name): size for name, size in sizes.items()}
    whole = sum(sizes.values())
    n = data.draw(st.integers(len(sizes), 2 * whole))
    plan = plan_sample(n, strata)
    assert sum(plan.values()) == min(n, whole)
    assert all(1 <= plan[stratum] <= size for stratum, size in strata.items())


def test_a_larger_sample_of_one_stratum_holds_the_smaller() -> None:
    """So that judging more goes on from what is judged."""
    ids = {Stratum("a"): [f"{number:016x}" for number in range(100)]}
    assert set(draw_sample(10, 5, ids)) < set(draw_sample(30, 5, ids))
