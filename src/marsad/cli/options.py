"""The options that several commands share, each said once."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from marsad import settings
from marsad.errors import MarsadError

if TYPE_CHECKING:
    from marsad.jobs.code import Job

Files = Annotated[list[str], typer.Argument(metavar="FILE", help="Files (.txt .jsonl .html .pdf .csv), or - for standard input.")]
Published = Annotated[str | None, typer.Option(help="Date of publication, where a report gives none.")]
Source = Annotated[str | None, typer.Option(help="Who published, where a report does not say.")]
PackName = Annotated[str | None, typer.Option("--pack", help="Pack to read with: a name or a folder. [default: MARSAD_PACK or syria]")]
Workers = Annotated[int, typer.Option(min=1, max=256, help="Processes that read side by side.")]
StoreUrl = Annotated[str | None, typer.Option("--store", help="The record. [default: MARSAD_STORE or sqlite:///marsad.db]")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line, for machines.")]


def job_of(published: str | None, source: str | None, pack: str | None) -> "Job":
    """How to read. Raises MarsadError where the date is none."""
    from marsad.jobs.code import Job  # the parser is loaded only where something is read

    if published is not None:
        checked_day(published, "--published")
    return Job(pack or settings.default_pack(), settings.gazetteer_files(), published, source)


def checked_day(text: str, option: str) -> str:
    """An ISO 8601 date or date-time, as given. Raises MarsadError where it is none."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise MarsadError(f"{text!r} is no date", place=option, advice="write 2017-08-29") from None
    return text
