"""Labels made wrong by machine, and how many are refused as bare pairs: `python -m bench.mutations`."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from taskdata.check.verifier import Pair, Verifier
from taskdata.foundation.records import Example
from taskdata.workflows.generate import generate_dataset
from taskdata.workflows.open_pack import open_pack

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "check"))
from mutations import MUTATIONS, Mutation  # it stands with the tests, which use it on fewer examples

N = 2_000
SEED = 11


def main() -> None:
    """Print a row for each kind of change: the share refused, and of how many."""
    pack, slots = open_pack(None)
    verifier = Verifier(pack, slots)
    examples = list(generate_dataset(pack, slots, N, SEED, [], lambda count: None).store.read_examples())
    total = refused = 0
    for mutate in MUTATIONS:
        count, caught = try_kind(mutate, examples, verifier)
        total, refused = total + count, refused + caught
        print(f"{caught / count:8.2%} of {count:7,} {mutate.__name__}")
    print(f"{refused / total:8.2%} of {total:7,} in all, {len(MUTATIONS)} kinds over {N:,} examples")


def try_kind(mutate: Mutation, examples: Sequence[Example], verifier: Verifier) -> tuple[int, int]:
    """How many wrong labels a kind of change gives, and how many of them are refused."""
    count = caught = 0
    for example in examples:
        for output in mutate(json.loads(example.model_dump_json())):
            count += 1
            caught += not verifier.verify_pair(Pair(example.input, output, example.reference_date)).ok
    return count, caught


if __name__ == "__main__":
    main()
