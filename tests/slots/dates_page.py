"""Writes `docs/dates.md` from a run of the two date parsers: `python tests/slots/dates_page.py docs/dates.md`."""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Final

from calendar_table import DAYS, SPANS
from oracle_reasons import REASONS, SUSPECTS
from oracle_run import (
    DRAWS,
    FIRST,
    LAST,
    Asked,
    group_dissents,
    group_suspects,
    list_reference_days,
    run_oracle,
)

from taskdata.slots.dates.say import SPAN_KINDS

Row = tuple[object, ...]

_INTRO: Final = """\
# How dates are proven

<!-- Computed by `make pages`: change tests/slots/dates_page.py and what it reads, not this page. -->

Which day a phrase means is settled by the tables of the [labelling guide](labelling.md#due_date-a-day), and by
nothing else. Four things hold the code to them:

1. One module says a day, another hears it. They share the words and no arithmetic, and every kind of phrase that is
   said must be heard as the same day, on every day of six years.
2. A table apart, `tests/slots/calendar_table.csv`, gives {rows} phrases with a reference day and what they mean from
   there. It was worked out from the definitions with a calendar, never with the code.
3. What is said is also checked by walking the calendar day by day.
4. Two parsers from elsewhere vote: dateparser {dateparser} and parsedatetime {parsedatetime}. The rest of this page is
   about them.

A vote **confirms** our day if either parser names it, makes it **suspect** if both name one other day, and
**abstains** in all other cases: where a parser is silent, or they differ. The parsers never decide: they follow other
conventions, each has faults of its own, and much of what people type they do not know. A suspect phrase is looked at
again by hand: either our reading is mended, or the phrase is listed [below](#suspects) with the reason why it stands.

## What was asked

{questions} questions: every kind of day and of span that can be said, drawn {draws} times in each form on {refs} days
from {first} to {last} (the ends of all months, the leap days and New Year's Days among them), and the table. A
question is a phrase with the day on which it is said, and each is asked once of its kind. Of a span, an end is asked
that is named by itself ("by Friday", the first day of "from Friday to Monday"). So nothing is asked of {unasked}.
"""

_KINDS: Final = ("kind", "for example", "asked", "confirmed", "abstained", "suspect")
_DISSENTS: Final = ("phrase", "dissents", "for example", "on", "ours", "dateparser", "parsedatetime", "why ours stands")
_SUSPECTS: Final = ("phrase", "times", "for example on", "ours", "both parsers", "why ours stands")

_DISSENT_INTRO: Final = """
## Every disagreement

Each shape of phrase of which a parser names another day than ours at least once. "3 of 8" is how often it does, of
all questions of that shape; a shape stands in two rows if both parsers do. A dash is a parser that names no day. What
the last column says of the parser holds in each single case, not just in the example: the tests compute it.
"""
_SUSPECT_INTRO: Final = """
## Suspects

Where both parsers name the same other day.
"""


def _fill_intro(run: Sequence[Asked]) -> str:
    return _INTRO.format(
        rows=len(DAYS) + len(SPANS),
        dateparser=version("dateparser"),
        parsedatetime=version("parsedatetime"),
        questions=f"{len(run):,}",
        draws=DRAWS,
        refs=len(list_reference_days()),
        first=FIRST.year,
        last=LAST.year,
        unasked=", ".join(f"`{kind}`" for kind in SPAN_KINDS if f"{kind} (span)" not in {asked.kind for asked in run}),
    )


def _table(head: Sequence[str], rows: Iterable[Row]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n" + "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)


def _show(day: date | None, silent: str) -> str:
    return f"{day:%a} {day}" if day else silent


def _kind_rows(run: Sequence[Asked]) -> Iterator[Row]:
    by_kind: defaultdict[str, list[Asked]] = defaultdict(list)
    for asked in run:
        by_kind[asked.kind].append(asked)
    for kind, all_asked in by_kind.items():
        yield kind, f'"{all_asked[0].words}"', *_count(all_asked)
    yield "**all**", "", *_count(run)


def _count(run: Sequence[Asked]) -> Row:
    verdicts = Counter(asked.vote.verdict for asked in run)
    counts = (len(run), verdicts["confirm"], verdicts["abstain"], verdicts["suspect"])
    return tuple(f"{count:,}" for count in counts)


def _by_letters(group: tuple[tuple[str, str], list[Asked]]) -> tuple[str, str]:
    (shape, parser), _ = group
    return shape.lower(), parser


def _dissent_rows(run: Sequence[Asked]) -> Iterator[Row]:
    shapes = Counter(asked.shape for asked in run)
    for (shape, parser), dissents in sorted(group_dissents(run).items(), key=_by_letters):
        share = f"{parser} {len(dissents)} of {shapes[shape]}"
        yield shape, share, *_example(dissents[0]), REASONS[shape, parser].why


def _example(asked: Asked) -> Row:
    answers = _show(asked.vote.dateparser, "–"), _show(asked.vote.parsedatetime, "–")
    return f'"{asked.words}"', _show(asked.ref, ""), _show(asked.day, "no such day"), *answers


def _suspect_rows(run: Sequence[Asked]) -> Iterator[Row]:
    for words, suspects in sorted(group_suspects(run).items()):
        first = suspects[0]
        days = _show(first.ref, ""), _show(first.day, "no such day"), _show(first.vote.dateparser, "")
        yield f'"{words}"', len(suspects), *days, SUSPECTS[words]


def render_page(run: Sequence[Asked]) -> str:
    """The page. A disagreement without a reason raises KeyError."""
    return "".join(
        (
            _fill_intro(run),
            _table(_KINDS, _kind_rows(run)),
            _DISSENT_INTRO,
            _table(_DISSENTS, _dissent_rows(run)),
            _SUSPECT_INTRO,
            _table(_SUSPECTS, _suspect_rows(run)),
        )
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(render_page(run_oracle()), "utf-8")
