"""docs/checks.md explains every code, by what is printed now."""

import re
from pathlib import Path
from typing import get_args

import pytest
from checks_page import list_checks, render_page

from taskdata.foundation.records import Fault, FaultCode, WordingCode

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "checks.md"


def test_the_page_is_current() -> None:
    """`make pages` writes it; a line that shows another fault than its own fails here."""
    assert PAGE.read_text("utf-8") == render_page()


def test_every_code_is_on_the_page_once() -> None:
    """A code that is added to those that a fault may have needs its place on the page."""
    assert sorted(check.code for check in list_checks()) == sorted(get_args(FaultCode))
    shown = re.findall(r"^### `(\w+)`$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert sorted(shown) == sorted(get_args(FaultCode))


def test_every_code_is_given_somewhere() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "src" / "taskdata").rglob("*.py"))
    assert set(re.findall(r'code="(\w+)"', source)) == {*get_args(FaultCode), *get_args(WordingCode)}


def test_a_fault_has_no_other_code() -> None:
    with pytest.raises(ValueError, match="code"):
        Fault(code="no_such_code", path="$", message="")  # type: ignore[arg-type]
