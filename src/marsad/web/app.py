"""The page: routes, guards and errors put together."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from marsad.model.account import Account
from marsad.web import assets, faults, login
from marsad.web.api import records as api
from marsad.web.attempts import Attempts
from marsad.web.gate import Gate
from marsad.web.guard import Guard
from marsad.web.pages import control, decide, overview, reading, records, review, sources
from marsad.web.site import Site

ROOMS = (overview, control, decide, records, reading, review, sources, api)
SMALLEST_PACKED = 1_000  # bytes below which packing an answer gains nothing


def make_app(site: Site) -> Starlette:
    """The application that a server runs. It closes nothing. Raises MarsadError where `tiles` is no address."""

    def account_of(name: str) -> Account | None:
        with site.store.view() as view:
            return view.account(name)

    app = Starlette(
        routes=[*assets.ROUTES, *login.ROUTES, *(route for part in ROOMS for route in part.ROUTES)],
        middleware=[
            Middleware(Guard, site.names, site.tiles),
            Middleware(Gate, site.doors, account_of),
            Middleware(GZipMiddleware, SMALLEST_PACKED),
        ],
        exception_handlers=faults.HANDLERS,
    )
    app.state.site = site
    app.state.attempts = Attempts()
    return app
