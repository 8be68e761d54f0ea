"""One thing of a label of the committed dataset is changed by machine, and the record is refused."""

import json
from pathlib import Path

from mutations import MUTATIONS
from taskdata.check.verifier import Pair, Verifier
from taskdata.foundation.records import Example
from taskdata.workflows.open_pack import open_pack

DATASET = Path(__file__).parents[2] / "data" / "mvp" / "dataset.jsonl"
LEAST = 0.99
MOST_SHOWN = 3


def test_changed_labels_are_refused() -> None:
    """Nearly all, in every kind of change, as bare pairs; the message tells each kind's share and what was let pass."""
    verifier = Verifier(*open_pack(None))
    examples = [Example.model_validate_json(line) for line in DATASET.read_bytes().splitlines()]
    told, shares = [], []
    for mutate in MUTATIONS:
        changed = [
            Pair(example.input, output, example.reference_date)
            for example in examples
            for output in mutate(json.loads(example.model_dump_json()))
        ]
        passed = [pair for pair in changed if verifier.verify_pair(pair).ok]
        assert changed, f"{mutate.__name__} changes nothing"
        shares.append(1 - len(passed) / len(changed))
        told.append(f"{shares[-1]:7.1%} of {len(changed):5} {mutate.__name__}")
        told += [f"        {pair.input!r}: {pair.output}" for pair in passed[:MOST_SHOWN]]
    assert min(shares) >= LEAST, "\n".join(["refused:", *told])


def test_spans_are_held_against_the_label() -> None:
    """A record whose span does not hold the words of its value is refused; an error has no title to hold it against."""
    verifier = Verifier(*open_pack(None))
    examples = [Example.model_validate_json(line) for line in DATASET.read_bytes().splitlines()]
    titled = [e for e in examples if e.category == "create" and verifier.verify_example(e).ok]
    moved = [
        example.model_copy(update={"spans": [span.model_copy(update={"start": 0}) for span in example.spans]})
        for example in titled
    ]
    passed = [e.input for e, old in zip(moved, titled, strict=True) if e != old and verifier.verify_example(e).ok]
    assert titled
    assert not passed, f"{len(passed)} of {len(titled)} with a title's span that begins at the start of the request"
