"""What the specification reads in the manifest of a dataset; everything else in one is passed over."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from taskdata.evaluate.number_words import show_share


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class MadeFrom(_Read):
    """The pack that a dataset was made from; the hash counts the seeds as well, where there are some."""

    name: str
    hash: str


class Counts(_Read):
    """How many examples there are of what."""

    category: Mapping[str, int]
    split: Mapping[str, Mapping[str, int]]
    family: Mapping[str, int]
    templates: int
    source: Mapping[str, int]


class Most(_Read):
    """The family that has most examples, and its share."""

    family: str
    share: float


class Skeleton(_Read):
    """The phrasing that is said most often, and its share."""

    skeleton: str
    share: float


class Words(_Read):
    """How many words a request has; of so many per cent of them at most so many."""

    p5: int | None
    p95: int | None


class Phrasing(_Read):
    """How differently the requests are phrased."""

    skeletons: int
    largest_skeleton: Skeleton | None
    commonest_openings: float | None
    words: Words
    self_bleu: float | None


class Diversity(_Read):
    """The diversity of a dataset, measured on so many of its examples."""

    measured_on: int
    whole: Phrasing
    largest_family: Most | None


class Held(_Read):
    """How much of a dataset is held for the benchmark."""

    groups: int
    words: int


class AnsweredBy(_Read):
    """The examples that answer a group of seeds."""

    verbatim: int
    varied: int


class SeedGroup(_Read):
    """Seeds of one kind of failure; `kind` is `real` of requests that did not fail."""

    kind: str
    path: str | None = None
    family: str | None = None
    seeds: int
    ready: int
    examples: AnsweredBy


class Seeds(_Read):
    """What came of the requests from production."""

    states: Mapping[str, int]
    in_no_example: int
    examples: AnsweredBy
    groups: tuple[SeedGroup, ...]

    @property
    def failures(self) -> list[SeedGroup]:
        """The groups of failures."""
        return [group for group in self.groups if group.kind != "real"]

    @property
    def unanswered(self) -> list[SeedGroup]:
        """The groups of failures that no example answers, those of most seeds first."""
        open_ones = [one for one in self.failures if not one.examples.verbatim + one.examples.varied]
        return sorted(open_ones, key=lambda one: -one.seeds)


class Manifest(_Read):
    """The manifest of a dataset or a benchmark."""

    taskdata: str
    pack: MadeFrom
    seed: int
    n: int
    counts: Counts
    diversity: Diversity
    families_missing_in_train: tuple[str, ...]
    rejected: Mapping[str, int]
    leakage: Mapping[str, Mapping[str, int]]
    held_for_benchmark: Held
    seeds: Seeds | None = None

    @property
    def leaks(self) -> int:
        """How much stands in two splits: groups, free texts and requests."""
        return sum(sum(parts.values()) for parts in self.leakage.values())


@dataclass(frozen=True, slots=True)
class Made:
    """A dataset, or the benchmark, as it lies there.

    `digest` is the SHA-256 of its examples, None where they are not there; `digests` those of all that a model may have
    been trained on, them or a part. `planned` is how many of each category it was to have. `is_current`: whether it was
    made from the pack as it is now; None where that cannot be told.
    """

    name: str
    manifest: Manifest
    digest: str | None
    digests: frozenset[str]
    planned: Mapping[str, int]
    is_current: bool | None

    @property
    def shares(self) -> dict[str, str]:
        """By category, how many examples it has, and how many it was to have where that is another number."""
        return {category: self._show_share(category, planned) for category, planned in self.planned.items()}

    @property
    def is_as_planned(self) -> bool:
        """Whether it has of each category what was planned."""
        return all(self.manifest.counts.category.get(category, 0) == count for category, count in self.planned.items())

    @property
    def splits(self) -> dict[str, int]:
        """How many examples each split has."""
        return {split: sum(parts.values()) for split, parts in self.manifest.counts.split.items()}

    def _show_share(self, category: str, planned: int) -> str:
        count, n = self.manifest.counts.category.get(category, 0), self.manifest.n
        share = f" ({show_share(count / n)})" if n else ""
        return f"{count:,}{share}" + ("" if count == planned else f", planned {planned:,}")
