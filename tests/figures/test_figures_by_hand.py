"""Every figure of six examples, counted by hand."""

import json
from pathlib import Path

import pytest
from figures_tools import counts, describe, make_record, write_lines

from taskdata.deliver.figures.model import Figures

FAILED = make_record(
    "keep the grey box here", "2025-02-28", "validation", "halt",
    output={"action": "stop", "item": "Grey box"}, spans={"item": "grey box"},
    facets={"action": "stop", "style": "hasty", "wordings": {"item": "thing"}},
    source={"kind": "failure", "family": "stop_plain", "template": "t4", "group": "g4", "parent": "seed-1"},
)  # fmt: skip
RECORDS = [
    make_record("Send the red box", "2025-01-31", spans={"item": "red box"}, facets={"wordings": {"item": "thing"}}),
    make_record(
        "ship the red box by express tomorrow", "2025-02-03",
        output={"speed": "fast", "day": "2025-02-04"},
        spans={"item": "red box", "speed": "by express", "day": "tomorrow"},
        facets={"edge_cases": ["speed"], "wordings": {"item": "thing", "speed": "way", "day": "tomorrow"}},
        source={"family": "send_how", "template": "t2", "group": "g2"},
    ),
    make_record(
        "hold my crate", "2024-02-29", category="halt", output={"action": "stop"}, spans={"item": "crate"},
        facets={"action": "stop", "edge_cases": ["short", "rare"]},
        source={"family": "stop_plain", "template": "t3", "group": "g3"},
    ),
    make_record(
        "Send the blue barrel", "2025-02-03", output={"day": "2025-02-03"}, spans={"item": "blue barrel"},
        facets={"mood": "calm"},
    ),
    FAILED,
    make_record(
        "send the red box!", "2025-04-01", "test", output={"day": "2025-06-01"}, spans={"item": "red box"},
        source={"kind": "paraphrase", "model": "m-1", "prompt": "p", "parent": FAILED["id"]},
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Figures:
    folder = tmp_path_factory.mktemp("by_hand")
    return describe(folder, write_lines(folder / "made.jsonl", RECORDS)).figures


def test_counts(figures: Figures) -> None:
    assert figures.n == 6
    assert counts(figures.categories) == {"out": 4, "halt": 2}
    assert [row.splits for row in figures.categories] == [
        {"train": 3, "validation": 0, "test": 1}, {"train": 1, "validation": 1, "test": 0},
    ]  # fmt: skip
    assert figures.categories[1].share == pytest.approx(2 / 6)
    assert [row.about for row in figures.categories] == ["a parcel is sent", "a parcel is stopped"]
    assert counts(figures.actions) == {"send": 4, "stop": 2}
    assert counts(figures.styles) == {"tidy": 5, "hasty": 1}
    assert counts(figures.edge_cases) == {"rare": 1, "short": 1, "speed": 1}
    assert figures.without_edge_case == 4
    assert counts(figures.wordings) == {"item: thing": 3, "day: tomorrow": 1, "speed: way": 1}
    assert {name: counts(rows) for name, rows in figures.facets.items()} == {"mood": {"calm": 1}}


def test_families(figures: Figures) -> None:
    told = {one.row.name: (one.row.count, one.templates_used, one.templates_in_pack) for one in figures.families}
    assert told == {"send_plain": (3, 1, 3), "stop_plain": (2, 2, 2), "send_how": (1, 1, 2)}
    assert figures.templates == 4
    first = figures.families[0]
    assert (first.action, first.category, first.row.about) == ("send", "out", "a thing is sent")
    assert first.sentence == "<start> <the> {item}"


def test_origins(figures: Figures) -> None:
    assert counts(figures.origins.kinds) == {"template": 4, "failure": 1, "paraphrase": 1}
    assert counts(figures.origins.models) == {"m-1": 1}
    # the failure, and what is reworded from it
    assert figures.origins.from_production == 2
    assert (figures.origins.seeds, figures.origins.paraphrases) == (None, None)


def test_leaks(figures: Figures) -> None:
    told = [(leak.one, leak.other, leak.groups, leak.words, leak.inputs, leak.is_none) for leak in figures.leaks]
    assert told == [
        ("train", "validation", 0, 0, 0, True),
        ("train", "test", 1, 1, 1, False),
        ("validation", "test", 0, 0, 0, True),
    ]
    assert {leak.is_told_alike for leak in figures.leaks} == {None}
    assert [(one.name, one.n, one.groups, one.words) for one in figures.splits] == [
        ("train", 4, 3, 3), ("validation", 1, 1, 1), ("test", 1, 1, 1),
    ]  # fmt: skip
    assert figures.diversity.doubled == 1


def test_fields_of_outputs(figures: Figures) -> None:
    assert [(field.path, field.n, counts(field.rows)) for field in figures.values] == [
        ("$.speed", 1, {"fast": 1, "slow": 0})
    ]
    assert [(field.path, field.n, counts(field.rows)) for field in figures.days] == [
        ("$.day", 3, {"past": 0, "today": 1, "within a week": 1, "within a month": 0, "further": 1})
    ]
    assert figures.values[0].rows[0].splits == {"train": 1, "validation": 0, "test": 0}


def test_lengths(figures: Figures) -> None:
    """The requests have 16, 36, 13, 20, 22 and 17 characters, and 4, 7, 3, 4, 5 and 4 words."""
    characters, words = figures.characters, figures.words
    assert (characters.shortest, characters.longest, characters.total) == (13, 36, 124)
    assert (characters.p50, characters.p95) == (17, 36)
    assert characters.mean == pytest.approx(124 / 6)
    assert {bar.low: bar.count for bar in characters.bins if bar.count} == {13: 1, 16: 1, 17: 1, 20: 1, 22: 1, 36: 1}
    assert [(bar.low, bar.high, bar.count) for bar in words.bins] == [
        (3, 3, 1), (4, 4, 3), (5, 5, 1), (6, 6, 0), (7, 7, 1),
    ]  # fmt: skip
    labels = [len(json.dumps(record["output"], separators=(",", ":"))) for record in RECORDS]
    assert figures.label_characters.total == sum(labels)


def test_tokens(figures: Figures) -> None:
    """A word is a token, and so is the mark: 4, 7, 3, 4, 5, 5; the prompt is Today is 202 5 - 01 - 31 and a dot."""
    tokens = figures.tokens
    assert tokens.request.total == 28
    assert (tokens.system_prompt.shortest, tokens.system_prompt.longest) == (9, 9)
    assert tokens.example.total == 28 + 6 * 9 + tokens.label.total + 6 * 3 * 4  # and four for each message
    # {" action ":" send "," item ":" Thing "}
    assert tokens.label.shortest == 9


def test_dates(figures: Figures) -> None:
    dates = figures.dates
    assert (dates.first, dates.last, dates.different) == ("2024-02-29", "2025-04-01", 5)
    assert (dates.month_ends, dates.leap_days) == (3, 1)
    assert (dates.from_day, dates.to_day) == ("2025-01-01", "2025-12-31")
    assert counts(dates.weekdays) == {
        "Monday": 2, "Tuesday": 1, "Wednesday": 0, "Thursday": 1, "Friday": 2, "Saturday": 0, "Sunday": 0,
    }  # fmt: skip
    assert len(dates.months) == 15
    assert {row.name: row.count for row in dates.months if row.count} == {
        "2024-02": 1, "2025-01": 1, "2025-02": 3, "2025-04": 1,
    }  # fmt: skip


def test_what_nobody_knows_is_none(figures: Figures) -> None:
    """There is no manifest, and six examples would have none in test: so this may be a part of anything."""
    proof = figures.proof
    assert (proof.file, proof.state, proof.is_benchmark) == ("made.jsonl", "unknown", False)
    assert {proof.version, proof.pack_name, proof.pack_hash, proof.seed, proof.is_pack_now, proof.packages} == {None}
    assert {proof.repeated, proof.held_groups, proof.held_words} == {None}
    assert (figures.rejects, figures.audit) == (None, None)
    assert {row.target for row in figures.categories} | {split.target for split in figures.splits} == {None}
    assert figures.diversity.is_told is False
    assert figures.diversity.whole.requests == 6


def test_the_same_file_gives_the_same_figures(tmp_path: Path, figures: Figures) -> None:
    assert describe(tmp_path, write_lines(tmp_path / "made.jsonl", RECORDS)).figures == figures
