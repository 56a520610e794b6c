"""One page asked for and answered, within bounds: redirects are followed one by one, bodies are cut, packed ones unpacked with care."""

import ssl
import time
import zlib
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import NamedTuple, Self

import httpcore
import httpx

from marsad.jobs.watch_guard import ForbiddenAddressError, GuardedBackend
from marsad.jobs.watch_links import link

MOST_REDIRECTS = 5
MOST_BYTES = 10_000_000  # of a page, as it comes and unpacked
SECONDS = 60.0  # for an answer, whole
WAIT = 20.0  # for the next bytes of it
MOVED = (301, 302, 303, 307, 308)
Pairs = tuple[tuple[str, str], ...]


class Answer(NamedTuple):
    """What came. `url`: that which answered, after redirects; `wire`: the body as it came; `body`: the same unpacked; `cut`: why it ends
    early, if it does."""

    url: str
    status: int
    headers: Pairs
    wire: bytes
    body: bytes
    cut: str | None = None

    def header(self, name: str) -> str | None:
        """The first header of a name."""
        return next((said for key, said in self.headers if key.lower() == name), None)

    @property
    def media_type(self) -> str:
        """As it says, without encoding."""
        return (self.header("content-type") or "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding of text, as it says."""
        parts = (part.strip() for part in (self.header("content-type") or "").split(";")[1:])
        return next((p.partition("=")[2].strip("\"' ") for p in parts if p.lower().startswith("charset=")), None)


class NoAnswerError(Exception):
    """No page came. `final`: asking again will not help; `host`: it is the host that does not answer, and not this page alone."""

    def __init__(self, said: str, *, final: bool = False, host: bool = False) -> None:
        super().__init__(said)
        self.final, self.host = final, host


class Client:
    """Asks for pages. `agent`: who asks; `allow_private`: addresses that are not for everybody may be asked, too."""

    def __init__(self, agent: str, *, allow_private: bool = False, seconds: float = SECONDS, most: int = MOST_BYTES) -> None:
        self._seconds, self._most = seconds, most
        self._backend = GuardedBackend(allow_private)
        accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"
        headers = {"User-Agent": agent, "Accept": accept, "Accept-Encoding": "gzip, deflate"}
        self._client = httpx.Client(transport=_Transport(self._backend), headers=headers, timeout=WAIT, trust_env=False)

    def get(self, url: str, etag: str | None = None, modified: str | None = None) -> Iterator[Answer]:
        """The answers on the way to a page: redirects, so that whoever asks may look at each before going on, then the page itself. Raises
        NoAnswerError."""
        asked = {"If-None-Match": etag, "If-Modified-Since": modified}
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._one(url, {name: said for name, said in asked.items() if said})
            yield answer
            target = answer.header("location") if answer.status in MOVED else None
            if target is None:
                return
            url = link(url, target) or ""
            if not url:
                raise NoAnswerError("redirected to what is no address of a page", final=True)
        raise NoAnswerError(f"redirected more than {MOST_REDIRECTS} times", final=True)

    def post(self, url: str, body: bytes, media_type: str) -> Answer:
        """The answer to bytes that are handed over; a redirect is not followed. Raises NoAnswerError."""
        return self._one(url, {"Content-Type": media_type}, body)

    def _one(self, url: str, headers: dict[str, str], body: bytes | None = None) -> Answer:
        self._backend.deadline = time.monotonic() + self._seconds
        try:
            method = "GET" if body is None else "POST"
            with self._client.stream(method, url, headers=headers, content=body, follow_redirects=False) as response:
                pairs = tuple((name.decode("latin-1"), said.decode("latin-1")) for name, said in response.headers.raw)
                wire, cut = self._body(response) if response.status_code == 200 else (b"", None)
        except ForbiddenAddressError as error:
            raise NoAnswerError(str(error), final=True) from None
        except (httpx.HTTPError, httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError) as error:
            host = isinstance(error, httpx.ConnectError | httpx.TimeoutException | httpcore.ConnectError | httpcore.TimeoutException)
            raise NoAnswerError(f"no answer: {type(error).__name__}: {str(error)[:120]}", host=host) from None
        except (httpx.InvalidURL, ssl.SSLError, UnicodeError, ValueError) as error:
            raise NoAnswerError(f"no address that can be asked: {str(error)[:120]}", final=True) from None
        plain, swollen = unpacked(wire, next((said for name, said in pairs if name.lower() == "content-encoding"), ""), self._most)
        return Answer(url, response.status_code, pairs, wire, plain, cut or swollen)

    def _body(self, response: httpx.Response) -> tuple[bytes, str | None]:
        parts, size = list[bytes](), 0
        for part in response.iter_raw():
            parts.append(part[: self._most - size])
            size += len(part)
            if size > self._most:
                return b"".join(parts), f"cut after {self._most // 1_000_000 or self._most} {'MB' if self._most >= 1_000_000 else 'bytes'}"
        return b"".join(parts), None

    def close(self) -> None:
        """Let go of all connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Transport(httpx.BaseTransport):
    """httpx on a pool of connections that a guard makes."""

    def __init__(self, backend: GuardedBackend) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            network_backend=backend,
            max_connections=4,
            max_keepalive_connections=2,
            keepalive_expiry=10,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path)
        asked = httpcore.Request(request.method, url, headers=request.headers.raw, content=request.read(), extensions=request.extensions)
        answer = self._pool.handle_request(asked)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


def unpacked(wire: bytes, encoding: str, most: int) -> tuple[bytes, str | None]:
    """A body without its packing, and why it ends early, if it does. What is not packed as it says it is, is taken as it came."""
    names = [name.strip().lower() for name in encoding.split(",") if name.strip().lower() not in ("", "identity")]
    if not names or not wire:
        return wire, None
    if names not in (["gzip"], ["x-gzip"], ["deflate"]):
        return wire, f"packed in a way that was not asked for ({encoding[:40]})"
    for window in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        opened = zlib.decompressobj(window)
        try:
            body = opened.decompress(wire, most + 1)
        except zlib.error:
            continue
        if len(body) > most:
            return body[:most], f"unpacked it would be more than {most // 1_000_000 or most} {'MB' if most >= 1_000_000 else 'bytes'}"
        return body, None if opened.eof else "it breaks off"
    return wire, None


def retry_after(said: str | None, now: float) -> float | None:
    """The seconds that a host asks to wait: as a number or as a date. `now`: seconds since 1970."""
    if not said:
        return None
    if said.strip().isdigit():
        return float(said.strip()[:9])
    try:
        return max(parsedate_to_datetime(said).timestamp() - now, 0.0)
    except (ValueError, TypeError, OverflowError):
        return None
