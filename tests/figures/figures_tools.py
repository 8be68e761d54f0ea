"""Small datasets whose figures can be counted by hand, of the small pack of parcels."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from small_pack import PACK, write_pack

from taskdata.foundation.records import identify
from taskdata.workflows.figures import Described, describe_file
from taskdata.workflows.open_pack import open_pack

Record = dict[str, Any]


def make_record(text: str, day: str, split: str = "train", category: str = "out", **changed: Any) -> Record:
    """A record of which only what matters is said: `output`, `spans` by slot, `facets`, and parts of its source."""
    spans = changed.get("spans", {})
    source = {"kind": "template", "family": "send_plain", "template": "t1", "group": "g1"}
    unknown = dict.fromkeys(("parent", "model", "prompt"))
    return {
        "id": identify(text, day, []),
        "category": category,
        "reference_date": day,
        "history": [],
        "input": text,
        "output": {"action": "send", "item": "Thing"} | changed.get("output", {}),
        "spans": [
            {"slot": slot, "start": text.index(words), "end": text.index(words) + len(words)}
            for slot, words in spans.items()
        ],
        "facets": {"action": "send", "style": "tidy", "edge_cases": [], "wordings": {}} | changed.get("facets", {}),
        "source": source | unknown | changed.get("source", {}),
        "split": split,
    }


def write_lines(path: Path, records: Iterable[Any]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{json.dumps(record, separators=(',', ':'))}\n" for record in records), encoding="utf-8")
    return path


def write_manifest(folder: Path, digest: str, n: int, name: str = "manifest.json", **told: Any) -> None:
    """A manifest that vouches for the files of the folder, as far as figures read one."""
    manifest = {"taskdata": "0.1.0", "pack": {"name": "parcels", "hash": digest}, "seed": 3, "n": n, "repeated": 2}
    manifest["files"] = {path.name: hash_bytes(path) for path in folder.glob("*.jsonl") if path.stem != "rejected"}
    (folder / name).write_text(json.dumps(manifest | told), encoding="utf-8")


def hash_bytes(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def describe(folder: Path, path: Path, files: Mapping[str, str] = PACK) -> Described:
    """The dataset with its figures, of the pack that is written into a folder."""
    return describe_file(*open_pack(write_pack(folder / "pack", files)), path)


def counts(rows: Sequence[Any]) -> dict[str, int]:
    """The counts of rows by their names, in their order."""
    return {row.name: row.count for row in rows}
