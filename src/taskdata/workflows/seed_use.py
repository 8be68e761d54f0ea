"""The seeds of a pack, ready for a dataset: which may be used where, and what the manifest tells of them."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from taskdata.build.seed_sentences import SeedSentence
from taskdata.build.wording import is_apart
from taskdata.deliver.splits import Splits
from taskdata.deliver.tally import list_apart
from taskdata.feedback.groups import GroupKey, name_group
from taskdata.foundation.chance import hash_text
from taskdata.foundation.pack import Pack, Template
from taskdata.foundation.pattern import Text, list_leaves
from taskdata.foundation.records import dump_canonical
from taskdata.foundation.seeds import Seed
from taskdata.foundation.split_names import BENCHMARK
from taskdata.foundation.text import fold
from taskdata.slots.base import Slot
from taskdata.workflows.inputs import BENCHMARK as BENCHMARK_FILE
from taskdata.workflows.inputs import read_inputs
from taskdata.workflows.known_sentences import KnownSentences
from taskdata.workflows.seed_examples import Key, SeedExamples, Sown
from taskdata.workflows.seed_judging import JudgedSeed, SeedJudge
from taskdata.workflows.seed_store import SeedStore

_WORD = re.compile(r"\w+")
_MOST_KEPT = 2_000
"""Seeds of one split and category that are kept in memory: those that come first in the order of the seed."""


@dataclass
class Group:
    """Failures of one kind: how many seeds there are and are ready, and how many examples answer them."""

    seeds: int = 0
    ready: int = 0
    verbatim: int = 0
    varied: int = 0
    train: int = 0


@dataclass
class SeedUse:
    """The pack as its seeds change it, and the seeds to fill a dataset with."""

    pack: Pack
    examples: SeedExamples
    states: Counter[str] = field(default_factory=Counter)
    in_benchmark: int = 0
    """Real requests that are ready and kept for the benchmark."""
    of_benchmark: int = 0
    """Failures that are ready and came of the benchmark itself."""
    groups: dict[GroupKey | None, Group] = field(default_factory=dict)
    """By group of failures; None stands for real requests."""
    sown_groups: dict[str, GroupKey | None] = field(default_factory=dict)

    def _count_said(self) -> int:
        """How many seeds there is an example of, those of the benchmark left out."""
        said = self.examples.verbatim.keys() | self.examples.varied.keys()
        return sum(sown.id in said and sown.key[0] != BENCHMARK for sown in self.examples.seeds)

    def describe(self) -> dict[str, Any]:
        """What the manifest tells: how many seeds there are, and for each group how many examples answer it."""
        for sown in self.examples.seeds:
            group = self.groups[self.sown_groups[sown.id]]
            verbatim, varied = self.examples.verbatim[sown.id], self.examples.varied[sown.id]
            group.verbatim += verbatim
            group.varied += varied
            group.train += verbatim + varied if sown.key[0] == "train" else 0
        told = {
            "share": self.examples.share,
            "states": dict(sorted(self.states.items())),
            "kept_for_benchmark": self.in_benchmark,
            "of_benchmark": self.of_benchmark,
            "in_no_example": self.states["ready"] - self.in_benchmark - self.of_benchmark - self._count_said(),
            "examples": {
                "verbatim": self.examples.verbatim.total(),
                "varied": self.examples.varied.total(),
                "of_families_like_them": self.examples.lifted.total(),
            },
            "groups": [_describe_group(key, self.groups[key]) for key in sorted(self.groups, key=_sort_group)],
        }
        return {"seeds": told}


def _sort_group(key: GroupKey | None) -> tuple[bool, tuple[str, ...]]:
    return key is None, tuple(str(part or "") for part in key or ())


def _describe_group(key: GroupKey | None, group: Group) -> dict[str, Any]:
    named = {"kind": key.kind, "path": key.path, "family": key.family} if key else {"kind": "real"}
    return {
        **named,
        "seeds": group.seeds,
        "ready": group.ready,
        "examples": {"verbatim": group.verbatim, "varied": group.varied, "train": group.train},
    }


def gather_seeds(
    store: SeedStore, pack: Pack, slots: Mapping[str, Slot], share: float, seed: int, *, for_benchmark: bool
) -> SeedUse:
    """The seeds of a pack, at most `share` of each quota. Raises InputError for a broken file."""
    return _Gathering(pack, slots, share, seed, for_benchmark).gather(store)


@dataclass
class _Gathering:
    """Seeds on their way from the file to a dataset."""

    pack: Pack
    slots: Mapping[str, Slot]
    share: float
    seed: int
    for_benchmark: bool

    def __post_init__(self) -> None:
        self._judge = SeedJudge(self.pack, self.slots)
        self._apart = frozenset(name for name, slot in self.slots.items() if is_apart(slot))
        self._room = Counter(self.pack.usecase.benchmark.counts)
        """How many real requests of each category the benchmark can still take."""
        self._held_words, self._held_groups = set[str](), set[str]()
        self._known = KnownSentences(self.pack, self.slots)
        templates = (template for family in self.pack.families.values() for template in family.templates)
        self._groups = {str(template.place): template.group for template in templates}
        self._texts: list[str] = []
        self._digest = hashlib.sha256(self.pack.digest.encode())
        self._kept: dict[Key, list[Sown]] = {}
        benchmark = self.pack.root / BENCHMARK_FILE
        self._tested = frozenset(map(fold, read_inputs(benchmark))) if benchmark.is_file() else frozenset[str]()

    def gather(self, store: SeedStore) -> SeedUse:
        """All that is ready, in the splits where it belongs: real requests first, since their words are held."""
        for judged in self._judge.judge_all(store, kind="real"):
            if judged.state == "ready":
                self._hold(judged)
        held = replace(self.pack, held_words=frozenset(self._held_words), held_groups=frozenset(self._held_groups))
        use = SeedUse(held, SeedExamples((), (), self.share, self.seed), in_benchmark=len(self._held_groups))
        splits = Splits(held)
        for judged in self._judge.judge_all(store):
            self._count(judged, use)
            if judged.state == "ready":
                use.of_benchmark += self._take(judged, splits)
        if self._texts:
            use.pack = replace(held, digest=self._digest.hexdigest()[:16])
        seeds = [sown for key in sorted(self._kept) for sown in self._kept[key]]
        use.examples = SeedExamples(seeds, self._texts, self.share, self.seed)
        return use

    def _hold(self, judged: JudgedSeed) -> None:
        """Keep a real request for the benchmark, with its words, while that has room for its category."""
        sentence = self._make(judged)
        category = sentence.example.category if sentence else ""
        if sentence and self._room[category] > 0:
            self._room[category] -= 1
            self._held_words.update(list_apart(sentence.example, self._apart))
            self._held_groups.add(sentence.template.group)

    def _count(self, judged: JudgedSeed, use: SeedUse) -> None:
        key = name_group(judged.findings[0], judged.family) if judged.findings else None
        use.sown_groups[judged.seed.id] = key
        use.states[judged.state] += 1
        group = use.groups.setdefault(key, Group())
        group.seeds += judged.state != "rejected"
        group.ready += judged.state == "ready"

    def _take(self, judged: JudgedSeed, splits: Splits) -> bool:
        """Take a seed, and tell whether it is a failure in the benchmark."""
        is_held = bool(judged.decision and judged.decision.is_held)
        is_tested = self._failed_in_benchmark(judged.seed)
        self._texts.append(judged.seed.input)
        told = [judged.seed.id, judged.seed.input, judged.output, is_held, *([is_tested] if is_tested else [])]
        self._digest.update(dump_canonical(told))
        sentence = self._make(judged)
        if sentence and is_tested:
            self._lift_alone(sentence)
        elif sentence:
            self._place(sentence, splits, is_held, bool(judged.seed.replaced))
        return is_tested

    def _failed_in_benchmark(self, seed: Seed) -> bool:
        """Whether a failure came of the benchmark: what is decided on is never trained on, nor what is varied of it.

        The log says so, or the words do: those of a person stand there under another name.
        """
        is_there = seed.more.get("split") == BENCHMARK or fold(seed.input) in self._tested
        return seed.kind == "failure" and is_there

    def _lift_alone(self, sentence: SeedSentence) -> None:
        """Have the family of a sentence get more, without anything that says the sentence."""
        if not self.for_benchmark:
            example = sentence.example.model_copy(update={"split": "train"})
            self._keep(Sown(replace(sentence, example=example), is_held=True, is_silent=True))

    def _make(self, judged: JudgedSeed) -> SeedSentence | None:
        assert judged.output is not None
        return self._judge.make_sentence(judged.seed, judged.output, judged.line)

    def _is_telling(self, template: Template) -> bool:
        """Whether the words outside of holes are not all the pack's own: those that were replaced may be among them."""
        texts = " ".join(leaf.text for leaf in list_leaves(template.pattern) if isinstance(leaf, Text))
        return not all(map(self._judge.verifier.reader.knows, _WORD.findall(texts.lower())))

    def _place(self, sentence: SeedSentence, splits: Splits, is_held: bool, is_personal: bool) -> None:
        """Put a sentence into its split."""
        is_of_benchmark = sentence.template.group in self._held_groups
        if self.for_benchmark != is_of_benchmark:
            return
        twin = None if is_of_benchmark else self._find_twin(sentence.template)
        is_silent = splits.is_held(twin) if twin else self._is_held_alike(sentence.template, splits)
        moved = self._move(sentence, splits, twin, is_silent=is_silent and not is_of_benchmark)
        is_fixed = not sentence.is_variable or (is_personal and self._is_telling(sentence.template))
        self._keep(Sown(moved, is_held, is_silent, is_fixed))

    def _keep(self, sown: Sown) -> None:
        """Keep a seed for its cell; of very many, those that come first in the order of the seed."""
        kept = self._kept.setdefault(sown.key, [])
        kept.append(sown)
        if len(kept) > 2 * _MOST_KEPT:
            kept.sort(key=self._order)
            del kept[_MOST_KEPT:]

    def _find_twin(self, template: Template) -> str | None:
        """The group of the pack's own sentence that says the same, if there is one: then it is the seed's as well."""
        place = self._known.find_twin(list_leaves(template.pattern))
        return self._groups[place] if place else None

    def _is_held_alike(self, template: Template, splits: Splits) -> bool:
        """Whether all sentences of the pack with the same words round the holes are held for the benchmark."""
        places = self._known.list_alike(list_leaves(template.pattern))
        return bool(places) and all(splits.is_held(self._groups[place]) for place in places if place in self._groups)

    def _move(self, sentence: SeedSentence, splits: Splits, twin: str | None, *, is_silent: bool) -> SeedSentence:
        """The sentence in its group and split."""
        group = twin or sentence.template.group
        if group in self._held_groups:
            split = BENCHMARK
        elif is_silent:
            split = "train"
        elif twin is not None:
            split = splits.of_group(twin)
        else:
            split = splits.of_seed(group, list_apart(sentence.example, self._apart))
        source = sentence.example.source.model_copy(update={"group": group})
        example = sentence.example.model_copy(update={"split": split, "source": source})
        return replace(sentence, example=example, template=replace(sentence.template, group=group))

    def _order(self, sown: Sown) -> int:
        return hash_text("seed", self.seed, sown.id)
