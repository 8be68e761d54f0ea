"""`taskdata paraphrase examples`: the examples of a file rewritten whole, each wording a record of its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from taskdata.check.duplicates import Seen
from taskdata.check.near_duplicates import NearDuplicates, list_words
from taskdata.foundation.errors import InputError
from taskdata.foundation.records import Example, Fault, RejectedWording, dump_example
from taskdata.io.files import read_lines
from taskdata.workflows.asking import Outcome
from taskdata.workflows.rephrase_examples import ExampleJob, ExampleRephraser
from taskdata.workflows.wordings import Wording

_MOST_TOLD = 10


@dataclass
class NewExamples:
    """What a run has made: proven records in the order of their parents, and what was refused."""

    examples: list[Example] = field(default_factory=list)
    refused: list[RejectedWording] = field(default_factory=list)


def read_examples(path: Path) -> list[Example]:
    """The records of a file. Raises InputError with every line that is none."""
    examples, faults = list[Example](), list[str]()
    for number, line in read_lines(path):
        try:
            examples.append(Example.model_validate_json(line))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(map(str, first["loc"])) or "the line"
            told = f"no example record as `taskdata generate` writes them ({where}: {first['msg'].lower()})"
            faults.append(f"{path}:{number}: {told}")
    if faults:
        rest = [f"and {len(faults) - _MOST_TOLD} more lines"] if len(faults) > _MOST_TOLD else []
        raise InputError("\n".join([*faults[:_MOST_TOLD], *rest]))
    return examples


def plan_examples(
    rephraser: ExampleRephraser, examples: Sequence[Example], limit: int | None
) -> tuple[list[ExampleJob], list[str]]:
    """What to ask about: the examples that stand in a file, so many at most; and why others are left out.

    Left out are paraphrases, members of contrasts, whose wording is their point, and what is not proven itself.
    """
    jobs, left_out = list[ExampleJob](), list[str]()
    for example in examples:
        if len(jobs) == limit:
            break
        if not may_rephrase(example):
            continue
        fault = rephraser.find_parent_fault(example)
        if fault:
            left_out.append(f"{example.id}: {fault}")
        else:
            jobs.append(rephraser.plan(example))
    return jobs, left_out


def may_rephrase(example: Example) -> bool:
    """Whether other wordings of an example are wanted at all."""
    return example.source.kind != "paraphrase" and "contrast" not in example.facets


class Acceptance:
    """Takes proven wordings in, unless their request is there already, or is one of it but for a word."""

    def __init__(self, examples: Iterable[Example]) -> None:
        self._seen, self._near = Seen(), NearDuplicates()
        for example in examples:
            self.add(example)

    def add(self, example: Example) -> None:
        """Count an example as there."""
        self._seen.exclude(example.input)
        self._near.add(list_words(example))

    def find_fault(self, example: Example) -> Fault | None:
        """Why a wording is not taken, if it is not."""
        if self._seen.is_known(example.input):
            return Fault(code="near_duplicate", path="$.input", message="the request is there already")
        if self._near.is_near(list_words(example)):
            message = "a request that is there already differs in one word only"
            return Fault(code="near_duplicate", path="$.input", message=message)
        return None


def take_new(
    examples: Sequence[Example], jobs: Sequence[ExampleJob], outcome: Outcome[Wording], model: str
) -> NewExamples:
    """The proven wordings that are new beside the examples, in the order of the jobs, and all that was refused."""
    acceptance, made = Acceptance(examples), NewExamples()
    for job, wording in list_wordings(jobs, outcome):
        fault = acceptance.find_fault(wording.examples[0]) if wording.ok else wording.faults[0]
        if fault is None:
            acceptance.add(wording.examples[0])
            made.examples.append(wording.examples[0])
        else:
            made.refused.append(reject(job, wording, fault, model))
    return made


def show_examples(examples: Sequence[Example]) -> bytes:
    """The records, one JSON object a line."""
    return b"".join(dump_example(example) + b"\n" for example in examples)


def list_wordings(jobs: Sequence[ExampleJob], outcome: Outcome[Wording]) -> Iterator[tuple[ExampleJob, Wording]]:
    """Every wording that came, with its job, in the order of the jobs."""
    for job, wordings in zip(jobs, outcome.wordings, strict=True):
        for wording in wordings or ():
            yield job, wording


def reject(job: ExampleJob, wording: Wording, fault: Fault, model: str) -> RejectedWording:
    """The record of a refused wording of an example."""
    return RejectedWording(
        of=job.parent.input,
        parent=job.parent.id,
        texts=wording.texts,
        sentence=None,
        manner=dict(wording.manner),
        model=model,
        prompt=wording.prompt,
        faults=wording.faults or (fault,),
    )
