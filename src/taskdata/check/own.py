"""The checks of installed packages that a pack declares."""

from collections.abc import Mapping
from typing import Any

from taskdata.foundation.own_checks import find_check
from taskdata.foundation.records import Fault


class OwnChecks:
    """Runs them with the settings of the pack, in its order."""

    def __init__(self, declared: Mapping[str, Mapping[str, Any]]) -> None:
        found = ((find_check(name), settings) for name, settings in declared.items())
        self._checks = [(check, check.read_settings(settings)) for check, settings in found if check]

    def find_faults(self, pair: Any) -> list[Fault]:
        """What they find in a pair. Raises PluginError where the code of one fails."""
        return [fault for check, settings in self._checks for fault in check.find_faults(pair, settings)]
