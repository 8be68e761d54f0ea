"""What the tests of `taskdata audit` share: a small dataset, the command, and tables as a spreadsheet has them."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from taskdata.cli import main

Record = dict[str, Any]
SIZES = {"create": 20, "query": 10, "error/unclear": 6, "error/out_of_scope": 4}
"""The strata of the small dataset: 40 examples."""


def make_record(number: int, stratum: str = "create", **changed: Any) -> Record:
    """A record of a stratum; its id is its number."""
    category, _, kind = stratum.partition("/")
    outputs: dict[str, Record] = {
        "create": {"action": "create_task", "data": {"title": f"Item {number}", "due_date": "2026-03-13"}},
        "query": {"action": "query_tasks", "filters": {}},
        "error": {"action": "error", "error_type": kind, "message": "What is it?"},
    }
    return {
        "id": f"{number:016x}",
        "category": category,
        "reference_date": (date(2026, 3, 9) + timedelta(number % 7)).isoformat(),
        "history": [],
        "input": f"Item {number} by Friday",
        "output": outputs[category],
        "spans": [{"slot": "title", "start": 0, "end": 6}],
        "facets": {"action": outputs[category]["action"], "style": "tidy"},
        "source": {"kind": "template", "group": "g"},
        "split": "train",
        **changed,
    }


def make_records(sizes: Mapping[str, int] = SIZES) -> list[Record]:
    """The records of the small dataset."""
    strata = [stratum for stratum, size in sizes.items() for _ in range(size)]
    return [make_record(number, stratum) for number, stratum in enumerate(strata)]


def write_dataset(folder: Path, records: Iterable[Record] | None = None, name: str = "data.jsonl") -> Path:
    """The records (else the small dataset) as a file."""
    path = folder / name
    lines = [json.dumps(record) + "\n" for record in (make_records() if records is None else records)]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def audit(path: Path, *options: object) -> Result:
    """Run the command; only an exit may end it."""
    result = CliRunner().invoke(main, ["audit", str(path), *map(str, options)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def draw(path: Path, *options: object, to: str = "sample.csv") -> list[dict[str, str]]:
    """Write a sample beside the dataset, and read its rows as a spreadsheet does."""
    target = path.with_name(to)
    result = audit(path, "-o", target, *options)
    assert (result.exit_code, result.stdout) == (0, ""), result.output
    csv.field_size_limit(10**6)
    return list(csv.DictReader(io.StringIO(target.read_bytes().decode("utf-8-sig"), newline="")))


def fill(rows: Sequence[dict[str, str]], **answers: str) -> list[dict[str, str]]:
    """The rows with the same judgement in each."""
    return [{**row, **answers} for row in rows]


def save(path: Path, rows: Sequence[Mapping[str, Any]], delimiter: str = ",", encoding: str = "utf-8-sig") -> Path:
    """The rows as a spreadsheet saves them."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def read_rates(path: Path, *options: object) -> dict[str, Any]:
    """The answer of `--json`."""
    result = audit(path, "--json", *options)
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def list_leaves(tally: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The strata of a rate, by name."""
    if not tally["parts"]:
        return {tally["name"]: dict(tally)}
    return {name: leaf for part in tally["parts"] for name, leaf in list_leaves(part).items()}
