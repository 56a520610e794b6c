"""`marsad code`: reports in, Readings out, no record kept."""

import sys

import typer

from marsad.cli.options import Files, PackName, Published, Schemes, Source, Workers, job_of, schemes_of
from marsad.cli.out import complain, put
from marsad.cli.progress import watched


def code(
    files: Files,
    published: Published = None,
    source: Source = None,
    pack: PackName = None,
    scheme: Schemes = None,
    workers: Workers = 1,
) -> None:
    """Print the Reading of each report, one JSON object a line.

    Example: marsad code --published 2017-08-29 --source SOHR report.txt
    """
    job = job_of(published, source, pack)._replace(schemes=schemes_of(scheme))
    from marsad.jobs.code import code
    from marsad.jobs.intake import reports_of

    failed = done = 0
    for form in watched(code(reports_of(files, sys.stdin.buffer), job, workers), "reports read", apart=not sys.stdout.isatty()):
        done += 1
        if "error" in form:
            failed += 1
            complain(form["error"])
        elif not str(form["report"]["language"]).startswith("en"):
            complain(f"{form['id']}: not English ({form['report']['language']}): kept, no statements read")
        put(form)
    if failed:
        raise typer.Exit(2 if failed == done == len(files) == 1 else 1)
