"""The sentence that a seed becomes, to be looked at before it is used."""

import re

from taskdata.foundation.errors import InputError
from taskdata.foundation.pack import Template
from taskdata.foundation.seeds import Seed
from taskdata.workflows.open_pack import Opened
from taskdata.workflows.seed_store import SeedStore

SEED_ID = re.compile(r"(?:seed/)?([0-9a-f]{6,16})")


def find_seed_template(opened: Opened, what: str) -> Template | None:
    """The template of the seed whose id begins as is said, with its known or proposed label; None without such a seed.

    Raises InputError where several ids begin so, or no label is known or proposed.
    """
    store, named = SeedStore(opened.pack.root), SEED_ID.fullmatch(what)
    if named is None or not store.exists():
        return None
    found = find_seeds(store, named[1])
    if not found:
        return None
    from taskdata.workflows.seed_judging import SeedJudge

    line, seed = found[0]
    judge = SeedJudge(opened.pack, opened.slots)
    judged = judge.judge(seed, store.read_decisions().get(seed.id), line)
    sentence = judge.make_sentence(seed, judged.likely, line) if judged.likely is not None else None
    if sentence is None:
        raise InputError(f"the seed {seed.id} has no label yet, and none can be proposed; see `taskdata seeds review`")
    return sentence.template


def find_seeds(store: SeedStore, start: str) -> list[tuple[int, Seed]]:
    """The one seed whose id begins like this, with its line; none where there is none.

    Raises InputError where there are several.
    """
    found = [(line, seed) for line, seed in store.read_seeds() if seed.id.startswith(start)]
    if len(found) > 1:
        raise InputError(f"{len(found)} seeds have ids that begin with {start}; write more of the id")
    return found
