"""The command `marsad`: thin, it parses what was typed, calls a job and prints what comes back. One file a command."""

import gc
import os
import sys

import typer

from marsad import settings
from marsad.cli.code import code
from marsad.cli.evidence import evidence
from marsad.cli.export import export
from marsad.cli.fold import fold
from marsad.cli.gazetteer import gazetteer
from marsad.cli.held import held
from marsad.cli.judge import judge
from marsad.cli.log import log
from marsad.cli.out import complain
from marsad.cli.pack import pack
from marsad.cli.read import read
from marsad.cli.rebuild import rebuild
from marsad.cli.serve import serve
from marsad.cli.show import show
from marsad.cli.site import site
from marsad.cli.user import user
from marsad.cli.verify import verify
from marsad.cli.watch import watch
from marsad.cli.why import why
from marsad.errors import MarsadError

COLLECT = (100_000, 50, 50)  # Readings are frozen and hold no rings: looking for rings in packs and weights costs a tenth of the time
FAULT = 70  # as sysexits.h calls an error inside a program

app = typer.Typer(name="marsad", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def root() -> None:
    """Reads reports of conflict and keeps the sourced record of what happened."""


for command in (read, show, held, serve, why, code, fold, rebuild, log, verify, export, site, watch):
    app.command()(command)
app.add_typer(judge, name="judge")
app.add_typer(pack, name="pack")
app.add_typer(gazetteer, name="gazetteer")
app.add_typer(evidence, name="evidence")
app.add_typer(user, name="user")


def _other(error: Exception) -> int:
    """Bad usage, in the words of the command line's own library; else a fault of ours, whose place MARSAD_DEBUG shows."""
    if hasattr(error, "format_message"):
        complain(f"{error.format_message()} (see marsad --help)")
        return 2
    if settings.debug():
        raise error
    complain(f"a fault in Marsad: {type(error).__name__}: {str(error)[:200]} (MARSAD_DEBUG=1 shows where; please report it)")
    return FAULT


def main() -> None:
    """Run the command; a known error is one line and exit code 2, Ctrl-C is 130, a reader that went away is no error."""
    gc.set_threshold(*COLLECT)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its number
    try:
        status = app(standalone_mode=False)
    except MarsadError as error:
        complain(str(error))
        status = 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except (KeyboardInterrupt, typer.Abort):
        status = 130
    except Exception as error:
        status = _other(error)
    sys.exit(status)
