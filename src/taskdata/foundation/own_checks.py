"""Checks that installed packages provide: a function each, with settings that are its further parameters."""

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, get_type_hints

from pydantic import create_model

from taskdata.foundation.plugins import CHECKS, Plugin, find_plugin
from taskdata.foundation.records import OWN_CODE, Fault, OwnCode
from taskdata.foundation.usecase import Declaration

_FIRST = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
_BY_NAME = inspect.Parameter.KEYWORD_ONLY


class Finding(NamedTuple):
    """One thing that a check finds wrong: a sentence, and the JSON path in the output, or `$.input`."""

    message: str
    path: str = "$.input"


@dataclass(frozen=True, slots=True)
class OwnCheck:
    """A check of a package, with the model of its settings."""

    plugin: Plugin
    settings: type[Declaration]

    def read_settings(self, declared: Mapping[str, Any]) -> dict[str, Any]:
        """The settings of a pack as the check takes them."""
        settings = self.settings.model_validate(declared)
        return {name: getattr(settings, name) for name in self.settings.model_fields}

    def find_faults(self, pair: Any, settings: Mapping[str, Any]) -> list[Fault]:
        """What it finds in a pair. Raises PluginError where its code fails."""
        try:
            found = list(self.plugin.value(pair, **settings))
        except Exception as error:  # whatever the code of a package may raise
            raise self.plugin.translate(f"on the request {pair.input!r}", error) from error
        for one in found:
            if not isinstance(one, Finding):
                raise self.plugin.refuse(f"gives {one!r}; a check gives a list of Finding")
        code = OwnCode(self.plugin.name)
        return [Fault(code=code, path=str(one.path), message=str(one.message)) for one in found]


@cache
def find_check(name: str) -> OwnCheck | None:
    """The check of a name, None where no package provides it. Raises PluginError where it cannot be used."""
    plugin = find_plugin(CHECKS, name)
    if plugin is None:
        return None
    if not re.fullmatch(OWN_CODE, name):
        raise plugin.refuse("cannot be a code of faults: that has lower-case letters, digits and _")
    if not inspect.isfunction(plugin.value):
        raise plugin.refuse("is no function")
    try:
        return OwnCheck(plugin, _model_settings(plugin))
    except (TypeError, ValueError, NameError) as error:
        raise plugin.translate("to tell its settings", error) from error


def _model_settings(plugin: Plugin) -> type[Declaration]:
    """The parameters behind the pair, which are given by name, as a model."""
    parameters = list(inspect.signature(plugin.value).parameters.values())
    if not parameters or parameters[0].kind not in _FIRST:
        raise plugin.refuse("takes no pair in the first place")
    hints = get_type_hints(plugin.value, include_extras=True)
    fields: dict[str, Any] = {}
    for one in parameters[1:]:
        if one.kind is not _BY_NAME or one.name not in hints:
            raise plugin.refuse(f"takes '{one}'; its settings are keyword-only parameters with types, behind `*`")
        fields[one.name] = (hints[one.name], ... if one.default is one.empty else one.default)
    return create_model("Settings", __base__=Declaration, **fields)
