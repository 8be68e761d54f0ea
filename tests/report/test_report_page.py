"""What the page says: figures worked out by hand, what is not known, and that nothing in it can do harm."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from report_tools import Record, make_page, make_record, parse, read, read_rows, run, unpack, write_dataset
from small_pack import PACK, SCHEMA, SLOTS

from taskdata.cli import main

HOSTILE = "</script><img src=x onerror=alert(1)><script>alert(2)</script>\" ' & \u202e<b>\x01"


def make_ten() -> list[Record]:
    """Ten examples in the shares that are asked for: six sent, four stopped; eight to train, one each beside."""
    splits = ["train"] * 8 + ["validation", "test"]
    return [
        make_record(
            f"request number {number}",
            split,
            "out" if number in (0, 1, 2, 3, 8, 9) else "halt",
            source={"group": f"g{number}", "template": f"t{number}"},
            facets={"style": "hasty" if number < 3 else "tidy", "edge_cases": ["speed"] if number == 5 else []},
        )
        for number, split in enumerate(splits)
    ]


def find(page: Path, section: str) -> str:
    return read(parse(page).xpath(f"//section[@id='{section}']")[0])


def findings(page: Path) -> dict[str, str]:
    """The headings of the findings, each with its state."""
    cards = parse(page).xpath("//section[contains(@class, 'finding')]")
    return {read(card.find("h3"))[2:]: card.get("class").split()[-1] for card in cards}


def test_a_vouched_file_is_told_to_be_proven(tmp_path: Path) -> None:
    page = make_page(tmp_path, make_ten(), repeated=2)

    assert findings(page) == {
        "Every label is proven": "good",
        "Shares are exact": "good",
        "Nothing leaks between splits": "good",
        "No person has judged it": "doubt",
    }
    assert find(page, "trust").count("taskdata 0.1.0") == 2
    assert "with the pack as it was then (0123456789abcdef); it has changed since" in find(page, "trust")
    assert "2 drafts said what the set had already" in find(page, "making")


def test_what_no_manifest_tells_is_not_known(tmp_path: Path) -> None:
    page = make_page(tmp_path, make_ten())

    assert "Not known whether the labels are right" in findings(page)
    trust = find(page, "trust")
    assert "taskdata verify dataset.jsonl" in trust and "Made by not known" in trust
    assert "Not known: nothing beside the file tells." in find(page, "making")
    assert parse(page).xpath("//div[@id='browser']/@data-vouched") == ["no"]


def test_a_file_that_was_changed_is_told(tmp_path: Path) -> None:
    data = write_dataset(tmp_path / "data", make_ten(), repeated=0)
    (data / "dataset.jsonl").write_text("".join(f"{json.dumps(record)}\n" for record in make_ten()[:9]))
    assert run(tmp_path, str(data), "--no-card").exit_code == 0

    told = findings(data / "report.html")
    assert told["Not known whether the labels are right"] == "doubt"
    assert "it was changed after it was made" in find(data / "report.html", "trust")


def test_files_of_splits_that_hold_other_examples_are_told(tmp_path: Path) -> None:
    data = write_dataset(tmp_path / "data", make_ten(), repeated=0)
    (data / "train.jsonl").write_text(f"{json.dumps(make_ten()[0])}\n")
    assert "train.jsonl should hold the examples of that split" in run(tmp_path, str(data)).stderr
    assert run(tmp_path, str(data), "--no-card").exit_code == 0

    assert findings(data / "report.html")["Files of splits hold other examples"] == "bad"


def test_shares_that_are_missed_and_splits_that_leak(tmp_path: Path) -> None:
    records = make_ten()
    records[0] = make_record("request number 0", "train", "halt", source={"group": "g8"})
    records[9] = make_record("Request number 1!", "test", "halt", source={"group": "g9"})
    page = make_page(tmp_path, records, repeated=0)

    assert findings(page)["Shares are not as planned"] == "bad"
    assert findings(page)["Splits leak"] == "bad"
    assert "out has 4 instead of 6; halt has 6 instead of 4;" in find(page, "trust")
    assert "train and validation share 1 groups" in find(page, "trust")
    assert "train and test share 1 requests" in find(page, "trust")
    (leaks,) = [table for table in parse(page).xpath("//table") if "share: nothing" in read(table.find("caption"))]
    assert [row[:3] for row in read_rows(leaks)] == [
        ["train and validation", "0 ✓", "1 ✕"],
        ["train and test", "1 ✕", "0 ✓"],
        ["validation and test", "0 ✓", "0 ✓"],
    ]


def test_figures_by_hand(tmp_path: Path) -> None:
    page = make_page(tmp_path, make_ten(), repeated=0)
    tree = parse(page)

    assert read(tree.xpath("//h1")[0]) == "10 examples"
    assert read_rows(tree.xpath("//section[@id='shares']//table")[0]) == [
        ["out a parcel is sent", "60.0%", "6", "6 ✓", "4", "1", "1"],
        ["halt a parcel is stopped", "40.0%", "4", "4 ✓", "4", "0", "0"],
    ]
    styles, cases = (
        read_rows(tree.xpath(f"//section[@aria-label='{name}']//table")[0]) for name in ("Styles", "Edge cases")
    )
    assert styles == [
        ["tidy a capital at the start, a mark at the end", "7", "70.0%"],
        ["hasty no capitals, no mark at the end, abbreviations", "3", "30.0%"],
    ]
    assert cases == [["speed", "1", "10.0%"]]
    families = read_rows(tree.xpath("//table[contains(@class, 'sortable')]")[0])
    assert families[0] == ["send_plain <start> <the> {item}", "out", "10", "8", "1", "1", "10 of 3"]
    assert [row[2] for row in families] == ["10", "0", "0"]


def test_all_values_that_the_schema_lists_stand_in_its_order(tmp_path: Path) -> None:
    speeds = [f"speed_{place:02}" for place in range(20)]
    files = {**PACK, SCHEMA: PACK[SCHEMA].replace('["fast", "slow"]', json.dumps(["fast", "slow", *speeds]))}
    records = [make_record(f"send {n}", output={"speed": "slow"}) for n in range(2)]
    records.append(make_record("send it", output={"speed": "speed_03"}))
    tree = parse(make_page(tmp_path, records, files=files))

    (card,) = tree.xpath("//section[@aria-label='speed']")
    assert read(card.find("h3")) == "speed in 3 labels, in the schema's order"
    (table,) = card.xpath(".//table")
    assert read(table.find("caption")) == "speed, in the schema's order"
    rows = read_rows(table)
    assert [row[0] for row in rows] == ["fast", "slow", *speeds]
    assert [row[1] for row in rows] == ["0", "2", "0", "0", "0", "1", *["0"] * 16]
    assert table.xpath(".//a/@href") == ["#%24.speed=slow", "#%24.speed=speed_03"]


def test_of_very_many_values_the_rarest_are_folded_away(tmp_path: Path) -> None:
    speeds = [f"speed_{place:02}" for place in range(38)]
    files = {**PACK, SCHEMA: PACK[SCHEMA].replace('["fast", "slow"]', json.dumps(["fast", "slow", *speeds]))}
    records = [make_record("send late", output={"speed": "speed_37"}), make_record("send", output={"speed": "slow"})]
    tree = parse(make_page(tmp_path, records, files=files))

    shown, rest = tree.xpath("//section[@aria-label='speed']//table")
    # The two that occur, and of the others the first 28; then the last ten that do not.
    assert [row[0] for row in read_rows(shown)] == ["fast", "slow", *speeds[:27], "speed_37"]
    assert [row[0] for row in read_rows(rest)] == speeds[27:37]
    assert read(rest.find("caption")) == "speed, the rarest, in the schema's order"


def test_what_it_says_of_days_shares_phrasing_and_families_is_true(tmp_path: Path) -> None:
    records = make_ten()
    records[0] = make_record("Send {Box}!", day="2024-02-29", source={"group": "g0", "template": "t0"})
    records[1] = make_record("send {box}", day="2024-02-29", source={"group": "g1", "family": "invented"})
    records[2] = make_record("send the crate", day="2025-03-31", source={"group": "g2"})
    page = make_page(tmp_path, records, repeated=0)

    assert "3 different days from 2024-02-29 to 2025-03-31; 3 examples are said at the end of a month, 2 on Febr" in (
        find(page, "dates")
    )
    assert "the targets are the whole numbers nearest to these shares" in find(page, "shares")
    # Two of the ten differ in case and the mark at the end alone.
    assert "Of 10 requests, 9 differ in more than their values, case and the mark at the end aside" in (
        find(page, "diversity")
    )
    assert "1 of the 3 in the pack is said" in find(page, "content")


def test_words_that_a_stranger_does_not_know_are_explained(tmp_path: Path) -> None:
    page = make_page(tmp_path, make_ten(), repeated=0)

    assert "the words kept apart: those of the slot item , which would give" in find(page, "splits")
    assert "With the same version, pack and benchmark beside it, and the same --exclude if" in find(page, "making")
    assert "PACK is the folder of the pack" in find(page, "making")
    prompt = parse(page).xpath("//section[@id='lengths']//details/pre")
    assert [one.text for one in prompt] == ["Today is 2025-03-11."]
    assert "names that the authors of the templates gave" in find(page, "content")
    for sign in ("(a|b)", "[a]", "{slot}", "<rule>"):
        assert sign in find(page, "content")
    assert "measured of all only" in find(page, "diversity")


def test_without_slots_that_are_kept_apart_none_is_told(tmp_path: Path) -> None:
    files = {**PACK, SLOTS: PACK[SLOTS].replace("    apart: true\n", "")}
    assert "kept apart" not in find(make_page(tmp_path, make_ten(), files=files), "splits")


def test_every_picture_is_told_in_words_and_every_table_named(tmp_path: Path) -> None:
    tree = parse(make_page(tmp_path, make_ten(), repeated=0))

    pictures = tree.xpath("//svg[@role='img']")
    assert len(pictures) > 10
    assert all(read(one.find("title")) and read(one.find("desc")) for one in pictures)
    assert all(one.get("aria-hidden") == "true" for one in tree.xpath("//svg[not(@role)]"))
    assert all(read(table.find("caption")) for table in tree.xpath("//table"))
    assert all(cell.get("scope") for cell in tree.xpath("//th"))


def test_its_parts_can_be_found_without_seeing_them(tmp_path: Path) -> None:
    tree = parse(make_page(tmp_path, make_ten(), repeated=0))

    levels = [int(one.tag[1]) for one in tree.xpath("//h1 | //h2 | //h3 | //h4")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [len(tree.xpath(f"//body/{tag}")) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(name in ids for name in tree.xpath("//@aria-labelledby"))
    assert {link[1:] for link in tree.xpath("//nav//@href")} <= set(ids)
    assert tree.get("lang") == "en"


def test_nothing_is_asked_of_a_network(tmp_path: Path) -> None:
    page = make_page(tmp_path, make_ten())
    tree, source = parse(page), page.read_text("utf-8")

    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'"
    )
    assert all(link.startswith("#") for link in tree.xpath("//@href"))
    assert not tree.xpath("//@src | //link | //iframe | //@action | //@*[starts-with(name(), 'on')] | //@style")
    assert not re.search(r"https?:|url\(|@import|fetch\(|XMLHttpRequest", source)


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    hostile = make_record(
        HOSTILE,
        output={"item": HOSTILE},
        spans={"item": HOSTILE},
        facets={
            "style": HOSTILE,
            "edge_cases": [HOSTILE],
            "wordings": {HOSTILE: HOSTILE, "item": "x"},
            HOSTILE: HOSTILE,
        },
        source={"family": HOSTILE, "template": HOSTILE, "group": HOSTILE, "model": HOSTILE, "prompt": HOSTILE},
    )
    tree = parse(make_page(tmp_path, [hostile, make_record("send it")], rejected={HOSTILE: 1}))

    assert len(tree.xpath("//script")) == 2
    assert not tree.xpath("//img | //b | //@*[starts-with(name(), 'on')]")
    seen = read(tree.xpath("//article//h3")[0])
    assert seen == HOSTILE.replace("\u202e", "\\u202e").replace("\x01", "\\x01") + " item"


def test_every_record_is_in_it_to_the_letter(tmp_path: Path) -> None:
    records = [
        *make_ten(),
        make_record('9\u2028\u2029\n\t"é🙂', output={"item": 12345678901234567890, "a": [1.0, None]}),
    ]
    head, inputs, outputs = unpack(make_page(tmp_path, records))

    assert inputs == [record["input"] for record in records]
    assert outputs == [json.dumps(record["output"], separators=(",", ":"), ensure_ascii=False) for record in records]
    assert head["ids"] == "".join(record["id"] for record in records)
    columns = {column["name"]: column for column in head["columns"]}
    assert [json.loads(columns["split"]["values"][at]) for at in columns["split"]["at"]] == [
        one["split"] for one in records
    ]


def test_of_too_many_an_even_sample_is_shown_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("taskdata.deliver.report.packing.MOST", 4)
    records = make_ten()
    page = make_page(tmp_path, records)

    least = sorted(record["id"] for record in records)[:4]
    ids = unpack(page)[0]["ids"]
    assert ids == "".join(record["id"] for record in records if record["id"] in least)
    assert "4 of the 10 are in this page, drawn evenly" in find(page, "examples")
    assert read(parse(page).xpath("//h1")[0]) == "10 examples"


def test_texts_of_any_length_leave_it_small(tmp_path: Path) -> None:
    long = [make_record(f"{number} {'é' * 200_000}") for number in range(100)]
    page = make_page(tmp_path, long)

    assert 10 < len(unpack(page)[1]) < 100
    assert page.stat().st_size < 2_000_000


def test_refused_drafts_are_told_with_a_few_of_them(tmp_path: Path) -> None:
    data = write_dataset(tmp_path / "data", make_ten(), rejected={"not_said": 1, "past": 2})
    faults = [{"code": "past", "path": "$.day", "message": "is <past>"}]
    refused = [{"example": make_record(f"refused {number}"), "faults": faults} for number in range(2)]
    (data / "rejected.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in refused))
    assert run(tmp_path, str(data), "--no-card").exit_code == 0

    told = find(data / "report.html", "making")
    assert "2 in all; how often each reason was found:" in told
    assert "refused 0 past $.day : is <past>" in told


def test_what_people_say_has_its_rates(tmp_path: Path) -> None:
    data = write_dataset(tmp_path / "data", make_ten(), repeated=0)
    sheet = tmp_path / "anna.csv"
    pack = str(tmp_path / "pack")
    assert run(tmp_path, str(data), "--no-card").exit_code == 0  # writes the pack
    file = str(data / "dataset.jsonl")
    assert CliRunner().invoke(main, ["audit", file, "-n", "10", "-o", str(sheet), "--pack", pack]).exit_code == 0
    head, *rows = sheet.read_text("utf-8-sig").splitlines()
    places = [head.split(",").index(name) for name in ("label", "natural")]
    filled = []
    for number, row in enumerate(rows):
        cells = re.split(r",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", row)
        cells[places[0]], cells[places[1]] = "wrong" if number == 0 else "right", "yes"
        filled.append(",".join(cells))
    sheet.write_text("\n".join([head, *filled]) + "\n", "utf-8")
    read_in = CliRunner().invoke(main, ["audit", file, "--read", str(sheet), "--rates", "--pack", pack])
    assert read_in.exit_code == 0, read_in.output
    assert run(tmp_path, str(data), "--no-card").exit_code == 0

    page = data / "report.html"
    assert "People have judged 10" in findings(page)
    assert "People" in [read(link) for link in parse(page).xpath("//nav//a")]
    labels = parse(page).xpath("//section[@id='audit']//table")[0]
    assert read_rows(labels)[0][:3] == ["all", "10", "1"]
    assert "anna" not in page.read_text("utf-8")
