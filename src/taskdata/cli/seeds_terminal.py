"""The questions of `taskdata seeds review` on a terminal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import click

from taskdata.cli.label_prompts import edit_fields, write_json
from taskdata.cli.seed_page import render_draft, render_faults, render_seed
from taskdata.cli.terminal import Move, prompt, read_move, say
from taskdata.foundation.errors import InputError
from taskdata.foundation.text import escape_controls
from taskdata.workflows.open_pack import name_from_here
from taskdata.workflows.seed_judging import JudgedSeed
from taskdata.workflows.seed_store import SeedStore
from taskdata.workflows.seeds_hide import Hiding
from taskdata.workflows.seeds_review import ReviewSession

Answer = Move | Literal["again", "next"]
Hide = Callable[[SeedStore, str], tuple[Hiding, int]]
KEYS = "a(ccept)  e(dit)  j(son)  t(est only)  r(eject)  s(kip)  h(ide WORDS)  b(ack)  q(uit)  ?"
_HELP = """\
  a  accept the label that is shown
  e  change fields of it: path=value lines, such as data.count=2; -data.count takes a field out
  j  write the whole label as JSON
  t  accept it, and keep the seed for tests: it is never trained on word for word
  r  reject the seed: it is of no use
  s  skip it for now; the next call asks again
  h  hide words: personal data that was overlooked, in this seed and in all others
  b  go back to the seed before
  q  leave; every decision is kept"""
_WORDS = {
    "a": "accept", "e": "edit", "j": "json", "t": "test", "r": "reject", "s": "skip", "h": "hide", "?": "help",
}  # fmt: skip


def ask_all(session: ReviewSession, hide: Hide) -> None:
    """Ask about every item of the session, until all are decided or skipped, or the person quits."""
    kept = name_from_here(str(session.store.decisions), Path())
    say(f"you decide as {escape_controls(session.by)}; every decision is kept at once in {kept}")
    at = session.find_open(0)
    try:
        while at is not None:
            move = _Question(session, hide, at).ask()
            if move is Move.QUIT:
                break
            at = max(at - 1, 0) if move is Move.BACK else session.find_open(at + 1)
    except (click.Abort, KeyboardInterrupt):
        say(f"\nwhat was decided is kept in {kept}")
        raise


@dataclass
class _Question:
    """One seed in front of a person, with the label that would be accepted."""

    session: ReviewSession
    hide: Hide
    at: int

    def __post_init__(self) -> None:
        self._label = self.session.label(self._judged)
        self._faults = () if self._label is self._judged.proposed else self._judged.faults

    @property
    def _judged(self) -> JudgedSeed:
        return self.session.seeds[self.session.items[self.at]]

    def ask(self) -> Answer:
        """Show the seed, and do as the person says, until it is decided or left."""
        self._show()
        while True:
            key, _, rest = prompt(KEYS).partition(" ")
            answer = self._answer(key.casefold(), rest.strip())
            if answer != "again":
                return answer

    def _answer(self, key: str, rest: str) -> Answer:
        """Do what a key says: a move, or whether the same seed is asked about again or the next one."""
        if not rest and (move := read_move(key)):
            return move
        letter = next((letter for letter, word in _WORDS.items() if key in (letter, word)), "")
        if letter == "h":
            return self._hide(rest)
        if letter == "r":
            return self._reject(rest)
        act = {
            "a": self._accept, "t": self._hold, "e": self._edit, "j": self._write, "s": self._skip, "?": self._explain,
        }.get(letter)  # fmt: skip
        if act is None or rest:
            if key:
                say(f"  {escape_controls(f'{key} {rest}'.strip())!r} is no answer here; ? explains the keys")
            return "again"
        return act()

    def _show(self) -> None:
        spans = self.session.list_spans(self._judged, self._label)
        head = f"{self.at + 1} of {len(self.session.items)}"
        say("\n" + render_seed(self._judged, head, self._label, spans) + "\n")
        self._show_draft()

    def _show_draft(self) -> None:
        is_decided = self._judged.decision is not None and self._label == self._judged.output
        name = "label" if is_decided or self._label != self._judged.proposed else "proposed label"
        say(render_draft(self._label, self._faults, name) + "\n")

    def _explain(self) -> Answer:
        say(_HELP)
        return "again"

    def _skip(self) -> Answer:
        self.session.skipped.add(self._judged.seed.id)
        return "next"

    def _accept(self) -> Answer:
        return self._decide(is_held=False)

    def _hold(self) -> Answer:
        return self._decide(is_held=True)

    def _decide(self, *, is_held: bool) -> Answer:
        if self._label is None:
            say("  there is no label yet; write one with e or j")
            return "again"
        self._faults = self.session.try_label(self._judged, self._label).faults
        if self._faults:
            say("the pack does not prove this label:\n" + render_faults(self._faults))
            answer = self._ask_unproven()
            if answer != "next":
                return answer
        others = self.session.accept(self._judged.seed.id, self._label, is_held=is_held)
        self._tell_others(others, "have the same label now")
        return "next"

    def _ask_unproven(self) -> Answer:
        """Next: to keep the label all the same."""
        say("kept all the same it is tested on, and used in no dataset until the pack can prove it")
        while True:
            answer = prompt("k(eep it unproven)  e(dit)  j(son)  b(ack to the seed)  q(uit)").casefold()
            if answer in ("k", "keep"):
                return "next"
            if answer in ("e", "edit"):
                return self._edit()
            if answer in ("j", "json"):
                return self._write()
            if move := read_move(answer):
                return "again" if move is Move.BACK else move

    def _edit(self) -> Answer:
        return self._try(edit_fields(self._label or {}))

    def _write(self) -> Answer:
        return self._try(write_json(self._label or {}))

    def _try(self, label: Mapping[str, Any] | None) -> Answer:
        """Show a label that was written, and what speaks against it; without one nothing has changed."""
        if label:
            self._label, self._faults = label, self.session.try_label(self._judged, label).faults
        self._show_draft()
        return "again"

    def _reject(self, reason: str) -> Answer:
        reason = reason or prompt("why?  a reason, or Enter for none; b(ack)")
        if move := read_move(reason):
            return "again" if move is Move.BACK else move
        self._tell_others(self.session.reject(self._judged.seed.id, reason), "are rejected too")
        return "next"

    def _hide(self, words: str) -> Answer:
        words = words or prompt("which words?  Enter for none")
        if not words:
            return "again"
        try:
            hiding, count = self.session.hide(lambda store: self.hide(store, words))
        except InputError as error:
            say(f"  {escape_controls(str(error))}")
            return "again"
        say(f"  a pseudonym stands for them in {count} seed(s)")
        label = self._label
        self.__post_init__()
        if label is not None:
            self._label = hiding.replace(label)
            self._faults = self.session.try_label(self._judged, self._label or {}).faults
        self._show()
        return "again"

    def _tell_others(self, others: list[str], what: str) -> None:
        kinds = {self.session.seeds[one].seed.kind for one in others}
        if others:
            noun = "seed" if len(kinds) > 1 or kinds == {"real"} else "failure"
            say(f"  {len(others)} other {noun}(s) of the same request {what}")
