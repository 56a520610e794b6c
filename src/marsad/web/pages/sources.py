"""Sources and health: who publishes, how reliable they are, what they said lately; what could not be read; whether all holds."""

from itertools import islice
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from marsad.jobs.grades import MEANINGS, grade_of
from marsad.jobs.verify import Verified, verify
from marsad.model.judgement import broken
from marsad.model.release import Grade
from marsad.store.base import Listed, Published, View, Wanted
from marsad.web.query import SORTS
from marsad.web.render import page
from marsad.web.site import Site, site_of

LATELY = 2  # reports of a source that are named
MOST = 200
MOST_FAILURES = 200
MOST_FAULTS = 100


class Sourced(NamedTuple):
    """A source, its grade, and the reports that it published last."""

    published: Published
    grade: Grade
    lately: list[Listed]


class Health(NamedTuple):
    """What is in the record and whether it holds. `chain`: the number of the first judgement that is not as it was put down, or None."""

    reports: int
    records: dict[str, int]
    failures: list[tuple[str, str]]
    more_failures: int
    stale: bool
    judgements: int
    chain: str | None


def sources(request: Request) -> Response:
    """Every source, the one that published most first."""
    site = site_of(request)
    with site.store.view() as view:
        order = sorted(view.sources(), key=lambda s: (-s.reports, s.source or ""))
        found = [Sourced(s, grade_of(s.source, site.pack), _lately(view, s)) for s in order[:MOST]]
    return page(request, "sources.html", sources=found, more=max(0, len(order) - MOST), meanings=MEANINGS)


def _lately(view: View, published: Published) -> list[Listed]:
    return list(view.listed(published.source, LATELY)) if published.source is not None else []


def health(request: Request) -> Response:
    """What is in the record, what could not be read and why, and whether the chain of judgements holds. With `verify` every byte, text and
    span is looked at, too."""
    site = site_of(request)
    looked = Verified()
    faults = list(islice(verify(site.store, looked), MOST_FAULTS)) if "verify" in request.query_params else None
    return page(request, "health.html", health=health_of(site), pack=site.pack, faults=faults, looked=looked)


def health_of(site: Site) -> Health:
    """The same as values."""
    with site.store.view() as view:
        failures = [(f.id, f.error) for f in view.failures()]
        judgements = list(view.judgements())
        fault = next(iter(broken(judgements)), None)
        return Health(
            reports=sum(s.reports for s in view.sources()),
            records={sort: view.count(Wanted(sort=sort)) for sort in SORTS},
            failures=failures[:MOST_FAILURES],
            more_failures=max(0, len(failures) - MOST_FAILURES),
            stale=view.stale(),
            judgements=len(judgements),
            chain=f"{fault.number}: {fault.fault}" if fault else None,
        )


ROUTES = [Route("/sources", sources), Route("/health", health)]
