"""The measures of a dataset: in its manifest, the same in any order, of a sample where it is large; and the page."""

import json
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bench.diversity import render_first
from bench.ordinary import TEMPLATES, write_ordinary

from taskdata.deliver import diversity
from taskdata.deliver.diversity import draw_sample, measure_diversity
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example
from taskdata.workflows.generate import generate_dataset, summarise
from taskdata.workflows.open_pack import open_pack

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def pack() -> Pack:
    return open_pack(ROOT)[0]


@pytest.fixture(scope="module")
def committed() -> list[Example]:
    lines = (ROOT / "data" / "mvp" / "dataset.jsonl").read_bytes().splitlines()
    return [Example.model_validate_json(line) for line in lines]


@pytest.fixture(scope="module")
def measured(pack: Pack, committed: list[Example]) -> dict[str, Any]:
    return measure_diversity(pack, committed)


def list_days(examples: list[Example], *days: date) -> Iterator[Example]:
    for example, day in zip(examples, days, strict=False):
        yield example.model_copy(update={"reference_date": day})


def test_the_manifest_has_them(measured: dict[str, Any]) -> None:
    manifest = json.loads((ROOT / "data" / "mvp" / "manifest.json").read_bytes())
    assert manifest["diversity"] == measured
    assert measured["measured_on"] == measured["whole"]["requests"] == 500
    assert {name: part["requests"] for name, part in measured["category"].items()} == manifest["counts"]["category"]


def test_the_largest_family_is_that_of_the_counts(measured: dict[str, Any]) -> None:
    counts = json.loads((ROOT / "data" / "mvp" / "manifest.json").read_bytes())["counts"]["family"]
    largest = measured["largest_family"]
    assert largest["share"] == max(counts.values()) / 500
    assert counts[largest["family"]] == max(counts.values())


def test_the_page_tells_of_the_committed_set(measured: dict[str, Any]) -> None:
    page = (ROOT / "docs" / "diversity.md").read_text("utf-8")
    assert render_first(measured) in page, "docs/diversity.md is not of data/mvp: run `make pages`"


def test_every_measure_is_documented(measured: dict[str, Any]) -> None:
    page = (ROOT / "docs" / "formats.md").read_text("utf-8")
    keys = {*measured, *measured["whole"]} - {"requests"}
    assert len(keys) > 10
    assert [key for key in keys if f"`{key}" not in page] == []


def test_the_order_does_not_matter(pack: Pack, committed: list[Example], measured: dict[str, Any]) -> None:
    shuffled = random.Random(1).sample(committed, len(committed))
    assert json.dumps(measure_diversity(pack, shuffled)) == json.dumps(measured)


def test_of_a_large_set_the_least_ids_are_measured(
    pack: Pack, committed: list[Example], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diversity, "MOST", 100)
    least = sorted(committed, key=lambda example: example.id)[:100]
    found = measure_diversity(pack, reversed(committed))
    assert found["measured_on"] == found["whole"]["requests"] == 100
    assert found == measure_diversity(pack, least) == measure_diversity(pack, draw_sample(committed))


def test_days(pack: Pack, committed: list[Example]) -> None:
    """A Thursday that is a leap day and an end of month; a Wednesday before it; a Friday, the 28th of a short month."""
    days = [date(2024, 2, 29), date(2024, 2, 28), date(2025, 2, 28), date(2024, 2, 28)]
    found = measure_diversity(pack, list_days(committed, *days))["reference_dates"]
    assert found["different"] == 3
    assert list(found["weekdays"].items()) == [("Wednesday", 0.5), ("Thursday", 0.25), ("Friday", 0.25)]
    assert (found["month_ends"], found["leap_days"]) == (0.5, 1)


def test_the_summary_names_what_to_act_on(tmp_path: Path) -> None:
    dataset = generate_dataset(*open_pack(ROOT), 1, 0, [], lambda count: None)
    family = next(dataset.store.read_examples()).source.family
    shown = f"  diversity:  1 skeletons; ten openings begin 100.0%; largest family {family}, 100.0%\n"
    assert shown in summarise(dataset, tmp_path)


def test_the_ordinary_generator_is_what_the_page_says() -> None:
    made = write_ordinary(500)
    assert {category: len(requests) for category, requests in made.items()} == {
        "create": 200, "query": 150, "update": 100, "error": 50,
    }  # fmt: skip
    assert {len(templates) for templates in TEMPLATES.values()} == {8}
    assert {masked for requests in made.values() for _, masked in requests} == {
        t for ts in TEMPLATES.values() for t in ts
    }
    assert len({text for requests in made.values() for text, _ in requests}) == 500
    with pytest.raises(ValueError, match="do not give"):
        write_ordinary(100_000)
