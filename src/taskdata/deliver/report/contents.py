"""What is in a dataset, as cards with bars, and its measures in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import Any

from taskdata.deliver.figures.model import FamilyFigures, Figures, Phrasing
from taskdata.deliver.figures.rows import FieldValues, Row
from taskdata.deliver.report.charts import Bar, Piece, draw_bars, draw_pieces
from taskdata.deliver.report.styles import describe_style
from taskdata.foundation.pack import Pack

_HEAD, _NOTE, _WITH_ABOUT = 4, 3, 1.6
_SHOWN = 12
_SHOWN_OF_LIST = 30
_ALL = "all examples"
_COMMONEST = "the commonest first"
_AS_LISTED = "in the schema's order"
_OWN_FACET = "What the records are counted by besides."
_FACETS = {
    "contrast": "What tells requests apart that are near each other in words and not in meaning, in names that the "
    "authors of the templates gave.",
    "manner": "How a language model was asked to word them, in the words of the pack.",
}


@dataclass(frozen=True, slots=True)
class Card:
    """A card with bars. about: a few words beside its name; note: a sentence below it; either may be empty.

    shown: the bars that are seen at once; rest: those that are folded away; order: how either are ordered, in words.
    unit: what their shares are of.
    """

    name: str
    about: str
    shown: Sequence[Bar]
    rest: Sequence[Bar]
    order: str = _COMMONEST
    unit: str = _ALL
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of diversity: what it is, and its figure of all examples and of each category."""

    name: str
    about: str
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Told:
    """What the manifest tells of one way in which examples were made."""

    name: str
    about: str
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Distances:
    """How far the days of one field lie from the reference date, from those past to those furthest."""

    name: str
    count: int
    pieces: Sequence[Piece]


def make_card(name: str, about: str, bars: Sequence[Bar], note: str = "") -> Card:
    """A card of bars that come with the commonest first."""
    return Card(name, about, bars[:_SHOWN], bars[_SHOWN:], note=note)


def stack_cards(cards: Iterable[Card]) -> tuple[Sequence[Card], Sequence[Card]]:
    """The cards in two columns of about one height, in order down each."""
    left, right = list[Card](), list[Card]()
    heights = {id(left): 0.0, id(right): 0.0}
    for card in cards:
        shorter = min((left, right), key=lambda one: heights[id(one)])
        shorter.append(card)
        heights[id(shorter)] += _measure(card)
    return left, right


def _measure(card: Card) -> float:
    """About how high a card is, in bars."""
    lines = sum(_WITH_ABOUT if bar.about else 1 for bar in card.shown)
    return _HEAD + _NOTE * bool(card.note) + lines + bool(card.rest)


def list_cards(figures: Figures, pack: Pack) -> Iterator[Card]:
    """What is in the dataset: what labels do and say, how requests are typed, what is special about them."""
    if len(figures.actions) > 1:
        yield make_card("Actions", "what the label does", draw_bars(figures.actions, "action"))
    for field in figures.values:
        yield _list_values(field)
    styles = [replace(row, about=describe_style(pack.styles.get(row.name))) for row in figures.styles]
    yield make_card("Styles", "how it is typed, whatever it means", draw_bars(styles, "style"))
    yield _list_edge_cases(figures)
    for name, rows in figures.facets.items():
        heading = name.replace("_", " ").capitalize()
        yield make_card(heading, "", draw_bars(rows, f"facets.{name}"), _FACETS.get(name, _OWN_FACET))


def _list_values(field: FieldValues) -> Card:
    """All values that the schema lists, in its order; of very many, those that occur least are folded away."""
    bars = draw_bars(field.rows, field.path)
    shown = set(nsmallest(_SHOWN_OF_LIST, range(len(bars)), key=lambda place: -bars[place].count))
    labels = "label" if field.n == 1 else "labels"
    return Card(
        field.path.removeprefix("$."),
        f"in {field.n:,} {labels}, {_AS_LISTED}",
        [bar for place, bar in enumerate(bars) if place in shown],
        [bar for place, bar in enumerate(bars) if place not in shown],
        order=_AS_LISTED,
        unit="those labels",
    )


