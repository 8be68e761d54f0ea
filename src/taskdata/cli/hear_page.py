"""What `taskdata hear` shows: the sentence with its slots marked, the readings, the votes on days."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import click
import orjson

from taskdata.check.days_said import SaidDay
from taskdata.check.grounds import Ground
from taskdata.check.listening import Reading
from taskdata.check.oracle import Vote
from taskdata.check.showing import show_value
from taskdata.foundation.text import escape_controls
from taskdata.workflows.hear import Answer

COLOURS = ("cyan", "yellow", "magenta", "green", "blue")
"""Of slots, one after the other."""
_WIDTH = 96
_MARK = "^"
_VOTES = {"confirm": "confirmed", "suspect": "suspect, look again", "abstain": "no vote"}


@dataclass(frozen=True)
class Mark:
    """A stretch of the text, in code points, with the slot that heard it and its colour."""

    start: int
    end: int
    name: str
    colour: str


def render_answer(answer: Answer) -> str:
    """The whole page, as lines."""
    told = answer.listened
    best = told.readings[0] if told.readings else None
    marks = _list_marks(best.grounds) if best else []
    parts = [_render_text(told.text, marks)]
    if not told.is_understood:
        parts.append(["nothing is understood" + (f": it reads as {_name(best)}" if best else "")])
    elif best and best.action is not None:
        parts.append([f"reads as {_name(best)}", *_render_output(best)])
        parts.append(["because", *_render_grounds(best.grounds, told.text, marks, best.is_chosen)])
    if told.is_tied:
        parts.append([_explain_tie(told.readings)])
    if answer.votes:
        parts.append(["days, as two other parsers read them", *map(_render_vote, *zip(*answer.votes, strict=True))])
    if further := told.readings[1:]:
        parts.append(["further readings, nearly as good", *(_render_further(one, told.readings[0]) for one in further)])
    if told.unknown:
        parts.append([f"not understood: {', '.join(map(repr, told.unknown))}"])
    return "\n\n".join("\n".join(part) for part in parts)


def _name(reading: Reading) -> str:
    return f"{reading.action} {reading.value!r}" if reading.is_chosen else str(reading.action)


def _explain_tie(readings: Sequence[Reading]) -> str:
    if readings[0].action is None:
        return "two readings: it can be a command of its own, or name something to do"
    return "two readings: a further one is as good"


def _render_output(reading: Reading) -> Iterator[str]:
    for line in orjson.dumps(reading.output, option=orjson.OPT_INDENT_2).decode().split("\n"):
        yield f"  {escape_controls(line)}"
    if reading.is_chosen:
        yield "  (its words for the user are not proposed)"
    if reading.is_bare:
        yield "  (no word of it says what to do; this is what is meant where nothing is said)"


def _list_marks(grounds: Iterable[Ground]) -> list[Mark]:
    """The stretches of words, from left to right, none overlapping; equal ones are one."""
    found: dict[tuple[int, int], str] = {}
    for ground in grounds:
        if ground.mention:
            found.setdefault((ground.mention.start, ground.mention.end), ground.mention.slot)
    marks: list[Mark] = []
    for (start, end), name in sorted(found.items()):
        if not marks or start >= marks[-1].end:
            marks.append(Mark(start, end, name, COLOURS[len(marks) % len(COLOURS)]))
    return marks


# --- the sentence ------------------------------------------------------------------------------------------


def _render_text(text: str, marks: Sequence[Mark]) -> list[str]:
    """The text in lines of bearable width, under each a line of marks and one or more of names."""
    lines = []
    for start, end in _wrap(text):
        inside = [mark for mark in marks if mark.start < end and mark.end > start]
        lines.append("  " + _paint(text, start, end, inside))
        if inside:
            lines += [f"  {line}" for line in _underline(text, start, end, inside)]
    return lines


def _wrap(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of the lines, cut behind spaces where there are some."""
    start = 0
    while start < len(text):
        end, width = start, 0
        while end < len(text) and (width := width + _measure(text[end])) <= _WIDTH:
            end += 1
        space = text.rfind(" ", start, end)
        if end < len(text) and space > start:
            end = space + 1
        yield start, end
        start = end


