"""All figures of a dataset, as frozen values. What is not known is None, never 0.

Rows are in the order in which they are to be shown: categories as the use case lists them, splits as SPLITS does,
months and weekdays as in a calendar, all others by falling count and then by name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from taskdata.deliver.figures.rows import FieldDays, FieldValues, Lengths, Row, Share


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether the figures are of the very file that a manifest vouches for: then every label in it was proven.

    state: `vouched`, a manifest beside the file names it with this SHA-256; `changed`, one names it with another: the
    file is not what was written then; `unknown`, there is none. What follows it is None unless the state is `vouched`.
    """

    file: str
    """The name of the file, without its folder."""
    sha256: str
    state: str
    version: str | None
    """Of taskdata, which made it."""
    pack_name: str | None
    pack_hash: str | None
    seed: int | None
    is_pack_now: bool | None
    """Whether the pack is today what it was then; None also where seeds of the pack take part in its hash."""
    packages: Mapping[str, str] | None
    """The installed packages that the pack used, with their versions."""
    repeated: int | None
    """Drafts that said what the set had already."""
    held_groups: int | None
    held_words: int | None
    """How much of the set belongs to the benchmark: 0 in a dataset."""
    is_benchmark: bool
    """Whether all examples are of the benchmark."""
    set_n: int | None = None
    """How many examples the whole set has: more than the file, where that is one of its splits."""
    strays: tuple[str, ...] = ()
    """The files of splits beside the file of all examples that do not hold the same: of these nothing is known."""
    needs_pack: bool = False
    """Whether commands have to be told which pack it is, since it is not the built-in one."""


@dataclass(frozen=True, slots=True)
class SplitFigures:
    """One split. categories: shares are of the split, each with its target."""

    name: str
    n: int
    share: float
    target: int | None
    groups: int
    """Different groups: templates with what was made of them."""
    words: int | None
    """Different words that stay in one split, such as titles; None where the pack has no such slot."""
    categories: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Leak:
    """What two splits share, counted in this file: 0 each in a sound dataset.

    words: None where the pack has no slot whose words stay in one split. is_told_alike: whether the manifest says the
    same; None where none vouches for the file.
    """

    one: str
    other: str
    groups: int
    words: int | None
    inputs: int
    is_told_alike: bool | None

    @property
    def is_none(self) -> bool:
        """Whether nothing is shared."""
        return not (self.groups or self.words or self.inputs)


@dataclass(frozen=True, slots=True)
class FamilyFigures:
    """One family of the pack, or one that the examples name and the pack has not (action and category then None).

    row: also of families without an example. sentence: the first of its sentences, as its author wrote it; empty where
    the pack has not the family.
    """

    row: Row
    action: str | None
    category: str | None
    sentence: str
    templates_used: int
    templates_in_pack: int | None


@dataclass(frozen=True, slots=True)
class Dates:
    """The reference dates. month_ends and leap_days (February 29) are numbers of examples.

    from_day, to_day: the range that the use case asks for.
    """

    first: str
    last: str
    different: int
    from_day: str
    to_day: str
    months: tuple[Row, ...]
    """Named `2024-01`, from the first to the last without a gap."""
    weekdays: tuple[Row, ...]
    """Named `Monday` to `Sunday`, all seven."""
    month_ends: int
    leap_days: int


@dataclass(frozen=True, slots=True)
class Phrasing:
    """How differently requests are phrased; each figure as docs/diversity.md explains it, None of nothing.

    name: `all`, or a category. Those that are shares go from 0 to 1; self_bleu is known of the whole alone.
    """

    name: str
    requests: int
    skeletons: int
    distinct_1: float | None
    distinct_2: float | None
    distinct_3: float | None
    masked_distinct_2: float | None
    largest_skeleton: str | None
    largest_skeleton_share: float | None
    commonest_openings: float | None
    words_mean: float | None
    words_p5: int | None
    words_p50: int | None
    words_p95: int | None
    four_or_fewer: float | None
    fifteen_or_more: float | None
    value_pairs: int
    value_pairs_of: int
    self_bleu: float | None


