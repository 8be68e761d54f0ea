"""Pages out of templates: everything that stands in them as text is escaped, and nothing is asked of any network."""

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

BASE = "taskdata.pages"
"""The package that has the style of all pages, `base.css`."""


def make_environment(package: str) -> "Environment":
    """What renders the templates of a package; they have the filter `breakable` for names of several parts."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(lambda name: read_part(package, name)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["breakable"] = let_break
    return environment


def read_part(package: str, name: str) -> str:
    """A file of a page, out of the package that has it."""
    return (files(package) / name).read_text(encoding="utf-8")


def inline(package: str, *names: str) -> "Markup":
    """Files of a package that stand in the page as they are, one behind the other."""
    from markupsafe import Markup

    return Markup("".join(read_part(package, name) for name in names))


def let_break(name: str) -> "Markup":
    """A name that may go on in a new line behind each of its parts."""
    from markupsafe import Markup, escape

    return Markup(str(escape(name)).replace("_", "_<wbr>").replace(".", ".<wbr>"))
