"""What a person says of an example, and what several say together."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from taskdata.foundation.records import Example, Hex16, Record, dump_canonical

Outcome = Literal["fine", "faulty", "unsure", "disputed"]


class Judgement(Record):
    """What one judge says of one example; None is what was not answered yet."""

    id: Hex16
    version: Annotated[Hex16, Field(description="A hash of what was judged: the request, its day and the label.")]
    judge: Annotated[str, Field(min_length=1)]
    label: Literal["right", "wrong", "unsure"] | None
    natural: Literal["yes", "no"] | None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that is asked of each example, with its answers: the good one first, then the bad one."""

    name: Literal["label", "natural"]
    answers: tuple[str, ...]

    def read(self, text: str) -> str | None:
        """The answer that a word or its first letter stands for, None where it stands for none."""
        word = text.strip().casefold()
        return next((answer for answer in self.answers if word in (answer, answer[0])), None)

    def settle(self, judgements: Iterable[Judgement]) -> Outcome | None:
        """What all judges say together; one who is unsure does not speak against one who is sure."""
        given = {getattr(judgement, self.name) for judgement in judgements} - {None}
        fine, faulty = self.answers[:2]
        if fine in given:
            return "disputed" if faulty in given else "fine"
        if faulty in given:
            return "faulty"
        return "unsure" if given else None


LABEL = Question("label", ("right", "wrong", "unsure"))
NATURAL = Question("natural", ("yes", "no"))


def find_version(example: Example) -> str:
    """The hash of what is judged: it changes with the request, its day, the history and the label."""
    judged = [example.input, example.reference_date.isoformat(), example.history, example.output]
    return hashlib.sha256(dump_canonical(judged)).hexdigest()[:16]


def keep_last(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Judgement]:
    """The last judgement of each judge on each example, by id and judge."""
    return {(judgement.id, judgement.judge): judgement for judgement in judgements}
