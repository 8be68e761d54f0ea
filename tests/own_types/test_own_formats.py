"""Formats of installed packages, through the command line in a process of its own."""

import json
from pathlib import Path

import pytest
from own_tools import ROOT, run, write_package

DATASET = ROOT / "data" / "mvp"
_ROW = """\
from taskdata.extend import Dialogue, Format, Limits, LineFormat

class Odd(LineFormat):
    about = "rows of one key"
    def make_row(self, dialogue):
        return {"said": dialogue.user, "day": dialogue.reference_date, "in": self.domain.name}
"""
_OF = "the format 'odd' of taskdata-odd 2.5 "


def write_format(site: Path, code: str, name: str = "odd") -> Path:
    return write_package(site, code, {"formats": f"{name} = MODULE:Odd"})


def test_the_example(example: Path, tmp_path: Path) -> None:
    listed = run([example], "export", "--list").stdout.splitlines()
    assert listed[-1] == "tsv                the day, what is said, and the label as JSON, with tabs between them"
    assert len(listed) == 11
    out = tmp_path / "out"
    done = run([example], "export", DATASET, "--format", "tsv", "-o", out)
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in (DATASET / "test.jsonl").read_text("utf-8").splitlines()]
    lines = (out / "test.tsv").read_text("utf-8").splitlines()
    for record, line in zip(records, lines, strict=True):
        day, said, label = line.split("\t")
        assert (day, said) == (record["reference_date"], record["input"])
        assert json.loads(label) == record["output"]


def test_a_format_of_rows(tmp_path: Path) -> None:
    site = write_format(tmp_path / "site", _ROW + "    is_dialogue = False\n")
    done = run([site], "export", DATASET, "--format", "odd", "--split", "test")
    assert done.returncode == 0, done.stderr
    first = json.loads((DATASET / "test.jsonl").read_text("utf-8").splitlines()[0])
    expected = {"said": first["input"], "day": first["reference_date"], "in": "task-management"}
    assert json.loads(done.stdout.splitlines()[0]) == expected


LIMITS = {
    "examples": ("Limits('the house', 401, 99, 10**9)", "400 example(s) to train on; the house wants at least 401"),
    "tokens": ("Limits('the house', 1, 0, 10**9)", "tokens; the house allows 0 an example"),
    "bytes": ("Limits('the house', 1, 9999, 5000)", "bytes; the house allows 5,000 a file"),
}


@pytest.mark.parametrize("case", LIMITS)
def test_limits_are_checked_before_anything_is_written(case: str, tmp_path: Path) -> None:
    limits, told = LIMITS[case]
    site = write_format(tmp_path / "site", f"{_ROW}    is_dialogue = False\n    limits = {limits}\n")
    done = run([site], "export", DATASET, "--format", "odd", "-o", tmp_path / "out")
    assert done.returncode == 2
    assert told in done.stderr
    assert not (tmp_path / "out").exists()


BROKEN = {
    "import error": ("import nothing_like_it", f"{_OF}fails when it is imported: ModuleNotFoundError"),
    "another class": ("class Odd: ...", f"{_OF}is no class derived from Format or LineFormat"),
    "no row": (_ROW.partition("    def")[0], f"{_OF}lacks make_row"),
    "no sentence": (_ROW.replace("    about = ", "    other = "), f"{_OF}lacks about"),
    "a suffix without a dot": (_ROW + "    suffix = 'x'\n", f"{_OF}has the suffix 'x'; it begins with a dot"),
    "a row that raises": (
        _ROW.replace('"said": dialogue.user', '"said": dialogue.usr'), f"{_OF}fails to write: AttributeError",
    ),
    "a row that is not JSON": (_ROW.replace("dialogue.user", "{1}"), f"{_OF}fails to write: TypeError"),
    "raises when made": (
        _ROW + "    def __init__(self, domain):\n        1 / 0\n", f"{_OF}fails to start: ZeroDivisionError",
    ),
    "a fault that raises": (
        _ROW + "    def find_fault(self, dialogue):\n        return 1 / 0\n", f"{_OF}fails on the example ",
    ),
    "files that raise": (
        _ROW + "    def describe(self, files):\n        return 1 / 0\n", f"{_OF}fails to describe its files: Zero",
    ),
    "files elsewhere": (
        _ROW + "    def describe(self, files):\n        return {'../odd.json': b''}\n", f"{_OF}writes ../odd.json; its",
    ),
    "files over those of splits": (
        _ROW + "    def describe(self, files):\n        return {'test.jsonl': b''}\n", f"{_OF}writes test.jsonl; its",
    ),
    "no bytes": (
        _ROW + "    def write(self, dialogues):\n        return map(str, dialogues)\n", f"{_OF}writes ",
        "a format writes bytes",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_package_that_is_not_right(case: str, tmp_path: Path) -> None:
    code, *words = BROKEN[case]
    done = run([write_format(tmp_path / "site", code)], "export", DATASET, "--format", "odd", "-o", tmp_path / "out")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("taskdata: ")
    assert done.stderr.count("\n") == 1, done.stderr
    assert [word for word in words if word not in done.stderr] == [], done.stderr
    assert not (tmp_path / "out").exists()


def test_a_name_that_is_built_in(tmp_path: Path) -> None:
    site = write_format(tmp_path / "site", _ROW, "csv")
    done = run([site], "export", "--list")
    assert done.returncode == 2
    assert "taskdata-odd 2.5 provides a format 'csv', which is built in" in done.stderr
