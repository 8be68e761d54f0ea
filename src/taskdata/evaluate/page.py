"""The evaluation as one page to look at in a browser: all of it in one file that asks nothing of any network."""

from taskdata.answers.showing import clean
from taskdata.evaluate.evaluation import Evaluation
from taskdata.evaluate.page_failures import Find, list_failures
from taskdata.evaluate.page_figures import list_figures, show_comparison
from taskdata.evaluate.page_groups import list_breakdowns, list_fields, make_matrix, stack
from taskdata.evaluate.page_verdict import list_criteria, make_headline, show_judged
from taskdata.pages.rendering import BASE, inline, make_environment

_PACKAGE = "taskdata.evaluate"


def render_page(evaluation: Evaluation, find: Find, heading: str, version: str) -> str:
    """The page as HTML; the same evaluation always gives the same page.

    `find` says what is wrong with an answer. `heading` is what the use case calls itself, `version` that of taskdata.
    """
    template = make_environment(_PACKAGE).get_template("page.html.jinja")
    against = evaluation.against
    page = template.render(
        style=inline(BASE, "base.css") + inline(_PACKAGE, "page.css"),
        script=inline(_PACKAGE, "page.js"),
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
