"""`marsad why`: which rule read which words, and why a sentence gave nothing."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from marsad.cli.options import AsJson, PackName, Published, Source, asked_of, job_of
from marsad.cli.out import complain, console, put
from marsad.errors import MarsadError

if TYPE_CHECKING:
    from marsad.jobs.code import Job
    from marsad.jobs.why import Why
    from marsad.model.reading import Reading
    from marsad.model.report import Report


def why(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files of reports, or - for standard input.")],
    published: Published = None,
    source: Source = None,
    pack: PackName = None,
    json: AsJson = False,
) -> None:
    """Print each sentence with what was read from its words, by which rule; and why a sentence gave nothing.

    Example: marsad why --published 2017-08-29 report.txt
    """
    job = job_of(published, source, pack)
    from marsad.jobs.intake import reports_of
    from marsad.pack.load import load_pack
    from marsad.readers import Unread

    load_pack(job.pack, job.gazetteers)
    failed = done = 0
    for found in reports_of(files, sys.stdin.buffer, asked_of(source, None)):
        done += 1
        if isinstance(found, Unread):
            failed += 1
            complain(str(found.error))
        else:
            _explain(found.report, job, json)
    if failed:
        raise typer.Exit(2 if failed == done == len(files) == 1 else 1)


def _explain(report: "Report", job: "Job", as_json: bool) -> None:
    from marsad.cli.draw_why import about, sentence
    from marsad.jobs.why import why

    try:
        reading, sentences = why(report, job)
    except MarsadError as error:
        complain(f"{report.id}: {error}")
        return
    if as_json:
        for form in _forms(reading, sentences):
            put(form)
        return
    screen = console()
    screen.print(about(reading))
    for found in sentences:
        screen.print(sentence(found, reading))


def _forms(reading: "Reading", sentences: "Iterator[Why]") -> Iterator[dict[str, object]]:
    """Each sentence for machines, its mentions and statements in the fixed form."""
    from marsad.model.form import mention_form, statement_form

    for found in sentences:
        yield {
            "report": reading.report.id,
            "start": found.start,
            "end": found.start + len(found.text),
            "kind": found.kind,
            "text": found.text,
            "mentions": [mention_form(m) for m in found.mentions],
            "statements": [statement_form(s) for s in found.statements],
            "rules": found.places,
            "refused": [r._asdict() for r in found.refused],
            "nothing": found.nothing,
        }
