"""The label: an output built from what was said."""

import re
from collections.abc import Mapping
from typing import Any

from taskdata.foundation.output import Fields, Output, fill_output, set_value
from taskdata.foundation.pack import HeardSentence, Template

_HOLE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
Values = Mapping[str, Any]


def build_output(
    output: Output, sentence: Template | HeardSentence, values: Values, words: Mapping[str, str]
) -> dict[str, Any]:
    """Build the label of a sentence out of the values and words of its slots; keys in the order of the action."""
    built: dict[str, Any] = fill_output(output, values)
    for path, value in sentence.sets.items():
        set_value(built, path, fill_words(value, words))
    return _order_keys(output, built) if sentence.sets else built


def list_holes(text: str) -> set[str]:
    """The slots whose words a text repeats."""
    return set(_HOLE.findall(text))


def fill_words(value: Any, words: Mapping[str, str]) -> Any:
    """A text with the words that were said in its holes."""
    return _HOLE.sub(lambda hole: words.get(hole[1], hole[0]), value) if isinstance(value, str) else value


def _order_keys(output: Output, built: Any) -> Any:
    """The keys as the action declares them, then those that it does not: one order, however a value came in."""
    if not isinstance(output, Fields) or not isinstance(built, dict):
        return built
    declared = {name: _order_keys(inner, built[name]) for name, inner in output.fields.items() if name in built}
    return {**declared, **{name: value for name, value in built.items() if name not in declared}}
