"""Where things stand in the pictures, worked out by hand."""

from hypothesis import given
from hypothesis import strategies as st

from taskdata.deliver.figures.rows import Bin, Lengths, Row
from taskdata.deliver.report.charts import draw_bars, draw_lengths, draw_months, draw_pieces

COUNTS = st.lists(st.integers(0, 10_000), min_size=1, max_size=60)


def row(name: str, count: int, target: int | None = None) -> Row:
    return Row(name, count, None, {}, target)


def test_bars_are_as_long_as_their_share_of_the_longest_bar_or_target() -> None:
    bars = draw_bars([row("slot: a", 30, 40), row("slot: b", 10), row("slot: c", 0, 20)], "key", "slot: ")
    assert [(bar.name, bar.shown, bar.width, bar.target) for bar in bars] == [
        ("slot: a", "a", 75.0, 100.0),
        ("slot: b", "b", 25.0, None),
        ("slot: c", "c", 0.0, 50.0),
    ]


def test_pieces_stand_behind_each_other() -> None:
    assert [(piece.at, piece.share) for piece in draw_pieces([("a", 8), ("b", 1), ("c", 1)])] == [
        (0.0, 80.0),
        (80.0, 10.0),
        (90.0, 10.0),
    ]


def test_columns_share_the_width_and_the_highest_is_full() -> None:
    bins = (Bin(1, 1, 2), Bin(2, 3, 4), Bin(4, 5, 0), Bin(6, 7, 1))
    drawn = draw_lengths(Lengths(7, 1, 2.4, 2, 7, 7, 17, bins), "words")
    # Four columns of 25% each, 18% of that between them.
    assert [column.at for column in drawn.columns] == [2.25, 27.25, 52.25, 77.25]
    assert {column.width for column in drawn.columns} == {20.5}
    assert [column.height for column in drawn.columns] == [50.0, 100.0, 0.0, 25.0]
    assert drawn.columns[1].said == "2 to 3 words: 4"
    assert (drawn.first, drawn.last) == ("1", "7 words")


def test_years_are_marked_where_there_are_several() -> None:
    months = [row(f"{year}-{month:02}", 1) for year in (2024, 2025) for month in range(1, 13)]
    drawn = draw_months(months)
    assert [name for _, name in drawn.marks] == ["2024", "2025"]
    assert drawn.marks[1][0] == drawn.columns[12].at
    assert draw_months(months[:12]).marks == ()


@given(COUNTS)
def test_nothing_leaves_the_picture(counts: list[int]) -> None:
    bars = draw_bars([row(str(place), count) for place, count in enumerate(counts)])
    pieces = draw_pieces([(str(place), count) for place, count in enumerate(counts)])
    assert all(0 <= bar.width <= 100 for bar in bars)
    assert all(0 <= piece.at <= 100 and piece.at + piece.share <= 100.02 for piece in pieces)
    assert (max(counts) == 0) or max(bar.width for bar in bars) == 100
