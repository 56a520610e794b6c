"""Reports into Readings, one after another or by several processes; the order of the output is that of the input."""

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from typing import NamedTuple

from marsad.coding.form import with_codes
from marsad.coding.schemes import Scheme
from marsad.errors import MarsadError
from marsad.jobs.language import language_of
from marsad.model.form import Form, error_form, to_dict
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.pack.load import load_pack
from marsad.pipeline import read
from marsad.readers import Received, Unread

AHEAD = 8

Found = Received | Unread


class Job(NamedTuple):
    """How to read: the pack, the user's gazetteers, what to take for true where a report does not tell it, and in whose codes as well."""

    pack: str
    gazetteers: tuple[str, ...] = ()
    published: str | None = None
    source: str | None = None
    schemes: tuple[Scheme, ...] = ()


def code_one(report: Report, job: Job) -> Form:
    """The Reading of one report in its fixed form, or the error in its place. A failure never ends the batch."""
    try:
        reading = understood(completed(report, job), job)
        return with_codes(to_dict(reading), reading, load_pack(job.pack, job.gazetteers), job.schemes)
    except MarsadError as error:
        return error_form(report.id, str(error))
    except Exception as error:  # one report that breaks a step must not take the others with it
        return error_form(report.id, f"{report.id}: could not be read: {type(error).__name__}: {str(error)[:200]}")


def understood(report: Report, job: Job) -> Reading:
    """The Reading of a report; one that is not in English is kept as it is, with nothing read into it."""
    if report.language and not report.language.startswith("en"):
        return Reading(report)
    return read(report, load_pack(job.pack, job.gazetteers))


def completed(report: Report, job: Job) -> Report:
    """The report with what the job says where it says nothing itself, and with its language."""
    if job.published is not None and (
        report.published is None or report.published_basis == "text"
    ):  # what is given goes before what is found
        report = replace(report, published=job.published, published_basis="given")
    return replace(report, source=report.source or job.source, language=report.language or language_of(report.text))


def code(reports: Iterable[Found], job: Job, workers: int = 1) -> Iterator[Form]:
    """The Readings of all reports, in order, as they are ready. Raises PackError before the first where the pack is broken."""
    return (form for _, form in coded(reports, job, workers))


def coded(reports: Iterable[Found], job: Job, workers: int = 1) -> Iterator[tuple[Found, Form]]:
    """Each report as it was received, with its Reading or the error in its place. Raises PackError before the first."""
    load_pack(job.pack, job.gazetteers)
    if workers <= 1:
        yield from ((found, _form(found, job)) for found in reports)
        return
    pool = ProcessPoolExecutor(workers, initializer=_deaf)
    try:
        yield from _side_by_side(reports, job, pool, workers * AHEAD)
    finally:
        pool.shutdown(cancel_futures=True)


def _deaf() -> None:
    """Ctrl-C is for the one process that reads and prints; it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _form(found: Found, job: Job) -> Form:
    return error_form(found.id, str(found.error)) if isinstance(found, Unread) else code_one(found.report, job)


def _side_by_side(reports: Iterable[Found], job: Job, pool: ProcessPoolExecutor, most: int) -> Iterator[tuple[Found, Form]]:
    waiting: deque[tuple[Found, Future[Form] | None]] = deque()
    for found in reports:
        waiting.append((found, None if isinstance(found, Unread) else pool.submit(code_one, found.report, job)))
        if len(waiting) >= most:
            yield _done(*waiting.popleft(), job)
    while waiting:
        yield _done(*waiting.popleft(), job)


def _done(found: Found, future: Future[Form] | None, job: Job) -> tuple[Found, Form]:
    return found, _form(found, job) if future is None else future.result()
