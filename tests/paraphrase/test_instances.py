"""Instances of one sentence of a template: worded alike, and different in their values."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from small_pack import FAMILIES, PACK, SLOTS, STYLES

from taskdata.author.load import load_pack
from taskdata.build.example import Builder
from taskdata.build.instances import Instances, make_instances
from taskdata.deliver.splits import Splits
from taskdata.foundation.pack import Family, Pack, Template
from taskdata.foundation.pattern import Hole, count_sentences, list_texts
from taskdata.foundation.records import Example
from taskdata.paraphrase.aligning import align
from taskdata.slots.make import make_slots
from taskdata.workflows.open_pack import open_pack

HOW = '      - "<start> <the> {item.thing} {speed.way} {day}"\n'
EVERY = 20
"""Of the built-in pack, every so many-th template is looked at."""


def mask(example: Example) -> str:
    """The request with `{slot}` in the place of the words of each slot."""
    parts, end = list[str](), 0
    for span in example.spans:
        parts += [example.input[end : span.start], f"{{{span.slot}}}"]
        end = span.end
    return "".join((*parts, example.input[end:]))


def list_said(instances: Instances, slot: str) -> list[str]:
    return [one.input[s.start : s.end].casefold() for one in instances.examples for s in one.spans if s.slot == slot]


def load(*changes: tuple[str, str, str]) -> Pack:
    files: dict[str, str] = dict(PACK)
    for file, old, new in changes:
        assert files[file].count(old) == 1
        files[file] = files[file].replace(old, new)
    return load_pack(Path("pack"), files)


def with_sentence(sentence: str) -> Pack:
    """The small pack, where the family `send_how` says one sentence more."""
    return load((FAMILIES, HOW, f'{HOW}      - "{sentence}"\n'))


def make(
    pack: Pack, text: str, *, count: int = 3, seed: int = 0, keeps: Callable[[str], bool] = lambda words: True
) -> Instances | None:
    """Instances of the sentence of the family `send_how`."""
    family = pack.families["send_how"]
    template = next(one for one in family.templates if one.text == text)
    return make_instances(Builder(pack, make_slots(pack)), family, template, count, seed, "train", keeps)


def must_make(pack: Pack, text: str, **more: int) -> Instances:
    made = make(pack, text, **more)  # type: ignore[arg-type]
    assert made is not None
    return made


THREE = "<start> <the> {item.thing} {speed.way} {day}"


@pytest.mark.parametrize("seed", range(20))
def test_three_instances_are_worded_alike(seed: int) -> None:
    made = must_make(load(), THREE, seed=seed)

    assert len({mask(one) for one in made.examples}) == 1
    assert len({one.input for one in made.examples}) == len(made.examples) == 3
    assert made.holes == (Hole("item", "thing", 14), Hole("speed", "way", 27), Hole("day", None, 39))
    assert [[span.slot for span in one.spans] for one in made.examples] == [["item", "speed", "day"]] * 3
    for slot in ("item", "day"):
        assert len(set(list_said(made, slot))) == 3, slot


def test_their_sentence_is_drawn_by_the_seed() -> None:
    """Of a template that says many sentences, any may be shown to a model."""
    sentences = {mask(must_make(load(), THREE, seed=seed).examples[0]) for seed in range(60)}

    starts, articles = ("Send", "Ship", "Dispatch"), ("the", "my")
    assert sentences == {f"{start} {the} {{item}} {{speed}} {{day}}." for start in starts for the in articles}


def test_the_same_seed_makes_the_same() -> None:
    assert must_make(load(), THREE, seed=4).examples == must_make(load(), THREE, seed=4).examples


def test_no_frame_stands_round_them_and_the_plainest_style_types_them() -> None:
    """Both styles of the small pack change capitals and marks; `tidy` swaps no words besides, wherever it stands."""
    tidy, bare = "  tidy: {weight: 3, case: sentence, end: mark}\n", '    - {say: "{request}", weight: 5}\n'
    made = must_make(load((STYLES, bare, ""), (STYLES, tidy, ""), (STYLES, "\nswaps:\n", f"{tidy}\nswaps:\n")), THREE)
    assert (made.template.style, made.template.frame) == ("tidy", None)
    assert all(one.input.startswith(("Send", "Ship", "Dispatch")) for one in made.examples)

    plain = load((STYLES, "styles:\n", "styles:\n  slipping: {weight: 9, slips: 1}\n  plain: {weight: 1}\n"))
    made = must_make(plain, THREE)
    assert (made.template.style, made.template.frame) == ("plain", None)
    assert all(one.input[0].islower() and one.input[-1] != "." for one in made.examples)


def test_a_sentence_without_slots_has_one_instance() -> None:
    made = must_make(with_sentence("(clear|empty) the (yard|depot)"), "(clear|empty) the (yard|depot)")

    assert made.holes == ()
    assert [one.spans for one in made.examples] == [[]]
    assert made.examples[0].input in {
        f"{verb} the {what}." for verb in ("Clear", "Empty") for what in ("yard", "depot")
    }


def test_a_slot_with_too_few_words_is_said_alike_where_the_others_differ() -> None:
    """Of `speed` there are two phrases here: the items and the days tell the instances apart."""
    one_phrase = load(
        (SLOTS, 'slow: ["by (ordinary|standard) mail"]', "slow: [by mail]"),
        (SLOTS, "fast: [by express, at full speed]", "fast: [by express]"),
    )
    made = must_make(one_phrase, THREE)

    assert len({one.input for one in made.examples}) == 3
    assert set(list_said(made, "speed")) == {"by mail", "by express"}


def test_with_too_few_words_there_are_no_instances() -> None:
    pack = load(
        (SLOTS, 'slow: ["by (ordinary|standard) mail"]', "slow: [by mail]"),
        (SLOTS, "fast: [by express, at full speed]", "fast: [by express]"),
        (FAMILIES, HOW, f'{HOW}      - "be off {{speed}}"\n'),
    )

    assert make(pack, "be off {speed}") is None
    assert len(must_make(pack, "be off {speed}", count=2).examples) == 2


def test_where_nothing_may_be_said_in_the_split_there_are_none() -> None:
    assert make(load(), THREE, keeps=lambda words: False) is None
    assert make(with_sentence("let go of {item}"), "let go of {item}", keeps=lambda words: words == "red box") is None


def test_the_words_that_stay_apart_are_of_the_split() -> None:
    made = make(load(), THREE, keeps=lambda words: "red" in words or "of" in words)
    assert made is not None
    assert all("red" in item or "of" in item for item in list_said(made, "item"))


def test_a_template_that_is_gone_leaves_nothing_behind() -> None:
    """One builder makes instances of many templates that live no longer than that: each says what it says itself."""
    sentences = [f"be off {verb}ing" for verb in ("walk", "sail", "fly", "creep", "runn", "rid", "row", "driv")]
    listed = "".join(f'      - "{sentence}"\n' for sentence in sentences)
    pack = load((FAMILIES, HOW, HOW + listed))
    builder, family = Builder(pack, make_slots(pack)), pack.families["send_how"]
    said = {}
    for template in family.templates[2:]:
        made = make_instances(builder, family, template, 3, 0, "train", lambda words: True)
        assert made is not None
        said[template.text] = made.examples[0].input
        del made

    assert said == {sentence: f"Be off {sentence.removeprefix('be off ')}." for sentence in sentences}


@pytest.fixture(scope="module")
def builtin() -> Pack:
    return open_pack(None)[0]


def sample(pack: Pack) -> Iterator[tuple[Family, Template]]:
    """A template in so many of those that may be reworded and that say few enough sentences to be listed."""
    every = ((family, one) for family in pack.families.values() for one in family.templates if not one.contrast)
    listable = ((family, one) for family, one in every if count_sentences(one.pattern) <= 500)
    return islice(listable, 0, None, EVERY)


def make_of(builder: Builder, splits: Splits, family: Family, template: Template, count: int) -> Instances | None:
    split = splits.of_group(template.group)
    return make_instances(
        builder, family, template, count, 0, split, lambda words: splits.of_words(words) == split
    )  # fmt: skip


def test_of_the_built_in_pack(builtin: Pack) -> None:
    """Instances say a sentence of their template, in words of its split, and are put together to it again."""
    builder, splits = Builder(builtin, make_slots(builtin)), Splits(builtin)
    made = [(one, make_of(builder, splits, family, one, 3)) for family, one in sample(builtin)]

    for template, instances in made:
        if instances is not None:
            assert_instances(template, instances)
            assert all(one.split == splits.of_group(template.group) for one in instances.examples)
    assert len(made) > 100
    assert sum(instances is None for _, instances in made) < 0.03 * len(made)


def assert_instances(template: Template, made: Instances) -> None:
    assert len(made.examples) == (3 if made.holes else 1), template.text
    assert len({one.input for one in made.examples}) == len(made.examples), template.text
    (sentence,) = {mask(one) for one in made.examples}
    assert sentence in set(list_texts(template.pattern)), template.text
    assert {one.source.template for one in made.examples} == {template.id}
    pattern = align(made.examples, made.holes, [one.input for one in made.examples])
    assert pattern.count("{") == len(made.holes), template.text


def test_what_has_none_has_too_few_words(builtin: Pack) -> None:
    """`{person.self}` is "me" or "myself": of the built-in pack that is what cannot be reworded."""
    builder, splits = Builder(builtin, make_slots(builtin)), Splits(builtin)
    family = builtin.families["query_assigned_to_me"]
    template = next(one for one in family.templates if one.text == "what's assigned to {person.self}?")

    assert make_of(builder, splits, family, template, 3) is None
    made = make_of(builder, splits, family, template, 2)
    assert made is not None
    assert sorted(list_said(made, "person")) == ["me", "myself"]
