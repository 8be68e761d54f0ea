"""A format by its name: built in, or of an installed package."""

from dataclasses import dataclass
from importlib import import_module

from taskdata.deliver.formats.base import Format
from taskdata.deliver.formats.names import ABOUT
from taskdata.foundation.plugins import Group, Plugin, find_plugin, list_names

FORMATS = Group("taskdata.formats", "format", tuple(ABOUT))


@dataclass(frozen=True, slots=True)
class FormatType:
    """The class of a format; `plugin` is what provides it, None where it is built in."""

    name: str
    made: type[Format]
    plugin: Plugin | None = None


def find_format(name: str) -> FormatType | None:
    """The format of a name, None where there is none. Raises PluginError where a package's cannot be used."""
    if name in ABOUT:
        module = import_module(f"taskdata.deliver.formats.{name.replace('-', '_')}")
        return FormatType(name, module.FORMAT)
    plugin = find_plugin(FORMATS, name)
    if plugin is None:
        return None
    _check_class(plugin)
    return FormatType(name, plugin.value, plugin)


def list_formats() -> dict[str, str]:
    """All formats by name, each with its sentence: first those that are built in. Raises as `find_format`."""
    own = {name: found.made.about for name in list_names(FORMATS) if (found := find_format(name))}
    return {**ABOUT, **own}


def _check_class(plugin: Plugin) -> None:
    made = plugin.value
    if not (isinstance(made, type) and issubclass(made, Format)):
        raise plugin.refuse("is no class derived from Format or LineFormat")
    missing = sorted(getattr(made, "__abstractmethods__", ()))
    missing += [name for name in ("about", "suffix") if not isinstance(getattr(made, name, None), str)]
    if missing:
        raise plugin.refuse(f"lacks {', '.join(missing)}")
    if not made.suffix.startswith("."):
        raise plugin.refuse(f"has the suffix '{made.suffix}'; it begins with a dot, such as '.jsonl'")
