"""Seeds: what comes from outside to become examples, what a person decided about it, and what went wrong."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from taskdata.foundation.records import Hex16, Json, Record

SeedKind = Literal["failure", "real"]
FailureKind = Literal[
    "no_answer", "truncated", "fenced", "prose", "quotes", "trailing_comma", "broken_json", "no_object",
    "wrong_action", "error_instead", "action_instead", "extra_field", "missing_field", "wrong_value",
    "not_reproducible",
]  # fmt: skip
"""What can have gone wrong: with the JSON, with what it asks for, with its fields; or nothing that the log shows."""


class Seed(Record):
    """An example-to-be from outside, anonymised: a logged failure, or a request of a real user.

    The id is a hash of what was logged, anonymised; it stays when more of the text is hidden later.
    """

    id: Hex16
    kind: SeedKind
    input: Annotated[str, Field(min_length=1)]
    reference_date: date
    is_day_assigned: Annotated[bool, Field(description="Whether the log tells no day, so that one was assigned.")] = (
        False
    )
    raw_output: str | None = None
    expected: dict[str, Json] | None = None
    error: str | None = None
    timestamp: AwareDatetime | None = None
    model: str | None = None
    latency_ms: float | None = None
    more: Annotated[dict[str, Json], Field(description="Keys of the log's own.")] = {}
    replaced: Annotated[dict[str, int], Field(description="How many personal data of each kind were replaced.")] = {}


class SeedDecision(Record):
    """What a person decided about a seed; of several decisions on one seed the last counts."""

    seed: Hex16
    verdict: Literal["accept", "reject"]
    output: Annotated[dict[str, Json] | None, Field(description="The right output; of what is accepted.")] = None
    is_held: Annotated[
        bool, Field(description="Whether it is to be tested on, and never trained on word for word.")
    ] = False
    comment: str = ""
    by: str


class Finding(Record):
    """One thing that went wrong in an answer; `path` is the JSON path in the output, or `$`."""

    kind: FailureKind
    path: str
    message: str
