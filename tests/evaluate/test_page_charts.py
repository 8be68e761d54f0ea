"""How the page writes and draws figures, of whatever size they are."""

from hypothesis import given
from hypothesis import strategies as st

from taskdata.evaluate.page_charts import draw_target
from taskdata.evaluate.page_words import show_percent


@given(st.floats(0, 1))
def test_only_none_and_all_are_shown_as_such(rate: float) -> None:
    shown = show_percent(rate)
    assert (shown == "0%") == (rate == 0)
    assert (shown == "100%") == (rate == 1)
    assert shown not in ("0.0%", "100.0%")


amounts = st.floats(0, 1e6, allow_nan=False)


@given(st.sampled_from([">", ">=", "<", "<="]), amounts, st.tuples(amounts, amounts, amounts).map(sorted))
def test_a_chart_shows_a_figure_on_its_side_of_the_target(op: str, target: float, figure: list[float]) -> None:
    low, value, high = figure
    chart = draw_target("latency_ms.mean", op, target, value, low, high)

    assert chart.interval is not None
    assert all(-0.01 <= at <= 100.01 for at in (chart.value, chart.target, chart.interval.at, chart.interval.end))
    assert chart.interval.at <= chart.value + 0.02 and chart.value <= chart.interval.end + 0.02
    if abs(chart.value - chart.target) > 0.02:
        is_right = chart.good.at <= chart.value <= chart.good.end
        assert is_right == {">": value > target, ">=": value >= target, "<": value < target, "<=": value <= target}[op]
