"""How often the first finding of a diagnosis is the right one, of failures whose kind somebody has told.

Each line of the file is `{"raw_output": str or null, "expected": object or null, "kind": ..., "path": ...}`.
"""

import json
from pathlib import Path

from taskdata.answers.diagnosis import diagnose, make_terms
from taskdata.answers.shape import Shape
from taskdata.foundation.pack import Pack


def measure(path: Path, pack: Pack) -> tuple[int, int, list[str]]:
    """How many lines have kind and path of their first finding right, of how many, and the others in words."""
    terms, shape = make_terms(pack), Shape(pack.schema, pack.usecase.discriminator)
    total, wrong = 0, []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if not line.strip():
            continue
        told = json.loads(line)
        total += 1
        first = diagnose(told["raw_output"], told["expected"], terms, shape.find_faults)[0]
        if (first.kind, first.path) != (told["kind"], told["path"]):
            found = f"{first.kind} {first.path} ({first.message})"
            wrong.append(f"line {number}: {told['kind']} {told['path']}, found {found}: {told['raw_output']!r}")
    return total - len(wrong), total, wrong
