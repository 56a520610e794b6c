"""A real server on the loopback address that serves feeds and pages well, and badly in every way we could think of."""

import gzip
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SAID = "Report {n}: shells fell on the town of Taldou on Tuesday morning and {n} people were hurt, residents of the town said on the phone."
Handler = Callable[["Request"], None]


def page(number: int, charset: str = "utf-8") -> bytes:
    text = SAID.format(n=number)
    body = f"<p>{text}</p><p>The shelling went on for two hours, and the council asked for help.</p>"
    return f"<html><head><meta charset={charset}><title>Report {number}</title></head><body><article>{body}</article></body></html>".encode(
        charset
    )


def feed(urls: list[str]) -> bytes:
    items = "".join(f"<item><title>Entry</title><link>{u}</link><pubDate>Tue, 29 Aug 2017 23:30:00 +0300</pubDate></item>" for u in urls)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'.encode()


class Request(BaseHTTPRequestHandler):
    """One request; what is answered stands in the server's pages: bytes, or a function that answers."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self) -> None:
        path = self.path
        with self.server.lock:
            self.server.asked[path] += 1
            self.server.log.append((path, time.monotonic(), dict(self.headers)))
        held = self.server.pages.get(path)
        try:
            if held is None:
                self.answer(404, b"no such page")
            elif isinstance(held, bytes):
                etag = f'"{hash(held)}"'
                if self.headers.get("If-None-Match") == etag:
                    self.answer(304, b"")
                else:
                    self.answer(200, held, {"ETag": etag})
            else:
                held(self)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body)), **(headers or {})}
        for name, said in headers.items():
            self.send_header(name, said)
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        return


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.pages: dict[str, bytes | Handler] = {}
        self.asked: Counter[str] = Counter()
        self.log: list[tuple[str, float, dict[str, str]]] = []
        self.lock = threading.Lock()
        self.root = f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        return


@contextmanager
def served() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=lambda: server.serve_forever(poll_interval=0.02), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def redirect(target: str, status: int = 302) -> Handler:
    return lambda request: request.answer(status, b"", {"Location": target})


def endless(request: Request) -> None:
    """A page that goes on for ever."""
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    request.wfile.write(page(77)[:-30])
    while True:
        request.wfile.write(b"<p>and so on and on</p>" * 1000)


def drip(request: Request) -> None:
    """A page of which a letter comes now and then."""
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    while True:
        request.wfile.write(b"x")
        time.sleep(0.1)


def drip_head(request: Request) -> None:
    """A head that does not end."""
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        request.wfile.write(b"X: y\r\n")
        time.sleep(0.05)


def large_head(request: Request) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"y" * 300_000 + b"\r\n\r\n")


def nonsense(request: Request) -> None:
    request.wfile.write(b"\x00\x01 this is not HTTP\r\n\r\n")
    request.close_connection = True


def hang_up(request: Request) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "100000")
    request.end_headers()
    request.wfile.write(page(5)[:50])
    request.close_connection = True


def bomb(request: Request) -> None:
    request.answer(200, gzip.compress(b"<p>" + b"0" * 40_000_000), {"Content-Encoding": "gzip"})


def not_packed(request: Request) -> None:
    """Says that it is packed and is not."""
    request.answer(200, page(6), {"Content-Encoding": "gzip"})


def packed(number: int) -> Handler:
    return lambda request: request.answer(200, gzip.compress(page(number)), {"Content-Encoding": "gzip"})


def wrong_charset(request: Request) -> None:
    """UTF-8 that says it is Latin-1, by an encoding that there is not."""
    request.answer(200, page(8).replace(b"the council", "the café council".encode()), {"Content-Type": "text/html; charset=x-none"})


def busy(times: int, after: str | None, then: bytes) -> Handler:
    """Asks to wait so many times, and then answers."""
    left = [times]

    def answer(request: Request) -> None:
        if left[0] > 0:
            left[0] -= 1
            request.answer(429, b"", {"Retry-After": after} if after else {})
        else:
            request.answer(200, then)

    return answer
