"""`marsad fold`: Readings in, records out."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from marsad import settings
from marsad.cli.options import PackName
from marsad.cli.out import complain, put
from marsad.cli.progress import watched
from marsad.errors import MarsadError

if TYPE_CHECKING:
    from marsad.model.reading import Reading


def fold(
    files: Annotated[
        list[str] | None, typer.Argument(help="Files of Readings, as `marsad code` prints them, or - for standard input. [default: -]")
    ] = None,
    pack: PackName = None,
) -> None:
    """Print the records of all Readings together, one JSON object a line. The order of the Readings does not change them.

    Example: marsad code reports.jsonl | marsad fold
    """
    from marsad.jobs.fold import records_of
    from marsad.pack.load import load_pack

    failed: list[str] = []
    found = load_pack(pack or settings.default_pack(), settings.gazetteer_files())
    readings = watched(_readings(files or ["-"], failed), "Readings", apart=not sys.stdout.isatty())
    for record in records_of(readings, found):
        put(record)
    if failed:
        raise typer.Exit(1)


def _readings(files: list[str], failed: list[str]) -> "Iterator[Reading]":
    from marsad.jobs.fold import readings_of

    for name in files:
        try:
            with sys.stdin.buffer if name == "-" else open(name, "rb") as stream:
                for reading in readings_of(stream, name):
                    if isinstance(reading, MarsadError):
                        failed.append(name)
                        complain(str(reading))
                    else:
                        yield reading
        except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
            raise MarsadError((error.strerror or "cannot be read").lower(), place=name, advice="check the path") from None
