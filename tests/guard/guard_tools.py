"""What the tests of the guard share: models that answer from a list, right answers, and logs read back."""

import json
import time
from pathlib import Path
from typing import Any

from taskdata import Guard

ROOT = Path(__file__).parents[2]
RIGHT = '{"action": "delete_task", "task_title": "Call mom"}'
OUTPUT = {"action": "delete_task", "task_title": "Call mom"}
WRONG = '{"action": "delete_task", "task_id": "five"}'
FALLBACK = {
    "action": "error",
    "error_type": "unclear",
    "message": "I could not work that out. Please say it in other words.",
    "suggested_followup": "What would you like to do?",
}
"""What the built-in pack returns where no answer can be used, copied from its use case by hand."""
MESSAGES = [{"role": "system", "content": "Today is a day."}, {"role": "user", "content": "delete call mom"}]


class Model:
    """A model that gives these answers one after another, each after so many seconds, and keeps what it was asked."""

    def __init__(self, *answers: Any, seconds: float = 0) -> None:
        self.asked: list[list[Any]] = []
        self._answers, self._seconds = list(answers), seconds

    def __call__(self, messages: list[Any]) -> Any:
        self.asked.append(messages)
        time.sleep(self._seconds)
        answer = self._answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer


def guard(model: Any, **more: Any) -> Guard:
    """A guard of the built-in pack."""
    return Guard(model, **{"pack": ROOT, **more})


def read_log(path: Path) -> list[dict[str, Any]]:
    """The objects of a log, which must end with a whole line."""
    text = path.read_text("utf-8")
    assert text == "" or text.endswith("\n")
    return [json.loads(line) for line in text.splitlines()]


def list_outputs(file: str = "data/mvp/test.jsonl") -> list[dict[str, Any]]:
    """The right outputs of a dataset."""
    return [json.loads(line)["output"] for line in (ROOT / file).read_text("utf-8").splitlines()]
