"""Tags: words behind `#`, or behind a word such as "tagged"."""

import re
from collections.abc import Collection
from datetime import date
from typing import Any

from taskdata.foundation.chance import Chance
from taskdata.foundation.slot_specs import TagsSlot
from taskdata.slots.base import Mention, Said
from taskdata.slots.book import Look
from taskdata.slots.closed import Closed


class Tags(Closed):
    """One or more tags; the value is a list, or the tag itself where the slot takes only one."""

    FORMS = ("hash", "word")

    def __init__(self, name: str, spec: TagsSlot) -> None:
        self.name = self.hears_as = name
        self._spec = spec
        self._cues = [cue.lower() for cue in spec.cues]
        cues = "|".join(sorted(map(re.escape, spec.cues), key=len, reverse=True))
        self._shape = re.compile(
            rf"(?<!\w)#(?P<hash>[a-z][\w-]*)|\b(?:{cues})\s+(?:as\s+|with\s+)?[\"']?(?P<word>[a-z][\w-]*)",
            re.IGNORECASE,
        )

    def needs_day(self, part: str | None) -> bool:
        """Never."""
        return False

    def forms(self) -> Collection[str]:
        """`hash` for #tag, `word` behind a cue of the sentence."""
        return self.FORMS

    def say(self, chance: Chance, form: str | None, day: date) -> Said | None:
        """One tag, or now and then as many as the slot takes."""
        many = 1 if form == "word" or chance.unit() < 0.7 else self._spec.most
        words = list(dict.fromkeys(chance.pick(self._spec.words) for _ in range(many)))
        said = " ".join(words) if form == "word" else " ".join(f"#{word}" for word in words)
        return Said(said, self._show(words), form or "hash")

    def hear(self, text: str, day: date) -> list[Mention]:
        """Every tag of the text; where the slot takes several, each mention has the list of all."""
        found = [(m, m.lastgroup or "hash") for m in self._shape.finditer(text)]
        if not found:
            return []
        words = list(dict.fromkeys(match[group].lower() for match, group in found))
        if self._spec.most == 1:
            return [Mention(self.name, m.start(), m.end(), m[g].lower(), m.start(g) - m.start()) for m, g in found]
        return [Mention(self.name, m.start(), m.end(), words, m.start(g) - m.start()) for m, g in found]

    def may_hear(self, look: Look) -> bool:
        """Whether a sign or a cue for tags stands in the text."""
        return "#" in look.lower or any(cue in look.lower for cue in self._cues)

    def _show(self, words: list[str]) -> Any:
        lowered = [word.lower() for word in words]
        return lowered[0] if self._spec.most == 1 else lowered
