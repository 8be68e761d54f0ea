"""`taskdata explain`: what it tells of examples of a small pack, and of what became of them since."""

import hashlib
import json
from pathlib import Path

import pytest
from explain_tools import explain, hash_share, identify, make_pack, read_records, run, write_records
from roomy_pack import ROOMY
from small_pack import FAMILIES, SCHEMA, SLOTS, USECASE, write_pack

SET = Path("data/set/dataset.jsonl")
REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return make_pack(tmp_path, monkeypatch)


def write_box(pack: Path) -> Path:
    """One record whose parts are known: of the sentence in line 26 of the families."""
    text, day, sentence = (
        "Ship the red box by express tomorrow.",
        "2025-03-03",
        "<start> <the> {item.thing} {speed.way} {day}",
    )
    template = f"send_how/{hashlib.sha256(sentence.encode()).hexdigest()[:8]}"
    record = {
        "id": identify(text, day), "category": "out", "reference_date": day, "history": [], "input": text,
        "output": {"action": "send", "item": "red box", "speed": "fast", "day": "2025-03-04"},
        "spans": [{"slot": "item", "start": 9, "end": 16}, {"slot": "speed", "start": 17, "end": 27},
                  {"slot": "day", "start": 28, "end": 36}],
        "facets": {"action": "send", "style": "tidy", "edge_cases": ["speed"],
                   "wordings": {"item": "thing", "speed": "way", "day": "tomorrow"}},
        "source": {"kind": "template", "family": "send_how", "template": template, "group": template,
                   "parent": None, "model": None, "prompt": None},
        "split": "train",
    }  # fmt: skip
    return write_records(pack / "box.jsonl", [record])


def test_a_label_is_told_field_by_field(pack: Path) -> None:
    told = explain(identify("Ship the red box by express tomorrow.", "2025-03-03"), "--dataset", write_box(pack))
    assert told["fields"] == [
        {"path": "$.action", "value": "send", "basis": "constant", "slots": [], "days": None},
        {"path": "$.item", "value": "red box", "basis": "slot", "slots": ["item"], "days": None},
        {"path": "$.speed", "value": "fast", "basis": "slot", "slots": ["speed"], "days": None},
        {"path": "$.day", "value": "2025-03-04", "basis": "slot", "slots": ["day"], "days": 1},
    ]
    slots = [(one["words"], one["value"], one["kind"], one["form"], one["days"]) for one in told["slots"]]
    assert slots == [
        ("red box", "red box", "thing", "thing", None),
        ("by express", "fast", "way", "way", None),
        ("tomorrow", "2025-03-04", "tomorrow", None, 1),
    ]


def test_its_template_is_told_with_file_and_line(pack: Path) -> None:
    told = explain(identify("Ship the red box by express tomorrow.", "2025-03-03"), "--dataset", write_box(pack))[
        "template"
    ]
    line = (pack / FAMILIES).read_text().splitlines().index(
        '      - "<start> <the> {item.thing} {speed.way} {day}"'
    ) + 1
    assert told["place"] == f"{FAMILIES}:{line}"
    assert (told["sentence"], told["family"]) == ("<start> <the> {item.thing} {speed.way} {day}", "send_how")


def test_its_split_is_told_with_the_hashes_that_decide(pack: Path) -> None:
    file = write_box(pack)
    told = explain(identify("Ship the red box by express tomorrow.", "2025-03-03"), "--dataset", file)["split"]
    assert told["group"]["share"] == hash_share("group", read_records(file)[0]["source"]["group"])
    assert [(home["what"], home["share"]) for home in told["words"]] == [("red box", hash_share("words", "red box"))]
    assert told["bounds"]["benchmark"] == [0, 0.15]
    assert told["bounds"]["validation"] == pytest.approx([0.15, 0.15 + 0.85 * 0.1])
    assert told["bounds"]["train"] == pytest.approx([0.32, 1])


