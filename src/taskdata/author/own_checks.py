"""The checks that a pack takes from installed packages: whether they are there, and whether their settings fit."""

from pydantic import create_model

from taskdata.author.documents import Place
from taskdata.author.models import check_model
from taskdata.author.names import suggest
from taskdata.foundation.own_checks import OwnCheck, find_check
from taskdata.foundation.plugins import CHECKS, list_names
from taskdata.foundation.usecase import Declaration, UseCase


def check_own_checks(usecase: UseCase, place: Place) -> None:
    """Report each check that nobody provides, and settings that it does not take.

    Raises PluginError where a package that provides one is broken.
    """
    for name in usecase.checks:
        here = place.inside("checks", name)
        if name in CHECKS.built_in:
            here.report(f"'{name}' is built in, and checked in every pack; take it out", at_key=True)
        elif (check := find_check(name)) is None:
            near = suggest(name, list_names(CHECKS))
            message = f"no installed package provides the check '{name}'"
            here.report(f"{message}{near or '; install the package that provides it'}", at_key=True)
        else:
            _check_settings(check, here)


def _check_settings(check: OwnCheck, place: Place) -> None:
    settings = check.settings
    model = create_model("Checks", __base__=Declaration, checks=(dict[str, settings], ...))  # type: ignore[valid-type]
    try:
        check_model(place.document, model, place.path)
    except Exception as error:  # validators of a package may raise anything
        raise check.plugin.translate("to check its settings", error) from error
