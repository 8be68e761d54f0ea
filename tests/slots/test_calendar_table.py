"""Every phrase of the calendar table is heard as the table says."""

import pytest
from calendar_table import DAYS, SPANS, DayRow, SpanRow

from taskdata.slots.dates.hear import hear_days, hear_spans

DAY_TEXT = "pay the gas bill "
SPAN_TEXT = "show tasks due "


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in DAYS])
def test_day(row: DayRow) -> None:
    """The phrase is the only day heard, it lies within the phrase, and it is the table's day."""
    text = DAY_TEXT + row.phrase
    mentions = hear_days(text, row.ref)
    assert [mention.day for mention in mentions] == [row.day]
    assert len(DAY_TEXT) <= mentions[0].start < mentions[0].end == len(text)


@pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in SPANS])
def test_span(row: SpanRow) -> None:
    """The phrase is the only span heard, with the table's bounds."""
    text = SPAN_TEXT + row.phrase
    mentions = hear_spans(text, row.ref)
    assert [(mention.first, mention.last) for mention in mentions] == [(row.first, row.last)]
    assert 0 <= mentions[0].start < mentions[0].end == len(text)


def test_table_is_sound() -> None:
    """No row stands twice, and there are as many as are needed to cover the calendar."""
    assert len({row.name for row in DAYS}) == len(DAYS) >= 430
    assert len({row.name for row in SPANS}) == len(SPANS) >= 150
