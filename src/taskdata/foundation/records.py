"""The records that walk the line, and the verdict on them. All are frozen values."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

import orjson
from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, InstanceOf, JsonValue

Json = JsonValue
Hex16 = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
FaultCode = Literal[
    "schema", "wording",
    "not_said", "not_labelled", "wrong_value", "two_values", "past", "swallowed",
    "unexplained", "other_value", "wrong_action", "wrong_error", "no_evidence", "ambiguous",
    "id", "category", "spans", "leftover",
    "unreadable", "too_long", "duplicate", "contradiction", "leakage",
]  # fmt: skip
"""Every code of a built-in check: of the shape, the values, the reading, the record, the file."""
WordingCode = Literal["no_wording", "form", "language", "length", "near_duplicate", "unaligned", "round_trip"]
"""Every code beside them that a wording of a language model may be refused with."""
OWN_CODE = r"[a-z][a-z0-9_]*"
"""What the code of a check that an installed package provides looks like."""


class OwnCode(str):
    """The code of a check that an installed package provides: the name under which it does."""

    __slots__ = ()


class Record(BaseModel):
    """A frozen record that refuses keys it does not know and values of another type."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Span(Record):
    """Where a slot stands in the input; offsets in code points, the end exclusive."""

    slot: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]


class Source(Record):
    """Where an example comes from."""

    kind: Literal["template", "paraphrase", "failure", "real"]
    family: str | None = None
    template: str | None = None
    group: str
    parent: str | None = None
    model: str | None = None
    prompt: str | None = None


class Example(Record):
    """One record of a dataset."""

    id: Annotated[Hex16, Field(description="A hash of what was said: of input, reference_date and history.")]
    category: Annotated[str, Field(description="One of the categories of the use case.")]
    reference_date: Annotated[date, Field(description="The day on which the request was said.")]
    history: Annotated[list[Json], Field(max_length=0, description="Earlier turns; none for now.")]
    input: Annotated[str, Field(min_length=1, description="The request.")]
    output: Annotated[dict[str, Json], Field(description="The action that the request must give.")]
    spans: Annotated[list[Span], Field(description="Where the words of each slot stand in the input.")]
    facets: Annotated[dict[str, Json], Field(description="What reports count by.")]
    source: Source
    split: Literal["train", "validation", "test", "benchmark"]


class Failure(Record):
    """One request that went wrong in production, as the application logged it; keys of its own are kept."""

    model_config = ConfigDict(frozen=True, extra="allow", strict=True)

    input: Annotated[str, Field(min_length=1, description="The request.")]
    raw_output: Annotated[str | None, Field(description="The model's text, as it came.")] = None
    reference_date: Annotated[date | None, Field(description="The day on which the request was said.")] = None
    timestamp: Annotated[
        AwareDatetime | None, Field(description="When it was said, with offset: without a day, its local one counts.")
    ] = None
    expected: Annotated[dict[str, Json] | None, Field(description="The right output, if somebody knows it.")] = None
    error: Annotated[str | None, Field(description="What went wrong, in free words.")] = None
    model: str | None = None
    latency_ms: Annotated[float | None, Field(ge=0)] = None


class Fault(Record):
    """One thing that is wrong with an example; `path` is the JSON path in the output, or `$`."""

    code: FaultCode | WordingCode | Annotated[InstanceOf[OwnCode], AfterValidator(str)]
    path: str
    message: str


class Verdict(Record):
    """What the verifier says of one example: ok, or the faults; and the checks it could not make."""

    faults: tuple[Fault, ...] = ()
    unchecked: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.faults


class Rejected(Record):
    """An example that was made and refused, with the reasons."""

    example: Example
    faults: tuple[Fault, ...]


class RejectedWording(Record):
    """A wording of a language model that was refused, with the reasons; without text where the answer had none.

    `of` is what was to be reworded: a request, or a sentence of a template; `parent` its id.
    """

    of: str
    parent: str
    texts: tuple[str, ...]
    sentence: str | None
    manner: dict[str, str]
    model: str
    prompt: str
    faults: tuple[Fault, ...]


def identify(text: str, reference_date: str, history: list[Json]) -> str:
    """The id of an example: 16 hex digits of the SHA-256 of what was said, as canonical JSON."""
    said = {"input": text, "reference_date": reference_date, "history": history}
    return hashlib.sha256(dump_canonical(said)).hexdigest()[:16]


def dump_canonical(value: Any) -> bytes:
    """The value as JSON with sorted keys and no white space: equal values give equal bytes."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def dump_example(example: Example) -> bytes:
    """The example as one JSON line, without the line end."""
    return example.model_dump_json().encode()


def read_path(value: Any, path: tuple[str, ...]) -> Any:
    """The value at a path of keys, or ABSENT."""
    for key in path:
        if not isinstance(value, Mapping) or key not in value:
            return ABSENT
        value = value[key]
    return value


class _Absent:
    """The value of a field that is not there; None is a value."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = _Absent()
