"""`taskdata spec`: the document for people, read back as a reader would: its tables, its words, its bytes."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from click.testing import CliRunner, Result

from taskdata.cli import main
from taskdata.evaluate.ledger import Run, RunCriterion, RunFigure

REPOSITORY = Path(__file__).resolve().parents[2]
STARTER = REPOSITORY / "examples" / "starter"
PERSON = "    - people say the same thing twice because the first answer was wrong\n"
RULES = """\
    - {about: too few are right, when: {metric: exact_match, op: "<", target: 0.8, iterations: 3}}
    - the data needed exceeds the means
"""
Table = list[dict[str, str]]
Figure = tuple[float, float, float]
"""Value, and the ends of its interval."""


def run_spec(*options: object) -> Result:
    """Run the command; only an exit may end it."""
    result = CliRunner().invoke(main, ["spec", *map(str, options)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def write_spec(*options: object) -> str:
    """The document."""
    result = run_spec(*options)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def split_row(line: str) -> list[str]:
    """The cells of a row as a reader sees them: a pipe with a backslash before it is a sign like any other."""
    assert line.startswith("|"), line
    assert line.endswith("|"), line
    cells = re.findall(r"((?:\\.|[^|\\])*)\|", line[1:])
    return [re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", cell.strip()) for cell in cells]


def read_tables(text: str) -> list[Table]:
    """All tables; each row has as many cells as the head, and the line below the head is one of dashes."""
    tables = []
    for block in text.split("\n\n"):
        lines = block.strip("\n").splitlines()
        if not lines or not lines[0].startswith("|"):
            assert not any(line.startswith("|") for line in lines), block
            continue
        head, rule, *rows = map(split_row, lines)
        assert all(re.fullmatch(r":?-{3,}:?", cell) for cell in rule), block
        assert {len(row) for row in (rule, *rows)} == {len(head)}, block
        tables.append([dict(zip(head, row, strict=True)) for row in rows])
    return tables


def read_sections(text: str) -> dict[str, str]:
    """What stands under each heading of the second rank, by its words."""
    parts = re.split(r"^## \d+\. (.+)\n", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def read_rows(text: str, section: str, key: str, number: int = 0) -> dict[str, dict[str, str]]:
    """The rows of a table of a section, by the cell of one column."""
    return {row[key]: row for row in read_tables(read_sections(text)[section])[number]}


def make_run(
    day: int, exact: Figure, *, trained: str | None, model: str | None = "small-1", test: str = "held",
    figures: Mapping[str, Figure] | None = None, n: int = 1000, verdict: Any = "undecided",
) -> Run:  # fmt: skip
    """A line of the ledger. Other figures than exact match by metric, with a category after a blank."""
    listed = [
        RunFigure(metric=name.split()[0], category=(*name.split(), None)[1], value=value, low=low, high=high, n=n)
        for name, (value, low, high) in {"exact_match": exact, **(figures or {})}.items()
    ]
    return Run(
        at=datetime(2026, 3, day, 23, 30, tzinfo=timezone(timedelta(hours=2))), version="0.1.0", pack="p", model=model,
        trained_on=trained, dataset=trained and f"data/{trained}", test=test, test_name=f"data/{test}.jsonl",
        answers=f"{day:064x}", n=n, figures=tuple(listed), criteria=(), verdict=verdict,
    )  # fmt: skip


def write_ledger(path: Path, runs: Iterable[Run]) -> Path:
    """A ledger."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(run.model_dump_json() + "\n" for run in runs), encoding="utf-8")
    return path


