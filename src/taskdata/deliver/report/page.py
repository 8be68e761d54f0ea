"""The page of a dataset: all of it in one file that asks nothing of any network."""

from collections.abc import Mapping, Sequence
from typing import Any

from taskdata.answers.showing import clean
from taskdata.deliver.figures.model import Figures
from taskdata.deliver.figures.rows import Row
from taskdata.deliver.figures.telling import find_command, find_limits
from taskdata.deliver.report.charts import draw_bars, draw_lengths, draw_months, draw_pieces
from taskdata.deliver.report.contents import (
    list_cards,
    list_distances,
    list_families,
    list_measures,
    list_told,
    list_wordings,
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
        "count": lambda number: "not known" if number is None else f"{number:,}",
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
        **_draw(figures),
        **_pack(pack, examples, figures),
    )
    return clean(page)


def _draw(figures: Figures) -> Mapping[str, Any]:
    """Everything that is counted, as it is shown."""
    return {
        "sections": [one for one in _SECTIONS if one[0] != "audit" or (figures.audit and figures.audit.judged)],
        "categories": draw_bars(figures.categories, "category"),
        "split_pieces": draw_pieces((split.name, split.n) for split in figures.splits),
        "has_words": any(split.words is not None for split in figures.splits),
        "stacks": stack_cards(list_cards(figures)),
        "wordings": list_wordings(figures),
        "wording_stacks": stack_cards(list_wordings(figures)),
        "families": list_families(figures),
        "families_said": sum(family.row.count > 0 for family in figures.families),
        "months": draw_months(figures.dates.months),
        "month_bars": draw_bars(figures.dates.months),
        "weekdays": draw_bars(figures.dates.weekdays),
        "distances": list_distances(figures),
        "words": draw_lengths(figures.words, "words"),
        "label_characters": draw_lengths(figures.label_characters, "characters"),
        "phrasings": [figures.diversity.whole, *figures.diversity.categories],
        "diversity": list_measures(figures),
        "origins": draw_bars(figures.origins.kinds, "source" if len(figures.origins.kinds) > 1 else ""),
        "models": draw_bars(figures.origins.models, "model" if len(figures.origins.models) > 1 else ""),
        "told": list_told(figures),
        "limits": find_limits(figures),
        "command": find_command(figures),
        "refused": draw_bars(_list_refused(figures)),
    }


def _list_refused(figures: Figures) -> list[Row]:
    codes = figures.rejects.codes if figures.rejects else {}
    return [Row(code, count, count / sum(codes.values()), {}) for code, count in codes.items()]


def _pack(pack: Pack, examples: Sequence[Example], figures: Figures) -> Mapping[str, Any]:
    """The examples: a few to be seen at once, the others packed."""
    shown = choose_shown(examples)
    slots = rank_slots(shown)
    return {
        "samples": choose_samples(shown, pack.usecase.categories, slots),
        "shown": len(shown),
        "packed": pack_examples(shown, slots, pack, [field.path for field in figures.values]),
    }
