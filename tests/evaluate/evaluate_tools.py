"""What the tests of evaluations share: a small set whose figures are worked out by hand, and the command."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from seed_tools import Record, create, write_lines

from taskdata.cli import main

DAY = "2026-11-18"
"""A Wednesday."""


def query(filters: Record, **more: Any) -> Record:
    return {"action": "query_tasks", "filters": filters, **more}


def change(number: Any, **changes: Any) -> Record:
    return {"action": "update_task", "task_id": number, "changes": changes}


NO_TITLE = {
    "action": "error", "error_type": "missing_title", "message": "I need a title for this task. What should I call it?",
    "suggested_followup": "What's the task about?",
}  # fmt: skip
NO_WEATHER = {
    "action": "error", "error_type": "out_of_scope",
    "message": "I can't check the weather; I can only manage your tasks.",
}  # fmt: skip

PAIRS: tuple[tuple[str, Record], ...] = (
    ("add buy milk", create("Buy milk")),
    ("remind me to call mom tomorrow", create("Call mom", "2026-11-19")),
    ("show my high priority tasks", query({"priority": "high"})),
    ("show all my tasks", query({})),
    ("mark task 5 as done", change(5, status="completed")),
    ("delete task 7", {"action": "delete_task", "task_id": 7}),
    ("Create a task for tomorrow", NO_TITLE),
    ("What's the weather like today?", NO_WEATHER),
    ("add pay the rent #home", create("Pay the rent", tags=["home"])),
    ("how many tasks are overdue", query({"overdue": True}, count_only=True)),
)
"""Requests and what is right. Leaves, without the words of messages: 5, 5, 2, 1, 3, 2, 2, 2, 6, 3; 31 in all."""

ANSWERS: Mapping[int, str] = {
    0: json.dumps(PAIRS[0][1]),
    1: json.dumps(create("Call mom", "2026-11-20")),
    2: f"```json\n{json.dumps(PAIRS[2][1])}\n```",
    3: json.dumps(query({"status": "open"})),
    4: json.dumps(change("5", status="completed")),
    6: json.dumps({**NO_TITLE, "message": "What is it?", "suggested_followup": "And what is it called?"}),
    7: json.dumps(create("Weather")),
    8: json.dumps(create("Pay the rent", tags=["work"])),
    9: f"  {json.dumps(PAIRS[9][1])}\n",
}
"""What a model says: right, a day too late, fenced, one filter too many, a number as text, nothing to 5, another
message, a task instead of an error, another tag, and right in white space."""


def write_pairs(folder: Path) -> Path:
    """The pairs as a test set."""
    lines = [{"input": text, "reference_date": DAY, "output": output} for text, output in PAIRS]
    return write_lines(folder / "test.jsonl", lines)


def write_answers(folder: Path, answers: Mapping[int, str | None] = ANSWERS, **more: Any) -> Path:
    """The answers as a file of predictions; the n-th takes n hundred milliseconds."""
    lines = [
        {"id": str(number), "raw_output": text, "latency_ms": 100 * at, **more}
        for at, (number, text) in enumerate(answers.items(), start=1)
    ]
    return write_lines(folder / "predictions.jsonl", lines)


def run(*arguments: object, code: int = 0) -> Result:
    """The command with these arguments; its exit code must be the one that is named."""
    result = CliRunner().invoke(main, list(map(str, arguments)))
    assert result.exit_code == code, result.output + str(result.exception)
    return result


def evaluate(test: Path, predictions: Path, *options: object, code: int = 1) -> Record:
    """The evaluation as the command tells it to programs; nothing is kept of it."""
    came = run("evaluate", test, "--predictions", predictions, "--json", "--no-ledger", *options, code=code)
    told: Record = json.loads(came.stdout)
    return told
