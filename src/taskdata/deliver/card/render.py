"""The card as Markdown, with the front matter that the Hugging Face Hub reads."""

from collections.abc import Callable
from typing import Any

import orjson

from taskdata.deliver.card.content import Card, list_commonest, mark_card
from taskdata.foundation.markdown import Markdown, render_markdown, write_block, write_code


def render_card(template: str, card: Card) -> str:
    """The card; the same data gives the same text."""
    filters: dict[str, Callable[..., Any]] = {
        "yaml": _write_yaml,
        "code": write_code,
        "block": write_block,
        "json": _write_json,
        "percent": _write_share,
        "commonest": list_commonest,
    }
    return render_markdown(
        template, filters, card=card, figures=card.figures, usecase=card.usecase, marker=Markdown(mark_card(card.whole))
    )


def _write_yaml(value: Any) -> Markdown:
    """A text or a list of texts on one line of YAML, whatever is in it."""
    import yaml

    text = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=float("inf"))
    return Markdown(text.strip()[1:-1])


def _write_json(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()


def _write_share(share: float, digits: int = 1) -> Markdown:
    return Markdown(f"{share:.{digits}%}")
