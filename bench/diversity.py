"""How diverse the requests are, beside ordinary templates and real people: `make diversity`; to a file, the page."""

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple

from bench.diversity_page import GROWTH, INTRO, LIMITS, PAIRS, SAME_SIZE
from bench.ordinary import write_ordinary
from taskdata.deliver.coverage import SlotPair, SlotValues, cover_pairs
from taskdata.deliver.diversity import measure_diversity
from taskdata.deliver.phrasing import measure_phrasing
from taskdata.deliver.self_bleu import measure_self_bleu
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example
from taskdata.workflows.generate import generate_dataset
from taskdata.workflows.open_pack import open_pack

Measures = Mapping[str, Any]
SEED = 0
FIRST, REAL_SIZE, SIZES = 500, 1_721, (500, 2_000, 10_000)
LEAST_COVERED = 12
NONE = "–"


class Row(NamedTuple):
    """A measure, how it is shown, what it is among real requests, and what is aimed at in 500."""

    name: str
    path: str
    show: str = ""
    real: float | None = None
    target: str = NONE
    is_met: Callable[[float], bool] | None = None


ROWS = (
    Row("distinct-1", "whole.distinct_1", ".2f"),
    Row("distinct-2", "whole.distinct_2", ".2f", None, "0.45 or more", lambda found: found >= 0.45),
    Row("distinct-3", "whole.distinct_3", ".2f"),
    Row("slot-masked distinct-2", "whole.masked_distinct_2", ".2f", None, "0.35 or more", lambda found: found >= 0.35),
    Row("self-BLEU of 300", "whole.self_bleu", ".2f", None, "below 0.62", lambda found: found < 0.62),
    Row("ten openings begin", "whole.commonest_openings", ".1%", 0.17, "below 20%", lambda found: found < 0.2),
    Row("words, mean", "whole.words.mean", ".1f", 8.4, "8 to 10", lambda found: 8 <= found <= 10),
    Row("words, 5th percentile", "whole.words.p5", "", 4, "3 to 4", lambda found: 3 <= found <= 4),
    Row("words, 95th percentile", "whole.words.p95", "", 14, "15 or more", lambda found: found >= 15),
    Row("skeletons", "whole.skeletons", ",", None, "300 or more", lambda found: found >= 300),
    Row("largest skeleton", "whole.largest_skeleton.share", ".1%", None, "1% at most", lambda found: found <= 0.01),
    Row("largest family", "largest_family.share", ".1%", None, "4% at most", lambda found: found <= 0.04),
)
REAL = {"whole.distinct_2": 0.46, "self_bleu_of_all": 0.58, **{row.path: row.real for row in ROWS if row.real}}
"""Of 1,721 requests; the two that depend on the number of requests stand beside sets of that size only."""


def main() -> None:
    """Print the page, or write it to the file that is named."""
    page = render_page()
    if sys.argv[1:]:
        Path(sys.argv[1]).write_text(page, "utf-8")
    else:
        print(page, end="")


def render_page() -> str:
    """The page: the first set, sets of the size of the real one, ours as it grows, and what it lacks."""
    pack, slots = open_pack(None)
    made = {n: generate_dataset(pack, slots, n, SEED, [], lambda count: None) for n in sorted({*SIZES, REAL_SIZE})}
    sets = {n: list(dataset.store.read_examples()) for n, dataset in made.items()}
    measured = {n: measure_diversity(pack, examples) for n, examples in sets.items()}
    return "".join(
        (
            INTRO,
            render_first(measured[FIRST]),
            SAME_SIZE,
            _render_same_size(sets[REAL_SIZE], measured[REAL_SIZE]),
            GROWTH,
            _render_growth([measured[n] for n in SIZES]),
            PAIRS.format(least=LEAST_COVERED),
            _render_pairs([_cover(pack, sets[n]) for n in SIZES]),
            LIMITS,
        )
    )


def render_first(ours: Measures) -> str:
    """What the page says of a set of 500: all measures beside ordinary templates, by category, and its balance."""
    ordinary = measure_ordinary(FIRST)
    rows = [
        (row.name, _show(row, ours), _show(row, ordinary), _format(row.real, row.show), row.target, _judge(row, ours))
        for row in ROWS
    ]
    head = ("500 requests", "taskdata", "ordinary", "real", "target", "met")
    return f"{_table(head, rows)}{_render_categories(ours)}{_render_balance(ours)}"


