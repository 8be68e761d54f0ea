"""Records of the small pack, and changes to it; all labels are worked out by hand."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from small_pack import FAMILIES, PACK, SCHEMA, SLOTS, write_pack

from taskdata.author.families import identify_template
from taskdata.foundation.records import identify

Record = dict[str, Any]
Files = Mapping[str, str]

DAY = "2025-03-10"
"""A Monday."""

HOW = "<start> <the> {item} {speed}"
HOW_WHEN = "<start> <the> {item.thing} {speed.way} {day}"
HOLD = "hold <the> {item}"


def edit(files: Files, name: str, old: str, new: str) -> Files:
    """The files with one text replaced in one of them, wherever it stands there."""
    assert old in files[name], f"{old!r} is not in {name}"
    return {**files, name: files[name].replace(old, new)}


def make_record(
    text: str, output: Record, words: Mapping[str, str], family: str, sentence: str, **changed: Any
) -> Record:
    """A generated record whose slots have these words, with other keys changed."""
    template = identify_template(family, sentence)
    record = {
        "id": identify(text, DAY, []),
        "category": "out" if output["action"] == "send" else "halt",
        "reference_date": DAY,
        "history": [],
        "input": text,
        "output": output,
        "spans": [{"slot": s, "start": text.index(w), "end": text.index(w) + len(w)} for s, w in words.items()],
        "facets": {
            "action": output["action"],
            "style": "tidy",
            "edge_cases": ["speed"] if family == "send_how" else [],
            "wordings": {},
        },
        "source": {
            "kind": "template",
            "family": family,
            "template": template,
            "group": template,
            "parent": None,
            "model": None,
            "prompt": None,
        },
        "split": "train",
    }
    return record | changed


def send_box(**changed: Any) -> Record:
    """A red box goes by express."""
    output = {"action": "send", "item": "red box", "speed": "fast"}
    words = {"item": "red box", "speed": "by express"}
    return make_record("Send the red box by express.", output, words, "send_how", HOW, **changed)


def send_crate(**changed: Any) -> Record:
    """A green crate goes by ordinary mail, on the Tuesday."""
    output = {"action": "send", "item": "green crate", "speed": "slow", "day": "2025-03-11"}
    words = {"item": "green crate", "speed": "by ordinary mail", "day": "tomorrow"}
    text = "ship my green crate by ordinary mail tomorrow"
    return make_record(text, output, words, "send_how", HOW_WHEN, **changed)


def hold_bricks(**changed: Any) -> Record:
    """A bundle of bricks stays."""
    output = {"action": "stop", "item": "bundle of bricks"}
    return make_record("hold the bundle of bricks", output, {"item": "bundle of bricks"}, "stop_plain", HOLD, **changed)


def as_real(record: Record, **changed: Any) -> Record:
    """The record as one whose label a person gave, from a request of a user."""
    source = dict.fromkeys(record["source"]) | {"kind": "real", "group": record["id"]}
    return record | {"source": source, "facets": {"action": record["output"]["action"]}, "spans": []} | changed


def as_pair(record: Record) -> Record:
    """The bare pair of a record."""
    return {key: record[key] for key in ("input", "reference_date", "output")}


def rename_item(files: Files = PACK) -> Files:
    """The field `item` is `goods`."""
    files = edit(files, SCHEMA, '"item"', '"goods"')
    return edit(files, SLOTS, "      item: {slot: item}", "      goods: {slot: item}")


def rename_slow(files: Files = PACK) -> Files:
    """The value `slow` is `standard`."""
    return edit(edit(files, SCHEMA, '"slow"', '"standard"'), SLOTS, "        slow: [", "        standard: [")


def drop_template(files: Files = PACK, sentence: str = HOW) -> Files:
    """A sentence is another one now."""
    return edit(files, FAMILIES, f'"{sentence}"', f'"{sentence} today"')


def write_lines(path: Path, *lines: Any) -> Path:
    """A file of lines; what is no text is written as JSON, as `generate` does."""
    texts = [line if isinstance(line, str) else json.dumps(line, separators=(",", ":")) for line in lines]
    path.write_text("".join(f"{text}\n" for text in texts), "utf-8")
    return path


def make_pack(folder: Path, files: Files) -> Path:
    """The pack of these files in a folder of its own."""
    return write_pack(folder / "pack", files)
