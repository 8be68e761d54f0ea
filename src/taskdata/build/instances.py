"""Instances of one sentence of a template: worded alike and typed plainly, so that only their values differ."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from taskdata.build.example import Builder, Draw
from taskdata.build.wording import Keeps, Sentences
from taskdata.foundation.chance import Chance
from taskdata.foundation.pack import Family, Style, Template
from taskdata.foundation.pattern import Hole, Sequence, Text
from taskdata.foundation.records import Example

_DRAWS_EACH = 20


@dataclass(frozen=True, slots=True)
class Instances:
    """Examples of one sentence, and the holes of that sentence, which are those of their spans in order."""

    template: Template
    holes: tuple[Hole, ...]
    examples: tuple[Example, ...]


def make_instances(
    builder: Builder, family: Family, template: Template, count: int, seed: int, split: str, keeps: Keeps
) -> Instances | None:
    """So many instances, with different words for each slot while there are some; None where there are not so many.

    A sentence without slots has one instance only, which is then given alone.
    """
    skeleton = Sentences({}).draw(replace(template, frame=None), *[Chance(seed, "wording", template.id)] * 2)
    holes = tuple(part for part in skeleton if not isinstance(part, str))
    pattern = Sequence(tuple(Text(part) if isinstance(part, str) else part for part in skeleton))
    plain = replace(template, pattern=pattern, frame=None, style=_choose_plain(builder.pack.styles))
    wanted = count if holes else 1
    examples: list[Example] = []
    for index in range(wanted * _DRAWS_EACH):
        made = builder.build(Draw(plain, family, seed, index, split), keeps)
        if made is None or len(made.spans) != len(holes) or made.input in [one.input for one in examples]:
            continue
        if index >= wanted * _DRAWS_EACH // 2 or not _shares_words(made, examples):
            examples.append(made)
        if len(examples) == wanted:
            return Instances(plain, holes, tuple(examples))
    return None


def _shares_words(made: Example, others: list[Example]) -> bool:
    """Whether a slot says what it says in another instance: then nothing would tell it from the words around it."""
    words = {span.slot: made.input[span.start : span.end].casefold() for span in made.spans}
    return any(
        words[span.slot] == other.input[span.start : span.end].casefold() for other in others for span in other.spans
    )


def _choose_plain(styles: Mapping[str, Style]) -> str:
    """The style that changes least of how a template is written."""

    def count_changes(name: str) -> int:
        style = styles[name]
        changed = (style.case, style.end, style.commas, style.apostrophes)
        return sum(one != "keep" for one in changed) + 9 * style.slips + 9 * bool(style.swaps)

    return min(styles, key=count_changes)
