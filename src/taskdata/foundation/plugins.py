"""What installed packages provide by entry points: slot types, checks, formats, looked up only where one is named."""

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from taskdata.foundation.errors import InputError
from taskdata.foundation.records import FaultCode, WordingCode
from taskdata.foundation.slot_specs import SLOT_TYPES

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


class PluginError(InputError):
    """A package that provides something of its own, and does not do so in the right way."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of entry points: what they provide, and the names that are built in."""

    name: str
    what: str
    built_in: tuple[str, ...]


SLOTS = Group("taskdata.slots", "slot type", (*SLOT_TYPES, "like"))
CHECKS = Group("taskdata.checks", "check", (*get_args(FaultCode), *get_args(WordingCode)))


@dataclass(frozen=True, slots=True)
class Plugin:
    """What a package provides under one name; `module` is where it stands."""

    what: str
    name: str
    package: str
    version: str
    module: str
    value: Any

    def __str__(self) -> str:
        return f"the {self.what} '{self.name}' of {self.package} {self.version}"

    def refuse(self, why: str) -> PluginError:
        """The error that something about it is not right."""
        return PluginError(f"{self} {' '.join(why.split())}")

    def translate(self, doing: str, error: Exception) -> PluginError:
        """What its code raised, in one sentence with the line of its code."""
        return self.refuse(f"fails {doing}: {_explain(error, self.module)}")


@cache
def find_plugin(group: Group, name: str) -> Plugin | None:
    """What a package provides under a name, None where none does. Raises PluginError where it cannot be used."""
    found = [entry for entry in _list_entries(group) if entry.name == name]
    if not found:
        return None
    if len(found) > 1:
        both = " and ".join(_name_package(entry) for entry in found)
        raise PluginError(f"{both} both provide the {group.what} '{name}'; uninstall one of them")
    (entry,) = found
    package, _, version = _name_package(entry).rpartition(" ")
    plugin = Plugin(group.what, name, package, version, entry.value.partition(":")[0].strip(), None)
    try:
        return replace(plugin, value=entry.load())
    except Exception as error:  # whatever the code of a package may raise
        raise plugin.translate("when it is imported", error) from error


def list_names(group: Group) -> list[str]:
    """All names that packages provide in a group."""
    return sorted({entry.name for entry in _list_entries(group)})


@cache
def _list_entries(group: Group) -> list["EntryPoint"]:
    """The entry points of a group. Raises PluginError where one bears the name of something built in."""
    from importlib.metadata import entry_points

    entries = sorted(entry_points(group=group.name), key=_name_package)
    for entry in entries:
        if entry.name in group.built_in:
            message = f"{_name_package(entry)} provides a {group.what} '{entry.name}', which is built in"
            raise PluginError(f"{message}; give its entry point another name, or uninstall it")
    return entries


def _name_package(entry: "EntryPoint") -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else "(unknown) 0"


def _explain(error: Exception, module: str) -> str:
    """The error, and the last line of the package's own code on its way."""
    from traceback import walk_tb

    package = module.partition(".")[0]
    own = [
        f" ({frame.f_code.co_filename}:{line})"
        for frame, line in walk_tb(error.__traceback__)
        if str(frame.f_globals.get("__name__")).partition(".")[0] == package
    ]
    return f"{type(error).__name__}: {error}{own[-1] if own else ''}"