def _list_edge_cases(figures: Figures) -> Card:
    bars = draw_bars(figures.edge_cases, "edge")
    note = (
        "What is special about a request, in names that the authors of the templates gave; a click on a name shows its "
        "examples. A request may have several."
    )
    return make_card("Edge cases", f"{figures.without_edge_case:,} examples have none", bars, note if bars else "")


def list_wordings(figures: Figures) -> list[Card]:
    """How the values of each slot are worded, where there is more than one way."""
    groups = _group_wordings(figures.wordings)
    return [make_card(slot, "", draw_bars(rows, "wording", f"{slot}: ")) for slot, rows in groups.items()]


def _group_wordings(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    """The rows of each slot that is worded in more ways than one."""
    by_slot: dict[str, list[Row]] = {}
    for row in rows:
        by_slot.setdefault(row.name.partition(": ")[0], []).append(row)
    return {slot: rows for slot, rows in by_slot.items() if len(rows) > 1}


def list_distances(figures: Figures) -> list[Distances]:
    """How far the days in labels lie from the reference date, by field."""
    return [
        Distances(field.path.removeprefix("$."), field.n, draw_pieces((row.name, row.count) for row in field.rows))
        for field in figures.days
    ]


def list_families(figures: Figures) -> list[tuple[Bar, FamilyFigures]]:
    """Every family with its bar."""
    bars = draw_bars((family.row for family in figures.families), "family")
    return list(zip(bars, figures.families, strict=True))


def list_measures(figures: Figures) -> list[Measure]:
    """The measures of diversity, of all examples and of each category."""
    told = [figures.diversity.whole, *figures.diversity.categories]
    return [
        Measure(name, about, [show(phrasing) for phrasing in told])
        for name, about, show in _MEASURES
        if any(show(phrasing) != _NONE for phrasing in told)
    ]


_NONE = "–"


def _count(number: int | None) -> str:
    return _NONE if number is None else f"{number:,}"


def _percent(share: float | None) -> str:
    return _NONE if share is None else f"{share:.1%}"


def _decimal(number: float | None) -> str:
    return _NONE if number is None else f"{number:.2f}"


_MEASURES: Sequence[tuple[str, str, Callable[[Phrasing], str]]] = (
    ("Requests", "", lambda one: _count(one.requests)),
    ("Skeletons", "requests that differ in more than the words of their slots, case and the mark at the end aside",
     lambda one: _count(one.skeletons)),
    ("Common openings", "begin with one of the ten commonest three words",
     lambda one: _percent(one.commonest_openings)),
    ("Distinct pairs of words", "of all pairs of neighbours; 1 if none came twice",
     lambda one: _decimal(one.distinct_2)),
    ("Distinct pairs, slots masked", "the same without the words of slots: what the sentences alone give",
     lambda one: _decimal(one.masked_distinct_2)),
    ("Self-BLEU", "how alike requests are, from 0 to 1; measured of all only", lambda one: _decimal(one.self_bleu)),
    ("Four words or fewer", "", lambda one: _percent(one.four_or_fewer)),
    ("Fifteen words or more", "", lambda one: _percent(one.fifteen_or_more)),
    ("Pairs of values", "of two slots in one request: those that occur, of those that could",
     lambda one: f"{one.value_pairs:,} of {one.value_pairs_of:,}" if one.value_pairs_of else _NONE),
)  # fmt: skip


def list_told(figures: Figures) -> list[Told]:
    """What the manifest tells of paraphrases and of seeds; nothing where it tells nothing."""
    told = [
        ("Paraphrases", "worded by a language model, kept where proven", figures.origins.paraphrases),
        ("Seeds", "requests from outside", figures.origins.seeds),
    ]
    return [Told(name, about, list(_flatten(value))) for name, about, value in told if value]


def _flatten(told: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """What stands in an object, those in it with their names behind each other; lists by how long they are."""
    for key, value in told.items():
        name = f"{before}{key.replace('_', ' ')}"
        if isinstance(value, Mapping):
            yield from _flatten(value, f"{name}: ")
        elif isinstance(value, list):
            shown = ", ".join(value) if value and all(isinstance(one, str) for one in value) else f"{len(value):,}"
            yield name, shown
        else:
            yield name, f"{value:,}" if isinstance(value, int) else str(value)
