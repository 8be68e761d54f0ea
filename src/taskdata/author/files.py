"""What may stand in a template file, key by key."""

from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BeforeValidator, Field, model_validator

from taskdata.foundation.execution import ColumnKind, Direction
from taskdata.foundation.pack import EvidenceTable, Style
from taskdata.foundation.prompts import Prompt
from taskdata.foundation.slot_specs import Scalar, SlotSpec, Some, Weight, Word, Words
from taskdata.foundation.usecase import Declaration


def _long_form(value: Any) -> Any:
    return {"say": value} if isinstance(value, str) else value


Sentence = Annotated["SentenceEntry", BeforeValidator(_long_form)]


class SentenceEntry(Declaration):
    """One template of a family, or a block of them that share what is said beside `sentences`."""

    say: str | None = None
    sentences: list["Sentence"] = Field(default_factory=list)  # there are many entries, and `[]` is copied deeply
    frame: str | None = None
    style: str | None = None
    group: str | None = None
    weight: Weight = 1.0
    edge_cases: list[str] = Field(default_factory=list)
    set: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _say_or_block(self) -> Self:
        if (self.say is None) == (not self.sentences):
            raise ValueError("an entry has either `say` with one sentence or `sentences` with a list of them")
        return self


class FrameEntry(Declaration):
    """One frame of a set."""

    say: str
    weight: Weight = 1.0


FrameSentence = Annotated[FrameEntry, BeforeValidator(_long_form)]


class FamilyEntry(Declaration):
    """One meaning and its templates."""

    about: str = ""
    action: str | None = None
    weight: Weight = 1.0
    frame: str | None = None
    edge_cases: list[str] = []
    set: dict[str, Any] = {}
    differ: list[str] = []
    sentences: Some[list[Sentence]]


class MemberEntry(Declaration):
    """One member of a contrast: a sentence of a family, and the words that some of its slots say."""

    family: str
    say: str
    given: dict[str, str] = {}
    frame: str | None = None
    style: str | None = None
    edge_cases: list[str] = []
    set: dict[str, Any] = {}


class ContrastEntry(Declaration):
    """Requests that are near each other in words and apart in meaning."""

    about: str = ""
    kind: str
    words: dict[str, str] = {}
    frame: str | None = None
    style: str | None = None
    members: Some[list[MemberEntry]]


class HeardEntry(Declaration):
    """Sentences that are understood and never said, with one meaning; without an action they have two readings."""

    about: str = ""
    action: str | None = None
    set: dict[str, Any] = {}
    sentences: list[str] = []
    before: list[str] = []
    after: list[str] = []
    words: list[Word] = []
    command: bool = False

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.sentences or self.before or self.after or self.words):
            raise ValueError("write `sentences`, or what stands `before`, `after` or between the `words` of others")
        if self.action is None and (self.before or self.after or self.words or self.set):
            raise ValueError("`before`, `after`, `words` and `set` belong to an action; add `action:`")
        if self.set and not self.sentences:
            raise ValueError("`set` says what `sentences` mean, and there are none; add them, or take `set` out")
        return self


class ParaphraseEntry(Declaration):
    """Rewordings of one sentence of a family, which a language model gave: in its group, and of its meaning.

    Together they weigh as much as the sentence itself. What was taken out in review is `refused`: it never comes again.
    """

    of: str
    model: str
    prompt: str
    sentences: Some[list[str]] = []
    refused: Some[list[str]] = []

    @model_validator(mode="after")
    def _holds_something(self) -> Self:
        if not (self.sentences or self.refused):
            raise ValueError("write `sentences`, or those that are `refused` and shall not come again")
        return self


FramingKind = Literal[
    "before",
    "after",
    "joins",
    "nothing",
    "anywhere",
    "never_first",
    "never_last",
    "numbered",
    "belongs",
    "binding",
    "stray",
]


class ActionEntry(Declaration):
    """An action: its category, its output, and what its errors rest on."""

    category: str
    output: dict[str, Any]
    evidence: EvidenceTable | None = None


class ColumnEntry(Declaration):
    """A column of the simulated store: of one kind, with what its values come from."""

    values: Some[list[Scalar]] | None = None
    days: Some[list[str]] | None = None
    numbers: Some[list[str]] | None = None
    texts: Some[list[str]] | None = None
    free_texts: Some[list[str]] | None = None
    sets: Some[list[str]] | None = None
    step: Annotated[float, Field(gt=0, strict=False)] = 1
    may_be_empty: bool = False

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if len(self.list_kinds()) != 1:
            raise ValueError(f"a column has exactly one of {', '.join(get_args(ColumnKind))}")
        return self

    def list_kinds(self) -> list[ColumnKind]:
        """The kinds that are written."""
        return [kind for kind in get_args(ColumnKind) if getattr(self, kind) is not None]


class OrderingEntry(Declaration):
    """By what the rows are sorted, and which way."""

    by: str
    values: Some[dict[str, str]]
    direction: str | None = None
    directions: dict[str, Direction] = {}
    default: Direction = "ASC"

    @model_validator(mode="after")
    def _has_directions(self) -> Self:
        if (self.direction is None) != (not self.directions):
            raise ValueError("`direction` and `directions` belong together; write both, or none of them")
        return self


class ExecutionEntry(Declaration):
    """How the outputs of an action are run against a simulated store."""

    columns: Some[dict[str, ColumnEntry]]
    conditions: Some[dict[str, str | Some[dict[str, str]]]]
    ordering: OrderingEntry | None = None
    limiting: str | None = None
    counting: str | None = None
    equal: list[str] = []


class TemplateFile(Declaration):
    """One file under `templates/`."""

    action: str | None = None
    frame: str | None = None
    rules: dict[str, str] = {}
    families: dict[str, FamilyEntry] = {}
    actions: dict[str, ActionEntry] = {}
    slots: dict[str, SlotSpec] = {}
    grammars: dict[str, dict[str, Any]] = {}
    styles: dict[str, Style] = {}
    swaps: dict[str, Some[dict[str, Some[list[str]]]]] = {}
    frames: dict[str, Some[list[FrameSentence]]] = {}
    heard: dict[str, HeardEntry] = {}
    contrasts: dict[str, ContrastEntry] = {}
    framing: dict[FramingKind, Some[list[str]]] = {}
    paraphrases: dict[str, Some[list[ParaphraseEntry]]] = {}
    prompts: dict[str, Prompt] = {}
    axes: dict[str, Some[list[str]]] = {}
    execution: dict[str, ExecutionEntry] = {}
    spellings: dict[Word, Words] = {}
