"""A checked pack: what the author wrote, parsed and linked. Inert; nothing here acts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from taskdata.foundation.errors import Spot
from taskdata.foundation.execution import Execution
from taskdata.foundation.output import Output, Path
from taskdata.foundation.pattern import Pattern
from taskdata.foundation.prompts import Prompt
from taskdata.foundation.slot_specs import LikeSlot, SlotSpec, Weight
from taskdata.foundation.usecase import Declaration, UseCase


class Style(Declaration):
    """A way of typing, drawn by weight; slips touch no word of the framing that is `firm`."""

    weight: Weight
    case: Literal["sentence", "lower", "keep"] = "keep"
    end: Literal["mark", "none", "keep"] = "keep"
    commas: Literal["keep", "drop"] = "keep"
    apostrophes: Literal["keep", "drop"] = "keep"
    swaps: str | None = None
    slips: Annotated[int, Field(ge=0, le=3)] = 0
    firm: list[str] = []


@dataclass(frozen=True, slots=True)
class Phrase:
    """One entry of a choice slot: what is said and what it stands for."""

    words: str
    value: Any
    form: str
    then: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a paraphrased template comes from: the id of the one that it rephrases, the model, the prompt."""

    parent: str
    model: str
    prompt: str


@dataclass(frozen=True, slots=True)
class SeedOrigin:
    """The seed that a template was made from, and its kind."""

    seed: str
    kind: Literal["failure", "real"]


@dataclass(frozen=True, slots=True)
class Template:
    """One sentence pattern of a family, and what it sets in the output beside its slots."""

    id: str
    family: str
    group: str
    pattern: Pattern
    frame: str | None
    style: str | None
    weight: float
    edge_cases: tuple[str, ...]
    sets: Mapping[Path, Any]
    place: Spot
    contrast: str | None = None
    """The contrast of which it is a member: then it is said with the other members only."""
    given: Mapping[str, Pattern] = field(default_factory=dict)
    """By slot, the words that it says; a rule in them stands for words that all members of the contrast share."""
    text: str = ""
    """The sentence as its author wrote it."""
    provenance: Provenance | None = None
    """Of a paraphrase: None where a person wrote it."""
    origin: SeedOrigin | None = None
    """Of a sentence that came from outside of the pack."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """Requests that are near each other in words and apart in meaning: a group that is said together or not at all.

    `kind` is what they are told apart by, for the reports. The `words` are drawn once for all members.
    """

    name: str
    kind: str
    words: Mapping[str, Pattern]
    members: tuple[Template, ...]
    place: Spot


@dataclass(frozen=True, slots=True)
class Family:
    """One meaning: an action and the templates that say it."""

    name: str
    action: str
    category: str
    weight: float
    differ: tuple[str, ...]
    templates: tuple[Template, ...]
    about: str = ""
    """The meaning in words, where its author wrote them."""


class Evidence(Declaration):
    """What a request must show for one value of a field that no slot says.

    like: it is read as one of these actions, and besides: lacks: without a value for these slots. says: one of these
    slots is heard; signs: the same, but for the sentences that set the value. impossible, past, future: so is a day
    that does not exist, that is past, or that is yet to come. differ: one of these slots is heard with two values.
    without: none of these slots is heard. commands: so many requests are joined. noise: no word makes sense. Besides,
    the sentences that set the value are evidence of it.
    """

    like: list[str] = []
    lacks: list[str] = []
    says: list[str] = []
    signs: list[str] = []
    impossible: list[str] = []
    past: list[str] = []
    future: list[str] = []
    differ: list[str] = []
    without: list[str] = []
    commands: Annotated[int, Field(ge=0, le=2)] = 0
    noise: bool = False

    @model_validator(mode="after")
    def _lacks_in_comparison(self) -> Self:
        if self.lacks and not self.like:
            raise ValueError("`lacks` needs `like` beside it: the actions as which the request is read")
        return self


class EvidenceTable(Declaration):
    """The field that is chosen on evidence, and the evidence for each of its values."""

    field: str
    values: dict[str, Evidence]


@dataclass(frozen=True, slots=True)
class Action:
    """An action: its category, how its output is built and grounded, and the evidence for what no slot says."""

    name: str
    category: str
    output: Output
    evidence: EvidenceTable | None


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence put round another; `{request}` is the hole."""

    pattern: Pattern
    weight: float


@dataclass(frozen=True, slots=True)
class HeardSentence:
    """A sentence that is understood and never said; without an action it has two readings.

    It is whole, or stands before or after the sentences of its action.
    """

    action: str | None
    part: Literal["sentences", "before", "after"]
    pattern: Pattern
    sets: Mapping[Path, Any]
    place: Spot
    is_command: bool = False
    """Whether it may be one of two requests that are joined."""


@dataclass(frozen=True, slots=True)
class Framing:
    """What stands round requests and between their words, and is no part of what they mean."""

    before: tuple[Pattern, ...] = ()
    after: tuple[Pattern, ...] = ()
    joins: tuple[Pattern, ...] = ()
    """Between a request and a second one."""
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By action: words that may stand between those of its sentences, but not straight behind free text."""
    nothing: tuple[Pattern, ...] = ()
    """In the place of what is not named ("it")."""
    anywhere: frozenset[str] = frozenset()
    never_first: frozenset[str] = frozenset()
    """Words with which no free text begins."""
    never_last: frozenset[str] = frozenset()
    """Words with which no free text ends."""
    numbered: frozenset[str] = frozenset()
    """Words behind which a number is a name, and begins no free text ("task 5")."""
    belongs: frozenset[str] = frozenset()
    """Words that, with a value behind them, belong to the free text before them ("a gift for Christmas")."""
    binding: frozenset[str] = frozenset()
    """Words that bind a request to a condition ("unless"), and are never passed over as chatter."""
    stray: frozenset[str] = frozenset()
    """Words that mean nothing alone."""
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other spellings of words, written out."""


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything about one domain."""

    root: FilePath
    digest: str
    usecase: UseCase
    schema: Mapping[str, Any]
    actions: Mapping[str, Action]
    families: Mapping[str, Family]
    slots: Mapping[str, SlotSpec]
    phrases: Mapping[str, tuple[Phrase, ...]]
    grammars: Mapping[str, Mapping[str, tuple[Pattern, ...]]]
    styles: Mapping[str, Style]
    swaps: Mapping[str, Mapping[str, tuple[str, ...]]]
    frames: Mapping[str, tuple[Frame, ...]]
    heard: tuple[HeardSentence, ...]
    framing: Framing
    contrasts: Mapping[str, Contrast] = field(default_factory=dict)
    prompts: Mapping[str, Prompt] = field(default_factory=dict)
    axes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What wordings are varied by, each axis with its values: who speaks, in which manner."""
    execution: Mapping[str, Execution] = field(default_factory=dict)
    """By action, how its outputs are run to see whether two of them are the same; optional."""
    packages: Mapping[str, str] = field(default_factory=dict)
    """The installed packages whose types and checks it uses, with their versions."""
    notes: tuple[str, ...] = field(default=())
    held_words: frozenset[str] = frozenset()
    """Words, folded, that real requests of the benchmark have, beside those that its rule holds."""
    held_groups: frozenset[str] = frozenset()
    """The groups of these requests."""

    def spec(self, slot: str) -> SlotSpec:
        """The declaration of a slot, `like` followed."""
        spec = self.slots[slot]
        return self.spec(spec.like) if isinstance(spec, LikeSlot) else spec