def test_every_example_of_a_set_is_drawn_again(pack: Path) -> None:
    for record in read_records(SET)[:12]:
        told = explain(record["id"])
        assert told["example"] == record
        assert told["missing"] is None
        assert told["draw"]["typing"][-1]["text"] == record["input"]
        assert told["checked"]["ok"]
        assert told["made"]["is_same"] is True
        assert {field["basis"] for field in told["fields"]} <= {"constant", "slot"}
        assert told["split"]["split"] == told["split"]["group"]["split"] == record["split"]
        assert {home["split"] for home in told["split"]["words"]} == {record["split"]}


def test_the_page_has_it_all(pack: Path) -> None:
    page = run(
        "explain", identify("Ship the red box by express tomorrow.", "2025-03-03"), "--dataset", write_box(pack)
    ).stdout
    for line in (
        "Ship the [red box]item [by express]speed [tomorrow]day.",
        "    said on Monday 2025-03-03  tidy  edge cases: speed",
        '    "day": "2025-03-04"  Tuesday',
        "  $.day     2025-03-04 (Tuesday)  day 'tomorrow' (tomorrow): 1 day after Monday 2025-03-03",
        "  <start> <the> {item.thing} {speed.way} {day}",
        "  no manifest knows this file: it has none beside it, or was changed since",
        "checked now: proven",
    ):
        assert f"{line}\n" in page, page
    assert "two other parsers on 'tomorrow', 2025-03-04 (Tuesday): confirmed" in page


def test_the_first_digits_do_in_any_case(pack: Path) -> None:
    record = read_records(SET)[3]
    assert explain(record["id"][:8].upper())["id"] == record["id"]


def test_an_example_that_stands_in_several_files_is_told_of_all(pack: Path) -> None:
    record = read_records(SET)[0]
    (pack / "data/other").mkdir()
    (pack / "data/other/dataset.jsonl").write_bytes(SET.read_bytes())
    told = explain(record["id"])
    assert (told["place"], told["also_in"]) == ("data/other/dataset.jsonl:1", ["data/set/dataset.jsonl:1"])
    assert explain(record["id"], "--dataset", "data/set")["place"] == "data/set/dataset.jsonl:1"


def test_what_is_not_there_is_exit_1_and_says_where_it_looked(pack: Path) -> None:
    told = run("explain", "0" * 16, code=1)
    assert told.stdout == ""
    assert told.stderr == (
        "taskdata: no example has an id that begins with 0000000000000000; looked in data/set/dataset.jsonl; "
        "another file is named with --dataset\n"
    )
    SET.unlink()
    assert "there is no dataset in the pack or in this folder" in run("explain", "abcd", code=1).stderr


@pytest.mark.parametrize("name", ["abc", "xyzw", "0" * 17, ""])
def test_what_is_no_id_is_exit_2(pack: Path, name: str) -> None:
    assert "write 4 to 16 of its hex digits" in run("explain", name, code=2).stderr


def test_an_id_that_is_several_is_exit_2(pack: Path) -> None:
    records = read_records(write_box(pack))
    twin = {**records[0], "id": records[0]["id"][:12] + "0000"}
    file = write_records(pack / "two.jsonl", [*records, twin])
    told = run("explain", records[0]["id"][:10], "--dataset", file, code=2).stderr
    assert f"2 ids begin with {records[0]['id'][:10]}: {records[0]['id']}, {twin['id']}" in told


def test_a_file_that_cannot_be_read_is_exit_2(pack: Path) -> None:
    assert "cannot be read" in run("explain", "abcd", "--dataset", "none.jsonl", code=2).stderr
    assert "there is no dataset.jsonl" in run("explain", "abcd", "--dataset", "templates", code=2).stderr
    broken = pack / "broken.jsonl"
    broken.write_text('{"id": "abcd", "split": "train"}\n')
    assert "broken.jsonl:1: this is no example record" in run("explain", "abcd", "--dataset", broken, code=2).stderr


# --- what became of it since -------------------------------------------------------------------------------


