"""However many answers are wrong, and however long they are, the page stays small enough to be opened."""

import json

import pytest
from page_tools import Asked, create, judge, parse, read, render


@pytest.mark.parametrize("text", ["x", "<&\"'" * 30_000, "é🙂" * 2_000])
def test_a_page_of_a_thousand_failures_stays_small(text: str) -> None:
    asked = [
        Asked(f"{number} {text}", create(text), text if number % 2 else json.dumps(create(f"{text}s")))
        for number in range(1000)
    ]
    source = render(judge(asked))
    page = parse(source)

    shown = len(page.xpath("//article"))
    assert len(source.encode()) < 2_000_000
    assert 30 < shown <= 500
    assert f"The first {shown} of 1,000 are shown here; taskdata evaluate … --failures FILE" in read(page)


def test_an_answer_of_very_many_fields_is_cut() -> None:
    given = {**create("a"), **{f"{'<' * 300}{number}": "&" * 400 for number in range(1000)}, "k" * 500_000: 1}
    source = render(judge([Asked("a", create("a"), json.dumps(given))] * 3))
    articles = parse(source).xpath("//article")

    assert len(source.encode()) < 2_000_000
    assert articles and "806 more fields are not shown." in read(articles[0])
