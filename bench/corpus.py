"""How the verifier does on requests that were written apart from the pack: `python -m bench.corpus`. Counts only."""

import json
from datetime import date
from pathlib import Path

from taskdata.check.verifier import Pair, Verifier
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


def main() -> None:
    """Print of each part how many labels are judged wrongly: right ones refused, wrong ones accepted."""
    verifier = Verifier(*open_pack(None))
    for told, name, member, is_right in ROWS:
        lines = [json.loads(line) for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()]
        pairs = (Pair(one["input"], one[member], date.fromisoformat(one["reference_date"])) for one in lines)
        missed = sum(verifier.verify_pair(pair).ok != is_right for pair in pairs)
        print(f"{missed:4} of {len(lines)} {'refused' if is_right else 'accepted'} ({missed / len(lines):.1%}): {told}")


if __name__ == "__main__":
    main()
