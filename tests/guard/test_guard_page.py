"""Every example of docs/guard.md runs, and prints what the page shows."""

import contextlib
import io
import re
from pathlib import Path

import pytest
from guard_tools import RIGHT, ROOT
from loopback import LoopbackServer, always, answer

PAGE = (ROOT / "docs" / "guard.md").read_text("utf-8")
EXAMPLES: list[tuple[str, str]] = re.findall(
    r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", PAGE, re.DOTALL | re.MULTILINE
)
VARYING = re.compile(r'"timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+[+-]\d\d:\d\d"|"latency_ms":\d+\.\d')


def run_example(code: str) -> str:
    """What is printed by an example."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "guard.md", "exec"), {})
    return printed.getvalue()


@pytest.mark.parametrize(("code", "shown"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_runs(code: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with LoopbackServer(always(answer(RIGHT))) as server:
        printed = run_example(code.replace("http://localhost:8000/v1", server.base_url))
    shown = shown or "{'action': 'delete_task', 'task_title': 'Call mom'}\n"
    assert VARYING.sub("", printed) == VARYING.sub("", shown)
    assert len(VARYING.findall(printed)) == len(VARYING.findall(shown))


def test_the_page_has_its_examples() -> None:
    assert len(EXAMPLES) == PAGE.count("```python") == 4
    assert sum("openai" in code for code, _ in EXAMPLES) == 2
