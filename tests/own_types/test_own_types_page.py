"""docs/own-types.md shows the example package as it is, and what is printed with it."""

import re
from pathlib import Path

from own_tools import EXAMPLE, ROOT, make_pack, run, write_package
from small_pack import SLOTS, USECASE, write_pack

PAGE = (ROOT / "docs" / "own-types.md").read_text("utf-8")


def list_blocks(language: str) -> list[str]:
    blocks: list[tuple[str, str]] = re.findall(r"^```(\w*)\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    return [text for name, text in blocks if name == language]


def make_shown_pack() -> dict[str, str]:
    """The small pack with what the page declares in the place of the tests' own."""
    slots, checks = list_blocks("yaml")
    head, declared = slots.split("\n", 1)
    assert head == "slots:"
    to, cc = declared.splitlines(keepends=True)
    files = make_pack("{}", to)
    assert cc in files[SLOTS]
    files[USECASE] = files[USECASE].replace("checks: {}\n", checks)
    return files


def test_the_files_of_the_example() -> None:
    assert list_blocks("toml") == [(EXAMPLE / "pyproject.toml").read_text("utf-8")]
    assert list_blocks("python") == [(EXAMPLE / "taskdata_email.py").read_text("utf-8")]


def test_what_verify_prints(example: Path, tmp_path: Path) -> None:
    pack, pairs = write_pack(tmp_path / "pack", make_shown_pack()), tmp_path / "pairs.jsonl"
    pairs.write_text(list_blocks("jsonl")[0], "utf-8")
    done = run([example], "verify", pairs, "--pack", pack)
    assert done.returncode == 1
    assert done.stdout.replace(f"{tmp_path}/", "") == list_blocks("")[0], done.stdout


def test_what_check_prints_for_faults(tmp_path: Path, example: Path) -> None:
    files = make_shown_pack()
    files[SLOTS] = files[SLOTS].replace("people: [Ann.Lee", "peple: [Ann.Lee")
    files[USECASE] = files[USECASE].replace("  max_words: {most: 9}\n", "  max_words: {most: 0}\n  no_jargon: {}\n")
    done = run([example], "check", "--pack", write_pack(tmp_path / "pack", files))
    assert done.stdout.replace(f"{tmp_path}/pack/", "") == list_blocks("")[1], done.stdout


def test_what_is_printed_for_a_package_that_fails(tmp_path: Path) -> None:
    code = list_blocks("python")[0].replace("match[0].lower()", "match[1].lower()")
    entries = {"slots": "email = MODULE:Email", "checks": "max_words = MODULE:max_words"}
    site = write_package(tmp_path / "site", code, entries, "taskdata-email")
    pack = write_pack(tmp_path / "pack", make_shown_pack())
    done = run([site], "hear", "mail bob@x.org the red box", "--on", "2025-03-04", "--pack", pack)
    assert done.returncode == 2
    assert done.stderr.replace(str(tmp_path / "site"), "...").replace("2.5", "1.0") == list_blocks("")[2], done.stderr
