"""Slots of types that are not built in: their keys checked against the model of the package that provides the type."""

from functools import cache
from typing import Any

from pydantic import BaseModel, create_model

from taskdata.author.documents import Place
from taskdata.author.files import TemplateFile
from taskdata.author.models import Checked, check_model
from taskdata.author.names import suggest_or_list
from taskdata.foundation.plugins import SLOTS, list_names
from taskdata.foundation.slot_specs import SLOT_TYPES
from taskdata.foundation.usecase import Declaration
from taskdata.slots.own import Keys, SlotType, find_slot_type


def check_slot(place: Place, entry: Any) -> Checked[Any]:
    """What of a declaration of a slot is sound; faults are reported in their places.

    Raises PluginError where the package that provides its type is broken.
    """
    kind = entry.get("type") if isinstance(entry, dict) and "like" not in entry else None
    if kind is None or kind in SLOT_TYPES:
        return check_model(place.document, TemplateFile, place.path)
    found = find_slot_type(kind) if isinstance(kind, str) else None
    if found is None:
        known = suggest_or_list(str(kind), [*SLOT_TYPES, *list_names(SLOTS)])
        place.inside("type").report(f"'{kind}' is no type of slot{known}", at_key=True)
        return Checked(None, whole=False)
    return _check_keys(place, found)


def _check_keys(place: Place, kind: SlotType) -> Checked[Any]:
    try:
        return check_model(place.document, _model_file(kind.keys), place.path)
    except Exception as error:  # validators of a package may raise anything
        raise kind.plugin.translate(f"to check the keys of the slot '{place.path[-1]}'", error) from error


@cache
def _model_file(keys: type[Keys]) -> type[BaseModel]:
    """A file of slots with such keys and nothing else."""
    return create_model("SlotFile", __base__=Declaration, slots=(dict[str, keys], ...))  # type: ignore[valid-type]
