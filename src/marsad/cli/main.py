"""The command `marsad`: thin, it parses what was typed, calls a job and prints what comes back."""

import json
import os
import sys
from datetime import datetime
from typing import Annotated

import typer

from marsad import settings
from marsad.errors import MarsadError

app = typer.Typer(name="marsad", no_args_is_help=True, add_completion=False)


@app.callback()
def root() -> None:
    """Reads reports of conflict and keeps the sourced record of what happened."""


@app.command()
def code(
    files: Annotated[list[str], typer.Argument(help="Files (.txt .jsonl .html .pdf .csv), or - for standard input.")],
    published: Annotated[str | None, typer.Option(help="Date of publication, where a report gives none.")] = None,
    source: Annotated[str | None, typer.Option(help="Who published, where a report does not say.")] = None,
    pack: Annotated[str | None, typer.Option(help="Pack to read with: a name or a folder. [default: MARSAD_PACK or syria]")] = None,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes that read side by side.")] = 1,
) -> None:
    """Print the Reading of each report, one JSON object a line.

    Example: marsad code --published 2017-08-29 --source SOHR report.txt
    """
    from marsad.jobs.code import Job, code  # the parser is loaded only where something is read
    from marsad.jobs.intake import reports_of

    if published is not None:
        try:
            datetime.fromisoformat(published)
        except ValueError:
            raise MarsadError(f"{published!r} is no date", place="--published", advice="write 2017-08-29") from None
    job = Job(pack or settings.default_pack(), settings.gazetteer_files(), published, source)
    failed = done = 0
    for form in code(reports_of(files, sys.stdin.buffer), job, workers):
        done += 1
        if "error" in form:
            failed += 1
            _complain(form["error"])
        elif not str(form["report"]["language"]).startswith("en"):
            _complain(f"{form['id']}: not English ({form['report']['language']}): kept, no statements read")
        _put(form)
    sys.stdout.flush()
    if failed:
        raise typer.Exit(2 if failed == done == len(files) == 1 else 1)


@app.command()
def fold(
    files: Annotated[list[str], typer.Argument(help="Files of Readings, as `marsad code` prints them, or - for standard input.")],
) -> None:
    """Print the records of Readings, one JSON object a line: for now each Reading's own.

    Example: marsad code reports.jsonl | marsad fold -
    """
    from marsad.jobs.fold import records_of

    failed = False
    for name in files:
        try:
            with sys.stdin.buffer if name == "-" else open(name, "rb") as stream:
                for record in records_of(stream, name):
                    if isinstance(record, MarsadError):
                        failed = True
                        _complain(str(record))
                    else:
                        _put(record)
        except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
            raise MarsadError((error.strerror or "cannot be read").lower(), place=name, advice="check the path") from None
    if failed:
        raise typer.Exit(1)


def _put(form: dict[str, object]) -> None:
    line = json.dumps(form, ensure_ascii=False, separators=(",", ":"))
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


def _complain(line: str) -> None:
    sys.stderr.write("marsad: " + " ".join(line.split()) + "\n")


def main() -> None:
    """Run the command; a known error is one line and exit code 2, Ctrl-C is 130, a reader that went away is no error."""
    try:
        status = app(standalone_mode=False)
    except MarsadError as error:
        _complain(str(error))
        status = 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except (KeyboardInterrupt, typer.Abort):
        status = 130
    except Exception as error:  # bad usage, in the words of the command line's own library
        if not hasattr(error, "format_message"):
            raise
        _complain(f"{error.format_message()} (see marsad --help)")
        status = 2
    sys.exit(status)
