"""What every format is given and what it gives: dialogues in, the bytes of a file out."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import orjson

from taskdata.foundation.exchange import TOKENS_A_MESSAGE, estimate_tokens
from taskdata.foundation.records import Example


@dataclass(frozen=True, slots=True)
class Dialogue:
    """An example as a model is trained on it.

    `system` is the system prompt with the day filled in, or None; `user` the request, with the day before it where no
    system prompt tells it; `assistant` the label as compact JSON, its keys in the order of the record.
    """

    example: Example
    system: str | None
    user: str
    assistant: str

    @property
    def reference_date(self) -> str:
        """The day on which the request was said, in ISO's form."""
        return self.example.reference_date.isoformat()

    @property
    def prompt(self) -> list[dict[str, Any]]:
        """What the model reads, as messages."""
        system = [] if self.system is None else [{"role": "system", "content": self.system}]
        return [*system, {"role": "user", "content": self.user}]

    @property
    def answer(self) -> dict[str, Any]:
        """What it must write, as a message."""
        return {"role": "assistant", "content": self.assistant}

    def estimate_tokens(self) -> int:
        """About how many tokens it has, by a rule of thumb for English."""
        texts = [message["content"] for message in (*self.prompt, self.answer)]
        return sum(estimate_tokens(text) + TOKENS_A_MESSAGE for text in texts)


@dataclass(frozen=True, slots=True)
class Domain:
    """What a format may know of the pack.

    `functions` are its actions by what stands in the field `discriminator` of an output (by the empty text where the
    pack has no such field): each with `name`, `description` and `parameters`, a JSON Schema of the other fields.
    """

    name: str
    discriminator: str | None
    functions: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reader of a format refuses, by its own documents: `by` says whose these are.

    least_examples: in the file that is trained on. most_tokens: in an example, as far as they can be estimated.
    most_bytes: in a file.
    """

    by: str
    least_examples: int
    most_tokens: int
    most_bytes: int


class Format(ABC):
    """A format: made anew for each export, it writes any number of files, one for each split."""

    about: ClassVar[str]
    """What it is, in one sentence."""
    suffix: ClassVar[str]
    """What the names of its files end in, such as `.jsonl`."""
    is_text: ClassVar[bool] = True
    """Whether it may be printed."""
    is_dialogue: ClassVar[bool] = True
    """False where each row has its reference date in a column: then it is given no system prompt, and the bare
    request."""
    calls_functions: ClassVar[bool] = False
    """Whether an answer is the call of a function, for which a pack may have a system prompt of its own."""
    limits: ClassVar[Limits | None] = None

    def __init__(self, domain: Domain) -> None:
        self.domain = domain

    @abstractmethod
    def write(self, dialogues: Iterable[Dialogue]) -> Iterator[bytes]:
        """The file of these dialogues, piece by piece; they are read once, in their order."""

    def describe(self, files: Mapping[str, str]) -> Mapping[str, bytes]:
        """Further files by name, where the reader needs some; `files` are the names of those written, by split."""
        return {}

    def merge(self, name: str, there: bytes, described: bytes) -> bytes:
        """What replaces a further file that is there already; without more, what was described. Raises InputError."""
        return described

    def find_fault(self, dialogue: Dialogue) -> str | None:
        """Why a dialogue cannot be written in this format, in one sentence; None where it can."""
        return None

    def estimate_tokens(self, dialogue: Dialogue) -> int:
        """About how many tokens are trained on with it."""
        return dialogue.estimate_tokens()


class LineFormat(Format):
    """A format of JSON lines: a row for each dialogue."""

    suffix = ".jsonl"

    @abstractmethod
    def make_row(self, dialogue: Dialogue) -> Mapping[str, Any]:
        """The row as JSON has it."""

    def write(self, dialogues: Iterable[Dialogue]) -> Iterator[bytes]:
        """A line for each dialogue."""
        return (orjson.dumps(self.make_row(one), option=orjson.OPT_APPEND_NEWLINE) for one in dialogues)
