"""`marsad code`: reports in, Readings out, no record kept."""

import sys

import typer

from marsad.cli.options import Column, Files, PackName, Published, Schemes, Source, Workers, asked_of, job_of, schemes_of
from marsad.cli.out import complain, put
from marsad.cli.progress import watched


def code(
    files: Files,
    published: Published = None,
    source: Source = None,
    pack: PackName = None,
    scheme: Schemes = None,
    workers: Workers = 1,
    column: Column = None,
) -> None:
    """Print the Reading of each report, one JSON object a line.

    Example: marsad code --published 2017-08-29 --source SOHR report.txt
    """
    job, asked = job_of(published, source, pack)._replace(schemes=schemes_of(scheme)), asked_of(source, column)
    from marsad.jobs.code import code
    from marsad.jobs.intake import Way, reports_of

    way = Way()

    found = reports_of(files, sys.stdin.buffer, asked, way=way)
    failed = done = 0
    for form in watched(code(found, job, workers), "reports read", apart=not sys.stdout.isatty(), share=way.share):
        done += 1
        if "error" in form:
            failed += 1
            complain(form["error"])
        elif not str(form["report"]["language"]).startswith("en"):
            complain(f"{form['id']}: not English ({form['report']['language']}): kept, no statements read")
        put(form)
    if failed:
        raise typer.Exit(2 if failed == done == len(files) == 1 else 1)