def test_a_template_that_is_gone_is_told_and_the_rest_is_told_even_so(pack: Path) -> None:
    record = next(one for one in read_records(SET) if one["input"].lower().startswith(("hold", "please hold")))
    text = (pack / FAMILIES).read_text()
    (pack / FAMILIES).write_text(text.replace("hold <the> {item}", "hold on to <the> {item}"))
    told = explain(record["id"])
    assert (told["template"], told["draw"]) == (None, None)
    assert told["missing"].startswith(f"the pack has no template '{record['source']['template']}'")
    assert told["made"]["is_same"] is False
    assert [one["basis"] for one in told["fields"]] == ["constant", "slot"]
    page = run("explain", record["id"]).stdout
    assert "the pack has changed since" in page
    assert f"the pack has no group {record['source']['group']} any more" in page


def test_a_label_that_would_be_another_today_is_told_beside(pack: Path) -> None:
    record = next(one for one in read_records(SET) if one["output"].get("speed") == "fast")
    for name in (SLOTS, "schemas/action.schema.json"):
        text = (pack / name).read_text()
        (pack / name).write_text(text.replace("fast:", "quick:").replace('"fast"', '"quick"'))
    told = explain(record["id"])
    assert told["label_now"] == {**record["output"], "speed": "quick"}
    assert told["checked"]["ok"] is False
    assert told["checked"]["checks"]["shape"] is False
    assert told["checked"]["checks"]["values"] is None
    assert [one["basis"] for one in told["fields"] if one["path"] == "$.speed"] == ["unknown"]
    page = run("explain", record["id"]).stdout
    assert "its template gives another label now:" in page
    assert "checked now: refused" in page


def test_draws_of_a_changed_pack_are_not_made_up(pack: Path) -> None:
    record = next(one for one in read_records(SET) if one["source"]["family"] == "send_plain")
    text = (pack / SLOTS).read_text()
    (pack / SLOTS).write_text(text.replace("(red|green|", "(violet|red|green|").replace("(box|", "(sack|box|"))
    told = explain(record["id"])
    assert told["template"]["id"] == record["source"]["template"]
    if told["draw"] is None:
        assert told["missing"] == "the pack has changed since, so that its draws are others now"
    else:
        assert told["draw"]["typing"][-1]["text"] == record["input"]


def test_a_label_that_somebody_changed_is_refused_and_no_manifest_speaks_for_it(pack: Path) -> None:
    records = read_records(SET)
    records[0]["output"]["item"] = "Green elephant"
    write_records(SET, records)
    told = explain(records[0]["id"])
    assert told["made"]["pack"] is None
    assert told["checked"]["faults"][0]["path"] == "$.item"
    assert told["draw"] is not None
    assert [one["basis"] for one in told["fields"] if one["path"] == "$.item"] == ["unknown"]


# --- other sources -----------------------------------------------------------------------------------------


def test_a_rewording_is_told_with_what_it_rewords_and_by_whom(pack: Path) -> None:
    parent = read_records(write_box(pack))[0]
    text = "the red box should go out by express tomorrow"
    source = {**parent["source"], "kind": "paraphrase", "parent": parent["id"], "model": "m-1", "prompt": "casual@2"}
    spans = [{"slot": "item", "start": 4, "end": 11}, {"slot": "speed", "start": 26, "end": 36},
             {"slot": "day", "start": 37, "end": 45}]  # fmt: skip
    facets = {**parent["facets"], "style": "paraphrase", "manner": {"who": "a clerk"}}
    child = {
        **parent,
        "id": identify(text, "2025-03-03"),
        "input": text,
        "source": source,
        "spans": spans,
        "facets": facets,
    }
    file = write_records(pack / "both.jsonl", [parent, child])
    told = explain(child["id"], "--dataset", file)
    assert told["related"]["parent"]["input"] == parent["input"]
    assert told["missing"] == "a model has reworded the whole request, so that no draw gives it"
    page = run("explain", child["id"], "--dataset", file).stdout
    assert f"  m-1 reworded {parent['id']} (prompt casual@2)\n  asked to be a clerk\n" in page
    assert [one["id"] for one in explain(parent["id"], "--dataset", file)["related"]["paraphrases"]] == [child["id"]]


