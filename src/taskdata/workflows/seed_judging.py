"""What is known of a seed: its label and whether that is proven, a proposal, what went wrong, and what is like it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from taskdata.build.answers import AnswerWriter
from taskdata.build.evidence_slots import EvidenceSlots
from taskdata.build.nearest import Nearest
from taskdata.build.seed_sentences import Labelled, SeedSentence, SeedSentences, Standing
from taskdata.check.listening import Listener
from taskdata.check.placing import Placer
from taskdata.check.verifier import LONGEST, Pair, Verifier
from taskdata.feedback.diagnosis import diagnose, make_terms
from taskdata.foundation.errors import Spot
from taskdata.foundation.output import Path
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Fault
from taskdata.foundation.seeds import Finding, Seed, SeedDecision
from taskdata.slots.base import Slot
from taskdata.workflows.seed_store import SEEDS_FILE

State = Literal["ready", "unproven", "open", "rejected"]
"""Ready: with a proven label. Unproven: with a label by a person that the pack does not prove. Open: to be decided."""


@dataclass(frozen=True, slots=True)
class JudgedSeed:
    """A seed with what is known of it.

    `output` is the label that was decided, or that the log has; `faults` speak against it. `proposed` is an output that
    verifies, for a person to look at. `family` is the nearest one of the pack, None where no output is known.
    """

    seed: Seed
    decision: SeedDecision | None
    state: State
    output: Mapping[str, Any] | None
    faults: tuple[Fault, ...]
    proposed: Mapping[str, Any] | None
    findings: tuple[Finding, ...]
    family: str | None
    line: int

    @property
    def likely(self) -> Mapping[str, Any] | None:
        """The right output as far as it is known: decided, logged and proven, or else proposed."""
        known = self.output if self.state in ("ready", "unproven") else None
        return known or self.proposed


class SeedJudge:
    """Judges the seeds of one pack; what it says depends on the pack, the seed and the decision alone."""

    def __init__(self, pack: Pack, slots: Mapping[str, Slot]) -> None:
        self.verifier = Verifier(pack, slots)
        self._listener = Listener(pack, self.verifier.reader)
        self._placer = Placer(self.verifier.reader)
        nearest, evidence = Nearest(pack, slots), EvidenceSlots(slots)
        self._sentences = SeedSentences(pack, slots, nearest, evidence)
        self._answers = AnswerWriter(pack, nearest, evidence)
        self._terms = make_terms(pack)

    def judge_all(
        self, seeds: Iterable[tuple[int, Seed]], decisions: Mapping[str, SeedDecision]
    ) -> Iterator[JudgedSeed]:
        """Each seed with its line in the file, judged, in order."""
        for line, seed in seeds:
            yield self.judge(seed, decisions.get(seed.id), line)

    def judge(self, seed: Seed, decision: SeedDecision | None, line: int) -> JudgedSeed:
        """What is known of one seed."""
        decided = decision.output if decision else None
        output = decided or seed.expected
        faults = self._verify(seed, output) if output is not None else ()
        state = _find_state(seed, decision, is_proven=output is not None and not faults)
        likely = output if output is not None and (not faults or decided) else self._propose(seed)
        findings = self._diagnose(seed, likely) if seed.kind == "failure" else ()
        proposed = None if decided else likely
        return JudgedSeed(
            seed, decision, state, output, faults, proposed, findings, self._find_family(seed, likely, line), line
        )

    def _verify(self, seed: Seed, output: Mapping[str, Any]) -> tuple[Fault, ...]:
        return self.verifier.verify_pair(Pair(seed.input, output, seed.reference_date)).faults

    def _diagnose(self, seed: Seed, right: Mapping[str, Any] | None) -> tuple[Finding, ...]:
        return diagnose(seed.raw_output, right, self._terms, self.verifier.find_shape_faults)

    def _propose(self, seed: Seed) -> Mapping[str, Any] | None:
        """The output of the best reading, if it is the only one and verifies."""
        if len(seed.input) > LONGEST:
            return None
        heard = self._listener.listen(seed.input, seed.reference_date)
        if not heard.is_understood or heard.is_tied or heard.readings[0].action is None:
            return None
        best = heard.readings[0]
        output: Mapping[str, Any] | None = best.output
        if best.is_chosen:
            output = self._answers.word(str(best.action), best.output, seed.input, seed.reference_date)
        return output if output is not None and not self._verify(seed, output) else None

    def _find_family(self, seed: Seed, output: Mapping[str, Any] | None, line: int) -> str | None:
        sentence = self.make_sentence(seed, output, line) if output is not None else None
        return sentence.nearest.family if sentence else None

    def make_sentence(self, seed: Seed, output: Mapping[str, Any], line: int) -> SeedSentence | None:
        """The sentence that a seed becomes with this output; None where the pack has no such action."""
        action = self.verifier.find_action(output)
        if action is None or len(seed.input) > LONGEST:
            return None
        grounds = self._placer.place(action, output, seed.input, seed.reference_date)
        standing = [Standing(_split_path(one.path), one.mention) for one in grounds if one.basis != "default"]
        place = Spot(SEEDS_FILE, line, 1)
        return self._sentences.make(
            Labelled(seed.id, seed.kind, seed.input, seed.reference_date, action, output, standing, place)
        )


def _find_state(seed: Seed, decision: SeedDecision | None, *, is_proven: bool) -> State:
    """Of a real request no label counts that no person has looked at."""
    if decision and decision.verdict == "reject":
        return "rejected"
    if decision:
        return "ready" if is_proven else "unproven"
    return "ready" if is_proven and seed.kind == "failure" else "open"


def _split_path(path: str | None) -> Path | None:
    return None if path is None else tuple(path.split(".")[1:])
