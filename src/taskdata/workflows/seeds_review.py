"""`taskdata seeds review`: people decide about seeds. Every decision is kept at once, and no label is ever guessed."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from taskdata.foundation.errors import InputError
from taskdata.foundation.records import Span
from taskdata.foundation.seeds import SeedDecision, SeedKind
from taskdata.workflows.regression import RegressionSet
from taskdata.workflows.seed_judging import JudgedSeed, SeedJudge
from taskdata.workflows.seed_store import SeedStore
from taskdata.workflows.seeds_hide import Hiding

_PREFIX = re.compile(r"(?:seed-)?([0-9a-f]{6,16})")
_ORDER = ("open", "unproven", "ready")
"""First what nobody has decided."""
Stamp = tuple[tuple[int, int, int] | None, ...]


@dataclass(frozen=True)
class Choice:
    """Which seeds are to be reviewed: those that want a decision, of one kind or both; or only some, by their ids."""

    is_all: bool = False
    kind: SeedKind | None = None
    ids: Sequence[str] = ()

    def choose(self, seeds: Mapping[str, JudgedSeed]) -> list[str]:
        """The ids of those that are to be reviewed, in order. Raises InputError for an id that names no one seed."""
        named = {_find_id(one, seeds) for one in self.ids}
        chosen = [one for one in seeds.values() if self._wants(one, named)]
        if not named:
            chosen.sort(key=lambda one: _ORDER.index(one.state))
        return [one.seed.id for one in chosen]

    def _wants(self, judged: JudgedSeed, named: set[str]) -> bool:
        if self.kind not in (None, judged.seed.kind):
            return False
        if named:
            return judged.seed.id in named
        is_left = self.is_all and judged.state == "ready" and judged.decision is None
        return is_left or judged.state in ("open", "unproven")


def _find_id(text: str, seeds: Mapping[str, JudgedSeed]) -> str:
    prefix = _PREFIX.fullmatch(text.casefold())
    if prefix is None:
        raise InputError(f"{text!r} is no id of a seed; write 6 of its hex digits at least")
    found = [identity for identity in seeds if identity.startswith(prefix[1])]
    if len(found) != 1:
        raise InputError(f"{text!r}: {len(found) or 'no'} seeds have ids that begin so; name one")
    return found[0]


@dataclass
class ReviewSession:
    """A person at work on seeds; what others decide or hide meanwhile is seen before anything is kept.

    `label` of a seed is what would be accepted: decided before, or proposed, or else what the log has.
    """

    store: SeedStore
    judge: SeedJudge
    by: str
    seeds: dict[str, JudgedSeed] = field(default_factory=dict)
    items: list[str] = field(default_factory=list)
    done: set[str] = field(default_factory=set)
    skipped: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.regression = RegressionSet(self.store, self.judge)
        self._alike: dict[tuple[str, date], list[str]] = {}
        self._stamp: Stamp = ()

    def refresh(self, progress: Callable[[int], Any] = lambda count: None) -> None:
        """Read what is kept, and judge what is new or has changed. Raises InputError where a file is broken."""
        self._stamp = self._read_stamp()
        self._alike.clear()
        for judged in self._judge_changed() if self.seeds else self.judge.judge_all(self.store):
            seed = judged.seed
            self._alike.setdefault((seed.input, seed.reference_date), []).append(seed.id)
            self._take(judged)
            progress(1)

    def _judge_changed(self) -> Iterator[JudgedSeed]:
        decisions = self.store.read_decisions()
        for line, seed in self.store.read_seeds():
            known, decision = self.seeds.get(seed.id), decisions.get(seed.id)
            is_same = known is not None and (known.seed, known.decision, known.line) == (seed, decision, line)
            yield known if known and is_same else self.judge.judge(seed, decision, line)

    def _take(self, judged: JudgedSeed) -> None:
        before = self.seeds.get(judged.seed.id)
        if before is judged:
            return
        if before and before.decision != judged.decision:
            self.done.add(judged.seed.id)
        self.seeds[judged.seed.id] = judged
        self.regression.take(judged)

    def find_open(self, start: int) -> int | None:
        """The first item from `start` on, round the end, that is neither decided nor skipped; None without any."""
        places = (*range(start, len(self.items)), *range(min(start, len(self.items))))
        return next((at for at in places if self.items[at] not in self.done | self.skipped), None)

    def label(self, judged: JudgedSeed) -> Mapping[str, Any] | None:
        """What would be accepted of a seed, None where nothing is proposed."""
        return judged.proposed if judged.proposed is not None else judged.output

    def try_label(self, judged: JudgedSeed, output: Mapping[str, Any]) -> JudgedSeed:
        """What would be known of a seed with this label."""
        decision = SeedDecision(seed=judged.seed.id, verdict="accept", output=dict(output), by=self.by)
        return self.judge.judge(judged.seed, decision, judged.line)

    def list_spans(self, judged: JudgedSeed, output: Mapping[str, Any] | None) -> list[Span]:
        """Where the values of a label stand in the request."""
        sentence = self.judge.make_sentence(judged.seed, output, judged.line) if output is not None else None
        return sentence.example.spans if sentence else []

    def accept(self, identity: str, output: Mapping[str, Any], *, is_held: bool = False) -> list[str]:
        """Keep a label, proven or not; see `keep`."""
        label = dict(output)
        return self.keep([SeedDecision(seed=identity, verdict="accept", output=label, is_held=is_held, by=self.by)])

    def reject(self, identity: str, reason: str) -> list[str]:
        """Keep that a seed is of no use; see `keep`."""
        return self.keep([SeedDecision(seed=identity, verdict="reject", comment=reason, by=self.by)])

    def keep(self, decisions: Sequence[SeedDecision]) -> list[str]:
        """Keep decisions at once, and write the regression set; gives the ids of other seeds that they hold for too.

        A label holds for the open seeds of the same request on the same day, and those that had followed go along when
        it is changed.
        """
        if self._stamp != self._read_stamp():
            self.refresh()
        told = {decision.seed: decision for decision in decisions}
        also = {
            one.seed: one for decision in decisions for one in self._list_followers(decision) if one.seed not in told
        }
        every = {**told, **also}
        self.store.decide(one for one in every.values() if one != self.seeds[one.seed].decision)
        for identity, decision in every.items():
            judged = self.seeds[identity]
            self._take(self.judge.judge(judged.seed, decision, judged.line))
            self.done.add(identity)
        self.regression.write()
        self._stamp = self._read_stamp()
        return sorted(also)

    def _list_followers(self, decision: SeedDecision) -> Iterator[SeedDecision]:
        judged = self.seeds[decision.seed]
        for identity in self._alike[judged.seed.input, judged.seed.reference_date]:
            other = self.seeds[identity]
            is_open = decision.verdict == "accept" and other.state == "open"
            has_followed = judged.decision is not None and other.decision == _move(judged.decision, identity)
            if identity != decision.seed and (is_open or has_followed):
                yield _move(decision, identity)

    def hide(self, hide: Callable[[SeedStore], tuple[Hiding, int]]) -> tuple[Hiding, int]:
        """Hide words in all that is kept, and judge anew what has changed. Raises InputError where they cannot be."""
        hiding, count = hide(self.store)
        done = set(self.done)
        self.refresh()
        self.done = done
        self.regression.write()
        return hiding, count

    def count(self) -> Counter[str]:
        """How many items are decided: by state, `held` among the ready ones, and `left` those that are not decided."""
        decided = [self.seeds[identity] for identity in self.items if identity in self.done]
        counts = Counter[str](judged.state for judged in decided)
        counts["held"] = sum(bool(one.decision and one.decision.is_held and one.state == "ready") for one in decided)
        counts["left"] = len(self.items) - len(decided)
        return counts

    def _read_stamp(self) -> Stamp:
        """What changes when somebody writes to the files of seeds or of decisions."""
        return tuple(_stamp_file(path) for path in (self.store.seeds, self.store.decisions))


def _stamp_file(path: Path) -> tuple[int, int, int] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def _move(decision: SeedDecision, identity: str) -> SeedDecision:
    return decision.model_copy(update={"seed": identity})


def open_review(
    store: SeedStore, judge: SeedJudge, by: str, choice: Choice, progress: Callable[[int], Any] = lambda count: None
) -> ReviewSession:
    """Judge the seeds of a pack, and choose those to review.

    Raises InputError where there are no seeds, a file is broken, or an id names no one seed.
    """
    session = ReviewSession(store, judge, by)
    session.refresh(progress)
    session.items = choice.choose(session.seeds)
    return session
