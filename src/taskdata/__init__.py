"""taskdata makes fine-tuning data whose labels are proven, and guards the model that was trained on it."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taskdata.guard.guard import Guard
    from taskdata.guard.outcome import Guarded
    from taskdata.guard.strict_form import StrictForm

__all__ = ["Guard", "Guarded", "StrictForm"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """What is imported from here is loaded when it is asked for, so that no command pays for it."""
    if name == "Guard":
        from taskdata.guard.guard import Guard

        return Guard
    if name == "Guarded":
        from taskdata.guard.outcome import Guarded

        return Guarded
    if name == "StrictForm":
        from taskdata.guard.strict_form import StrictForm

        return StrictForm
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
