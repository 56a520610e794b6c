"""The overview: the records that the address asks for."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from marsad.web.query import PER_PAGE, asked_of
from marsad.web.render import page
from marsad.web.site import site_of


def overview(request: Request) -> Response:
    """Map, timeline and list of the records asked for."""
    asked, site = asked_of(request.query_params), site_of(request)
    with site.store.view() as view:
        found = list(view.records(asked.wanted()._replace(most=PER_PAGE, skip=(asked.page - 1) * PER_PAGE)))
    return page(request, "overview.html", asked=asked, records=found)


ROUTES = [Route("/", overview)]
