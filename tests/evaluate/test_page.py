"""The page of an evaluation: what it says, that nothing in it can do harm, and that it stays small."""

import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from page_tools import NEVER, TEST, Asked, create, judge, parse, read, read_rows, render, right, wrong

from taskdata.cli import main
from taskdata.evaluate.comparing import Outcome, compare_outcomes
from taskdata.evaluate.figures import Figure

HOSTILE = "</script><img src=x onerror=alert(1)><script>alert(2)</script>\" ' & \u202e<b>"


def test_hostile_texts_stay_texts() -> None:
    asked = [
        Asked(HOSTILE, create(HOSTILE), HOSTILE, family=HOSTILE),
        Asked(HOSTILE, create(HOSTILE), json.dumps({**create("x"), HOSTILE: HOSTILE}), family="plain"),
    ]
    page = parse(render(judge(asked, model=HOSTILE), heading=HOSTILE))

    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img | //b[not(ancestor::p[@class='meta'])] | //@*[starts-with(name(), 'on')]")
    first, second = page.xpath("//article")
    assert first.find("h3").text_content() == HOSTILE
    assert first.xpath(".//pre")[1].text_content() == HOSTILE
    assert any(json.dumps(HOSTILE, ensure_ascii=False) in cell.text_content() for cell in second.xpath(".//td"))


def test_half_a_character_can_be_written() -> None:
    render(judge([Asked("add \ud800", create("x"), "\udfff")], model="\udcff")).encode()


def test_nothing_is_asked_of_a_network() -> None:
    source = render(judge([right(), wrong()]))
    page = parse(source)

    assert page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0].startswith(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"
    )
    assert all(link.startswith("#") for link in page.xpath("//@href"))
    assert not page.xpath("//@src | //link | //iframe | //@action")
    assert not re.search(r"https?:|url\(|@import|fetch\(|XMLHttpRequest", source)


