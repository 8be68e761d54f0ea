"""Draws made again: each gives its request to the letter, and what was chosen in it makes the sentence."""

import random
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from taskdata.author.sentences import parse_sentence
from taskdata.build.replay import Replayed, Replayer
from taskdata.deliver.splits import Splits
from taskdata.foundation.pack import Pack, Template
from taskdata.foundation.pattern import tidy_spaces
from taskdata.foundation.records import Example
from taskdata.slots.base import Slot
from taskdata.workflows.open_pack import open_pack

REPOSITORY = Path(__file__).parents[2]
PLACES = {
    "built-in": (REPOSITORY, REPOSITORY / "data/mvp/dataset.jsonl"),
    "benchmark": (REPOSITORY, REPOSITORY / "data/benchmark.jsonl"),
    "expenses": (REPOSITORY / "examples/expenses", REPOSITORY / "examples/expenses/data/dataset.jsonl"),
}
_WEIGHT = re.compile(r" *\*\d+(?:\.\d+)? *(?=[|)\]])")
_HOLE = re.compile(r"\\\{[a-z0-9_]+(?:\\\.[a-z0-9_]+)?\\\}")


@cache
def open_place(folder: Path) -> tuple[Pack, Mapping[str, Slot], Splits, Mapping[str, Template]]:
    pack, slots = open_pack(folder)
    templates = {template.id: template for family in pack.families.values() for template in family.templates}
    return pack, slots, Splits(pack), templates


def draw_examples(file: Path, count: int) -> list[Example]:
    lines = file.read_bytes().splitlines()
    return [Example.model_validate_json(line) for line in random.Random(count).sample(lines, count)]


@pytest.mark.parametrize("place", PLACES)
def test_each_of_60_is_found_and_is_the_same_record(place: str) -> None:
    folder, file = PLACES[place]
    pack, slots, splits, templates = open_place(folder)
    replayer = Replayer(pack, slots)
    for example in draw_examples(file, 60):
        found = replay(replayer, templates[str(example.source.template)], example, splits)
        assert found is not None, example
        assert found.example == example
        assert found.typing[-1][1] == example.input
        check_choices(found)


def replay(replayer: Replayer, template: Template, example: Example, splits: Splits) -> Replayed | None:
    def keeps(words: str) -> bool:
        return splits.of_words(words) == example.split

    return replayer.find(template, 0, example, keeps, parse_sentence(template.text).pattern, 5_000)


def check_choices(found: Replayed) -> None:
    """The sentence as its author wrote it, each choice put in, in its frame and with words in its slots: what was said.

    Nothing is left to choose in it.
    """
    sentence = _WEIGHT.sub("", found.draw.template.text)
    for choice in found.choices:
        before, written, behind = sentence.partition(choice.written)
        assert written, (choice, sentence)
        sentence = before + choice.said.replace("{", "\0{") + behind
    sentence = re.sub(r"<[a-z0-9_]+>", lambda rule: _say_rule(found, rule[0]), sentence.replace("\0", ""))
    framed = tidy_spaces((found.frame or "{request}").replace("{request}", sentence))
    step, said = found.typing[0]
    assert step == "said"
    shape = _HOLE.sub(".+", re.escape(re.sub(r"\\(.)", r"\1", framed)).replace("__rule__", ".*"))
    assert re.fullmatch(shape, said), (shape, said)


def _say_rule(found: Replayed, name: str) -> str:
    """A rule that has one wording only is no choice, and may say anything here."""
    assert name not in {choice.written for choice in found.choices}
    return "__rule__"


def test_another_seed_or_another_day_is_no_draw_of_it() -> None:
    folder, file = PLACES["expenses"]
    pack, slots, splits, templates = open_place(folder)
    replayer, example = Replayer(pack, slots), draw_examples(file, 1)[0]
    template = templates[str(example.source.template)]
    pattern = parse_sentence(template.text).pattern
    assert replayer.find(template, 1, example, lambda words: True, pattern, 500) is None
    other = example.model_copy(update={"id": "0" * 16})
    assert replay(replayer, template, other, splits) is None