def _paint(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    painted, at = "", start
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        painted += escape_controls(text[at:first]) + click.style(escape_controls(text[first:last]), fg=mark.colour)
        at = last
    return painted + escape_controls(text[at:end])


def _underline(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[str]:
    line, width = "", 0
    for mark in marks:
        first, last = max(mark.start, start), min(mark.end, end)
        gap, length = _measure(text[start:first]) - width, _measure(text[first:last])
        line += " " * gap + click.style(_MARK * length, fg=mark.colour)
        width += gap + length
    yield line
    rows: list[tuple[str, int]] = []
    for mark in marks:
        column, name = _measure(text[start : max(mark.start, start)]), escape_controls(mark.name)
        at = next((at for at, (_, width) in enumerate(rows) if width < column or width == 0), len(rows))
        row, width = rows[at] if at < len(rows) else ("", 0)
        rows[at : at + 1] = [(row + " " * (column - width) + click.style(name, fg=mark.colour), column + len(name))]
    yield from (row for row, _ in rows)


def _measure(text: str) -> int:
    """The columns that a text takes on a terminal."""
    return sum(map(_measure_sign, text))


def _measure_sign(sign: str) -> int:
    if not sign.isprintable():
        return len(escape_controls(sign))
    if unicodedata.combining(sign):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


# --- the lists ---------------------------------------------------------------------------------------------


def _render_grounds(grounds: Sequence[Ground], text: str, marks: Sequence[Mark], is_chosen: bool) -> Iterator[str]:
    """Each value with its slot and its words; what no word says in the end. Of evidence, what was heard is shown."""
    colours = {(mark.start, mark.end): mark.colour for mark in marks}
    said = [(ground, ground.mention) for ground in grounds if ground.mention]
    slots = [escape_controls(mention.slot) for _, mention in said]
    words = [repr(text[mention.start : mention.end]) for _, mention in said]
    values = [_show_ground(ground, is_chosen) for ground, _ in said]
    wide = [max(map(len, column), default=0) for column in (slots, words, values)]
    for (ground, mention), slot, typed, value in zip(said, slots, words, values, strict=True):
        colour = colours.get((mention.start, mention.end))
        padded = click.style(typed, fg=colour) + " " * (wide[1] - len(typed))
        yield f"  {slot:{wide[0]}}  {padded}  {value:{wide[2]}}  {ground.path or ''}".rstrip()
    for basis, told in (("default", "not said"), ("sentence", "by the whole sentence")):
        rest = [f"{ground.path} {show_value(ground.value)}" for ground in grounds if ground.basis == basis]
        if rest:
            yield f"  {told}: {', '.join(rest)}"


def _show_ground(ground: Ground, is_chosen: bool) -> str:
    if ground.path is None:
        return ""
    heard = ground.mention.value if is_chosen and ground.mention else None
    return f"-> {show_value(ground.value if heard is None else heard)}"


def _render_vote(day: SaidDay, vote: Vote) -> str:
    answers: Mapping[str, object] = {"dateparser": vote.dateparser, "parsedatetime": vote.parsedatetime}
    told = ", ".join(f"{name} {answer or 'names none'}" for name, answer in answers.items())
    value = show_value(day.day.isoformat()) if day.day else "a day that does not exist"
    return f"  {day.asked!r} -> {value}: {_VOTES[vote.verdict]} ({told})"


def _render_further(reading: Reading, best: Reading) -> str:
    cost = f"  +{max(reading.cost - best.cost, 0):.2f}  "
    if reading.action is None:
        return f"{cost}both a command of its own and something to do"
    return cost + escape_controls(orjson.dumps(reading.output).decode())
