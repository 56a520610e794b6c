"""The options that several commands share, each said once."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from marsad import settings
from marsad.errors import MarsadError

if TYPE_CHECKING:
    from marsad.coding.schemes import Scheme
    from marsad.jobs.code import Job
    from marsad.readers import Asked

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE", help="Files, folders and archives of reports (docs/readers.md lists the formats), or - for standard input."
    ),
]
Column = Annotated[
    list[str] | None,
    typer.Option(help="In tables and JSON, the column that holds a field: text=Body. May be given again for other fields."),
]
Published = Annotated[str | None, typer.Option(help="Date of publication, where a report gives none.")]
Source = Annotated[str | None, typer.Option(help="Who published, where a report does not say.")]
PackName = Annotated[str | None, typer.Option("--pack", help="Pack to read with: a name or a folder. [default: MARSAD_PACK or syria]")]
Workers = Annotated[int, typer.Option(min=1, max=256, help="Processes that read side by side.")]
Schemes = Annotated[
    list[str] | None, typer.Option("--scheme", help="Add the codes of acled, plover or cameo to statements and events; may be given again.")
]
StoreUrl = Annotated[str | None, typer.Option("--store", help="The record. [default: MARSAD_STORE or sqlite:///marsad.db]")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line, for machines.")]


def job_of(published: str | None, source: str | None, pack: str | None) -> "Job":
    """How to read. Raises MarsadError where the date is none."""
    from marsad.jobs.code import Job  # the parser is loaded only where something is read

    if published is not None:
        checked_day(published, "--published")
    return Job(pack or settings.default_pack(), settings.gazetteer_files(), published, source)


def asked_of(source: str | None, columns: list[str] | None) -> "Asked":
    """What is said of all that is read. Raises MarsadError for a column of a field that no report has."""
    from marsad.readers import Asked
    from marsad.readers.rows import names

    pairs: list[tuple[str, str]] = []
    for given in columns or ():
        field, _, column = (part.strip() for part in given.partition("="))
        if field not in names() or not column:
            raise MarsadError(f"{given!r} names no column of a field", place="--column", advice="text=Body; fields: " + ", ".join(names()))
        pairs.append((field, column))
    return Asked(source, tuple(pairs))


def schemes_of(given: list[str] | None) -> "tuple[Scheme, ...]":
    """The schemes asked for, each once. Raises MarsadError for one that is not known."""
    from marsad.coding.schemes import SCHEMES

    unknown = next((name for name in given or () if name not in SCHEMES), None)
    if unknown is not None:
        raise MarsadError(f"no scheme is called {unknown!r}", place="--scheme", advice="one of " + ", ".join(SCHEMES))
    return tuple(scheme for scheme in SCHEMES if scheme in (given or ()))


def checked_day(text: str, option: str) -> str:
    """An ISO 8601 date or date-time, as given. Raises MarsadError where it is none."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise MarsadError(f"{text!r} is no date", place=option, advice="write 2017-08-29") from None
    return text
