"""The questions of `taskdata audit` on a terminal."""

from pathlib import Path

import click

from taskdata.cli.terminal import Move, paint_spans, prompt, read_move, render_label, say
from taskdata.deliver.audit_judgements import LABEL, NATURAL, Judgement, Question
from taskdata.foundation.text import escape_controls
from taskdata.workflows.audit import Session

_PROMPTS = {
    LABEL.name: "is the label right?  r(ight)  w(rong)  u(nsure)",
    NATURAL.name: "would a person say it like that?  y(es)  n(o)",
}
_COMMENT = "what is the matter?  a comment, or Enter for none"


def ask_all(session: Session, journal: Path) -> None:
    """Ask for every example of the sample that is not judged yet, until all are or the judge quits."""
    at = session.find_open(0)
    if at is None:
        say(f"all {len(session.examples)} examples of this sample are judged by {session.judge}; -n draws more\n")
        return
    say(f"you judge as {session.judge}; every answer is kept at once in {journal}")
    say("b(ack) and q(uit) work at every question; Enter leaves what is answered already\n")
    try:
        while at is not None:
            move = _ask_one(session, at)
            if move is Move.QUIT:
                break
            at = max(at - 1, 0) if move is Move.BACK else session.find_open(at + 1)
    except (click.Abort, KeyboardInterrupt):
        say(f"\nwhat was answered is kept in {journal}")
        raise
    done = sum(session.is_complete(at) for at in range(len(session.examples)))
    say(f"\n{done} of {len(session.examples)} judged; the same call goes on from there\n")


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
        text = prompt(_PROMPTS[question.name], said)
        answer = read_move(text) or question.read(text) if text else said
        if answer is not None:
            return answer
        if text:
            say(f"  {escape_controls(text)!r} is no answer here; write one of {', '.join(question.answers)}, b or q")


def _ask_comment(session: Session, judgement: Judgement) -> Move | None:
    text = prompt(_COMMENT, judgement.comment)
    if move := read_move(text):
        return move
    session.keep(judgement.model_copy(update={"comment": text or judgement.comment}))
    return None


def _show(session: Session, at: int) -> None:
    example, day = session.examples[at], session.examples[at].reference_date
    head = f"{at + 1} of {len(session.examples)}   {example.category}   {day:%A}, {day.isoformat()}"
    request, legend = paint_spans(example.input, example.spans)
    say("\n" + click.style(head, bold=True))
    say(f"\n  {request}\n")
    if legend:
        say(f"  {legend}\n")
    say(render_label(example.output))
    say("")
