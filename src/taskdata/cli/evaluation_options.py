"""The options of `taskdata evaluate`."""

from pathlib import Path

import click

from taskdata.cli.asking import F

_FILE = click.Path(path_type=Path)
_OPTIONS = (
    click.argument("test", type=_FILE, required=False),
    click.option(
        "--predictions",
        type=_FILE,
        metavar="FILE",
        help="What a model answered: a line for each example with id, raw_output and, where measured, "
        "latency_ms and cost_usd. - reads standard input.",
    ),
    click.option(
        "--base-url", metavar="URL", help="Where --model is asked. Default: OPENAI_BASE_URL, or OpenAI's own."
    ),
    click.option("--name", metavar="NAME", help="What the model is called in reports. Default: --model."),
    click.option(
        "--repair", is_flag=True, help="Measure as well what fences and prose around the JSON taken off come to."
    ),
    click.option(
        "--measure",
        multiple=True,
        metavar="METRIC=VALUE",
        help="A figure measured elsewhere, such as satisfaction=4.2, or with its interval: 4.2,4.0,4.4.",
    ),
    click.option(
        "--against", type=_FILE, metavar="FILE", help="Compare with an earlier evaluation, as --json printed it."
    ),
    click.option("--force", is_flag=True, help="Take the labels as they are, though some do not verify."),
    click.option(
        "--retries",
        type=click.IntRange(0, 9),
        metavar="N",
        help="Ask --model again so often for what cannot be used. Default: the pack's own.",
    ),
    click.option(
        "--temperature", type=click.FloatRange(min=0), metavar="T", help="Of --model. Default: 0, if it takes it."
    ),
    click.option("--as-object", is_flag=True, help="Have the server see to it that the answer is a JSON object."),
    click.option("--report", type=_FILE, metavar="FILE", help="Write a page to look at, in HTML."),
    click.option(
        "--failures", type=_FILE, metavar="FILE", help="Write what went wrong as a log for `taskdata seeds add`."
    ),
    click.option(
        "--save-predictions", type=_FILE, metavar="FILE", help="Write what --model answered, for --predictions."
    ),
    click.option(
        "--dataset", type=_FILE, metavar="DIR", help="What the model was trained on: a new one is an iteration."
    ),
    click.option(
        "--ledger",
        type=_FILE,
        metavar="FILE",
        help="Where a line of every evaluation is kept. Default: data/runs.jsonl of the pack.",
    ),
    click.option("--no-ledger", is_flag=True, help="Keep no line of this one, and look at none."),
)


def evaluating_options(command: F) -> F:
    """Give a command what an evaluation can be told."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
