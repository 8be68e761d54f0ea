"""Words that a person wants hidden: a pseudonym in their place in all that is kept of seeds."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from taskdata.feedback.anonymise import Anonymiser
from taskdata.foundation.errors import InputError
from taskdata.foundation.seeds import Seed, SeedDecision
from taskdata.io.files import write_whole
from taskdata.io.journal import read_journal
from taskdata.workflows.seed_store import SeedStore

_MOST_WORDS = 4
_LETTERS = re.compile(r"\w")
_UNTOUCHED = frozenset(("id", "seed", "kind", "verdict", "by", "reference_date", "timestamp", "replaced"))
_COUNTED_AS = "hidden"


@dataclass(frozen=True)
class Hiding:
    """Words that are hidden, wherever they stand as whole words, in any case, in plain text or in JSON."""

    anonymiser: Anonymiser
    pattern: re.Pattern[str]

    def replace(self, value: Any) -> Any:
        """A JSON value with the pseudonym in its texts; keys stay."""
        if isinstance(value, str):
            return self.pattern.sub(lambda found: self._name(found.group()), value)
        if isinstance(value, Mapping):
            return {key: self.replace(inner) for key, inner in value.items()}
        return [self.replace(inner) for inner in value] if isinstance(value, list | tuple) else value

    def _name(self, words: str) -> str:
        is_escaped = "\\u" in words
        plain = json.loads(f'"{words}"') if is_escaped else words
        name = str(self.anonymiser.anonymise({"input": plain}).line["input"])
        return json.dumps(name)[1:-1] if is_escaped else name


def hide_words(store: SeedStore, anonymiser: Anonymiser, words: str) -> tuple[Hiding, int]:
    """Hide words from now on, in the seeds and decisions that are kept and in those to come; gives how many seeds.

    The ids of seeds stay. When it is interrupted, the same call again does the rest. Raises InputError where there is
    nothing to hide, or the pack allows the words.
    """
    parts = words.split()
    if not any(map(_LETTERS.search, parts)) or len(parts) > _MOST_WORDS:
        raise InputError(f"name the words to hide, {_MOST_WORDS} of them at most")
    hidden = anonymiser.hide(words)
    hiding = Hiding(anonymiser, _compile(parts))
    if hiding.replace(words) == words:
        raise InputError("these words stay: the pack allows them (`privacy: allow` in usecase.yaml)")
    store.hide([hidden])
    return hiding, _rewrite(store, hiding)


def _compile(parts: list[str]) -> re.Pattern[str]:
    """The words as they stand in a text, or behind a line end that JSON has escaped."""
    phrase = r"(?:\s|\\[nrt])+".join("".join(map(_match_sign, part)) for part in parts)
    return re.compile(rf"(?:(?<!\w)|(?<=\\[nrt])){phrase}(?!\w)", re.IGNORECASE)


def _match_sign(sign: str) -> str:
    """The sign as it is, or as JSON may escape it."""
    if sign.isascii():
        return re.escape(sign)
    cases = {one for one in (sign, sign.lower(), sign.upper()) if len(one) == 1}
    return "|".join(("(?:" + re.escape(sign), *sorted(rf"\\u{ord(one):04x}" for one in cases))) + ")"


def _rewrite(store: SeedStore, hiding: Hiding) -> int:
    """Write seeds and decisions anew, those without the words byte for byte as they were."""
    changed = 0
    store.memo.unlink(missing_ok=True)  # it has the words too
    with store.rewriting() as write:
        for _, line in read_journal(store.seeds):
            hidden = _hide_in_seed(line, hiding)
            changed += hidden != line
            write(hidden + b"\n")
        if store.decisions.is_file():
            with write_whole(store.decisions) as keep:
                for _, line in read_journal(store.decisions):
                    keep(_hide_in_decision(line, hiding) + b"\n")
    return changed


def _hide_in_seed(line: bytes, hiding: Hiding) -> bytes:
    data, hidden = _hide_in_line(line, hiding)
    if hidden == data:
        return line
    counts = hidden.get("replaced", {})
    hidden["replaced"] = {**counts, _COUNTED_AS: counts.get(_COUNTED_AS, 0) + 1}
    return Seed.model_validate_json(orjson.dumps(hidden)).model_dump_json(exclude_defaults=True).encode()


def _hide_in_decision(line: bytes, hiding: Hiding) -> bytes:
    data, hidden = _hide_in_line(line, hiding)
    return line if hidden == data else SeedDecision.model_validate_json(orjson.dumps(hidden)).model_dump_json().encode()


def _hide_in_line(line: bytes, hiding: Hiding) -> tuple[dict[str, Any], dict[str, Any]]:
    data: dict[str, Any] = orjson.loads(line)
    return data, {key: value if key in _UNTOUCHED else hiding.replace(value) for key, value in data.items()}
