"""`marsad fold`: Readings in, records out."""

import sys
from typing import Annotated

import typer

from marsad.cli.out import complain, put
from marsad.errors import MarsadError


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
                        complain(str(record))
                    else:
                        put(record)
        except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
            raise MarsadError((error.strerror or "cannot be read").lower(), place=name, advice="check the path") from None
    if failed:
        raise typer.Exit(1)
