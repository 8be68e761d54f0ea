"""Which examples of a dataset are drawn for a person to judge: by strata, and within each by a hash of the id."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from taskdata.deliver.balance import lift_to_one
from taskdata.deliver.quotas import apportion
from taskdata.foundation.branches import index_actions, read_choice
from taskdata.foundation.chance import hash_share, hash_text
from taskdata.foundation.errors import InputError
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example


class Stratum(NamedTuple):
    """A category; and where its action is chosen on evidence, the value of the field that is chosen."""

    category: str
    kind: str = ""

    def __str__(self) -> str:
        return f"{self.category}/{self.kind}" if self.kind else self.category


def find_stratum(pack: Pack, example: Example) -> Stratum:
    """The stratum of an example."""
    field = pack.usecase.discriminator
    action = index_actions(pack.actions.values(), field).get(str(read_choice(example.output, field)))
    if action is None or action.evidence is None or action.evidence.field not in example.output:
        return Stratum(example.category)
    return Stratum(example.category, str(example.output[action.evidence.field]))


def plan_sample(n: int, sizes: Mapping[Stratum, int]) -> dict[Stratum, int]:
    """How many to draw from each stratum: in proportion by largest remainder, of each at least one; of few, all.

    Raises InputError where `n` is smaller than the number of strata.
    """
    if n >= sum(sizes.values()):
        return dict(sizes)
    if n < len(sizes):
        raise InputError(
            f"-n {n}: the dataset has {len(sizes)} strata, and each needs one; ask for {len(sizes)} or more"
        )
    return apportion(n, lift_to_one({stratum: float(size) for stratum, size in sizes.items()}, n, sizes))


def draw_sample(n: int, seed: int, ids: Mapping[Stratum, Sequence[str]]) -> list[str]:
    """The ids to judge, each stratum spread over the whole: whoever stops half way has judged half of each.

    Neither the choice nor the order depends on the order of `ids`. Raises as `plan_sample`.
    """
    counts = plan_sample(n, {stratum: len(ids[stratum]) for stratum in sorted(ids)})

    def rank(identity: str) -> tuple[int, str]:
        return hash_text("audit", seed, identity), identity

    places: list[tuple[float, str]] = []
    for stratum, count in counts.items():
        drawn = sorted(ids[stratum], key=rank)[:count]
        places += [((at + hash_share("audit place", seed, one)) / count, one) for at, one in enumerate(drawn)]
    return [identity for _, identity in sorted(places)]
