"""What `taskdata preview --json` prints: one object a request."""

from typing import Any

from taskdata.foundation.pack import Contrast, HeardSentence
from taskdata.workflows.hear import reading_to_json
from taskdata.workflows.open_pack import Opened
from taskdata.workflows.preview import Heard, Preview, Shown, list_heard_texts, say_slot
from taskdata.workflows.preview_target import Sentence, Target


def list_rows(opened: Opened, target: Target | None, count: int, seed: int) -> list[dict[str, Any]]:
    """The same for programs, one object a request."""
    match target:
        case None:
            return [
                {
                    "family": family.name,
                    "action": family.action,
                    "templates": sum(not template.contrast for template in family.templates),
                }
                for family in opened.pack.families.values()
            ]
        case HeardSentence():
            return [{"heard": text, "action": target.action} for text in list_heard_texts(target, count, seed)]
        case str():
            sayings = say_slot(opened, target, count, seed)
            return [
                {"slot": target, "form": f, "on": d.isoformat(), "words": s.words, "value": s.value}
                for f, d, s in sayings
            ]
        case Sentence(family=None):
            return [_heard_to_json(one) for one in Preview(opened, seed, target).hear(target, count)]
        case Contrast():
            return [_shown_to_json(one) for one in Preview(opened, seed, target).draw_contrast(target, count)]
    return [_shown_to_json(one) for one in Preview(opened, seed, target).draw(target, count)]


def _shown_to_json(one: Shown) -> dict[str, Any]:
    faults = [fault.model_dump() for fault in one.verdict.faults]
    return {"example": one.example.model_dump(mode="json"), "place": one.place, "faults": faults}


def _heard_to_json(one: Heard) -> dict[str, Any]:
    readings = [reading_to_json(reading, one.text) for reading in one.listened.readings]
    return {
        "input": one.text,
        "reference_date": one.day.isoformat(),
        "values": _plain(one.values),
        "readings": readings,
    }


def _plain(value: Any) -> Any:
    """The value as JSON has it."""
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return value if isinstance(value, str | int | float | None) else str(value)
