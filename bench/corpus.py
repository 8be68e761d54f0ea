"""How the verifier does on requests that were written apart from the pack: `python -m bench.corpus`. Counts only."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from taskdata.check.rephrasing import Rephrasing
from taskdata.check.verifier import Pair, Verifier
from taskdata.foundation.records import Example, Fault
from taskdata.workflows.open_pack import open_pack

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
ROWS = [
    ("right labels, first half", "right_first", "output", True),
    ("right labels beside planted errors, first half", "wrong_first", "right", True),
    ("planted errors, first half", "wrong_first", "output", False),
    ("right labels, held-back half", "right_second", "output", True),
    ("right labels beside planted errors, held-back half", "wrong_second", "right", True),
    ("planted errors, held-back half", "wrong_second", "output", False),
    ("further right labels", "right_more", "output", True),
]
"""What is counted, the file, the member with the label, and whether that label is right."""


REWORDED = [
    ("right rewordings", "right_first", True),
    ("rewordings that change the label", "wrong_first", False),
    ("further right rewordings", "right_more", True),
    ("further ones that change the label", "wrong_more", False),
    ("right rewordings, held back", "right_second", True),
    ("rewordings that change the label, held back", "wrong_second", False),
]
"""The same of rewordings of generated requests, each judged beside its parent."""


def main() -> None:
    """Print of each part how many labels are judged wrongly: right ones refused, wrong ones accepted."""
    pack, slots = open_pack(None)
    verifier = Verifier(pack, slots)
    for told, name, member, is_right in ROWS:
        lines = [json.loads(line) for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()]
        pairs = (Pair(one["input"], one[member], date.fromisoformat(one["reference_date"])) for one in lines)
        report(told, sum(verifier.verify_pair(pair).ok != is_right for pair in pairs), len(lines), is_right)
    rephrasing = Rephrasing(verifier, slots, pack.usecase.paraphrasing)
    for told, name, is_right in REWORDED:
        lines = [json.loads(line) for line in (CORPUS / f"reworded/{name}.jsonl").read_text("utf-8").splitlines()]
        missed = sum(bool(judge(rephrasing, line)) == is_right for line in lines)
        report(told, missed, len(lines), is_right)


def judge(rephrasing: Rephrasing, line: dict[str, Any]) -> list[Fault]:
    """What speaks against a rewording as a request with the label of its parent."""
    parent = Example.model_validate_json(json.dumps(line["parent"]))
    return rephrasing.find_faults(parent, rephrasing.reword(parent, line["wording"]))


def report(told: str, missed: int, many: int, is_right: bool) -> None:
    """Print one row."""
    print(f"{missed:4} of {many} {'refused' if is_right else 'accepted'} ({missed / many:.1%}): {told}")


if __name__ == "__main__":
    main()