def measure_ordinary(n: int) -> dict[str, Any]:
    """The measures of the ordinary generator, of which a template is a family."""
    requests = [request for category in write_ordinary(n).values() for request in category]
    whole = measure_phrasing(requests)
    return {
        "whole": {**whole, "self_bleu": measure_self_bleu(text for text, _ in requests)},
        "largest_family": {"share": whole["largest_skeleton"]["share"]},
        "self_bleu_of_all": measure_self_bleu((text for text, _ in requests), n),
    }


def _render_categories(ours: Measures) -> str:
    head = (
        "category",
        "requests",
        "distinct-2",
        "slot-masked",
        "skeletons",
        "ten openings",
        "words",
        "pairs of values",
    )
    rows = [
        (
            name,
            part["requests"],
            f"{part['distinct_2']:.2f}",
            f"{part['masked_distinct_2']:.2f}",
            part["skeletons"],
            f"{part['commonest_openings']:.0%}",
            "{mean:.1f} ({p5} to {p95})".format(**part["words"]),
            "{count} of {of}".format(**part["value_pairs"]),
        )
        for name, part in ours["category"].items()
    ]
    return _table(head, rows)


def _render_balance(ours: Measures) -> str:
    days = ours["reference_dates"]
    weekdays = ", ".join(f"{name} {share:.1%}" for name, share in days["weekdays"].items())
    chosen = "".join(
        f"- `{slot}`: {', '.join(f'{value} {count}' for value, count in values.items())}\n"
        for slot, values in ours["chosen_values"].items()
    )
    return (
        f"\nThe largest family is `{ours['largest_family']['family']}`, the largest skeleton "
        f'"{ours["whole"]["largest_skeleton"]["skeleton"]}". How often each value is chosen where a slot offers '
        f"several:\n\n{chosen}\nReference dates: {days['different']} different days; {weekdays}; ends of months "
        f"{days['month_ends']:.1%}; leap days {days['leap_days']}.\n"
    )


def _render_same_size(examples: Sequence[Example], ours: Measures) -> str:
    ours = {**ours, "self_bleu_of_all": measure_self_bleu((example.input for example in examples), len(examples))}
    ordinary = measure_ordinary(len(examples))
    everyone = Row("self-BLEU of all", "self_bleu_of_all", ".2f")
    rows = [
        (row.name, _show(row, ours), _show(row, ordinary), _format(REAL.get(row.path), row.show))
        for row in (*ROWS[:5], everyone, *ROWS[5:])
    ]
    return _table((f"{len(examples):,} requests", "taskdata", "ordinary", "real"), rows)


def _render_growth(measured: Sequence[Measures]) -> str:
    pairs = Row("pairs of values that occur", "whole.value_pairs.share", ".0%")
    rows = [(row.name, *(_show(row, measures) for measures in measured)) for row in (*ROWS, pairs)]
    return _table(("requests", *(f"{n:,}" for n in SIZES)), rows)


def _render_pairs(covered: Sequence[Mapping[SlotPair, tuple[int, int]]]) -> str:
    """The pairs of slots that lack most in the largest set."""
    largest = covered[-1]
    least = sorted(largest, key=lambda pair: (largest[pair][0] - largest[pair][1], pair))[:LEAST_COVERED]
    rows = [
        (f"`{one}`, `{other}`", *(" of ".join(map(str, found.get((one, other), (0, 0)))) for found in covered))
        for one, other in least
    ]
    return _table(("slots", *(f"{n:,}" for n in SIZES)), rows)


def _cover(pack: Pack, examples: Sequence[Example]) -> dict[SlotPair, tuple[int, int]]:
    reader = SlotValues(pack)
    return cover_pairs(set().union(*reader.together.values()), map(reader.read, examples))


def _show(row: Row, measures: Measures) -> str:
    return _format(_find(row.path, measures), row.show)


def _judge(row: Row, measures: Measures) -> str:
    if row.is_met is None:
        return NONE
    return "yes" if row.is_met(_find(row.path, measures)) else "no"


def _find(path: str, measures: Measures) -> Any:
    return reduce(lambda inner, key: inner[key], path.split("."), measures)


def _format(value: float | None, how: str) -> str:
    return NONE if value is None else format(value, how)


def _table(head: Sequence[object], rows: Sequence[Sequence[object]]) -> str:
    """A table of Markdown that can be read as it is."""
    lines = [[str(cell) for cell in line] for line in (head, *rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * width for width in widths])
    shown = (" | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    return "\n" + "".join(f"| {line} |\n" for line in shown)


if __name__ == "__main__":
    main()
