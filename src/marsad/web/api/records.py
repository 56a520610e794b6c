"""Records, their counts and places, reports and sources, for programs."""

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import marsad
from marsad.jobs.grades import grade_of
from marsad.jobs.quotes import Quotes
from marsad.jobs.route import points
from marsad.model.form import Form
from marsad.store.base import Listed
from marsad.web.api.doors import FILTERS, PAGE, Door, openapi
from marsad.web.api.towns import towns
from marsad.web.families import family_of_sort, kinds_of
from marsad.web.geo import spots
from marsad.web.pages.sources import health_of
from marsad.web.query import PER_PAGE, asked_of, page_of
from marsad.web.render import page
from marsad.web.site import site_of

GEOJSON = "application/geo+json"


def records(request: Request) -> Response:
    """A page of the records asked for."""
    asked, site = asked_of(request.query_params), site_of(request)
    wanted = asked.wanted(site.pack)
    with site.store.view() as view:
        total = view.count(wanted)
        found = list(view.records(wanted._replace(most=PER_PAGE, skip=(asked.page - 1) * PER_PAGE)))
    following = asked.address("/api/records", page=asked.page + 1) if asked.page * PER_PAGE < total else None
    return _json({"total": total, "page": asked.page, "next": following, "records": found})


def record(request: Request) -> Response:
    """One record with the words that it rests on."""
    with site_of(request).store.view() as view:
        found = view.record(request.path_params["id"])
        if found is None:
            raise HTTPException(404)
        quotes = [q._asdict() for q in Quotes(view).of(found)]
    return _json({"record": found, "quotes": quotes})


def counts(request: Request) -> Response:
    """How many of the records asked for begin on each day, by kind."""
    asked, site = asked_of(request.query_params), site_of(request)
    with site.store.view() as view:
        return _json({"counts": [tally._asdict() for tally in view.counts(asked.wanted(site.pack))]})


def places(request: Request) -> Response:
    """GeoJSON of where the records asked for are told of."""
    asked, site = asked_of(request.query_params), site_of(request)
    with site.store.view() as view:
        found = list(view.spread(asked.wanted(site.pack)))
    return _json(spots(found, kinds_of(site.pack), family_of_sort(asked.sort)), GEOJSON)


def ways(request: Request) -> Response:
    """GeoJSON of the ways of the movements asked for, each a line from stop to stop; of those with two stops that have a point."""
    asked, site = asked_of(request.query_params)._replace(sort="movement"), site_of(request)
    with site.store.view() as view:
        found = list(view.records(asked.wanted(site.pack)._replace(most=PER_PAGE * 10, skip=(asked.page - 1) * PER_PAGE * 10)))
    features = [line for movement in found if (line := _line(movement))]
    return _json({"type": "FeatureCollection", "features": features}, GEOJSON)


def _line(movement: Form) -> Form | None:
    way = [[p.place["lon"], p.place["lat"]] for p in points(movement) if p.place and p.place["lat"] is not None]
    if len(way) < 2:
        return None
    about = {"id": movement["id"], "what": movement["what"], "status": movement["status"], "reports": movement["reports"]}
    return {"type": "Feature", "geometry": {"type": "LineString", "coordinates": way}, "properties": about}


def reports(request: Request) -> Response:
    """The reports, the one published last first."""
    number = page_of(request.query_params.get("page", "1"))
    with site_of(request).store.view() as view:
        found = list(view.listed(request.query_params.get("source") or None, PER_PAGE + 1, (number - 1) * PER_PAGE))
    return _json({"page": number, "more": len(found) > PER_PAGE, "reports": [_listed(r) for r in found[:PER_PAGE]]})


def _listed(found: Listed) -> dict[str, Any]:
    return found._asdict()


def report(request: Request) -> Response:
    """One report with its Reading in the fixed form."""
    with site_of(request).store.view() as view:
        kept = view.report(request.query_params.get("id", ""))
    if kept is None:
        raise HTTPException(404, "No report has this id")
    return _json(kept.form)


def sources(request: Request) -> Response:
    """Every source with its grade."""
    site = site_of(request)
    with site.store.view() as view:
        found = [s._asdict() | {"grade": grade_of(s.source, site.pack)} for s in view.sources()]
    return _json({"sources": found})


def health(request: Request) -> Response:
    """What is in the record, what could not be read, and whether the chain of judgements holds."""
    return _json(health_of(site_of(request))._asdict())


def document(request: Request) -> Response:
    """This list, as OpenAPI."""
    del request
    return _json(openapi(DOORS, marsad.__version__))


def about(request: Request) -> Response:
    """The page of the doors."""
    return page(request, "api.html", doors=DOORS)


def _json(form: object, media: str = "application/json") -> Response:
    return JSONResponse(form, media_type=media)


DOORS = [
    Door("/api/records", "Records", FILTERS | PAGE, records),
    Door("/api/records/{id}", "One record with the words that it rests on", {"id": "its id, or the start of it"}, record),
    Door("/api/counts", "How many records begin on each day, by kind", FILTERS, counts),
    Door("/api/places", "Where records are told of, with how far the true spot may be from each point", FILTERS, places, GEOJSON),
    Door("/api/ways", "The ways of movements as lines", FILTERS | PAGE, ways, GEOJSON),
    Door("/api/reports", "Reports, the latest first", {"source": FILTERS["source"]} | PAGE, reports),
    Door("/api/report", "One report with all that was read from it", {"id": "its id"}, report),
    Door("/api/sources", "Sources with their grades", {}, sources),
    Door("/api/health", "What is in the record and whether it holds", {}, health),
    Door("/api/towns", "Names of towns for a map", {"box": FILTERS["box"], "zoom": "0 to 25"}, towns),
    Door("/api/openapi.json", "This list", {}, document),
]
ROUTES = [Route("/api", about), *(Route(door.path, door.answer) for door in DOORS)]
