"""The regression set: every failure that a person has labelled, with its label, to test models on for ever."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from taskdata.build.seed_sentences import AS_TYPED
from taskdata.foundation.records import Example, Source, dump_example, identify
from taskdata.foundation.seeds import Seed
from taskdata.foundation.text import fold
from taskdata.io.files import naming_target, write_file
from taskdata.workflows.seed_judging import JudgedSeed, SeedJudge
from taskdata.workflows.seed_store import SeedStore

_NO_CATEGORY = "unknown"
"""Of a label whose action the pack does not know."""


class _Line(NamedTuple):
    number: int
    said: tuple[str, str]
    is_proven: bool
    text: bytes


@dataclass
class RegressionSet:
    """The labelled failures of a pack, as records; they are made once, and written as a whole."""

    store: SeedStore
    judge: SeedJudge
    _lines: dict[str, _Line] = field(default_factory=dict)

    def take(self, judged: JudgedSeed) -> None:
        """Take in what is known of a seed now; one that is no failure, or has no label by a person, is not in it."""
        decision = judged.decision
        if judged.seed.kind != "failure" or decision is None or decision.output is None or judged.state == "rejected":
            self._lines.pop(judged.seed.id, None)
            return
        example = make_record(self.judge, judged.seed, decision.output, judged.line)
        said = fold(example.input), example.reference_date.isoformat()
        self._lines[judged.seed.id] = _Line(judged.line, said, judged.state == "ready", dump_example(example))

    def write(self) -> None:
        """Write the file anew, in the order of the seeds; without any there is no file. Raises InputError.

        Of the same request on the same day there is one line, case and punctuation aside: one that is proven if any is.
        """
        chosen: dict[tuple[str, str], _Line] = {}
        for line in sorted(self._lines.values()):
            before = chosen.setdefault(line.said, line)
            if line.is_proven and not before.is_proven:
                chosen[line.said] = line
        if chosen:
            write_file(self.store.regression, b"".join(line.text + b"\n" for line in chosen.values()))
        else:
            with naming_target(self.store.regression):
                self.store.regression.unlink(missing_ok=True)


def make_record(judge: SeedJudge, seed: Seed, output: Mapping[str, Any], line: int) -> Example:
    """A failure with this label as a record to test on; without spans where the pack has no sentence like it."""
    sentence = judge.make_sentence(seed, output, line)
    example = sentence.example if sentence else _make_bare(judge, seed, output)
    return example.model_copy(update={"split": "test"})


def _make_bare(judge: SeedJudge, seed: Seed, output: Mapping[str, Any]) -> Example:
    action = judge.verifier.find_action(output)
    return Example(
        id=identify(seed.input, seed.reference_date.isoformat(), []),
        category=action.category if action else _NO_CATEGORY,
        reference_date=seed.reference_date,
        history=[],
        input=seed.input,
        output=dict(output),
        spans=[],
        facets={"action": action.name if action else None, "style": AS_TYPED, "edge_cases": [], "wordings": {}},
        source=Source(kind=seed.kind, group=f"seed/{seed.id}", parent=seed.id),
        split="test",
    )