def copy_starter(folder: Path, *changes: tuple[str, str]) -> Path:
    """A copy of the starter, its use case changed."""
    copytree(STARTER, folder)
    text = (folder / "usecase.yaml").read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (folder / "usecase.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter with a rule that is measured; nothing is made or measured."""
    return copy_starter(tmp_path_factory.mktemp("plain") / "pack", (PERSON, RULES))


@pytest.fixture(scope="module")
def full_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with two datasets and a benchmark."""
    folder = copy_starter(tmp_path_factory.mktemp("full") / "pack", (PERSON, RULES))
    for options in (["-n", "100", "-o", folder / "data/b_small"], ["-n", "120", "-o", folder / "data/a_large"],
                    ["--benchmark", "-o", folder / "data"]):  # fmt: skip
        made = CliRunner().invoke(main, ["generate", "--pack", str(folder), *map(str, options)])
        assert made.exit_code == 0, made.stderr
    return folder


@pytest.mark.parametrize("folder", [REPOSITORY, STARTER, REPOSITORY / "examples" / "expenses"], ids=lambda f: f.name)
def test_every_pack_has_a_document_of_the_same_sections(folder: Path, tmp_path: Path) -> None:
    text = write_spec("--pack", folder, "--ledger", tmp_path / "none.jsonl")
    assert list(read_sections(text)) == [
        "Executive summary", "Capability requirements", "Gap analysis", "Data strategy", "Iterations",
        "Success criteria", "Go or no-go", "Risks and mitigations", "What the figures mean",
    ]  # fmt: skip
    assert len(read_tables(text)) >= 11
    assert "None" not in text
    assert "\n\n\n" not in text
    assert text.endswith("|\n")


def test_without_data_and_runs_it_says_so(pack: Path) -> None:
    text = write_spec("--pack", pack)
    head = {row["This document"]: row[""] for row in read_tables(text)[0]}
    assert (head["data"], head["benchmark"], head["measurements"]) == ("not made yet", "not made yet", "none yet")
    sections = read_sections(text)
    assert "No model has been measured yet, so nothing is decided. Nor has a dataset been made yet." in text
    assert "Not made yet: there is neither a dataset nor a benchmark." in sections["Data strategy"]
    assert "Not measured yet: the ledger has no run." in sections["Iterations"]
    assert "**Not measured yet.**" in sections["Go or no-go"]
    for section, key in (("Capability requirements", "Capability"), ("Success criteria", "Criterion"),
                         ("Go or no-go", "Criterion")):  # fmt: skip
        for row in read_rows(text, section, key).values():
            assert [row["Measured"], row["95% interval"], row["n"], row["Met?"]] == [
                "not measured yet", "–", "–", "not known yet",
            ]  # fmt: skip


def test_what_the_use_case_says_is_there(pack: Path) -> None:
    text = write_spec("--pack", pack)
    assert text.startswith("# Lights, heating and music by voice: use-case specification\n")
    assert read_rows(text, "Capability requirements", "Capability")["lights"] | {"n": ""} == {
        "Capability": "lights", "What it must do": "the right lamp does the right thing",
        "Figure": "exact match, lights only", "Target": "at least 95.0%", "Measured": "not measured yet",
        "95% interval": "–", "n": "", "Met?": "not known yet",
    }  # fmt: skip
    # From 90% to 99%, and from 1200 ms to 150 ms.
    gaps = read_rows(text, "Gap analysis", "Figure")
    assert list(gaps["JSON validity"].values())[1:4] == ["90.0%", "99.0%", "9.0 points"]
    assert list(gaps["mean latency"].values())[1:4] == ["1,200 ms", "150 ms", "1,050 ms"]
    assert read_rows(text, "Go or no-go", "Criterion")["mean latency in ms"]["Target"] == "less than 200 ms"
    # 100 by shares of 40, 20, 20, 20; 500 by counts; splits of 80, 10, 10; the benchmark by counts.
    planned = {row["Examples"]: list(row.values())[1:] for row in read_tables(read_sections(text)["Data strategy"])[2]}
    assert planned == {
        "100": ["to look at", "40", "20", "20", "20", "80", "10", "10"],
        "500": ["to train on", "190", "110", "100", "100", "400", "50", "50"],
        "40": ["the benchmark, which decides", "10", "10", "10", "10", "–", "–", "–"],
    }
    assert "15% of both are kept for the benchmark" in text
    assert list(read_rows(text, "Risks and mitigations", "Risk")) == [
        "the model learns the sentences and not the language"
    ]


def test_what_was_made_is_read_from_the_manifests(full_pack: Path) -> None:
    text = write_spec("--pack", full_pack)
    made = read_tables(read_sections(text)["Data strategy"])[3]
    assert [list(row.values())[:9] for row in made] == [
        ["data/b_small", "100", "40 (40.0%)", "20 (20.0%)", "20 (20.0%)", "20 (20.0%)", "80", "10", "10"],
        ["data/a_large", "120", "48 (40.0%)", "24 (20.0%)", "24 (20.0%)", "24 (20.0%)", "96", "12", "12"],
        ["data/benchmark.jsonl", "40", "10 (25.0%)", "10 (25.0%)", "10 (25.0%)", "10 (25.0%)", "–", "–", "–"],
    ]
    assert {row["State of the pack"] for row in made} == {"as now"}
    assert "Every count is as planned." in text
    manifest = json.loads((full_pack / "data/b_small/manifest.json").read_text("utf-8"))
    varied = read_rows(text, "Data strategy", "Set", 4)["data/b_small"]
    assert varied["Families"] == str(len(manifest["counts"]["family"]))
    assert varied["Templates"] == str(manifest["counts"]["templates"])
    assert varied["Different phrasings"] == f"{manifest['diversity']['whole']['skeletons']} of 100"
    assert "data/b_small: nothing stands in two splits; nothing of it is kept for the benchmark" in text.replace(
        "\\", ""
    )
    digest = hashlib.sha256((full_pack / "data/b_small/dataset.jsonl").read_bytes()).hexdigest()
    assert f"data/b_small, 100 examples, SHA-256 {digest[:16]}; data/a_large" in read_tables(text)[0][4][""]


def change_manifest(folder: Path, target: Path, **changes: Any) -> Path:
    """A copy of a dataset with other entries in its manifest."""
    copytree(folder, target)
    manifest = json.loads((target / "manifest.json").read_text("utf-8"))
    (target / "manifest.json").write_text(json.dumps(manifest | changes), encoding="utf-8")
    return target


def test_a_dataset_that_is_not_sound_is_said_to_be_so(full_pack: Path, tmp_path: Path) -> None:
    folder = full_pack / "data/b_small"
    counts = json.loads((folder / "manifest.json").read_text("utf-8"))["counts"]
    counts["category"] |= {"lights": 39, "music": 21}
    bad = change_manifest(
        folder, tmp_path / "bad", counts=counts, pack={"name": "home-control", "hash": "0" * 16},
        leakage={"test and train": {"groups": 2, "words": 0, "inputs": 1}}, rejected={"past": 4, "id": 3},
        held_for_benchmark={"groups": 1, "words": 4}, families_missing_in_train=["dim"],
    )  # fmt: skip
    text = write_spec("--pack", full_pack, "--dataset", bad)
    (row,) = (row for row in read_tables(read_sections(text)["Data strategy"])[3] if row["Set"] == bad.as_posix())
    assert row["lights"] == "39 (39.0%), planned 40"
    assert row["music"] == "21 (21.0%), planned 20"
    assert row["State of the pack"] == "earlier"
    assert "**3 sentence patterns, free texts or requests stand in two splits**" in text
    assert "**5 patterns or texts of it are kept for the benchmark**" in text
    assert "1 families are missing in train; drafts that the verifier refused and left out: 7." in text
    assert "Where a count is not as planned, the planned one stands beside it. Earlier:" in text


def test_seeds_are_counted(full_pack: Path, tmp_path: Path) -> None:
    seeds = {
        "states": {"open": 3, "ready": 9}, "in_no_example": 2, "examples": {"verbatim": 7, "varied": 5},
        "groups": [
            {"kind": "schema", "path": "$.a", "family": None, "seeds": 2, "ready": 0,
             "examples": {"verbatim": 0, "varied": 0}},
            {"kind": "not_json", "path": None, "family": None, "seeds": 4, "ready": 1,
             "examples": {"verbatim": 0, "varied": 0}},
            {"kind": "wrong_value", "path": "$.b", "family": "dim", "seeds": 3, "ready": 3,
             "examples": {"verbatim": 0, "varied": 5}},
            {"kind": "real", "seeds": 3, "ready": 3, "examples": {"verbatim": 7, "varied": 0}},
        ],
    }  # fmt: skip
    folder = change_manifest(full_pack / "data/b_small", tmp_path / "seeded", seeds=seeds)
    text = write_spec("--pack", full_pack, "--dataset", folder)
    (row,) = read_tables(read_sections(text)["Data strategy"])[5]
    assert list(row.values())[1:] == ["12", "9", "2", "7", "5", "1 of 3", "not_json (4); schema at $.a (2)"]
    assert read_tables(read_sections(text)["Data strategy"])[3][0]["State of the pack"] == "not known"


RUNS = [
    make_run(1, (0.62, 0.59, 0.65), trained="one", verdict="no-go"),
    make_run(2, (0.90, 0.70, 0.97), trained=None, model=None, test="small", n=20),
    make_run(3, (0.71, 0.68, 0.74), trained="two", verdict="no-go"),
    make_run(
        5, (0.92, 0.905, 0.935), trained="three", verdict="no-go",
        figures={
            "json_validity": (0.985, 0.975, 0.991), "latency_ms.mean": (260.4, 251.0, 270.0),
            "exact_match lights": (0.96, 0.93, 0.98),
        },
    ),
]  # fmt: skip


def test_runs_are_told_one_by_one(pack: Path, tmp_path: Path) -> None:
    text = write_spec("--pack", pack, "--ledger", write_ledger(tmp_path / "runs.jsonl", RUNS))
    rows = [list(row.values()) for row in read_tables(read_sections(text)["Iterations"])[0]]
    held, small = "data/held.jsonl", "data/small.jsonl"
    assert rows == [
        ["1", "2026-03-01", "small-1", "data/one", held, "1,000", "62.0%", "59.0% to 65.0%", "–", "no-go"],
        ["–", "2026-03-02", "not named", "not told", small, "20", "90.0%", "70.0% to 97.0%", "–", "undecided"],
        ["2", "2026-03-03", "small-1", "data/two", held, "1,000", "71.0%", "68.0% to 74.0%", "+9.0 points", "no-go"],
        ["3", "2026-03-05", "small-1", "data/three", held, "1,000", "92.0%", "90.5% to 93.5%", "+21.0 points", "no-go"],
    ]
    assert "Exact match over the 3 iterations: 62.0%, then 71.0%, then 92.0%." in text


def test_the_latest_run_is_held_against_the_use_case(pack: Path, tmp_path: Path) -> None:
    text = write_spec("--pack", pack, "--ledger", write_ledger(tmp_path / "runs.jsonl", RUNS))
    # Both ends above 90% for the criterion; all below 95% for success; 260 ms where less than 200 is asked for.
    go = read_rows(text, "Go or no-go", "Criterion")
    assert list(go["right answers"].values())[2:] == [
        "more than 90.0%", "40", "92.0%", "90.5% to 93.5%", "1,000", "met",
    ]  # fmt: skip
    assert list(go["mean latency in ms"].values())[4:] == ["260 ms", "251 ms to 270 ms", "1,000", "not met"]
    assert read_rows(text, "Success criteria", "Criterion")["right answers"]["Met?"] == "not met"
    # 98.5% of at least 99%: the interval from 97.5% to 99.1% is on both sides.
    able = read_rows(text, "Capability requirements", "Capability")
    assert able["parse"]["Met?"].startswith("undecided: about ")
    assert able["lights"]["Met?"].startswith("undecided: about ")
    missed = read_tables(read_sections(text)["Gap analysis"])[1]
    keys = ("Requirement", "Kind", "Gap to the target", "State")
    told = [tuple(row[key].split(":")[0] for key in keys) for row in missed]
    assert told == [
        ("mean latency in ms", "go or no-go", "60 ms", "not met"),
        ("right answers", "success", "3.0 points", "not met"),
        ("parse", "capability", "0.5 points", "undecided"),
        ("lights", "capability", "none", "undecided"),
    ]  # fmt: skip
    gaps = read_rows(text, "Gap analysis", "Figure")
    assert gaps["JSON validity"]["Still missing"] == "0.5 points, not yet certain"
    assert gaps["mean latency"]["Still missing"] == "110 ms"
    summary = read_sections(text)["Executive summary"]
    assert (
        "**Where it stands: no-go.** On 2026-03-05, small-1 was tested on 1,000 examples of data/held.jsonl and "
        "answered 92.0% of them exactly right (95% interval: 90.5% to 93.5%). What decides: mean latency in ms is "
        "260 ms and must be less than 200 ms; right answers is 92.0% and must be at least 95.0%.\n"
    ) in summary
    assert "When it was tested, the verdict was" not in summary


GOOD = {
    "json_validity": (0.998, 0.994, 0.999),
    "exact_match lights": (0.97, 0.955, 0.98),
    "latency_ms.mean": (140.0, 131.0, 149.5),
}


def test_go_and_a_verdict_that_was_another_then(pack: Path, tmp_path: Path) -> None:
    run = make_run(7, (0.97, 0.955, 0.98), trained="one", figures=GOOD, verdict="no-go")
    text = write_spec("--pack", pack, "--ledger", write_ledger(tmp_path / "runs.jsonl", [run]))
    assert "**Where it stands: go.**" in text
    assert "What decides: every criterion is met." in text
    assert "When it was tested, the verdict was no-go: the criteria have been changed since." in text
    assert "Every capability and every criterion is met." in text
    assert "There is one iteration so far" in text
    gaps = read_rows(text, "Gap analysis", "Figure")
    assert {row["Still missing"] for row in gaps.values()} == {"nothing"}


def test_undecided_says_what_would_decide(pack: Path, tmp_path: Path) -> None:
    # 96% of 1000 with 94.6% to 97.0%: 95% lies within. Latency was not measured.
    run = make_run(7, (0.96, 0.946, 0.97), trained="one")
    text = write_spec("--pack", pack, "--ledger", write_ledger(tmp_path / "runs.jsonl", [run]))
    found = re.search(
        r"What decides is still open: mean latency in ms is not measured yet; right answers is 96.0% and must be at "
        r"least 95.0%, which about ([\d,]+) examples would decide\.",
        text,
    )
    assert found is not None
    # Wilson: (0.96 - 0.95)**2 = 1.96**2 * 0.95 * 0.05 / n at the lower end, so n = 1825, told with two digits.
    assert found[1] == "1,900"


def test_too_few_examples_decide_nothing(pack: Path, tmp_path: Path) -> None:
    run = make_run(7, (1.0, 0.96, 1.0), trained="one", figures=GOOD, n=39)
    text = write_spec("--pack", pack, "--ledger", write_ledger(tmp_path / "runs.jsonl", [run]))
    row = read_rows(text, "Go or no-go", "Criterion")["right answers"]
    assert (row["n"], row["Met?"]) == ("39", "undecided: about 40 examples would decide")


def test_the_last_run_counts_where_no_run_says_what_was_learned_from(pack: Path, tmp_path: Path) -> None:
    runs = [make_run(day, (value, value, value), trained=None) for day, value in ((1, 0.5), (2, 0.25))]
    text = write_spec("--pack", pack, "--ledger", write_ledger(tmp_path / "runs.jsonl", runs))
    assert "answered 25.0% of them exactly right" in text
    assert "No run tells which dataset its model was trained on" in text


def test_a_system_that_is_compared_with_is_not_the_latest_model(pack: Path, tmp_path: Path) -> None:
    runs = [
        make_run(1, (0.75, 0.7, 0.8), trained="one"),
        make_run(2, (0.5, 0.45, 0.55), trained=None, model="large-2"),
    ]
    text = write_spec("--pack", pack, "--ledger", write_ledger(tmp_path / "runs.jsonl", runs))
    assert "On 2026-03-01, small-1 was tested on 1,000 examples of data/held.jsonl and answered 75.0%" in text


def test_a_figure_that_was_measured_elsewhere_has_no_n(tmp_path: Path) -> None:
    asked = '    - {name: right answers, metric: exact_match, op: ">", target: 0.9, min_n: 40}\n'
    own = '    - {name: liked, metric: satisfaction, op: ">", target: 4.125, min_n: 30}\n'
    folder = copy_starter(tmp_path / "pack", (asked, asked + own))
    told = RunCriterion(
        metric="satisfaction", value=4.5, low=4.5, high=4.5, n=None, name="liked", of="go_no_go", met=True
    )
    run = make_run(1, (0.9, 0.9, 0.9), trained="one").model_copy(update={"criteria": (told,)})
    write_ledger(folder / "data/runs.jsonl", [run])
    text = write_spec("--pack", folder)
    row = read_rows(text, "Go or no-go", "Criterion")["liked"]
    assert list(row.values())[1:] == ["satisfaction", "more than 4.125", "30", "4.50", "–", "–", "met"]
    assert {row["Figure"] for row in read_tables(read_sections(text)["What the figures mean"])[0]} >= {"satisfaction"}


@pytest.mark.parametrize(
    ("values", "state", "shown"),
    [
        ([], "0 of 3 iterations measured", "–"),
        ([0.6, 0.7], "2 of 3 iterations measured", "60.0%, 70.0%"),
        ([0.9, 0.6, 0.7, 0.79], "holds: think again", "60.0%, 70.0%, 79.0%"),
        ([0.6, 0.7, 0.8], "does not hold", "60.0%, 70.0%, 80.0%"),
    ],
)
def test_when_to_think_again(pack: Path, tmp_path: Path, values: Sequence[float], state: str, shown: str) -> None:
    runs = [make_run(day, (value, value, value), trained=f"set{day}") for day, value in enumerate(values, 1)]
    text = write_spec("--pack", pack, "--ledger", write_ledger(tmp_path / "runs.jsonl", runs))
    rules = read_rows(text, "Go or no-go", "Rule", 1)
    assert rules["too few are right"] == {
        "Rule": "too few are right",
        "How it is judged": "exact match: less than 80.0% in each of the last 3 iterations",
        "Latest iterations": shown, "State": state,
    }  # fmt: skip
    assert rules["the data needed exceeds the means"]["State"] == "a person decides"
    told = f"**Think again:** too few are right ({shown})."
    assert (told in text) == (state == "holds: think again")


def test_a_dataset_tells_the_iterations_that_learned_from_it(full_pack: Path, tmp_path: Path) -> None:
    digest = {
        name: hashlib.sha256((full_pack / "data/b_small" / name).read_bytes()).hexdigest()
        for name in ("dataset.jsonl", "train.jsonl")
    }
    runs = [make_run(day, (0.5, 0.4, 0.6), trained=digest[name]) for day, name in enumerate(digest, 1)]
    text = write_spec("--pack", full_pack, "--ledger", write_ledger(tmp_path / "runs.jsonl", runs))
    made = read_rows(text, "Data strategy", "Set", 3)
    assert [row["Trained on it"] for row in made.values()] == ["iteration 1, 2", "no model yet", "never"]


HOSTILE = "a | b `c\n\n# no heading\n<b>x</b> *y* __z__ [l](m) ![i](j) &amp; $1$ ~~k~~ 1. \\| end\\"


def test_texts_of_the_use_case_break_no_table_and_make_no_markup(tmp_path: Path) -> None:
    told = json.dumps(HOSTILE)
    folder = copy_starter(
        tmp_path / "pack",
        ("about: the right lamp does the right thing,", f"about: {told},"),
        ("risk: the model learns the sentences and not the language", f"risk: {told}"),
        ("  lights: a lamp is switched or dimmed", f"  lights: {told}"),
        ("  - Now and then it invents rooms that the house does not have.", '  - "- 1. # a point"'),
        ("title: Lights, heating and music by voice", f"title: {told}"),
    )
    run = make_run(1, (0.5, 0.4, 0.6), trained="one", model="m|x`\n| y |", test="a|b")
    write_ledger(folder / "data/runs.jsonl", [run])
    text = write_spec("--pack", folder)
    whole = " ".join(HOSTILE.split())
    assert whole in read_rows(text, "Risks and mitigations", "Risk")
    assert read_rows(text, "Capability requirements", "Capability")["lights"]["What it must do"] == whole
    assert read_rows(text, "Data strategy", "Category", 1)["lights"]["Meaning"] == whole
    assert read_tables(read_sections(text)["Iterations"])[0][0]["Model"] == "m|x` | y |"
    assert len(re.findall(r"^#+ ", text, re.MULTILINE)) == 1 + 9 + 3
    assert "- \\- 1. # a point\n" in text
    bare = re.sub(r"\\.", "", text.replace("**", ""))
    assert not re.search(r"[<`*\[~$]|&amp;|__", bare)


def test_the_same_bytes_from_wherever(full_pack: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_ledger(full_pack / "data/runs.jsonl", RUNS)
    try:
        first = write_spec("--pack", full_pack)
        monkeypatch.chdir(full_pack)
        assert write_spec() == first
        assert "data/runs.jsonl, 4 runs, the last of 2026-03-05" in first
        target = tmp_path / "new" / "spec.md"
        result = run_spec("-o", target)
        assert (result.exit_code, result.stdout) == (0, "")
        assert target.read_text("utf-8") == first
    finally:
        (full_pack / "data/runs.jsonl").unlink()


def test_a_file_that_is_there_is_replaced_only_by_force(pack: Path, tmp_path: Path) -> None:
    target = tmp_path / "spec.md"
    target.write_text("mine", encoding="utf-8")
    result = run_spec("--pack", pack, "-o", target)
    assert result.exit_code == 2
    assert "--force" in result.stderr
    assert target.read_text("utf-8") == "mine"
    assert run_spec("--pack", pack, "-o", target, "--force").exit_code == 0
    assert target.read_text("utf-8").startswith("# Lights")


def test_files_that_are_named_and_not_there_are_told_apart(pack: Path, tmp_path: Path) -> None:
    result = run_spec("--pack", pack, "--dataset", tmp_path / "no", "--ledger", tmp_path / "no.jsonl")
    assert result.exit_code == 0
    assert result.stdout == write_spec("--pack", pack)
    assert result.stderr.splitlines() == [
        f"taskdata: {tmp_path / 'no'}: there is no manifest.json in it, so this dataset is not in the document",
        f"taskdata: {tmp_path / 'no.jsonl'}: there is no such file, so no run is in the document",
    ]


@pytest.mark.parametrize("broken", ["{", '{"at": 1}', "[]"])
def test_a_broken_line_of_the_ledger(pack: Path, tmp_path: Path, broken: str) -> None:
    ledger = write_ledger(tmp_path / "runs.jsonl", RUNS[:2])
    ledger.write_text(ledger.read_text("utf-8") + broken + "\n", encoding="utf-8")
    result = run_spec("--pack", pack, "--ledger", ledger)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"taskdata: {ledger}:3: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{\n  nothing", "this is no manifest of a dataset: $: invalid json"),
        ('{"n": "many"}', "this is no manifest of a dataset: $."),
    ],
)
def test_a_broken_manifest(pack: Path, tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "manifest.json").write_text(text, encoding="utf-8")
    result = run_spec("--pack", pack, "--dataset", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"taskdata: {tmp_path / 'manifest.json'}: {told}")
    assert len(result.stderr.splitlines()) == 1


def test_the_dataset_of_another_pack(pack: Path) -> None:
    result = run_spec("--pack", pack, "--dataset", REPOSITORY / "data" / "mvp")
    assert result.exit_code == 2
    assert "of the pack 'task-management', not of 'home-control'" in result.stderr
