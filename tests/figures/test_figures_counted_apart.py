"""The figures of the repository's own dataset, counted a second time without any table."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taskdata.deliver.figures.lengths import measure_lengths
from taskdata.deliver.figures.model import Figures
from taskdata.workflows.figures import gather_figures
from taskdata.workflows.open_pack import open_pack

ROOT = Path(__file__).parents[2]
EXPENSES = ROOT / "examples" / "expenses"
PACKS = {"built in": (ROOT, ROOT / "data" / "mvp"), "expenses": (EXPENSES, EXPENSES / "data")}


@pytest.fixture(scope="module", params=sorted(PACKS))
def counted(request: pytest.FixtureRequest) -> tuple[Figures, list[dict[str, Any]]]:
    root, folder = PACKS[request.param]
    lines = (folder / "dataset.jsonl").read_text("utf-8").splitlines()
    return gather_figures(*open_pack(root), folder), [json.loads(line) for line in lines]


def drop_zeros(rows: Any) -> dict[str, int]:
    return {row.name: row.count for row in rows if row.count}


def test_counts(counted: tuple[Figures, list[dict[str, Any]]]) -> None:
    figures, records = counted
    assert figures.n == len(records)
    assert drop_zeros(figures.categories) == Counter(record["category"] for record in records)
    assert drop_zeros(figures.actions) == Counter(record["output"]["action"] for record in records)
    assert drop_zeros(one.row for one in figures.families) == Counter(record["source"]["family"] for record in records)
    assert drop_zeros(figures.styles) == Counter(record["facets"]["style"] for record in records)
    cases = Counter(case for record in records for case in record["facets"]["edge_cases"])
    assert drop_zeros(figures.edge_cases) == cases
    forms = Counter(f"{slot}: {form}" for record in records for slot, form in record["facets"]["wordings"].items())
    assert drop_zeros(figures.wordings) == forms
    assert drop_zeros(figures.dates.months) == Counter(record["reference_date"][:7] for record in records)
    assert figures.templates == len({record["source"]["template"] for record in records})
    assert figures.characters.total == sum(len(record["input"]) for record in records)
    assert figures.words.longest == max(len(record["input"].split()) for record in records)


def test_each_row_is_the_sum_of_its_splits(counted: tuple[Figures, list[dict[str, Any]]]) -> None:
    figures, records = counted
    sizes = Counter(record["split"] for record in records)
    assert {split.name: split.n for split in figures.splits} == sizes
    for row in (*figures.categories, *figures.styles, *figures.edge_cases, *(one.row for one in figures.families)):
        assert list(row.splits) == ["train", "validation", "test"]
        assert sum(row.splits.values()) == row.count
    by_split = Counter((record["split"], record["category"]) for record in records)
    for split in figures.splits:
        assert {row.name: row.count for row in split.categories if row.count} == {
            category: count for (name, category), count in by_split.items() if name == split.name
        }
        assert [row.count for row in split.categories] == [row.target for row in split.categories]


def test_nothing_is_shared(counted: tuple[Figures, list[dict[str, Any]]]) -> None:
    figures, records = counted
    assert [leak.is_none for leak in figures.leaks] == [True] * 3
    groups = {
        split: {record["source"]["group"] for record in records if record["split"] == split}
        for split in ("train", "test")
    }
    assert groups["train"].isdisjoint(groups["test"])


def test_chosen_values(counted: tuple[Figures, list[dict[str, Any]]]) -> None:
    figures, records = counted
    told = {field.path: drop_zeros(field.rows) for field in figures.values}
    assert told["$.error_type"] == Counter(
        record["output"]["error_type"] for record in records if record["output"]["action"] == "error"
    )
    assert "$.action" not in told
    for path, values in told.items():
        keys = path.removeprefix("$.").split(".")
        assert values == Counter(value for record in records if isinstance(value := dig(record["output"], keys), str))


def dig(value: Any, keys: list[str]) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=200))
@settings(max_examples=60, deadline=None)
def test_lengths(values: list[int]) -> None:
    import pandas

    told, ordered = measure_lengths(pandas.Series(values)), sorted(values)
    assert (told.shortest, told.longest, told.total, told.n) == (ordered[0], ordered[-1], sum(values), len(values))
    for percent, told_one in ((50, told.p50), (95, told.p95)):
        assert sum(value <= told_one for value in values) * 100 >= percent * len(values)
        assert sum(value < told_one for value in values) * 100 < percent * len(values)
    assert len({bar.high - bar.low for bar in told.bins}) == 1
    assert [bar.high + 1 for bar in told.bins[:-1]] == [bar.low for bar in told.bins[1:]]
    assert len(told.bins) <= 31
    for bar in told.bins:
        assert bar.count == sum(bar.low <= value <= bar.high for value in values)
    assert sum(bar.count for bar in told.bins) == len(values)
