"""The overview: map, timeline and list of the records that the address asks for, and the parts of it that change with the filters."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from marsad.store.base import View
from marsad.web.families import FAMILIES, family_of_sort, kinds_of
from marsad.web.query import PER_PAGE, SORTS, STATUSES, Asked, asked_of
from marsad.web.render import page
from marsad.web.site import Site, site_of
from marsad.web.timeline import timeline


def overview(request: Request) -> Response:
    """The whole page."""
    asked, site = asked_of(request.query_params), site_of(request)
    with site.store.view() as view:
        sources = [s.source for s in view.sources() if s.source]
        whole = not asked.narrowed() and not view.count()
        parts = _parts(view, site, asked)
    kinds: dict[str, list[str]] = {f.name: [] for f in FAMILIES}
    for kind, family in kinds_of(site.pack).items():
        kinds[family].append(kind)
    return page(request, "overview.html", asked=asked, sources=sources, kinds=kinds, statuses=STATUSES, nothing_at_all=whole, **parts)


def changing(request: Request) -> Response:
    """The parts that change with the filters, for the script to put in the place of those that stand."""
    asked, site = asked_of(request.query_params), site_of(request)
    with site.store.view() as view:
        parts = _parts(view, site, asked)
    return page(request, "overview_parts.html", asked=asked, nothing_at_all=False, **parts)


def _parts(view: View, site: Site, asked: Asked) -> dict[str, Any]:
    """How many there are of each sort; the bars of all times; the number of each family; a page of the list."""
    wanted, kinds = asked.wanted(site.pack), kinds_of(site.pack)
    whole_time = wanted._replace(since=None, until=None)
    every = list(view.counts(whole_time))
    within = every if whole_time == wanted else list(view.counts(wanted))
    families = {f.name: 0 for f in FAMILIES}
    for tally in within:
        families[family_of_sort(tally.sort) or kinds.get(tally.kind or "", FAMILIES[-1].name)] += tally.number
    total = sum(tally.number for tally in within)
    number = {sort: total if sort == asked.sort else view.count(_of_sort(asked, sort).wanted(site.pack)) for sort in SORTS}
    pages = max(1, -(-total // PER_PAGE))
    here = min(asked.page, pages)
    return {
        "number": number,
        "total": total,
        "families": {name: n for name, n in families.items() if n or name == asked.family},
        "time": timeline(every, kinds, family_of_sort(asked.sort)),
        "records": list(view.records(wanted._replace(most=PER_PAGE, skip=(here - 1) * PER_PAGE))),
        "sorts": {sort: _of_sort(asked, sort) for sort in SORTS},
        "page": here,
        "pages": pages,
    }


def _of_sort(asked: Asked, sort: str) -> Asked:
    """The same question about another sort of record, without what only events or only this sort have."""
    return asked if sort == asked.sort else asked._replace(sort=sort, page=1, kind="", family="", status="")


ROUTES = [Route("/", overview), Route("/parts/overview", changing)]
