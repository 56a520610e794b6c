"""Reports into Readings, one after another or by several processes; the order of the output is that of the input."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from typing import NamedTuple

from marsad.errors import MarsadError
from marsad.jobs.language import language_of
from marsad.model.form import Form, error_form, to_dict
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.pack.load import load_pack
from marsad.pipeline import read
from marsad.readers import Unread

AHEAD = 8


class Job(NamedTuple):
    """How to read: the pack, the user's gazetteers, and what to take for true where a report does not tell it."""

    pack: str
    gazetteers: tuple[str, ...] = ()
    published: str | None = None
    source: str | None = None


def code_one(found: Report | Unread, job: Job) -> Form:
    """The Reading of one report in its fixed form, or the error in its place. A failure never ends the batch."""
    if isinstance(found, Unread):
        return error_form(found.id, str(found.error))
    try:
        return to_dict(understood(completed(found, job), job))
    except MarsadError as error:
        return error_form(found.id, str(error))
    except Exception as error:  # one report that breaks a step must not take the others with it
        return error_form(found.id, f"could not be read: {type(error).__name__}: {str(error)[:200]}")


def understood(report: Report, job: Job) -> Reading:
    """The Reading of a report; one that is not in English is kept as it is, with nothing read into it."""
    if report.language and not report.language.startswith("en"):
        return Reading(report)
    return read(report, load_pack(job.pack, job.gazetteers))


def completed(report: Report, job: Job) -> Report:
    """The report with what the job says where it says nothing itself, and with its language."""
    if report.published is None and job.published is not None:
        report = replace(report, published=job.published, published_basis="given")
    return replace(report, source=report.source or job.source, language=report.language or language_of(report.text))


def code(reports: Iterable[Report | Unread], job: Job, workers: int = 1) -> Iterator[Form]:
    """The Readings of all reports, in order, as they are ready. Raises PackError before the first where the pack is broken."""
    load_pack(job.pack, job.gazetteers)
    if workers <= 1:
        yield from (code_one(found, job) for found in reports)
        return
    with ProcessPoolExecutor(workers) as pool:
        yield from _in_order(reports, lambda found: pool.submit(code_one, found, job), workers * AHEAD)


def _in_order(reports: Iterable[Report | Unread], submit: Callable[[Report | Unread], Future[Form]], most: int) -> Iterator[Form]:
    waiting: deque[Future[Form]] = deque()
    for found in reports:
        waiting.append(submit(found))
        if len(waiting) >= most:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
