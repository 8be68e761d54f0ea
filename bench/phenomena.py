"""What people do when they ask, and how much of it a dataset has: `python -m bench.phenomena [dataset.jsonl]`."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.phenomena_rows import GROUPS, Row
from bench.phenomena_ways import Line, mark_slips
from taskdata.deliver.phrasing import Request, measure_phrasing
from taskdata.deliver.self_bleu import measure_self_bleu
from taskdata.foundation.pack import Pack
from taskdata.workflows.generate import generate_dataset
from taskdata.workflows.open_pack import open_pack

N, SEED = 2_000, 0
REAL = 1_721
"""How many real requests were counted; what depends on their number is measured on as many of ours."""
PAGE = """# What people do when they ask, and what the data has of it

<!-- Computed by `make pages`: change bench/phenomena_rows.py or the templates, not this page. -->

Written by `make pages` from {n:,} examples of seed {seed}; `make phenomena` prints the same. The real shares were
counted by regular expressions in {real:,} requests that people wrote to assistants about lists, reminders and
calendars, of two public corpora. They are floors: what people do, the data has at least as often. The categories keep
their shares. How each is counted stands in `bench/phenomena_rows.py`.

{tables}
"""


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table: what is counted, the real figure and the aim if there are any, and ours."""

    name: str
    real: str
    ours: str
    met: bool | None = None
    note: str = ""


def main() -> None:
    """Print the table, or write it as a page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dataset", nargs="?", type=Path, help=f"JSON lines; {N:,} of seed {SEED} are made without one")
    parser.add_argument("--page", type=Path, help="write the table there, as Markdown")
    options = parser.parse_args()
    pack, _ = open_pack(None)
    lines = mark_slips(read_lines(options.dataset) if options.dataset else make_lines(N, SEED))
    groups = {name: count_rows(rows, lines) for name, rows in GROUPS.items()}
    groups["How long, and how much alike"] = measure_all(lines)
    groups["Out of scope"] = count_topics(pack, lines)
    if options.page:
        tables = "\n\n".join(render_page(name, results) for name, results in groups.items())
        options.page.write_text(PAGE.format(n=len(lines), seed=SEED, real=REAL, tables=tables), "utf-8")
        return
    for name, results in groups.items():
        print(f"\n{name}")
        for one in results:
            print(f"  {one.name:45} {one.real:>12} {one.ours:>8}  {tell(one.met):4} {one.note}")


def read_lines(path: Path) -> list[Line]:
    """The examples of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def make_lines(n: int, seed: int) -> list[Line]:
    """The examples of a set that is made now."""
    pack, slots = open_pack(None)
    examples = generate_dataset(pack, slots, n, seed, [], lambda count: None).store.read_examples()
    return [example.model_dump(mode="json") for example in examples]


def count_rows(rows: Sequence[Row], lines: Sequence[Line]) -> list[Result]:
    """The share of each phenomenon, within its category if it has one."""
    results = []
    for row in rows:
        among = [line for line in lines if row.within in ("", line["category"])]
        if not among:
            continue
        share = sum(map(row.says, among)) / len(among)
        aim = row.floor if row.floor is not None else row.real
        note = f"floor {aim:.1%}: {row.note}" if row.floor is not None else row.note
        real = "" if row.real is None else f"{row.real:.1%}"
        results.append(Result(row.name, real, f"{share:.1%}", None if aim is None else share >= aim, note))
    return results


def measure_all(lines: Sequence[Line]) -> list[Result]:
    """Lengths in words, and figures of likeness over as many requests as the real figures come from."""
    texts = [line["input"] for line in lines[:REAL]]
    phrased = measure_phrasing(Request(text, text) for text in texts)
    words = measure_phrasing(Request(line["input"], line["input"]) for line in lines)["words"]
    openings, pairs, bleu = phrased["commonest_openings"], phrased["distinct_2"], measure_self_bleu(texts, REAL) or 0.0
    return [
        Result("words: mean", "8.4", f"{words['mean']:.1f}", 8 <= words["mean"] <= 10, "aim: 8 to 10"),
        Result("words: 5th percentile", "4", f"{words['p5']}", 3 <= words["p5"] <= 4, "aim: 3 to 4"),
        Result("words: 95th percentile", "14", f"{words['p95']}", words["p95"] >= 15, "aim: 15 and more"),
        Result("ten commonest openings of three words", "17%", f"{openings:.1%}", openings <= 0.17, "at most"),
        Result("different word pairs (distinct-2)", "0.46", f"{pairs:.3f}", pairs >= 0.455),
        Result("self-BLEU", "0.58", f"{bleu:.2f}", bleu <= 0.58, "at most; it depends on how it is smoothed"),
    ]


def count_topics(pack: Pack, lines: Sequence[Line]) -> list[Result]:
    """How many kinds of requests that are none of the product's business there are, in the set and in the pack."""
    chosen = [line for line in lines if line["output"].get("error_type") == "out_of_scope"]
    topics = {topic for line in chosen for topic in line["facets"]["edge_cases"]}
    templates = [
        template
        for family in pack.families.values()
        for template in family.templates
        if template.sets.get(("error_type",)) == "out_of_scope"
    ]
    known = {topic for template in templates for topic in template.edge_cases}
    return [
        Result("different requests in the set", "", f"{len({line['input'].lower() for line in chosen}):,}"),
        Result("topics in the set", "", f"{len(topics):,}"),
        Result("topics in the pack", "", f"{len(known):,}", len(known) >= 100, "aim: 100 and more"),
        Result("sentences in the pack", "", f"{len(templates):,}"),
    ]


def tell(met: bool | None) -> str:
    """What the table says of an aim."""
    return "" if met is None else ("yes" if met else "NO")


def render_page(name: str, results: Sequence[Result]) -> str:
    """One group as a Markdown table."""
    rows = [f"| {one.name} | {one.real} | {one.ours} | {tell(one.met)} | {one.note} |" for one in results]
    return "\n".join([f"## {name}", "", "| | real | ours | met | |", "|---|---|---|---|---|", *rows])


if __name__ == "__main__":
    main()
