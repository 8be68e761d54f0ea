"""What is known of a seed: its label and whether that is proven, a proposal, what went wrong, and what is like it."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import ValidationError

from taskdata.answers.diagnosis import diagnose, make_terms
from taskdata.build.answers import Answers
from taskdata.build.evidence_slots import EvidenceSlots
from taskdata.build.nearest import Nearest, list_openings
from taskdata.build.seed_sentences import Labelled, SeedSentence, SeedSentences, Standing
from taskdata.check.listening import Listener, Reading
from taskdata.check.placing import Placer
from taskdata.check.verifier import LONGEST, Pair, Verifier
from taskdata.foundation.chance import hash_text
from taskdata.foundation.errors import Spot
from taskdata.foundation.output import Path
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Fault, Json, Record
from taskdata.foundation.seeds import Finding, Seed, SeedDecision, SeedKind
from taskdata.io.files import stamp_package
from taskdata.io.memo import open_memo
from taskdata.slots.base import Slot
from taskdata.workflows.seed_store import SEEDS_FILE, SeedStore

State = Literal["ready", "unproven", "open", "rejected"]
"""Ready: with a proven label. Unproven: with a label by a person that the pack does not prove. Open: to be decided."""


_NEAR = 0.5
"""What another reading may cost more, so that it could be meant as well."""


class Known(Record):
    """What is known of a seed.

    `output` is the label that was decided, or that the log has; `faults` speak against it. `proposed` is an output that
    verifies, for a person to look at. `family` is the nearest one of the pack, None where no output is known.
    """

    state: State
    output: dict[str, Json] | None
    faults: tuple[Fault, ...]
    proposed: dict[str, Json] | None
    findings: tuple[Finding, ...]
    family: str | None


class JudgedSeed(Known):
    """What is known of a seed, with the seed itself, what was decided about it, and its line in the file."""

    seed: Seed
    decision: SeedDecision | None
    line: int

    @property
    def likely(self) -> dict[str, Json] | None:
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
        self._answers = Answers(pack, nearest, evidence)
        self._sentences = SeedSentences(pack, slots, nearest, evidence, self._answers)
        self._terms = make_terms(pack)
        self._openings = list_openings(pack)
        self._stamp = f"{pack.digest} {stamp_package()}"

    def judge_all(self, store: SeedStore, kind: SeedKind | None = None) -> Iterator[JudgedSeed]:
        """Every seed of a store, or of one kind, judged, in order.

        What was judged before and has not changed is not judged again.
        """
        decisions = store.read_decisions()
        with open_memo(store.memo, self._stamp) as memo:
            for line, seed in store.read_seeds():
                if kind not in (None, seed.kind):
                    continue
                decision = decisions.get(seed.id)
                key = f"{hash_text(seed.model_dump_json(), decision and decision.model_dump_json()):016x}"
                known = _recall(memo.find(key))
                if known is None:
                    known = self._know(seed, decision, line)
                    memo.put(key, known.model_dump_json().encode())
                yield _join(known, seed, decision, line)

    def judge(self, seed: Seed, decision: SeedDecision | None, line: int) -> JudgedSeed:
        """What is known of one seed."""
        return _join(self._know(seed, decision, line), seed, decision, line)

    def _know(self, seed: Seed, decision: SeedDecision | None, line: int) -> Known:
        decided = decision.output if decision else None
        output = decided or seed.expected
        faults = self._verify(seed, output) if output is not None else ()
        likely = output if output is not None and (not faults or decided) else self._propose(seed)
        return Known(
            state=_find_state(seed, decision, is_proven=output is not None and not faults),
            output=output,
            faults=faults,
            proposed=None if decided else likely,
            findings=self._diagnose(seed, likely if output is None else output) if seed.kind == "failure" else (),
            family=self._find_family(seed, likely, line),
        )

    def _verify(self, seed: Seed, output: Mapping[str, Any]) -> tuple[Fault, ...]:
        return self.verifier.verify_pair(Pair(seed.input, output, seed.reference_date)).faults

    def _diagnose(self, seed: Seed, right: Mapping[str, Any] | None) -> tuple[Finding, ...]:
        """What went wrong; a day in the answer is not held against one that hangs on a day that was only assigned."""
        findings = diagnose(seed.raw_output, right, self._terms, self.verifier.find_shape_faults)
        if not seed.is_day_assigned or right is seed.expected or right is None:
            return findings
        dated = self.verifier.list_dated_paths(right)
        sure = tuple(one for one in findings if one.path not in dated)
        message = "the log tells no day, so that the days of the answer cannot be compared"
        return sure or (Finding(kind="not_reproducible", path="$", message=message),)

    def _propose(self, seed: Seed) -> dict[str, Json] | None:
        """The output of the best reading, if it is the only one and verifies."""
        if len(seed.input) > LONGEST:
            return None
        heard = self._listener.listen(seed.input, seed.reference_date)
        if not heard.is_understood or heard.is_tied or heard.readings[0].action is None:
            return None
        best, others = heard.readings[0], heard.readings[1:]
        if any(one.cost <= best.cost + _NEAR for one in others) or self._swallows_day(seed, best):
            return None
        if best.is_bare and seed.input.lower().partition(" ")[0] in self._openings:
            return None  # a command that is not understood, taken for something to do
        output: dict[str, Json] | None = dict(best.output)
        if best.is_chosen:
            output = self._answers.word(str(best.action), best.output, seed.input, seed.reference_date)
        return output if output is not None and not self._verify(seed, output) else None

    def _swallows_day(self, seed: Seed, reading: Reading) -> bool:
        """Whether free text ends with a day, or a slip of one, that the reading lacks: then a person decides."""
        reader = self.verifier.reader
        ear = reader.listen(seed.input, seed.reference_date)
        ends = {g.mention.end for g in reading.grounds if g.mention and reader.slots[g.mention.slot].is_open}
        dated = [name for name, slot in reader.slots.items() if not slot.is_open and slot.needs_day(None)]
        if any(mention.end in ends for name in dated for mention in ear.listen(name)):
            return True
        last = {seed.input[:end].lower().rpartition(" ")[2] for end in ends}
        meant = [word for slipped in last for word in reader.list_slips(slipped)]
        return any(reader.slots[name].hear(word, seed.reference_date) for name in dated for word in meant)

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


def _join(known: Known, seed: Seed, decision: SeedDecision | None, line: int) -> JudgedSeed:
    return JudgedSeed(**dict(known), seed=seed, decision=decision, line=line)


def _recall(value: bytes | None) -> Known | None:
    """What is known by what was kept; None where nothing was, or not as it is kept now."""
    try:
        return Known.model_validate_json(value) if value else None
    except ValidationError:
        return None


def _find_state(seed: Seed, decision: SeedDecision | None, *, is_proven: bool) -> State:
    """Of a real request no label counts that no person has looked at."""
    if decision and decision.verdict == "reject":
        return "rejected"
    if decision:
        return "ready" if is_proven else "unproven"
    return "ready" if is_proven and seed.kind == "failure" else "open"


def _split_path(path: str | None) -> Path | None:
    return None if path is None else tuple(path.split(".")[1:])
