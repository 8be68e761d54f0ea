"""Small datasets of the small pack of parcels, made by hand, with their pages."""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from lxml import etree, html  # type: ignore[import-untyped]
from small_pack import PACK, write_pack

from taskdata.cli import main
from taskdata.foundation.records import identify

Record = dict[str, Any]
DAY = "2025-03-11"  # a Tuesday


def make_record(text: str, split: str = "train", category: str = "out", **changed: Any) -> Record:
    """A record of which only what matters is said: `day`, `output`, `spans` by slot, `facets`, parts of `source`."""
    day, action = changed.get("day", DAY), "send" if category == "out" else "stop"
    source = {"kind": "template", "family": "send_plain", "template": "t1", "group": "g1"}
    return {
        "id": identify(text, day, []),
        "category": category,
        "reference_date": day,
        "history": [],
        "input": text,
        "output": {"action": action, "item": "Thing"} | changed.get("output", {}),
        "spans": [
            {"slot": slot, "start": text.index(words), "end": text.index(words) + len(words)}
            for slot, words in changed.get("spans", {}).items()
        ],
        "facets": {"action": action, "style": "tidy", "edge_cases": [], "wordings": {}} | changed.get("facets", {}),
        "source": source | dict.fromkeys(("parent", "model", "prompt")) | changed.get("source", {}),
        "split": split,
    }


def write_dataset(folder: Path, records: Iterable[Record], **told: Any) -> Path:
    """A folder with these records; with a manifest that vouches for them where anything is `told` in it."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(record, separators=(",", ":"), ensure_ascii=False) for record in records]
    file = folder / "dataset.jsonl"
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    if told:
        manifest = {
            "taskdata": "0.1.0",
            "pack": {"name": "parcels", "hash": "0123456789abcdef"},
            "seed": 3,
            "n": len(lines),
            "files": {file.name: hashlib.sha256(file.read_bytes()).hexdigest()},
        }
        (folder / "manifest.json").write_text(json.dumps(manifest | told), "utf-8")
    return folder


def run(folder: Path, *arguments: str, files: Mapping[str, str] = PACK) -> Result:
    """`taskdata report` with the small pack, which is written into the folder."""
    pack = folder / "pack"
    if not pack.exists():
        write_pack(pack, files)
    return CliRunner().invoke(main, ["report", *arguments, "--pack", str(pack)])


def make_page(folder: Path, records: Sequence[Record], files: Mapping[str, str] = PACK, **told: Any) -> Path:
    """The page of these records."""
    data, page = write_dataset(folder / "data", records, **told), folder / "page.html"
    result = run(folder, str(data), "-o", str(page), files=files)
    assert result.exit_code == 0, result.output
    return page


def parse(page: Path) -> Any:
    """The page as a tree."""
    return html.fromstring(page.read_text("utf-8"))


def read(element: Any) -> str:
    """The text of an element, its parts apart and white space made single."""
    whole = deepcopy(element)
    etree.strip_tags(whole, "wbr")
    return " ".join(" ".join(whole.itertext()).split())


def read_rows(table: Any) -> list[list[str]]:
    """The cells of the body of a table, without what only draws."""
    return [
        [read(cell) for cell in row.xpath("./th | ./td[not(contains(@class, 'drawn'))]")]
        for row in table.xpath("./tbody/tr")
    ]


def unpack(page: Path) -> tuple[dict[str, Any], list[str], list[str]]:
    """What is packed into the page: its head, the inputs, and the outputs as they are written."""
    packed = parse(page).xpath("//script[@id='packed']")[0].text
    lines = zlib.decompress(base64.b64decode(packed)).decode().split("\n")
    n = (len(lines) - 1) // 2
    return json.loads(lines[0]), [json.loads(line) for line in lines[1 : n + 1]], lines[n + 1 :]
