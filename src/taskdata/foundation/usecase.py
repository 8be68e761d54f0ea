"""The use case: the specification of one domain as data."""

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Share = Annotated[float, Field(ge=0, le=1, strict=False)]
Count = Annotated[int, Field(ge=1)]
Day = Annotated[date, Field(strict=False)]
Amount = Annotated[float, Field(ge=0, strict=False)]


def _check_expression(text: str) -> str:
    try:
        re.compile(text)
    except (re.error, RecursionError, OverflowError) as error:
        raise ValueError(f"'{text}' is no regular expression ({error})") from error
    return text


Expression = Annotated[str, AfterValidator(_check_expression)]
"""A regular expression."""


class Declaration(BaseModel):
    """Inert data out of a pack file: unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class System(Declaration):
    """The figures of a system: the one in use, or the one aimed at."""

    about: str
    json_validity: Share
    latency_ms: Amount


class Message(Declaration):
    """The rules for one text that the model writes; a pattern in `refuse` may not occur."""

    max_chars: Count
    max_sentences: Count
    ends_with: str | None = None
    refuse: dict[str, Expression] = {}


class Persona(Declaration):
    """The voice of the model: who it is, and the rules for each field that it writes itself."""

    about: str
    system_prompt: str
    tools_prompt: str | None = None
    """Instead of it, where an answer is the call of a function."""
    fields: dict[str, Message]


class Capability(Declaration):
    """Something that the model must be able to do, with the figure that says whether it does."""

    name: str
    about: str
    metric: str
    category: str | None = None
    op: Literal["<", "<=", ">", ">="]
    target: Amount


class Criterion(Declaration):
    """A condition of success; `min_n` is the least number of examples that can decide it."""

    name: str
    metric: str
    category: str | None = None
    op: Literal["<", "<=", ">", ">="]
    target: Amount
    min_n: Count


class Threshold(Declaration):
    """A figure that stays on one side of a target over so many iterations: datasets trained on and measured."""

    metric: str
    category: str | None = None
    op: Literal["<", "<=", ">", ">="]
    target: Amount
    iterations: Count


class Revisit(Declaration):
    """When to think again; `when` is measured, without it a person decides."""

    about: str
    when: Threshold | None = None


def _name_about(value: Any) -> Any:
    return {"about": value} if isinstance(value, str) else value


class Decision(Declaration):
    """What must be fulfilled to go live, and when to think again; a sentence alone is what a person decides."""

    criteria: list[Criterion]
    revisit: list[Annotated[Revisit, BeforeValidator(_name_about)]]


class Size(Declaration):
    """A dataset size: with shares of each category, or with counts that sum to `n`."""

    n: Count
    shares: dict[str, Share] | None = None
    counts: dict[str, int] | None = None
    about: str = ""


class Benchmark(Declaration):
    """The set that go or no-go is decided on; `held` is the share of groups and titles kept for it."""

    n: Count
    counts: dict[str, int]
    held: Annotated[float, Field(gt=0, lt=0.5)]


class Dates(Declaration):
    """The range of reference dates, both ends included, and the shares of those that are drawn on purpose.

    month_edges: the first and last days of months; leap_days: February 29. All other draws are of any day alike.
    """

    first: Day
    last: Day
    month_edges: Share = 0.0
    leap_days: Share = 0.0

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first > self.last:
            raise ValueError(f"first ({self.first}) is after last ({self.last})")
        if self.month_edges + self.leap_days > 1:
            raise ValueError("month_edges and leap_days are shares of all days; together they are at most 1")
        return self


class Contrasts(Declaration):
    """How often each contrast is said: once in a set of `once_in`, and of sets above `every`, once in so many."""

    once_in: Count = 500
    every: Count = 2000


class Labels(Declaration):
    """The settings on which the reading of requests depends."""

    week_start: Literal["monday"]
    date_order: Literal["month_day", "day_month"]


class Paraphrasing(Declaration):
    """What a wording must be like that a language model gives; a pattern in `refuse` may not occur."""

    wordings: Annotated[int, Field(ge=1, le=9)] = 3
    """How many are asked for at once."""
    min_words: Count = 1
    max_words: Count = 40
    refuse: dict[str, Expression] = {}

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.min_words > self.max_words:
            raise ValueError(f"min_words ({self.min_words}) is above max_words ({self.max_words})")
        return self


class Privacy(Declaration):
    """What is personal data in the logs of this domain, beside what is so anywhere."""

    regions: list[Annotated[str, Field(pattern="^[A-Z]{2}$")]] = ["US", "GB"]
    """The countries whose phone numbers are written without the country's own."""
    allow: list[str] = []
    """Words and phrases that are never replaced, though they look personal."""
    deny: list[str] = []
    """Words and phrases that are always replaced."""


class Price(Declaration):
    """What a model costs, in US dollars for a million tokens."""

    input: Amount
    output: Amount


class Guarding(Declaration):
    """What is done in production about an answer that cannot be used.

    ask_again: what the model is told then, with {faults} for what is wrong. fallback: the output that is returned where
    no answer can be used, of the schema like any other.
    """

    retries: Annotated[int, Field(ge=0, le=9)] = 1
    seconds: Annotated[float, Field(gt=0, strict=False)] = 10.0
    """Within so long all is done: none is asked again that would take longer."""
    ask_again: str = (
        "That answer cannot be used: {faults}. Answer the same request again, with one JSON object and nothing else."
    )
    fallback: dict[str, Any] | None = None


class Publishing(Declaration):
    """What a dataset's card says that nothing computes; a licence is named as the Hugging Face Hub names it."""

    license: str | None = None
    languages: list[Annotated[str, Field(pattern="^[a-z]{2,3}$")]] = ["en"]
    tags: list[str] = []
    limits: list[str] = []
    """What the data does not have, a sentence each."""


class DataSource(Declaration):
    """Where examples come from."""

    name: str
    about: str


class Risk(Declaration):
    """What may go wrong, and what is done about it."""

    risk: str
    mitigation: str


class UseCase(Declaration):
    """Everything that the specification of a use case says."""

    name: str
    title: str
    domain: str
    base_model: str
    pain_points: list[str]
    current_system: System
    target_system: System
    persona: Persona
    capabilities: list[Capability]
    categories: dict[str, str]
    schema_file: str
    discriminator: str | None = None
    shares: dict[str, Share]
    sizes: list[Size]
    splits: dict[Literal["train", "validation", "test"], Share]
    benchmark: Benchmark
    data_sources: list[DataSource]
    success: list[Criterion]
    go_no_go: Decision
    risks: list[Risk]
    labels: Labels
    reference_dates: Dates
    contrasts: Contrasts = Contrasts()
    paraphrasing: Paraphrasing = Paraphrasing()
    privacy: Privacy = Privacy()
    guard: Guarding = Guarding()
    publishing: Publishing = Publishing()
    prices: dict[str, Price] = {}
    checks: dict[str, dict[str, Any]] = {}
