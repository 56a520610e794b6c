"""The command `marsad`: thin, it parses what was typed, calls a job and prints what comes back. One file a command."""

import os
import sys

import typer

from marsad.cli.code import code
from marsad.cli.fold import fold
from marsad.cli.out import complain
from marsad.cli.pack import pack
from marsad.cli.read import read
from marsad.cli.show import show
from marsad.cli.why import why
from marsad.errors import MarsadError

app = typer.Typer(name="marsad", no_args_is_help=True, add_completion=False)


@app.callback()
def root() -> None:
    """Reads reports of conflict and keeps the sourced record of what happened."""


for command in (read, show, why, code, fold):
    app.command()(command)
app.add_typer(pack, name="pack")


def main() -> None:
    """Run the command; a known error is one line and exit code 2, Ctrl-C is 130, a reader that went away is no error."""
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
    except Exception as error:  # bad usage, in the words of the command line's own library
        if not hasattr(error, "format_message"):
            raise
        complain(f"{error.format_message()} (see marsad --help)")
        status = 2
    sys.exit(status)
