"""docs/relabel.md names everything that is written and counted."""

import re
from pathlib import Path

from taskdata.workflows.decisions import UndecidedLine
from taskdata.workflows.relabel_summary import RelabelSummary

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "relabel.md").read_text("utf-8")


def test_every_key_of_the_summary_is_explained() -> None:
    rows = [row.split("|")[1] for row in PAGE.splitlines() if row.startswith("| `")]
    explained = {key for row in rows for key in re.findall(r"`(\w+)`", row)}
    assert RelabelSummary().to_json().keys() - explained == set()


def test_every_reason_is_explained() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src" / "taskdata" / "workflows").glob("*.py"))
    reasons = set(re.findall(r'Unsettled\("(\w+)"', source)) | {"decision"}
    assert {"template", "slot", "words", "rebuilt", "label", "unreadable"} < reasons
    assert [reason for reason in sorted(reasons) if f"`{reason}`" not in PAGE] == []


def test_the_undecided_line_is_one() -> None:
    (shown,) = re.findall(r"```jsonl\n(.*?)\n```", PAGE, re.DOTALL)
    line = UndecidedLine.model_validate_json(shown)
    assert line.model_dump_json() == shown
