"""docs/new-domain.md, gone through as it says: what it shows is what comes out."""

import json
import re
from pathlib import Path

import pytest
from init_tools import REPOSITORY, generate, hear, run, succeed

PAGE = (REPOSITORY / "docs" / "new-domain.md").read_text("utf-8")


def list_blocks(kind: str) -> list[str]:
    """What stands in the code blocks of a kind, in order."""
    return re.findall(rf"^```{kind}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


SCHEMA = list_blocks("json")[0]
BOOK, CANCEL, SIZES = list_blocks("yaml")
SHOWN = re.findall(r"^(\w.*)\n   (\{.*\})$", PAGE, re.MULTILINE)
"""The requests of the page with their answers."""


def assert_shown(told: str) -> None:
    """What was told is on the page, but for what it leaves out as `...`."""
    assert [line for line in told.splitlines() if line.strip() and line not in PAGE] == []


def draft(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(folder)
    Path("booking.schema.json").write_text(SCHEMA, "utf-8")
    told = succeed("init", "booking", "--schema", "booking.schema.json").stderr
    assert_shown(re.sub(r"^  (schemas/(usecase|templates)|templates/prompts/).*\n", "", told, flags=re.MULTILINE))
    assert_shown(succeed("check", "--pack", "booking").stderr)
    return Path("booking")


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_the_small_pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = succeed("init", "my-pack").stderr.splitlines()
    assert_shown("\n".join([told[0], *told[told.index("next:") :]]))
    assert_shown("\n".join(succeed("generate", "--pack", "my-pack", "-o", "my-pack-data").stderr.splitlines()[:2]))


def test_from_a_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = draft(tmp_path, monkeypatch)
    drafted = generate(pack, Path("booking-data"))
    assert len(drafted) == 20

    (pack / "templates" / "book_table.yaml").write_text(BOOK, "utf-8")
    (pack / "templates" / "cancel_booking.yaml").write_text(CANCEL, "utf-8")
    change(pack / "templates" / "slots.yaml", "    min: 1\n", "    min: 2\n")
    usecase = (pack / "usecase.yaml").read_text("utf-8")
    (pack / "usecase.yaml").write_text(re.sub(r"^sizes:.*\n.*\n", SIZES, usecase, flags=re.MULTILINE), "utf-8")
    assert_shown(succeed("check", "--pack", pack).stderr)
    told = succeed("generate", "--pack", pack, "-o", "booking-data", "--force").stderr
    assert_shown("\n".join(told.splitlines()[:4]))

    lines = Path("booking-data/dataset.jsonl").read_text("utf-8").splitlines()
    made = {r["input"]: r["output"] for r in (*drafted, *map(json.loads, lines))}
    assert len(SHOWN) >= 6
    assert [text for text, answer in SHOWN if made.get(text) != json.loads(answer)] == []


def test_what_is_heard_and_what_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = draft(tmp_path, monkeypatch)
    (pack / "templates" / "book_table.yaml").write_text(BOOK, "utf-8")
    asked = re.findall(r'taskdata hear "(\w.*?)" --pack booking --on 2026-03-11', PAGE)
    assert hear(pack, asked[0]) == {"action": "book_table", "table": "garden", "guests": 4, "day": "2026-03-13"}
    assert run("hear", asked[1], "--pack", pack, "--on", "2026-03-11").stdout.strip().splitlines()[-1] in PAGE

    change(
        pack / "templates" / "book_table.yaml",
        '{table} table for {guests} for {day.bare}"',
        'bar table for {guests} for {day.bare}"',
    )
    refused = run("check", "--pack", pack).stdout
    assert refused.replace(f"{pack.parent}/", "") in PAGE, refused
