"""What a language model is asked: prompts with holes, and the bounds of what it may answer."""

import hashlib
import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field

from taskdata.foundation.usecase import Declaration

HOLE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_VERSION = "^[A-Za-z0-9._-]+$"
HOLES: Mapping[str, frozenset[str]] = {
    "rephrase_requests": frozenset({"domain", "request", "kept", "manners", "count"}),
    "rephrase_templates": frozenset({"domain", "requests", "manners", "count"}),
    "ask_again": frozenset({"refused", "manners", "count"}),
    "parse_back": frozenset({"domain", "request", "reference_date", "weekday", "schema"}),
}
"""The prompts that a pack may have, each with the holes that are filled in it."""
NEEDED: Mapping[str, frozenset[str]] = {
    "rephrase_requests": frozenset({"request", "kept", "manners"}),
    "rephrase_templates": frozenset({"requests", "manners"}),
    "ask_again": frozenset({"refused", "manners"}),
    "parse_back": frozenset({"request", "reference_date", "schema"}),
}
"""The holes without which a prompt asks for nothing."""
DATE_HOLE = "reference_date"
DAY_HOLES = frozenset({DATE_HOLE, "weekday"})
SYSTEM_HOLES = DAY_HOLES | {"domain", "persona", "schema"}
"""The holes of the system prompt that the model reads before each request."""


def _check_version(text: str) -> str:
    if not re.fullmatch(_VERSION[1:-1], text):
        raise ValueError(f"'{text}' is no version; write letters, digits, dots, hyphens and underscores, such as \"2\"")
    return text


class Prompt(Declaration):
    """One prompt; the version is the author's own, and changes with what is asked."""

    version: Annotated[str, AfterValidator(_check_version), Field(json_schema_extra={"pattern": _VERSION})]
    system: str = ""
    user: str

    def name_version(self, name: str) -> str:
        """What the prompt is called where it is named as a source: its version, and a hash that shows any change."""
        digest = hashlib.sha256(f"{self.system}\0{self.user}".encode()).hexdigest()
        return f"{name} {self.version} ({digest[:6]})"

    def fill(self, values: Mapping[str, str]) -> list[dict[str, str]]:
        """The messages of the prompt, as chat models take them; a hole without a value stays."""
        filled = {"system": fill(self.system, values), "user": fill(self.user, values)}
        return [{"role": role, "content": text} for role, text in filled.items() if text]


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its holes filled; one without a value stays."""
    return HOLE.sub(lambda hole: values.get(hole[1], hole[0]), text).strip()