def test_seeds_are_told_with_what_went_wrong(pack: Path) -> None:
    texts = [
        f"{verb} the {colour} crate out" for verb in ("send", "ship") for colour in ("red", "blue", "green", "grey")
    ]
    rights = [{"action": "send", "item": f"{text.split()[2]} crate"} for text in texts]
    log = [{"input": text, "raw_output": "{}", "reference_date": "2025-05-05", "expected": right}
           for text, right in zip(texts, rights, strict=True)]  # fmt: skip
    run("seeds", "add", write_records(pack / "log.jsonl", log))
    run("generate", "-n", 60, "-o", "data/set", "--force")
    own = [one for one in read_records(SET) if one["source"]["kind"] == "failure"]
    verbatim = [one for one in own if one["facets"]["style"] == "as_typed"]
    varied = [one for one in own if one["facets"]["style"] != "as_typed"]
    assert verbatim
    assert varied
    told = explain(verbatim[0]["id"])
    assert (told["seed"]["state"], told["seed"]["is_verbatim"]) == ("ready", True)
    assert told["missing"] == "it is the seed word for word, so that nothing was drawn"
    assert told["seed"]["findings"][0]["path"] == "$.action"
    assert told["made"]["is_same"] is True
    told = explain(varied[0]["id"])
    assert told["draw"]["typing"][-1]["text"] == varied[0]["input"]
    assert told["seed"]["is_verbatim"] is False
    template = next(one for one in read_records(SET) if one["source"]["kind"] == "template")
    assert explain(template["id"])["draw"]["typing"][-1]["text"] == template["input"]
    Path("data/seeds/seeds.jsonl").unlink()
    gone = explain(varied[0]["id"])
    assert (gone["template"], gone["seed"]) == (None, None)
    assert "has no seeds" in gone["missing"]


def test_a_pack_with_one_action_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = dict(ROOMY)
    for old, new in (
        ("discriminator: action\n", ""),
        ("  halt: a parcel is stopped\n", ""),
        ("out: 0.6, halt: 0.4", "out: 1.0"),
        ("out: 36, halt: 24", "out: 60"),
        ("out: 30, halt: 20", "out: 50"),
    ):
        files[USECASE] = files[USECASE].replace(old, new)
    branch = json.loads(files[SCHEMA])["oneOf"][0]
    del branch["properties"]["action"]
    files[SCHEMA] = json.dumps({**branch, "required": ["item"]})
    files[SLOTS] = files[SLOTS].partition("  stop:\n")[0].replace("      action: send\n", "")
    files[FAMILIES] = files[FAMILIES].partition("  stop_plain")[0]
    monkeypatch.chdir(write_pack(tmp_path / "pack", files))
    run("generate", "-n", 20, "-o", "data/set")
    record = read_records(SET)[0]
    told = explain(record["id"])
    assert told["checked"]["ok"]
    assert told["draw"]["typing"][-1]["text"] == record["input"]
    assert {"path": "$.item", "basis": "slot"}.items() <= told["fields"][0].items()


def test_members_of_a_contrast_are_told_with_those_said_beside_them() -> None:
    records = read_records(REPOSITORY / "data/mvp/dataset.jsonl")
    member = next(one for one in records if "contrast" in one["facets"])
    beside = {one["id"] for one in records if one["source"]["group"] == member["source"]["group"]
              and one["reference_date"] == member["reference_date"]} - {member["id"]}  # fmt: skip
    told = explain(member["id"], "--pack", REPOSITORY)
    assert {one["id"] for one in told["related"]["siblings"]} == beside != set()
    assert told["template"]["contrast"] == member["source"]["group"]


def test_json_is_one_object_of_plain_values(pack: Path) -> None:
    told = run("explain", read_records(SET)[0]["id"], "--json").stdout
    assert told.count("\n") == 1
    assert list(json.loads(told)) == [
        "id", "place", "also_in", "example", "made", "template", "draw", "missing", "label_now", "fields", "slots",
        "seed", "related", "checked", "split",
    ]  # fmt: skip
