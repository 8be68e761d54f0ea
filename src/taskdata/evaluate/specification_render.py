"""The specification as Markdown: the template filled in, with every value that is put in made plain text."""

from taskdata.evaluate.criteria import tell_needed
from taskdata.evaluate.specification import Specification
from taskdata.foundation.markdown import render_markdown


def render_specification(template: str, specification: Specification) -> str:
    """The document. The same specification gives the same text."""
    return render_markdown(template, {"needed": tell_needed}, spec=specification, usecase=specification.usecase)
