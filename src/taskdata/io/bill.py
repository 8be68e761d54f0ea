"""How much may be asked of a server, and what was asked so far: limits beforehand, the bill meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from taskdata.foundation.usecase import Price

_MILLION = 1_000_000


@dataclass(frozen=True)
class Limits:
    """How fast, and how much at most; None means no limit of its own."""

    at_once: int = 8
    requests_a_minute: float | None = None
    tokens_a_minute: float | None = None
    tries: int = 6
    """Of one question; that a server asks to wait does not count."""
    seconds_an_ask: float = 300.0
    """After so long in all, repeats and waiting included, a question is given up."""
    max_calls: int | None = None
    """Requests that leave this machine, repeats included."""
    max_cost: float | None = None
    max_seconds: float | None = None


@dataclass
class Bill:
    """What was sent and what came, counted while it happens."""

    prices: Mapping[str, Price] = field(default_factory=dict)
    """By model."""
    calls: int = 0
    answered: int = 0
    from_store: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    uncounted: int = 0
    """Answers of which the server did not tell the tokens; they are estimated."""
    dollars: float = 0.0

    @property
    def cost(self) -> float | None:
        """US dollars so far; None where a price is not known."""
        return self.dollars if self.prices else None

    def add(self, model: str, tokens_in: int, tokens_out: int) -> None:
        """Count the tokens of an answer."""
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out
        self.dollars += self.price(model, tokens_in, tokens_out)

    def price(self, model: str, tokens_in: float, tokens_out: float) -> float:
        """US dollars for so many tokens; 0.0 where nobody has told the price."""
        price = self.prices.get(model)
        return (tokens_in * price.input + tokens_out * price.output) / _MILLION if price else 0.0
