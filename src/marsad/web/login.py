"""Logging in and out, and, where nobody has to, saying who sits at this machine."""

from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from marsad.jobs.accounts import NAME, known_account
from marsad.web import faults
from marsad.web.attempts import Attempts
from marsad.web.forms import text_of
from marsad.web.gate import give
from marsad.web.render import page
from marsad.web.session import Session
from marsad.web.site import site_of


async def show(request: Request) -> Response:
    """The form; whoever is in already is sent on."""
    if request.state.person is not None:
        return RedirectResponse(_next(request.query_params.get("next")), 303)
    return page(request, "login.html", next=_next(request.query_params.get("next")), name="", told=None)


async def enter(request: Request) -> Response:
    """Log in, under a new session. Who fails too often has to wait; the answer never tells whether the name or the password was wrong."""
    form, site = await request.form(), site_of(request)
    name, attempts = text_of(form, "name")[:64], _attempts(request)
    keys = f"name {name.casefold()}", f"address {request.client.host if request.client else ''}"
    wait = attempts.wait(*keys)
    if wait > 0:
        told = f"Too many attempts. Try again in {_spoken(wait)}."
        return page(request, "login.html", 429, next=_next(text_of(form, "next")), name=name, told=told)
    account = await run_in_threadpool(known_account, site.store, name, text_of(form, "password"))
    if account is None:
        attempts.failed(*keys)
        return page(
            request, "login.html", 401, next=_next(text_of(form, "next")), name=name, told="That name and password do not belong together."
        )
    attempts.succeeded(*keys)
    answer = RedirectResponse(_next(text_of(form, "next")), 303)
    give(answer, site.doors, site.doors.sessions.opened(account))
    return answer


async def leave(request: Request) -> Response:
    """Log out."""
    doors = site_of(request).doors
    answer = RedirectResponse("/login", 303)
    give(answer, doors, doors.sessions.fresh())
    return answer


async def sit_down(request: Request) -> Response:
    """On the loopback address: the name that judgements bear from here on."""
    doors, form = site_of(request).doors, await request.form()
    name = text_of(form, "name").strip()
    if doors.local is None:
        return faults.answer(request, 404)
    if not NAME.fullmatch(name):
        return faults.answer(request, 400, "A name has letters, digits and . _ - @, 64 at most.")
    session: Session = request.state.session
    answer = RedirectResponse(_next(text_of(form, "next")), 303)
    give(answer, doors, Session(session.id, name))
    return answer


def _attempts(request: Request) -> Attempts:
    held: Attempts = request.app.state.attempts
    return held


def _next(asked: str | None) -> str:
    """Where to go afterwards: a page of ours, never another host's."""
    said = asked or "/"
    parts = urlsplit(said)
    ours = not parts.scheme and not parts.netloc and said.startswith("/") and not said.startswith("//") and "\\" not in said
    return said if ours and said.isprintable() else "/"


def _spoken(seconds: float) -> str:
    return f"{int(seconds) + 1} seconds" if seconds < 90 else f"{round(seconds / 60)} minutes"


ROUTES = [
    Route("/login", show, methods=["GET"]),
    Route("/login", enter, methods=["POST"]),
    Route("/logout", leave, methods=["POST"]),
    Route("/sitting", sit_down, methods=["POST"]),
]
