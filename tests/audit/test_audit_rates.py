"""The rates: what counts, how strata are weighted, what is left out, and the exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from audit_tools import SIZES, Record, audit, draw, list_leaves, make_records, read_rates, save, write_dataset

WRONG: Record = {"label": "wrong", "natural": "yes"}
RIGHT: Record = {"label": "right", "natural": "yes"}


def judge(path: Path, by: str, answer: Callable[[int], Record], numbers: range = range(40)) -> None:
    """Have a judge answer for examples of the small dataset, by their numbers."""
    rows = [row for row in draw(path, "-n", 40, "--force") if int(row["id"][:16], 16) in numbers]
    table = save(path.with_name(f"{by}.csv"), [{**row, **answer(int(row["id"][:16], 16))} for row in rows])
    result = audit(path, "--read", table)
    assert result.exit_code == 0, result.stderr


def say(**said: str) -> Callable[[int], Record]:
    return lambda number: said


def test_no_data_is_null_and_not_0(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    rates = read_rates(path)
    assert (rates["label"]["rate"], rates["label"]["low"], rates["label"]["high"]) == (None, None, None)
    assert rates["label"]["n"] == rates["n"] == 40
    assert rates["label"]["unjudged"] == sorted(SIZES)
    plain = audit(path)
    assert (plain.exit_code, plain.stdout) == (0, "none of 40 examples is judged yet\n")


def test_all_judged_is_the_exact_rate(tmp_path: Path) -> None:
    """Examples 0, 4, 8 ... 36 of 40 are wrong: 5 of 20 create, 3 of 10 query (20, 24, 28), 1 of 6 (32), 1 of 4 (36)."""
    path = write_dataset(tmp_path)
    judge(path, "anna", lambda number: WRONG if number % 4 == 0 else RIGHT)
    rates = read_rates(path)
    counts = {name: (leaf["count"], leaf["of"]) for name, leaf in list_leaves(rates["label"]).items()}
    assert counts == {"create": (5, 20), "query": (3, 10), "error/unclear": (1, 6), "error/out_of_scope": (1, 4)}
    assert [rates["label"][key] for key in ("rate", "low", "high")] == [pytest.approx(0.25)] * 3
    assert (rates["natural"]["rate"], rates["natural"]["count"]) == (0.0, 0)
    assert rates["label"]["unjudged"] == []


def test_strata_weigh_as_much_as_they_have_in_the_dataset(tmp_path: Path) -> None:
    """All 10 queries right, 2 of 4 create wrong (of 20), all 6 and 4 errors right: 0.5 · 20/40 = 0.25, not 2/24."""
    path = write_dataset(tmp_path)
    judge(path, "anna", lambda number: WRONG if number < 2 else RIGHT, range(4))
    judge(path, "anna", say(**RIGHT), range(20, 40))
    rates = read_rates(path)
    assert (rates["label"]["count"], rates["label"]["of"]) == (2, 24)
    assert rates["label"]["rate"] == pytest.approx(0.25)
    assert 0 < rates["label"]["low"] < 0.25 < rates["label"]["high"] < 1


def test_category_with_kinds_has_a_rate_of_its_own(tmp_path: Path) -> None:
    """Of 6 and 4 errors, the 4 are wrong: 0.4 exactly."""
    path = write_dataset(tmp_path)
    judge(path, "anna", lambda number: WRONG if number >= 36 else RIGHT, range(30, 40))
    rates = read_rates(path)
    error = next(part for part in rates["label"]["parts"] if part["name"] == "error")
    assert [error[key] for key in ("n", "count", "of", "rate", "low", "high")] == [10, 4, 10, *[pytest.approx(0.4)] * 3]
    assert [part["name"] for part in error["parts"]] == ["error/out_of_scope", "error/unclear"]
    assert rates["label"]["unjudged"] == ["create", "query"]
    assert "nothing judged yet of create, query; the rate of all is that of the other 25.0%" in audit(path).stdout


def test_disputed_and_unsure_count_against_the_dataset_until_settled(tmp_path: Path) -> None:
    """0: right and wrong. 1: right and unsure, so right. 2: unsure alone. 3: wrong twice. 4 to 9: right."""
    path = write_dataset(tmp_path)
    first = {0: "right", 1: "right", 2: "unsure", 3: "wrong"}
    second = {0: "wrong", 1: "unsure", 3: "wrong"}
    judge(path, "anna", lambda number: {"label": first.get(number, "right"), "natural": "yes"}, range(10))
    judge(
        path, "ben", lambda number: {"label": second.get(number, ""), "natural": "no" if number == 1 else ""}, range(4)
    )
    rates = read_rates(path)
    create = list_leaves(rates["label"])["create"]
    assert [create[key] for key in ("count", "of", "faulty", "unsure", "disputed")] == [3, 10, 1, 1, 1]
    assert create["rate"] == pytest.approx(0.3)
    natural = list_leaves(rates["natural"])["create"]
    assert [natural[key] for key in ("count", "of", "faulty", "disputed")] == [1, 10, 0, 1]
    told = {one["id"][-1]: (one["label"], one["natural"]) for one in rates["faulty"]}
    expected = {"0": ("disputed", None), "1": (None, "disputed"), "2": ("unsure", None), "3": ("faulty", None)}
    assert told == expected
    assert "until it is settled" in audit(path).stdout
    judge(path, "ben", say(label="right"), range(1))
    assert list_leaves(read_rates(path)["label"])["create"]["disputed"] == 0


def test_judgements_on_what_is_not_there_any_more_are_left_out_and_counted(tmp_path: Path) -> None:
    records = make_records()
    path = write_dataset(tmp_path, records)
    judge(path, "anna", say(**WRONG), range(5))
    mended = {**records[0], "output": {"action": "query_tasks", "filters": {}}}
    write_dataset(tmp_path, [mended, *records[3:]])
    rates = read_rates(path)
    assert rates["left_out"] == {"gone": 2, "changed": 1}
    assert (rates["label"]["of"], rates["n"]) == (2, 38)
    assert "3 judgements left out" in audit(path).stdout


def test_table_shows_the_faulty_ones_with_their_comments(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    judge(path, "anna", lambda number: {**WRONG, "comment": "bell \a and\nline"} if number == 7 else RIGHT)
    shown = audit(path).stdout
    block = shown[shown.index("0000000000000007") :].splitlines()
    assert block[0].split() == ["0000000000000007", "create", "label", "wrong"]
    assert block[1].strip() == "Monday, 2026-03-09: Item 7 by Friday"
    assert json.loads(block[2]) == make_records()[7]["output"]
    assert block[3].strip() == r"anna says label wrong, natural yes: bell \x07 and\nline"
    rows = [line.split() for line in shown.splitlines()]
    assert ["all", "40", "40", "1", "0", "0", "2.5%", "2.5%", "to", "2.5%"] in rows
    assert ["unclear", "6", "6", "0", "0", "0", "0.0%", "0.0%", "to", "0.0%"] in rows


def test_gate_is_on_the_upper_end(tmp_path: Path) -> None:
    """Half of each stratum judged, all right; the upper end is that of 35.8 examples, z² / (35.8 + z²) = 0.0969.

    ΣW²f/n = 0.25·(10/19)/10 + 0.0625·(5/9)/5 + 0.0225·(3/5)/3 + 0.01·(2/3)/2 = 0.027936 = 1/35.8.
    """
    path = write_dataset(tmp_path)
    half = {*range(10), *range(20, 25), *range(30, 33), *range(36, 38)}
    for first, last in ((0, 10), (20, 25), (30, 33), (36, 38)):
        judge(path, "anna", say(**RIGHT), range(first, last))
    high = read_rates(path)["label"]["high"]
    assert read_rates(path)["label"]["of"] == len(half)
    assert high == pytest.approx(0.0969, abs=5e-5)
    refused = audit(path, "--max-label-error", 0.01)
    assert refused.exit_code == 1
    assert f"not met, the label-error rate may be up to {high:.2%}" in refused.stderr
    assert "examples judged" in refused.stdout
    assert audit(path, "--max-label-error", high).exit_code == 0
    assert read_rates(path, "--max-label-error", 0.01)["met"] is False
    assert read_rates(path, "--max-label-error", 0.2)["met"] is True


def test_gate_is_not_met_without_data(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    result = audit(path, "--max-label-error", 1)
    assert (result.exit_code, "no label is judged yet" in result.stderr) == (1, True)
    judge(path, "anna", say(**RIGHT), range(20))
    result = audit(path, "--max-label-error", 1)
    assert result.exit_code == 1
    assert "nothing is judged yet of error/out_of_scope, error/unclear, query" in result.stderr


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "data.audit.jsonl:2: this is no judgement"),
        ('{"id": "0000000000000000", "label": "good"}', "data.audit.jsonl:2: this is no judgement: $."),
    ],
)
def test_broken_line_among_the_judgements_is_named(tmp_path: Path, line: str, told: str) -> None:
    path = write_dataset(tmp_path)
    judge(path, "anna", say(**RIGHT), range(1))
    with (tmp_path / "data.audit.jsonl").open("a", encoding="utf-8") as file:
        file.write(line)
    result = audit(path)
    assert result.exit_code == 2
    assert told in result.stderr and "mend this line or delete it" in result.stderr


def test_line_that_was_torn_off_does_not_spoil_the_next(tmp_path: Path) -> None:
    path = write_dataset(tmp_path)
    judge(path, "anna", say(**RIGHT), range(1))
    kept = tmp_path / "data.audit.jsonl"
    kept.write_bytes(kept.read_bytes().rstrip(b"\n"))
    judge(path, "anna", say(**RIGHT), range(1, 2))
    assert read_rates(path)["label"]["of"] == 2