def test_its_parts_can_be_found_without_seeing_them() -> None:
    page = parse(render(judge([right(), wrong(), Asked("?", create("y"), "no idea")])))

    levels = [int(one.tag[1]) for one in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [len(page.xpath(f"//body/{tag}")) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    assert page.get("lang") == "en"
    assert all(table.find("caption") is not None for table in page.xpath("//table"))
    assert all(cell.get("scope") for cell in page.xpath("//th"))
    assert all(chart.get("role") == "img" and chart[0].tag == "title" for chart in page.xpath("//svg"))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//@href")} <= set(ids)
    assert set(page.xpath("//@aria-labelledby")) <= set(ids)


def test_every_criterion_stands_there_with_what_it_hangs_on() -> None:
    evaluation = judge([right()] * 3 + [wrong()])
    page = parse(render(evaluation))
    decides, capabilities = page.xpath("//table[@class='criteria']")
    rows = {row[0]: row[1:] for row in read_rows(decides) + read_rows(capabilities) if len(row) > 1}

    assert read(page.find(".//h1")) == "? Undecided"
    assert len(rows) == len(evaluation.criteria) + len(evaluation.capabilities) == 11
    # 3 of 4: Wilson's interval is (3 + 1.92 -+ 1.96 * sqrt(3 * 1 / 4 + 0.96)) / 7.84 = 0.3006 to 0.9544.
    assert rows["test accuracyexact_match"][1:] == ["more than 85%", "75.0%30.1 to 95.4%", "", "4"]
    assert rows["test accuracyexact_match"][0].endswith("about 200 examples would decide it")
    assert rows["user satisfaction out of 5satisfaction"] == [
        "– not measured--measure satisfaction=VALUE gives it", "more than 4", "not measured", "nothing to draw", "0",
    ]  # fmt: skip
    sentence = read(page.xpath("//p[@class='sentence']")[0])
    assert sentence.startswith("No criterion is missed, but 7 of 7 criteria are not decided. Not measured: p95 latency")
    assert "test accuracy (75.0%, more than 85% is needed)" in sentence


def test_no_go_names_what_is_missed() -> None:
    page = parse(render(judge([wrong()] * 300)))

    assert read(page.find(".//h1")) == "✕ No-go"
    assert "2 of 7 criteria are missed: field accuracy (80.0%, more than 90% is needed); test accuracy (0%, " in read(
        page.xpath("//p[@class='sentence']")[0]
    )


def test_go_names_the_closest_call() -> None:
    values = {"latency_ms.p95": 200.0, "latency_ms.mean": 100.0, "satisfaction": 4.1, "cost_ratio": 0.2}
    told = {name: Figure(value, value, value, None) for name, value in values.items()}
    page = parse(render(judge([right()] * 300, measured=told)))

    assert read(page.find(".//h1")) == "✓ Go"
    # 4.1 is 2.5% over its target; 100% of 300 is at least 98.7%, 3.9% over its.
    assert read(page.xpath("//p[@class='sentence']")[0]).endswith(
        "The closest call is user satisfaction out of 5 (4.1, more than 4 is needed)."
    )
    assert "measured elsewhere" in {read(cell) for cell in page.xpath("//table[@class='criteria']//td")}


def test_another_system_stands_beside_it() -> None:
    hit, miss = Outcome(True, 2, 2, 100.0, 0.01), Outcome(False, 1, 2, 100.0, 0.02)
    mine = {str(at): hit if at < 8 else miss for at in range(10)}
    other = {str(at): hit if at in (0, 8) else miss for at in range(10)}
    against = compare_outcomes(mine, other, "the old one", {"exact_match": (0.8, 0.2), "query_accuracy": (None, 0.5)})
    page = parse(render(replace(judge([right()]), against=against)))
    section = page.get_element_by_id("against")
    (table,) = section.iter("table")

    rows = read_rows(table)
    # 7 of 10 are right only here, 1 only there: of 8 cases, at most 1 on a side comes by chance in 2 * 9 / 256.
    assert rows[0][:3] == ["exact match", "80.0%", "20.0%"] and rows[0][3].startswith("+60.0 points (")
    assert rows[1] == ["query accuracy", "not measured", "50.0%", ""]
    assert [read(one) for one in section.iter("dd")] == ["7", "1", "10"]
    assert "about 7 times in 100 (p = 0.0703): the difference may well be chance." in read(section)
    # 8 * 0.01 + 2 * 0.02 over 2 * 0.01 + 8 * 0.02.
    assert "A request costs 0.667 times what it costs there" in read(section)


def test_what_takes_from_the_figures_is_told_beside_the_verdict() -> None:
    test = replace(TEST, is_verified=False, left_out=2)
    page = parse(render(judge([right(), Asked("b", create("b"), NEVER)], test=test, learned=1)))

    assert [read(item) for item in page.xpath("//ul[@class='remarks']/li")] == [
        "1 of the examples stand in what the model was trained on: it may know them by heart, so decide on others.",
        "The labels of the test set were not proven: it was taken by force.",
        "1 example has no prediction and counts as wrong everywhere.",
        "2 lines of the test set could not be used and count for nothing.",
    ]


def test_an_answer_is_shown_field_by_field() -> None:
    given = {"action": "create_task", "data": {"title": "Milk", "priority": "high", "due_date": None}, "room": 3}
    (article,) = parse(render(judge([Asked("add Milk", create("Milk"), json.dumps(given))]))).xpath("//article")

    assert article.get("id") == "0"
    assert "Wednesday 2026-03-11" in read(article)
    assert read_rows(article.find(".//table")) == [
        ["$.action", '"create_task"', '"create_task"', "✓ right"],
        ["$.data.title", '"Milk"', '"Milk"', "✓ right"],
        ["$.data.priority", '"medium"', '"high"', "✕ wrong"],
        ["$.data.due_date", "null", "null", "✓ right"],
        ["$.data.status", '"pending"', "—", "− missing"],
        ["$.room", "—", "3", "+ extra"],
    ]


def test_what_a_model_words_itself_is_not_compared() -> None:
    expected = {"action": "error", "error_type": "unclear", "message": "What?", "suggested_followup": "Which?"}
    given = {"action": "error", "error_type": "out_of_scope", "message": "No."}
    (article,) = parse(render(judge([Asked("hm", expected, json.dumps(given))]))).xpath("//article")

    assert [row[-1] for row in read_rows(article.find(".//table"))] == [
        "✓ right", "✕ wrong", "· not compared", "− missing",
    ]  # fmt: skip


def test_an_answer_that_is_no_json_is_shown_as_it_came() -> None:
    asked = [Asked("a", create("a"), "Sure!\n```"), Asked("b", create("b"), None)]
    first, second = parse(render(judge(asked))).xpath("//article")

    assert first.xpath(".//pre")[1].text_content() == "Sure!\n```"
    assert first.find(".//table") is None
    assert "The model said nothing." in read(second)


def test_a_fault_that_no_field_shows_is_told() -> None:
    (article,) = parse(render(judge([Asked("a", create("a"), json.dumps({**create("a"), "room": {}}))]))).xpath(
        "//article"
    )

    assert {row[-1] for row in read_rows(article.find(".//table"))} == {"✓ right"}
    assert "$.room says {}" in read(article.xpath(".//ul[@class='faults']")[0])


def test_bad_groups_come_first_and_long_lists_are_folded() -> None:
    asked = [one for at in range(20) for one in [right(family=f"f{at:02}")] * (at + 1) + [wrong(family=f"f{at:02}")]]
    page = parse(render(judge(asked)))
    (card,) = page.xpath("//section[@aria-label='Right by family']")
    first, rest = (read_rows(table) for table in card.iter("table"))

    # Of f00, 1 of 2 is right, of f01 2 of 3, ... so that they come in this order.
    assert [row[0] for row in first + rest] == [f"f{at:02}" for at in range(20)]
    assert (first[0][2], first[0][4], len(first)) == ("50.0%", "2", 10)
    assert read(card.find(".//summary")) == "10 more"


def test_the_matrix_counts_what_was_answered() -> None:
    asked = [
        right(),
        right(),
        Asked("a", create("a"), '{"action": "list_nothing"}'),
        Asked("b", create("b"), "no"),
        Asked("c", create("c"), NEVER),
    ]
    (matrix,) = parse(render(judge(asked))).xpath("//table[@class='matrix']")

    assert [read(cell) for cell in matrix.xpath("./thead//th")] == [
        "Right action", "create_task", "(no JSON)", "(no answer)", "(no known action)", "all", "right",
    ]  # fmt: skip
    assert read_rows(matrix) == [["create_task", "2", "1", "1", "1", "5", "40.0%"]]


def test_the_same_evaluation_gives_the_same_page() -> None:
    asked = [right(family="b"), wrong(family="a"), Asked("a", create("a"), None)]
    assert render(judge(asked)) == render(judge(asked))


def test_the_command_writes_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    pairs = [{"input": f"add task buy {what}", "output": create(f"Buy {what}")} for what in ("milk", "bread")]
    Path("test.jsonl").write_text("".join(json.dumps(pair) + "\n" for pair in pairs), "utf-8")
    answers = [{"id": "0", "raw_output": json.dumps(create("Buy milk"))}, {"id": "1", "raw_output": "no"}]
    Path("answers.jsonl").write_text("".join(json.dumps(one) + "\n" for one in answers), "utf-8")

    ran = CliRunner().invoke(
        main,
        ["evaluate", "test.jsonl", "--predictions", "answers.jsonl", "--report", "page.html", "--force", "--no-ledger"],
    )

    assert ran.exit_code == 1, ran.output
    page = parse(Path("page.html").read_text("utf-8"))
    assert [one.get("id") for one in page.xpath("//article")] == ["1"]
    assert "Task management by chat" in page.findtext(".//title")
