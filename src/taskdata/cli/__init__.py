"""The porch: arguments, printing, exit codes. Each command imports what it needs when it is called."""

import gc
import os
import sys
from contextlib import suppress
from typing import Any

import click

from taskdata import __version__
from taskdata.cli.audit import audit
from taskdata.cli.check import check
from taskdata.cli.common import FAILED, INTERRUPTED, UNUSABLE
from taskdata.cli.diff import diff
from taskdata.cli.evaluate import evaluate
from taskdata.cli.explain import explain
from taskdata.cli.export import export
from taskdata.cli.export_schema import export_schema
from taskdata.cli.generate import generate
from taskdata.cli.hear import hear
from taskdata.cli.init import init
from taskdata.cli.paraphrase import paraphrase
from taskdata.cli.preview import preview
from taskdata.cli.push import push
from taskdata.cli.relabel import relabel
from taskdata.cli.report import report
from taskdata.cli.seeds import seeds
from taskdata.cli.spec import spec
from taskdata.cli.verify import verify
from taskdata.foundation.errors import TaskdataError

_SELDOM = 200_000
"""New objects between two looks for garbage: a pack is a large tree that lives to the end."""


class _Group(click.Group):
    """Turns every error that a user can mend into one message and the fitting exit code."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        gc.set_threshold(_SELDOM)
        try:
            sys.exit(super().main(*args, **kwargs))
        except click.exceptions.NoArgsIsHelpError as error:
            error.show()
            sys.exit(UNUSABLE)
        except click.ClickException as error:
            _fail(error.format_message(), UNUSABLE)
        except TaskdataError as error:
            _fail(str(error), error.exit_code)
        except (KeyboardInterrupt, click.Abort):
            _fail("interrupted", INTERRUPTED)
        except BrokenPipeError:
            sys.stderr.close()
            sys.exit(FAILED)
        except OSError as error:
            _fail(f"cannot write: {(error.strerror or str(error)).lower()}", UNUSABLE)


def _fail(message: str, code: int) -> None:
    click.echo(f"taskdata: {message}", err=True)
    sys.exit(code)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="taskdata")
def main() -> None:
    """Fine-tuning data whose labels are proven.

    From one use-case specification and its templates, taskdata makes requests with the JSON action that each must
    give: verified, in exact shares, split without leakage.
    """


for _command in (
    init,
    check,
    preview,
    generate,
    verify,
    hear,
    audit,
    relabel,
    paraphrase,
    seeds,
    evaluate,
    export,
    export_schema,
    explain,
    diff,
    push,
    report,
    spec,
):
    main.add_command(_command)


def run() -> None:
    """The console command: `main`, and then the process ends at once.

    To take a pack apart again object by object would take a tenth of the time of a short command.
    """
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else FAILED if end.code else 0
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)
