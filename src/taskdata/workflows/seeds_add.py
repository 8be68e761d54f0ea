"""`taskdata seeds add`: logs and real requests, anonymised before anything of them is kept."""

import gc
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from taskdata.check.verifier import Verifier
from taskdata.feedback.anonymise import Anonymiser
from taskdata.foundation.chance import hash_text
from taskdata.foundation.hash_table import HashTable
from taskdata.foundation.pack import Pack
from taskdata.foundation.pattern import list_distinct_texts
from taskdata.foundation.records import Json, dump_canonical
from taskdata.foundation.seeds import Seed, SeedKind
from taskdata.io.files import Progress
from taskdata.io.logs import LogLine, UnreadableLine, read_log
from taskdata.slots.base import Slot
from taskdata.slots.person import Person
from taskdata.workflows.assigned_days import assign_day
from taskdata.workflows.seed_judging import SeedJudge
from taskdata.workflows.seed_store import SeedStore

_WORD = re.compile(r"[^\W\d_]+")
_TEXTS = ("input", "raw_output", "expected", "error", "model")
_KNOWN = (*_TEXTS, "latency_ms", "reference_date", "timestamp")
TOLD = 1_000
"""Unreadable lines that are told one by one."""
JUDGED_AT_ONCE = 2_000
"""New seeds that are judged when they are added; more are judged when they are listed."""


@dataclass
class Added:
    """What came of a file: lines that were read, seeds that are new or were there, and what could not be read."""

    read: int = 0
    new: int = 0
    known: int = 0
    undated: int = 0
    replaced: Counter[str] = field(default_factory=Counter)
    unreadable: list[UnreadableLine] = field(default_factory=list)
    """The first of them, TOLD at most."""
    unreadable_count: int = 0
    interrupted: bool = False
    seeds: list[Seed] = field(default_factory=list)
    """The new seeds, while there are no more than are judged at once."""


def make_anonymiser(store: SeedStore, pack: Pack, slots: Mapping[str, Slot]) -> Anonymiser:
    """The anonymiser of a pack, keyed by its secret. Raises InputError where the secret cannot be kept."""
    names = {name: None for slot in slots.values() if isinstance(slot, Person) for name in slot.first_names}
    words = frozenset(_list_lower_words(pack))
    plain = _leave_out_days(list(names), slots)
    return Anonymiser(store.read_secret(), pack.usecase.privacy, plain, words, store.read_hidden())


def _leave_out_days(names: Sequence[str], slots: Mapping[str, Slot]) -> list[str]:
    """The names in which no day is heard: "Valentine's party" would have one."""
    text = ", ".join(f"{name}'s day" for name in names)
    dated = {slot.hears_as: slot for slot in slots.values() if not slot.is_open and slot.needs_day(None)}
    days = {text[one.start : one.end] for slot in dated.values() for one in slot.hear(text, date(2025, 3, 12))}
    return [name for name in names if not any(name in words for words in days)]


def _list_lower_words(pack: Pack) -> Iterator[str]:
    """The words that the pack writes in lower case, in its sentences and its free text: no names."""
    lines = [line for grammar in pack.grammars.values() for lines in grammar.values() for line in lines]
    sentences = [template.pattern for family in pack.families.values() for template in family.templates]
    for text in list_distinct_texts((*lines, *sentences, *(one.pattern for one in pack.heard))):
        yield from (word for word in _WORD.findall(text) if word.islower())


@dataclass
class SeedAdder:
    """Adds the lines of files to the seeds of a pack; `today` is the day of those that have none."""

    store: SeedStore
    anonymiser: Anonymiser
    verifier: Verifier
    kind: SeedKind
    today: date

    def add(self, path: Path, mapping: Mapping[str, str], progress: Progress) -> Added:
        """Add what is new in a file. When it is interrupted, what was read until then is kept.

        Raises InputError where the file cannot be read at all.
        """
        added = Added()
        gc.freeze()  # the pack lives to the end: it is not to be looked through for garbage at every turn
        self.store.add(self._take(path, mapping, progress, added))
        return added

    def _take(self, path: Path, mapping: Mapping[str, str], progress: Progress, added: Added) -> Iterator[Seed]:
        known = HashTable()
        for _, seed in self.store.read_seeds():
            known.setdefault(int(seed.id, 16), 0)
        try:
            for line in read_log(path, mapping, is_plain=None if self.kind == "real" else False, progress=progress):
                taken = self._take_line(line, known, added)
                if taken is not None:
                    yield taken
        except KeyboardInterrupt:
            added.interrupted = True

    def _take_line(self, line: LogLine | UnreadableLine, known: HashTable, added: Added) -> Seed | None:
        added.read += 1
        if isinstance(line, UnreadableLine):
            added.unreadable_count += 1
            if len(added.unreadable) < TOLD:
                added.unreadable.append(line)
            return None
        anonymised = self.anonymiser.anonymise(_drop_blank(line.data))
        identity = identify_seed(self.kind, anonymised.line)
        if known.setdefault(identity, 0) is not None:
            added.known += 1
            return None
        added.new += 1
        added.replaced += anonymised.replaced
        seed = self._make(identity, anonymised.line, anonymised.replaced)
        added.undated += seed.is_day_assigned
        if added.new <= JUDGED_AT_ONCE:
            added.seeds.append(seed)
        return seed

    def _make(self, identity: int, data: Mapping[str, Json], replaced: Mapping[str, int]) -> Seed:
        text, expected = str(data["input"]), data.get("expected")
        day = read_day(data)
        right = expected if isinstance(expected, dict) else None
        rest: dict[str, Any] = {key: data.get(key) for key in (*_TEXTS, "latency_ms")}
        moment = data.get("timestamp")
        return Seed(
            **rest,
            id=f"{identity:016x}",
            kind=self.kind,
            reference_date=day or assign_day(self.verifier, text, right, self.today),
            is_day_assigned=day is None,
            timestamp=datetime.fromisoformat(str(moment)) if moment else None,
            more={key: value for key, value in data.items() if key not in _KNOWN},
            replaced=dict(replaced),
        )


def _drop_blank(data: Mapping[str, Json]) -> dict[str, Json]:
    """The line without a blank answer: whether that is told as blank or not at all is a matter of the file."""
    return {key: value for key, value in data.items() if key != "raw_output" or str(value or "").strip()}


def identify_seed(kind: SeedKind, data: Mapping[str, Json]) -> int:
    """The id of a seed as a number: of what was said, on which day if the log tells, what was answered and is right."""
    day = read_day(data)
    told = {key: data.get(key) for key in ("input", "raw_output", "expected")}
    return hash_text(kind, day or "", dump_canonical(told).decode())


def read_day(data: Mapping[str, Json]) -> date | None:
    """The day on which it was said: as it is told, or the local one of the timestamp; None where neither is there."""
    if day := data.get("reference_date"):
        return date.fromisoformat(str(day))
    moment = data.get("timestamp")
    return datetime.fromisoformat(str(moment)).date() if moment else None


def count_states(pack: Pack, slots: Mapping[str, Slot], added: Added) -> Counter[str] | None:
    """How many of the new seeds are ready and how many are open; None where there are too many to be judged at once."""
    if not 0 < added.new <= JUDGED_AT_ONCE:
        return None
    judge = SeedJudge(pack, slots)
    return Counter(judge.judge(seed, None, 1).state for seed in added.seeds)
