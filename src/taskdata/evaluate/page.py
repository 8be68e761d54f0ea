"""The evaluation as one page to look at in a browser: all of it in one file that asks nothing of any network."""

from importlib.resources import files
from typing import TYPE_CHECKING

from taskdata.answers.showing import clean
from taskdata.evaluate.evaluation import Evaluation
from taskdata.evaluate.page_failures import Find, list_failures
from taskdata.evaluate.page_figures import list_figures, show_comparison
from taskdata.evaluate.page_groups import list_breakdowns, list_fields, make_matrix, stack
from taskdata.evaluate.page_verdict import list_criteria, make_headline, show_judged

if TYPE_CHECKING:
    from markupsafe import Markup


def render_page(evaluation: Evaluation, find: Find, heading: str, version: str) -> str:
    """The page as HTML; the same evaluation always gives the same page.

    `find` says what is wrong with an answer. `heading` is what the use case calls itself, `version` that of taskdata.
    """
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_read), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["breakable"] = _let_break
    template = environment.get_template("page.html.jinja")
    against = evaluation.against
    page = template.render(
        style=_inline("page.css"),
        script=_inline("page.js"),
        heading=heading,
        version=version,
        evaluation=evaluation,
        headline=make_headline(evaluation),
        criteria=list_criteria(evaluation),
        capabilities=[show_judged(one) for one in evaluation.capabilities],
        figures=list_figures(evaluation),
        compared=None if against is None else show_comparison(against),
        stacks=stack([*list_breakdowns(evaluation.metrics), list_fields(evaluation.metrics)]),
        matrix=make_matrix(evaluation.metrics),
        failures=list_failures(evaluation.scores, find),
    )
    return clean(page)


def _read(name: str) -> str:
    """A file of the page, out of the package."""
    return (files("taskdata.evaluate") / name).read_text(encoding="utf-8")


def _let_break(name: str) -> "Markup":
    """A name that may go on in a new line behind each of its parts."""
    from markupsafe import Markup, escape

    return Markup(str(escape(name)).replace("_", "_<wbr>").replace(".", ".<wbr>"))


def _inline(name: str) -> "Markup":
    """A file of the page that stands in it as it is."""
    from markupsafe import Markup

    return Markup(_read(name))
