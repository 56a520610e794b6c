"""What stands before every answer: the host that was asked for, and the headers that tell a browser what a page may do."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.errors import MarsadError

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}


def policy(tiles: str | None) -> str:
    """The Content-Security-Policy: everything from this host alone, nothing inline; pictures from the tile server too where one is set."""
    pictures = f"'self' data: {tile_host(tiles)}" if tiles else "'self'"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; font-src 'self'; manifest-src 'self'; "
        f"img-src {pictures}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def tile_host(tiles: str) -> str:
    """The host of a tile server's address as a policy names it: `https://*.tiles.example`. Raises MarsadError where it is none."""
    parts = urlsplit(tiles.replace("{s}", "a"))
    wanted = all(f"{{{name}}}" in tiles for name in "zxy")
    if parts.scheme not in ("https", "http") or not parts.hostname or not wanted or any(c in tiles for c in " ;,'\""):
        raise MarsadError(f"{tiles!r} is no address of tiles", place="--tiles", advice="write https://tiles.example/{z}/{x}/{y}.png")
    host = f"*.{parts.netloc.removeprefix('a.')}" if "://{s}." in tiles else parts.netloc
    return f"{parts.scheme}://{host}"


class Guard:
    """Refuses a request for a host that this page is not, and puts the headers on every answer."""

    def __init__(self, app: ASGIApp, names: frozenset[str], tiles: str | None) -> None:
        self._app = app
        self._names = names
        self._headers = HEADERS | {"Content-Security-Policy": policy(tiles)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")  # what the record says stays out of the browser's own store
            await send(message)

        if host_of(Headers(scope=scope).get("host", "")) not in self._names:
            await PlainTextResponse("This page does not answer to that name.\n", 421)(scope, receive, sending)
            return
        await self._app(scope, receive, sending)


def host_of(header: str) -> str:
    """The name in a Host header, without its port: `localhost`, `127.0.0.1`, `::1`."""
    if header.startswith("["):
        return header[1:].partition("]")[0].casefold()
    return header.partition(":")[0].casefold()
