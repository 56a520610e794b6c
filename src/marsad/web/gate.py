"""The gate: who asks, whether they may, and whether what they send comes from our own page."""

from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.model.account import Account
from marsad.web import faults
from marsad.web.session import COOKIE, LASTS_S, Person, Session
from marsad.web.site import Doors

READING = ("GET", "HEAD", "OPTIONS")
ASSETS = "/static/"  # which tell nothing, and whose answers browsers keep
OPEN_TO_ALL = ("/login", ASSETS)
MOST_SENT = 256_000  # bytes of a form
TOKEN = "token"


class Gate:
    """Lets a request pass with `request.state.person`, `.session` and `.token`, or answers it. `account_of` gives the account of a name."""

    def __init__(self, app: ASGIApp, doors: Doors, account_of: Callable[[str], Account | None]) -> None:
        self._app = app
        self._sessions = doors.sessions
        self._doors = doors
        self._account_of = account_of

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        known = self._sessions.read(cookie_parser(headers.get("cookie", "")).get(COOKIE))
        session = known or self._sessions.fresh()
        state = scope.setdefault("state", {})
        state["session"], state["person"], state["token"] = session, self._person(session), self._sessions.token(session)
        refused, receive = await self._refusal(scope, headers, session, receive)
        sending = send if known or str(scope["path"]).startswith(ASSETS) else self._giving(send, session)
        await (refused or self._app)(scope, receive, sending)

    def _person(self, session: Session) -> Person | None:
        if self._doors.local is not None:
            return Person(session.name or self._doors.local, "admin")
        account = self._account_of(session.name) if session.name else None
        if account is None or account.state == "closed" or session.mark != self._sessions.mark(account):
            return None
        return Person(account.name, account.role)

    async def _refusal(self, scope: Scope, headers: Headers, session: Session, receive: Receive) -> tuple[Response | None, Receive]:
        """The answer to a request that may not pass, or None; and what the request says, to be read once more."""
        request, path = Request(scope), scope["path"]
        if scope["method"] not in READING:
            body = await _body(receive)
            if body is None:
                return faults.answer(request, 413), receive
            if not self._ours(headers, session, body):
                return faults.answer(request, 403, "This form is out of date. Load the page again and send it once more."), receive
            receive = _again(body, receive)
        if scope["state"]["person"] is None and not path.startswith(OPEN_TO_ALL):
            if path.startswith("/api/") or scope["method"] not in READING:
                return faults.answer(request, 401, "Log in first."), receive
            asked = path + (f"?{scope['query_string'].decode('ascii', 'replace')}" if scope["query_string"] else "")
            return RedirectResponse(f"/login?next={quote(asked, safe='')}", 303), receive
        return None, receive

    def _ours(self, headers: Headers, session: Session, body: bytes) -> bool:
        """Whether a request that changes something was sent by a page of this host that this session was shown."""
        origin = headers.get("origin")
        if origin not in (None, "null") and urlsplit(origin or "").netloc != headers.get("host"):  # our pages tell no referrer: null
            return False
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        token = headers.get("x-token")
        if token is None and headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            token = _field(body)
        return token is not None and self._sessions.knows(session, token)

    def _giving(self, send: Send, session: Session) -> Send:
        """Send with the cookie of a new session."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start" and COOKIE not in MutableHeaders(scope=message).get("set-cookie", ""):
                MutableHeaders(scope=message).append("set-cookie", self._cookie(session))
            await send(message)

        return sending

    def _cookie(self, session: Session) -> str:
        given = Response()
        give(given, self._doors, session)
        return given.headers["set-cookie"]


def give(response: Response, doors: Doors, session: Session) -> None:
    """Put the cookie of a session on an answer."""
    written = doors.sessions.written(session)
    response.set_cookie(COOKIE, written, max_age=LASTS_S, path="/", secure=doors.secure, httponly=True, samesite="lax")


def _field(body: bytes) -> str | None:
    """The token in a form; None where there is none, or more fields than our forms have."""
    try:
        return parse_qs(body.decode("utf-8", "replace"), max_num_fields=100).get(TOKEN, [None])[0]
    except ValueError:
        return None


async def _body(receive: Receive) -> bytes | None:
    """All that a request sends; None where it is more than a form may hold."""
    held = b""
    while True:
        message = await receive()
        held += bytes(message.get("body", b""))
        if len(held) > MOST_SENT:
            return None
        if not message.get("more_body", False):
            return held


def _again(body: bytes, receive: Receive) -> Receive:
    """What was received, to be received once more."""
    left = [body]

    async def receiving() -> Message:
        return {"type": "http.request", "body": left.pop(), "more_body": False} if left else await receive()

    return receiving
