"""The prompts of a pack, and the axes that wordings are varied by."""

from taskdata.author.documents import Place
from taskdata.author.merge import Declared, Placed
from taskdata.author.names import suggest, suggest_or_list
from taskdata.foundation.prompts import HOLE, HOLES, NEEDED, SYSTEM_HOLES, Prompt
from taskdata.foundation.usecase import UseCase


def read_prompts(declared: Declared) -> dict[str, Prompt]:
    """The prompts; one that nothing asks with, an unknown hole, and a needed one that is lacking are faults."""
    for placed in declared.list_sound("prompts"):
        if placed.name in HOLES:
            _check_holes(placed)
        else:
            placed.place.report(
                f"nothing is asked with '{placed.name}'{suggest_or_list(placed.name, HOLES)}", at_key=True
            )
    return {placed.name: placed.value for placed in declared.list_sound("prompts")}


def _check_holes(placed: Placed) -> None:
    prompt: Prompt = placed.value
    known, found = HOLES[placed.name], set[str]()
    for key, text in (("system", prompt.system), ("user", prompt.user)):
        for hole in HOLE.finditer(text):
            found.add(hole[1])
            if hole[1] not in known:
                _report_unknown(hole[1], hole.start(), placed.place.inside(key), known)
    for name in sorted(NEEDED[placed.name] - found):
        if not suggest(name, found - known):  # one that is misspelt is told where it stands
            placed.place.report(f"the prompt never says {{{name}}}, without which it asks for nothing", at_key=True)


def _report_unknown(name: str, offset: int, place: Place, known: frozenset[str]) -> None:
    near = suggest(name, known) or f"; known are {', '.join(sorted(known))}"
    place.report(f"nothing fills the hole {{{name}}}{near}", offset=offset)


def check_system_prompt(usecase: UseCase, place: Place) -> None:
    """A hole of a system prompt that nothing fills is a fault."""
    for key, text in (("system_prompt", usecase.persona.system_prompt), ("tools_prompt", usecase.persona.tools_prompt)):
        for hole in HOLE.finditer(text or ""):
            if hole[1] not in SYSTEM_HOLES:
                _report_unknown(hole[1], hole.start(), place.inside("persona", key), SYSTEM_HOLES)


def read_axes(declared: Declared) -> dict[str, tuple[str, ...]]:
    """The axes with their values; a value twice is a fault."""
    for placed in declared.list_sound("axes"):
        for index, value in enumerate(placed.value):
            if value in placed.value[:index]:
                placed.place.inside(index).report(f"'{value}' is here twice; keep one of them")
    return {placed.name: tuple(placed.value) for placed in declared.list_sound("axes")}
