"""When something is not there or goes wrong: a calm page for people, a small object for programs, nothing of the machinery in either."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from marsad.errors import MarsadError, StoreError
from marsad.web.render import page

SAID = {
    400: ("That could not be understood", "The address asks for something that this page does not know how to give."),
    401: ("Log in first", "This page answers to accounts alone."),
    403: ("Not for this account", "What you asked for needs another role."),
    404: ("Nothing is here", "The record may have been folded anew since this address was noted: its parts can bear new ids then."),
    405: ("Not in this way", "The address is right, the way of asking is not."),
    413: ("Too much at once", "A form of this page never holds that much."),
    429: ("Too many attempts", "Wait a little."),
    500: ("Something broke in Marsad", "It is no fault of yours. The person who serves this page finds the place in its log."),
    503: ("The record cannot be read just now", "Wait a little and ask again."),
}


def answer(request: Request, status: int, told: str | None = None) -> Response:
    """The page or the object of an error. `told`: what is known of it, in words for the person who asked."""
    title, advice = SAID.get(status, (HTTPStatus(status).phrase, ""))
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": {"status": status, "message": told or title}}, status)
    return page(request, "fault.html", status, title=title, told=told, advice=advice, status=status)


async def on_http(request: Request, error: Exception) -> Response:
    """An error that a handler raised as an answer."""
    assert isinstance(error, HTTPException)
    told = error.detail if error.detail != HTTPStatus(error.status_code).phrase else None
    given = answer(request, error.status_code, told)
    given.headers.update(error.headers or {})
    return given


async def on_known(request: Request, error: Exception) -> Response:
    """An error that a person can mend."""
    return answer(request, 503 if isinstance(error, StoreError) else 400, str(error))


async def on_fault(request: Request, error: Exception) -> Response:
    """A fault of ours: the server's log has it."""
    del error
    return answer(request, 500)


HANDLERS = {HTTPException: on_http, MarsadError: on_known, Exception: on_fault}
