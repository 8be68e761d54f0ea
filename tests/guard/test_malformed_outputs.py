"""2,000 malformed outputs go through the guard: no exception, nothing that the schema forbids, every one logged."""

import json
from pathlib import Path
from typing import Any

from guard_tools import FALLBACK, ROOT, guard, list_outputs
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from malformed import malformed_outputs

from taskdata.answers.broken_json import read_answer
from taskdata.foundation.records import Failure

SCHEMA = json.loads((ROOT / "schemas" / "action.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
"""Another validator than the guard's own, with the whole schema."""
SHOWN = 2_000
"""So many are malformed; some mutations leave an output right, and are tried besides."""


def refuse_repeated(members: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(members)
    assert len(found) == len(members)
    return found


def read_plainly(text: str) -> Any:
    """What an output is that is JSON to the letter, each key once; None where it is none."""
    try:
        value = json.loads(text, object_pairs_hook=refuse_repeated)
        json.dumps(value, allow_nan=False, ensure_ascii=False).encode()
    except (ValueError, RecursionError, AssertionError):
        return None
    return value


class Counted:
    """A guard with a log, and how many outputs of each kind went through it."""

    def __init__(self, log: Path) -> None:
        self.log, self.text = log, ""
        self.logged = self.accepted = self.repaired = self.plain = 0
        self.guard = guard(lambda messages: self.text, retries=0, log=log)

    def try_output(self, text: str) -> None:
        """Send one output through, and hold what comes out to the promise."""
        self.text, size = text, self.log.stat().st_size
        done = self.guard([{"role": "user", "content": "a request"}])

        json.dumps(done.output, allow_nan=False, ensure_ascii=False).encode()
        assert [error.message for error in VALIDATOR.iter_errors(done.output)] == []
        assert done.ok or done.output == FALLBACK
        (attempt,) = done.attempts
        with self.log.open("rb") as file:
            file.seek(size)
            lines = file.read()
        if done.ok and not attempt.repaired:
            assert read_plainly(text) == done.output
            assert lines == b""
            self.plain += 1
        else:
            line = Failure.model_validate_json(lines)
            assert lines.count(b"\n") == 1
            assert line.error
            self.logged += 1
            self.repaired += done.ok
            told = [message for _, message in read_answer(text).flaws]
            assert not (done.ok and told and "\\ud" not in ascii(text)) or list(attempt.faults) == told


def test_no_output_is_an_exception_or_gives_what_is_forbidden(tmp_path: Path) -> None:
    """Of every kind there are enough to show something: refused ones, wrapped ones, and right ones."""
    counted = Counted(tmp_path / "log.jsonl")

    @settings(max_examples=SHOWN + SHOWN // 3, deadline=None, suppress_health_check=list(HealthCheck))
    @given(text=malformed_outputs(list_outputs()))
    def try_all(text: str) -> None:
        counted.try_output(text)

    try_all()
    assert counted.logged >= SHOWN
    assert counted.logged - counted.repaired >= SHOWN // 2
    assert counted.repaired >= SHOWN // 50
    assert len(counted.log.read_bytes().splitlines()) == counted.logged
