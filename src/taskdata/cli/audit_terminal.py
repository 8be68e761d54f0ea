"""The questions of `taskdata audit` on a terminal."""

import getpass
import os
import re
import sys
from datetime import date
from enum import Enum
from pathlib import Path

import click

from taskdata.deliver.audit_judgements import LABEL, NATURAL, Judgement, Question
from taskdata.foundation.records import Example
from taskdata.foundation.text import escape_controls
from taskdata.workflows.audit import Session

_COLOURS = ("cyan", "yellow", "magenta", "green", "blue")
_DAY = re.compile(r'^( *(?:"[^"]*": )?"(\d{4}-\d\d-\d\d)",?)$')
_PROMPTS = {
    LABEL.name: "is the label right?  r(ight)  w(rong)  u(nsure)",
    NATURAL.name: "would a person say it like that?  y(es)  n(o)",
}
_COMMENT = "what is the matter?  a comment, or Enter for none"


class Move(Enum):
    """Where a judge goes instead of answering."""

    BACK = "b"
    QUIT = "q"


def has_terminal() -> bool:
    """Whether there is somebody to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def name_user() -> str:
    """The name of the user, as far as the machine knows one."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "user"


def ask_all(session: Session, journal: Path) -> None:
    """Ask for every example of the sample that is not judged yet, until all are or the judge quits."""
    at = session.find_open(0)
    if at is None:
        _say(f"all {len(session.examples)} examples of this sample are judged by {session.judge}; -n draws more\n")
        return
    _say(f"you judge as {session.judge}; every answer is kept at once in {journal}")
    _say("b(ack) and q(uit) work at every question; Enter leaves what is answered already\n")
    try:
        while at is not None:
            move = _ask_one(session, at)
            if move is Move.QUIT:
                break
            at = max(at - 1, 0) if move is Move.BACK else session.find_open(at + 1)
    except (click.Abort, KeyboardInterrupt):
        _say(f"\nwhat was answered is kept in {journal}")
        raise
    done = sum(session.is_complete(at) for at in range(len(session.examples)))
    _say(f"\n{done} of {len(session.examples)} judged; the same call goes on from there\n")


def _ask_one(session: Session, at: int) -> Move | None:
    """Ask the questions of one example; back at a later one leads to the one before it."""
    _show(session, at)
    before = judgement = session.recall(at)
    step = 1 if judgement.label and not judgement.natural else 0
    while step < 2:
        question = (LABEL, NATURAL)[step]
        answer = _ask(question, judgement)
        if answer is Move.BACK and step:
            step = 0
            continue
        if isinstance(answer, Move):
            return answer
        judgement = judgement.model_copy(update={question.name: answer})
        session.keep(judgement)
        step += 1
    if judgement.label == LABEL.answers[0] and judgement.natural == NATURAL.answers[0]:
        if judgement != before:  # what the comment was about is mended
            session.keep(judgement.model_copy(update={"comment": ""}))
        return None
    return _ask_comment(session, judgement)


def _ask(question: Question, judgement: Judgement) -> str | Move:
    said: str | None = getattr(judgement, question.name)
    while True:
        text = _prompt(_PROMPTS[question.name], said)
        answer = _read_move(text) or question.read(text) if text else said
        if answer is not None:
            return answer
        if text:
            _say(f"  {escape_controls(text)!r} is no answer here; write one of {', '.join(question.answers)}, b or q")


def _ask_comment(session: Session, judgement: Judgement) -> Move | None:
    text = _prompt(_COMMENT, judgement.comment)
    if move := _read_move(text):
        return move
    session.keep(judgement.model_copy(update={"comment": text or judgement.comment}))
    return None


def _read_move(text: str) -> Move | None:
    return next((move for move in Move if text.casefold() in (move.value, move.name.casefold())), None)


def _prompt(words: str, said: str | None) -> str:
    """A line that is typed, without white space round it; what is no text is asked for again."""
    shown = f"{words} [{escape_controls(said)}]" if said else words
    while True:
        try:
            text = click.prompt(shown, default="", show_default=False, prompt_suffix=" > ", err=True)
            return str(text).encode(errors="replace").decode().strip()
        except UnicodeDecodeError:
            _say("  this is no text in the encoding of the terminal; write it once more")


def _show(session: Session, at: int) -> None:
    example, day = session.examples[at], session.examples[at].reference_date
    head = f"{at + 1} of {len(session.examples)}   {example.category}   {day:%A}, {day.isoformat()}"
    request, legend = _paint_spans(example)
    _say("\n" + click.style(head, bold=True))
    _say(f"\n  {request}\n")
    if legend:
        _say(f"  {legend}\n")
    _say(_render_label(example))
    _say("")


def _paint_spans(example: Example) -> tuple[str, str]:
    """The request and the list of its slots, each slot in a colour of its own."""
    colours: dict[str, str] = {}
    request, legend, end = "", [], 0
    for span in sorted(example.spans, key=lambda span: (span.start, span.end)):
        colour = colours.setdefault(span.slot, _COLOURS[len(colours) % len(_COLOURS)])
        words = escape_controls(example.input[span.start : span.end])
        legend.append(f"{escape_controls(span.slot)}: {click.style(words, fg=colour)}")
        if span.start >= end:
            request += escape_controls(example.input[end : span.start]) + click.style(words, fg=colour)
            end = span.end
    return request + escape_controls(example.input[end:]), " | ".join(legend)


def _render_label(example: Example) -> str:
    """The label as JSON over several lines, with the weekday behind every day."""
    import orjson

    text = orjson.dumps(example.output, option=orjson.OPT_INDENT_2).decode()
    return "\n".join(f"  {_add_weekday(escape_controls(line))}" for line in text.split("\n"))


def _add_weekday(line: str) -> str:
    found = _DAY.match(line)
    if found is None:
        return line
    try:
        return f"{line}  {click.style(f'{date.fromisoformat(found[2]):%A}', dim=True)}"
    except ValueError:
        return line


def _say(text: str) -> None:
    """Print to stderr; in colour on a terminal, unless NO_COLOR is set."""
    click.echo(text, err=True, color=False if os.environ.get("NO_COLOR") else None)
