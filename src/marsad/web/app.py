"""The page: routes, guards and errors put together."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from marsad.web import assets, faults
from marsad.web.guard import Guard
from marsad.web.pages import overview
from marsad.web.site import Site

SMALLEST_PACKED = 1_000  # bytes below which packing an answer gains nothing


def make_app(site: Site) -> Starlette:
    """The application that a server runs. It closes nothing. Raises MarsadError where `tiles` is no address."""
    app = Starlette(
        routes=[*assets.ROUTES, *overview.ROUTES],
        middleware=[Middleware(Guard, site.names, site.tiles), Middleware(GZipMiddleware, SMALLEST_PACKED)],
        exception_handlers=faults.HANDLERS,
    )
    app.state.site = site
    return app
