"""The code on docs/serving.md gives what stands below it."""

import re
from pathlib import Path

import pytest
from schema_tools import ROOT

PAGE = (ROOT / "docs/serving.md").read_text("utf-8")
SHOWN = re.findall(r"```python\n((?:(?!```).)*)```\n\n```text\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("code", "told"), SHOWN)
def test_what_is_shown_is_printed(code: str, told: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(code, {})
    assert capsys.readouterr().out == told


def test_something_is_shown() -> None:
    assert len(SHOWN) == 1


def test_labels_are_turned_into_the_strict_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code = next(block for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL) if "train.strict" in block)
    Path("train.jsonl").write_text(
        '{"messages":[{"role":"assistant","content":"{\\"action\\":\\"delete_task\\",\\"task_id\\":4}"}]}\n'
    )
    exec(code, {})
    assert (
        r"{\"output\":{\"action\":\"delete_task\",\"task_id\":4,\"task_title\":null}}"
        in Path("train.strict.jsonl").read_text()
    )
