"""Two date parsers from elsewhere vote on everything that can be said of days, and on the calendar table.

They know other conventions, so their silence or a lone dissent says little; both of them agreeing on another day than
ours is a reason to look at the phrase again.
"""

import os
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from dates_page import render_page
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle_reasons import REASONS, SUSPECTS
from oracle_run import (
    TABLE_DAYS,
    Asked,
    group_dissents,
    group_suspects,
    list_reference_days,
    run_oracle,
    shape_phrase,
)

from taskdata.check.days_said import find_single_day
from taskdata.check.oracle import DateOracle, Vote

PAGE: Final = Path(__file__).parents[2] / "docs" / "dates.md"
REF: Final = date(2026, 3, 11)
FRIDAY: Final = date(2026, 3, 13)


@pytest.fixture(scope="module")
def run() -> list[Asked]:
    """The votes on everything."""
    return run_oracle()


# The whole grammar


def test_every_disagreement_has_its_reason(run: Sequence[Asked]) -> None:
    """No shape of phrase on which a parser names another day than ours is without a reason, and no reason is stale."""
    assert set(group_dissents(run)) == set(REASONS)


def test_reasons_say_what_the_parsers_do(run: Sequence[Asked]) -> None:
    """In each single case the parser names the day that the reason speaks of."""
    for (shape, parser), dissents in group_dissents(run).items():
        unlike = [asked for asked in dissents if not REASONS[shape, parser].fits(asked.dissents[parser], asked)]
        assert unlike == []


def test_no_phrase_is_suspect_without_a_reason(run: Sequence[Asked]) -> None:
    """Where both parsers agree against us, the phrase is listed with a reason; no listing is stale."""
    assert set(group_suspects(run)) == set(SUSPECTS)


def test_votes_are_worth_having(run: Sequence[Asked]) -> None:
    """The parsers understand enough for their silence on the rest to mean something."""
    for part in (run, [asked for asked in run if asked.kind == TABLE_DAYS]):
        assert sum(asked.vote.verdict == "confirm" for asked in part) > len(part) / 2


def test_the_page_is_current(run: Sequence[Asked]) -> None:
    """docs/dates.md says what the run says: `make pages` writes it."""
    assert PAGE.read_text("utf-8") == render_page(run)


# What a question is


def test_reference_days() -> None:
    """Two leap days, every New Year's Day, every end of a month, and each weekday often."""
    refs = list_reference_days()
    assert {date(2024, 2, 29), date(2028, 2, 29), *(date(year, 1, 1) for year in range(2024, 2030))} <= set(refs)
    assert sum((ref + timedelta(1)).day == 1 for ref in refs) == 72
    assert min(Counter(ref.weekday() for ref in refs).values()) >= 10


@pytest.mark.parametrize(
    ("words", "shape"),
    [
        ("by next Thurs", "next WEEKDAY"),
        ("on the 22nd of May", "the NTH of MONTH"),
        ("in a couple of weeks", "in N weeks"),
        ("twelve days from today", "N days from today"),
        ("Sept 5, 2027", "MONTH N, YEAR"),
        ("25/12", "N/N"),
        ("2026-02-30", "YEAR-N-N"),
        ("New Year's Eve", "new year's eve"),
    ],
)
def test_shapes(words: str, shape: str) -> None:
    assert shape_phrase(words) == shape


@pytest.mark.parametrize(
    ("words", "first", "last", "end"),
    [
        ("by Friday", None, FRIDAY, ("by Friday", FRIDAY)),
        ("before Friday", None, date(2026, 3, 12), ("before Friday", FRIDAY)),
        ("after Friday", date(2026, 3, 14), None, ("Friday", FRIDAY)),
        ("from Friday to Monday", FRIDAY, date(2026, 3, 16), ("Friday", FRIDAY)),
        ("between Mar 13 and Mar 16", FRIDAY, date(2026, 3, 16), ("Mar 13", FRIDAY)),
        ("on Friday", FRIDAY, FRIDAY, ("on Friday", FRIDAY)),
        ("this week", date(2026, 3, 9), date(2026, 3, 15), None),
    ],
)
def test_single_days_of_spans(
    words: str, first: date | None, last: date | None, end: tuple[str, date | None] | None
) -> None:
    assert find_single_day(words, first, last) == end


# The vote


def test_one_parser_confirms() -> None:
    """dateparser takes "next Friday" for the coming one, parsedatetime for that of the week after, as we do."""
    assert DateOracle().vote("next Friday", date(2026, 3, 20), REF) == Vote("confirm", FRIDAY, date(2026, 3, 20))


def test_both_against_the_day() -> None:
    assert DateOracle().vote("tomorrow", FRIDAY, REF) == Vote("suspect", date(2026, 3, 12), date(2026, 3, 12))