@dataclass(frozen=True, slots=True)
class Diversity:
    """The phrasing of all and of each category. is_told: whether the manifest told it; else it was computed here.

    measured_on: how many examples were measured. doubled: how many examples say, case and punctuation aside, what an
    example before them says.
    """

    is_told: bool
    measured_on: int
    whole: Phrasing
    categories: tuple[Phrasing, ...]
    doubled: int


@dataclass(frozen=True, slots=True)
class Contrasts:
    """Requests near each other in words and apart in meaning, said together.

    n: the examples that belong to complete contrasts. kinds, names: how often each is complete.
    """

    n: int
    kinds: Mapping[str, int]
    names: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Refused:
    """A draft that was refused, and its first fault."""

    input: str
    output: Mapping[str, Any]
    code: str
    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Rejects:
    """What was made and refused while the whole set was made.

    n: how many drafts; None where only the manifest tells of them. codes: how often each fault was found, the commonest
    first; a draft may have several. some: the first few.
    """

    n: int | None
    codes: Mapping[str, int]
    some: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class AuditRate:
    """What people found of one question, in all examples (`all`) or in a category.

    judged: how many were judged; faulty, unsure, disputed: how many of them so; share: the rate of all three in `size`
    examples, each stratum weighted by its size; None where none was judged.
    """

    name: str
    size: int
    judged: int
    faulty: int
    unsure: int
    disputed: int
    share: Share | None


@dataclass(frozen=True, slots=True)
class HumanAudit:
    """What people said of a sample. label: wrong labels; natural: requests that nobody would type. The first is `all`.

    judges: how many people; left_out: judgements on what the dataset does not hold any more.
    """

    label: tuple[AuditRate, ...]
    natural: tuple[AuditRate, ...]
    judged: int
    judges: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """About how many tokens there are: estimates, by the pieces of words.

    example: all that a model reads and writes of one in training: system prompt, request, label.
    """

    system_prompt: Lengths
    request: Lengths
    label: Lengths
    example: Lengths


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the examples come from. kinds: `template`, `paraphrase`, `failure`, `real`, those that occur.

    models: the language models that worded examples. from_production: how many examples come of requests from outside,
    as they were said, varied or reworded.
    paraphrases, seeds: what the manifest tells under these keys; None where it tells nothing of them.
    """

    kinds: tuple[Row, ...]
    models: tuple[Row, ...]
    from_production: int
    paraphrases: Mapping[str, Any] | None
    seeds: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is known of a dataset.

    categories, splits: with their targets where the pack tells them for a set of this size. edge_cases, wordings: an
    example may have several or none; shares are of all examples. facets: what examples have beside the usual ones, by
    the name of the facet. audit: None where none was made. rejects: None where no file and no manifest tells of them.
    """

    n: int
    proof: Proof
    categories: tuple[Row, ...]
    splits: tuple[SplitFigures, ...]
    leaks: tuple[Leak, ...]
    apart_slots: tuple[str, ...]
    """The slots whose words stay in one split."""
    actions: tuple[Row, ...]
    families: tuple[FamilyFigures, ...]
    templates: int
    """How many different templates are used."""
    styles: tuple[Row, ...]
    edge_cases: tuple[Row, ...]
    without_edge_case: int
    wordings: tuple[Row, ...]
    """Named `slot: form`."""
    facets: Mapping[str, tuple[Row, ...]]
    origins: Origins
    values: tuple[FieldValues, ...]
    days: tuple[FieldDays, ...]
    characters: Lengths
    words: Lengths
    label_characters: Lengths
    """Of the label as compact JSON."""
    dates: Dates
    diversity: Diversity
    contrasts: Contrasts
    rejects: Rejects | None
    audit: HumanAudit | None
    tokens: Tokens
    system_prompt: str
    """What a model reads first, filled in for the earliest reference date."""
