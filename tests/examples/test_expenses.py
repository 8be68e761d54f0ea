"""The pack of expenses: its data are what it makes, its labels are proven, and it has no code."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from expense_pairs import DAY, RIGHT, WRONG, Label

from taskdata.cli import main

PACK = Path(__file__).resolve().parents[2] / "examples" / "expenses"
DATA = PACK / "data"
REMADE = "examples/expenses/data is not what the pack makes now: generate it anew and commit it"
LABELLED = re.compile(r"^\| ([^|`]+) \| `(\w+)` `(\{.*\})` \|$", re.MULTILINE)
ERRORS = re.compile(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \| (?:yes|no) \|$", re.MULTILINE)


def run(*arguments: object) -> Result:
    """Run the command line in this process."""
    return CliRunner().invoke(main, list(map(str, arguments)))


def verify(pairs: list[tuple[str, Label]], folder: Path) -> list[dict[str, Any]]:
    """The verdict of `taskdata verify` on each pair."""
    file = folder / "pairs.jsonl"
    lines = [json.dumps({"input": text, "reference_date": DAY, "output": label}) for text, label in pairs]
    file.write_text("\n".join(lines), encoding="utf-8")
    return [json.loads(line) for line in run("verify", file, "--json", "--pack", PACK).stdout.splitlines()]


def read_dataset() -> list[dict[str, Any]]:
    """The records that are committed."""
    return [json.loads(line) for line in (DATA / "dataset.jsonl").read_text("utf-8").splitlines()]


def list_documented() -> Iterator[tuple[str, Label]]:
    """The requests of LABELLING.md that stand there with a whole label."""
    for text, action, told in LABELLED.findall((PACK / "LABELLING.md").read_text("utf-8")):
        inner = json.loads(told)
        yield text, {"action": action, **({"data": inner} if action == "log_expense" else inner)}


def test_the_pack_is_sound() -> None:
    result = run("check", "--pack", PACK)
    assert result.exit_code == 0, result.output
    found = re.match(r"ok: 5 actions, (\d+) families", result.output)
    assert found
    assert int(found[1]) >= 40
    assert result.output.strip() in (PACK / "README.md").read_text("utf-8")


PAGE = "report.html"
"""It is made with the data and not committed."""


def test_the_pack_has_no_code() -> None:
    assert {path.suffix for path in PACK.rglob("*") if path.is_file() and path.name != PAGE} == {
        ".yaml",
        ".json",
        ".jsonl",
        ".md",
    }


def test_the_data_are_what_the_pack_makes(tmp_path: Path) -> None:
    made = tmp_path / "data"
    result = run("generate", "-n", 300, "--pack", PACK, "-o", made, "--report")
    assert result.exit_code == 0, result.output
    committed, remade = (
        {path.name: path.read_bytes() for path in folder.iterdir() if path.name != PAGE} for folder in (DATA, made)
    )
    assert sorted(committed) == sorted(remade), REMADE
    assert [name for name in remade if remade[name] != committed[name]] == [], REMADE


def test_every_example_verifies_and_none_was_refused() -> None:
    result = run("verify", DATA / "dataset.jsonl", "--json", "--pack", PACK)
    verdicts = [json.loads(line) for line in result.stdout.splitlines()]
    assert [verdict for verdict in verdicts if not verdict["ok"]] == []
    assert len(verdicts) == 300
    assert (DATA / "rejected.jsonl").read_bytes() == b""


def test_the_shares_are_exact() -> None:
    records = read_dataset()
    assert Counter(r["category"] for r in records) == {"log": 105, "query": 105, "correct": 60, "error": 30}
    assert Counter(r["split"] for r in records) == {"train": 240, "validation": 30, "test": 30}


def test_the_requests_are_as_many_as_they_look() -> None:
    """All differ, and so do nearly all of them where the values are left out; short ones and long ones."""
    records = read_dataset()
    assert len({r["input"].casefold() for r in records}) == 300
    manifest = json.loads((DATA / "manifest.json").read_text("utf-8"))
    assert manifest["diversity"]["whole"]["skeletons"] >= 250
    assert len(manifest["counts"]["family"]) >= 40
    lengths = [len(r["input"].split()) for r in records]
    assert min(lengths) <= 2
    assert max(lengths) >= 15


def test_amounts_and_days_are_those_of_expenses() -> None:
    """Whole amounts are whole numbers, and no expense is booked on a day to come."""
    records = [r for r in read_dataset() if r["output"]["action"] == "log_expense"]
    assert all(value != int(value) for r in records if isinstance(value := r["output"]["data"]["amount"], float))
    days = [(r["output"]["data"]["date"], r["reference_date"]) for r in records]
    assert all(day <= today for day, today in days if day is not None)
    assert any(day < today for day, today in days if day is not None)


def test_no_cents_without_their_word_stand_before_the_thing(tmp_path: Path) -> None:
    """ "12 dollars 25 plane tickets" may be 12.25, or 25 tickets."""
    made = tmp_path / "data"
    assert run("generate", "-n", 3000, "--pack", PACK, "-o", made).exit_code == 0
    records = [json.loads(line) for line in (made / "dataset.jsonl").read_text("utf-8").splitlines()]
    before = [r["input"][: span["start"]] for r in records for span in r["spans"] if span["slot"] in ("item", "thing")]
    assert len(before) > 500
    assert [text for text in before if re.search(r"(dollars|euros|pounds) \d\d $", text)] == []


def test_right_pairs_are_accepted(tmp_path: Path) -> None:
    verdicts = verify(RIGHT, tmp_path)
    refused = [(pair[0], v["faults"]) for pair, v in zip(RIGHT, verdicts, strict=True) if not v["ok"]]
    assert refused == []
    assert {label["action"] for _, label in RIGHT} == {
        "log_expense", "query_expenses", "update_expense", "delete_expense", "error",
    }  # fmt: skip


def test_wrong_pairs_are_refused(tmp_path: Path) -> None:
    verdicts = verify(WRONG, tmp_path)
    assert [pair for pair, v in zip(WRONG, verdicts, strict=True) if v["ok"]] == []


def test_the_labels_of_the_guide_are_right(tmp_path: Path) -> None:
    pairs = list(list_documented())
    verdicts = verify(pairs, tmp_path)
    assert [(pair, v["faults"]) for pair, v in zip(pairs, verdicts, strict=True) if not v["ok"]] == []
    assert len(pairs) >= 6


@pytest.mark.parametrize(("kind", "text"), ERRORS.findall((PACK / "LABELLING.md").read_text("utf-8")))
def test_the_errors_of_the_guide_are_heard(kind: str, text: str) -> None:
    result = run("hear", text, "--on", DAY, "--json", "--pack", PACK)
    assert json.loads(result.stdout)["readings"][0]["output"]["error_type"] == kind


def test_every_error_type_is_explained_and_made() -> None:
    schema = json.loads((PACK / "schemas" / "action.schema.json").read_text("utf-8"))
    kinds = set(schema["$defs"]["error"]["properties"]["error_type"]["enum"])
    assert {kind for kind, _ in ERRORS.findall((PACK / "LABELLING.md").read_text("utf-8"))} == kinds
    assert {label["error_type"] for _, label in RIGHT if label["action"] == "error"} >= kinds - {
        "conflicting_values", "invalid_category",
    }  # fmt: skip


def test_a_day_to_come_is_told(tmp_path: Path) -> None:
    label = {"amount": 15, "currency": "USD", "category": "food", "date": "2026-03-12", "description": "Lunch"}
    (verdict,) = verify([("log $15 for lunch tomorrow", {"action": "log_expense", "data": label})], tmp_path)
    told = {fault["code"]: fault["message"] for fault in verdict["faults"]}
    assert "future_date" in told["wrong_action"]
    assert "2026-03-12 (Thursday) is after the reference date" in told["wrong_value"]
    assert "'tomorrow', and this field takes no day that is yet to come" in told["wrong_value"]
