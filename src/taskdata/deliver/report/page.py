"""The page of a dataset: all of it in one file that asks nothing of any network."""

from collections.abc import Mapping, Sequence
from typing import Any

from taskdata.answers.showing import clean
from taskdata.deliver.figures.model import Figures
from taskdata.deliver.figures.rows import Row
from taskdata.deliver.figures.telling import find_command, find_limits
from taskdata.deliver.report.charts import Bar, draw_bars, draw_lengths, draw_months, draw_pieces
from taskdata.deliver.report.contents import (
    list_cards,
    list_distances,
    list_families,
    list_measures,
    list_told,
    list_wordings,
    make_card,
    stack_cards,
)
from taskdata.deliver.report.packing import choose_shown, pack_examples, rank_slots
from taskdata.deliver.report.samples import choose_samples, escape_controls_in_lines
from taskdata.deliver.report.verdict import judge
from taskdata.foundation.pack import Pack
from taskdata.foundation.records import Example
from taskdata.pages.rendering import BASE, inline, let_break, make_environment

_PACKAGE = "taskdata.deliver.report"
_SECTIONS = (
    ("trust", "Trust"), ("samples", "Samples"), ("shares", "Shares"), ("splits", "Splits"), ("content", "Content"),
    ("dates", "Dates"), ("lengths", "Lengths"), ("diversity", "Diversity"), ("making", "Making"), ("audit", "People"),
)  # fmt: skip


def render_report(pack: Pack, examples: Sequence[Example], figures: Figures, version: str) -> str:
    """The page as HTML; the same examples and figures always give the same page.

    `version` is that of taskdata. The examples stand in it themselves, up to `packing.MOST` of them.
    """
    environment = make_environment(_PACKAGE)
    environment.filters |= {
        "count": lambda number: "not known" if number is None else f"{number:,}".removesuffix(".0"),
        "percent": lambda share: "–" if share is None else f"{share:.1%}",
        "plain": escape_controls_in_lines,
        "breakable": lambda name: let_break(escape_controls_in_lines(name)),
    }
    page = environment.get_template("page.html.jinja").render(
        style=inline(BASE, "base.css") + inline(_PACKAGE, "page.css", "examples.css"),
        script=inline(_PACKAGE, "store.js", "card.js", "browse.js"),
        version=version,
        usecase=pack.usecase,
        figures=figures,
        verdict=judge(figures),
        **_draw(figures, pack),
        **_pack(pack, examples, figures),
    )
    return clean(page)


def _draw(figures: Figures, pack: Pack) -> Mapping[str, Any]:
    """Everything that is counted, as it is shown."""
    return {
        "sections": [one for one in _SECTIONS if one[0] != "audit" or (figures.audit and figures.audit.judged)],
        "categories": draw_bars(figures.categories, "category"),
        "split_pieces": draw_pieces((split.name, split.n) for split in figures.splits),
        "has_words": any(split.words is not None for split in figures.splits),
        "stacks": stack_cards(list_cards(figures, pack)),
        "wordings": list_wordings(figures),
        "wording_stacks": stack_cards(list_wordings(figures)),
        "families": list_families(figures),
        "families_in_pack": _count_families(figures),
        "months": draw_months(figures.dates.months),
        "month_bars": draw_bars(figures.dates.months),
        "weekdays": draw_bars(figures.dates.weekdays),
        "distances": list_distances(figures),
        "words": draw_lengths(figures.words, "words"),
        "label_characters": draw_lengths(figures.label_characters, "characters"),
        "phrasings": [figures.diversity.whole, *figures.diversity.categories],
        "diversity": list_measures(figures),
        "origins": make_card("Sources", "what the wording comes from", _draw_if_many(figures.origins.kinds, "source")),
        "models": make_card("Language models", "that worded examples", _draw_if_many(figures.origins.models, "model")),
        "told": list_told(figures),
        "limits": find_limits(figures),
        "command": find_command(figures),
        "refused": draw_bars(_list_refused(figures)),
    }


def _count_families(figures: Figures) -> tuple[int, int]:
    """How many families of the pack are said, and how many it has; those that only examples name are not of it."""
    of_pack = [family for family in figures.families if family.action is not None]
    return sum(family.row.count > 0 for family in of_pack), len(of_pack)


def _draw_if_many(rows: Sequence[Row], key: str) -> list[Bar]:
    """Rows with their bars, and links where there is something to choose."""
    return draw_bars(rows, key if len(rows) > 1 else "")


def _list_refused(figures: Figures) -> list[Row]:
    codes = figures.rejects.codes if figures.rejects else {}
    return [Row(code, count, count / sum(codes.values()), {}) for code, count in codes.items()]


def _pack(pack: Pack, examples: Sequence[Example], figures: Figures) -> Mapping[str, Any]:
    """The examples: a few to be seen at once, the others packed."""
    shown = choose_shown(examples)
    slots = rank_slots(shown)
    fields = {field.path: [row.name for row in field.rows] for field in figures.values}
    return {
        "samples": choose_samples(shown, pack.usecase.categories, slots),
        "shown": len(shown),
        "packed": pack_examples(shown, slots, pack, fields),
    }