def test_both_find_a_day_where_there_is_to_be_none() -> None:
    assert DateOracle().vote("tomorrow", None, REF).verdict == "suspect"


def test_they_differ_from_the_day_and_from_each_other() -> None:
    vote = DateOracle().vote("next Friday", date(2026, 3, 14), REF)
    assert vote == Vote("abstain", FRIDAY, date(2026, 3, 20))


@pytest.mark.parametrize("words", ["", "by", "eow", "Christmas", "the quick brown fox", "Feb 30", "9" * 500])
def test_silence(words: str) -> None:
    assert DateOracle().vote(words, REF, REF) == Vote("abstain", None, None)


def test_silence_confirms_no_missing_day() -> None:
    assert DateOracle().vote("Feb 30", None, REF).verdict == "abstain"


@pytest.mark.parametrize("frame", ["by ", "on ", "due ", "before ", "for ", "until ", "Due by ", "  due  on "])
def test_words_that_introduce_a_day(frame: str) -> None:
    assert DateOracle().vote(f"{frame}Friday ", FRIDAY, REF) == Vote("confirm", FRIDAY, FRIDAY)


@settings(deadline=None)
@given(st.text() | st.from_regex(r"[0-9a-z ,/:.-]{1,30}", fullmatch=True), st.dates())
def test_nothing_is_raised(words: str, ref: date) -> None:
    """Whatever the words and the day, up to the ends of the calendar: the same vote with and without memory."""
    assert DateOracle().vote(words, ref, ref) == DateOracle(remembered=0).vote(words, ref, ref)


def test_a_failure_leaves_no_trace() -> None:
    """A phrase on which a parser breaks off changes nothing for the next one."""
    oracle = DateOracle(remembered=0)
    for words in ("Friday, Feb 30", "31/4 Friday", "this 5pm") * 3:
        oracle.vote(words, None, REF)
    assert oracle.vote("Friday", FRIDAY, REF) == Vote("confirm", FRIDAY, FRIDAY)


def test_warnings_of_a_parser_are_silenced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here every warning is an error, and an error would silence the parser; outside of the vote it still is one."""

    def warn(words: str, base: datetime) -> datetime:
        warnings.warn("old", DeprecationWarning, stacklevel=1)
        return base

    monkeypatch.setattr("taskdata.check.oracle._load_dateparser", lambda: warn)
    assert DateOracle().vote("eow", REF, REF) == Vote("confirm", REF, None)
    with pytest.raises(DeprecationWarning):
        warn("eow", datetime(2026, 3, 11))


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was asked lately is not asked again; what is older is forgotten."""
    asked: list[date] = []

    def answer(load: object, words: str, ref: date) -> None:
        asked.append(ref)

    monkeypatch.setattr("taskdata.check.oracle._ask", answer)
    oracle = DateOracle(remembered=3)
    days = [REF + n * timedelta(1) for n in range(4)]
    for day in (*days, days[3], days[0]):
        oracle.vote("by Friday", day, day)
        oracle.vote("Friday", None, day)
    assert asked == [day for day in (*days, days[0]) for parser in ("dateparser", "parsedatetime")]


@pytest.mark.parametrize(
    "words", ["tomorrow", "next Friday", "eow", "Feb 30", "by the 15th", "in two weeks", "nothing"]
)
@pytest.mark.parametrize("day", [REF + timedelta(1), REF + timedelta(14), FRIDAY, None])
def test_suspect_is_the_vote_where_that_is_suspect(words: str, day: date | None) -> None:
    vote = DateOracle().vote(words, day, REF)
    assert DateOracle().suspect(words, day, REF) == (vote if vote.verdict == "suspect" else None)


# The machine

_ELSEWHERE: Final = """
from datetime import date
from taskdata.check.days_said import find_single_day
from taskdata.check.oracle import DateOracle
oracle = DateOracle()
for words in ("today", "Friday", "Feb 30 in 3 days", "31/4 in 3 days", "3 days from this noon", "5pm EST tomorrow",
              "1700000000", "noon", "March", "the 32nd"):
    print(words, oracle.vote(words, None, date(2026, 3, 11)))
"""


def _ask_elsewhere(zone: str, language: str) -> str:
    environment = {**os.environ, "TZ": zone, "LC_ALL": language, "LANG": language}
    command = [sys.executable, "-W", "error", "-c", _ELSEWHERE]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_clock_and_locale_of_the_machine_do_not_matter() -> None:
    """Two zones 26 hours apart never have the same day, so that an answer from the clock would differ."""
    assert _ask_elsewhere("Pacific/Kiritimati", "C") == _ask_elsewhere("Etc/GMT+12", "de_DE.UTF-8") != ""


def test_the_command_starts_without_the_parsers() -> None:
    program = "import sys, taskdata.cli, taskdata.check.oracle as oracle; oracle.DateOracle()\n"
    program += "assert not {'dateparser', 'parsedatetime'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)
