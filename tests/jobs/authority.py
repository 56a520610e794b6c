"""A time-stamping authority on this machine: a real one, OpenSSL's, behind a small server."""

import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

OPENSSL = shutil.which("openssl")
ANSWERS = "application/timestamp-reply"
SETTINGS = """
[tsa]
default_tsa=one
[one]
serial={folder}/serial
signer_digest=sha256
default_policy=1.2.3.4.1
digests=sha256
ess_cert_id_alg=sha256
[signer]
extendedKeyUsage=critical,timeStamping
keyUsage=critical,digitalSignature
[root]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign
[req]
distinguished_name=name
[name]
"""
Answer = Callable[[bytes], tuple[str, bytes]]


class Authority:
    """An authority with a root of its own in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settings").write_text(SETTINGS.format(folder=folder), encoding="ascii")
        (folder / "serial").write_text("01\n", encoding="ascii")
        new = ("-newkey", "rsa:2048", "-nodes", "-config", "settings", "-days", "3650")
        self._run("req", "-x509", *new, "-extensions", "root", "-subj", "/CN=Root", "-keyout", "root.key", "-out", "root.pem")
        self._run("req", *new[:5], "-subj", "/CN=Stamper", "-keyout", "stamper.key", "-out", "stamper.csr")
        signed = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-days", "3650", "-extfile", "settings")
        self._run("x509", "-req", "-in", "stamper.csr", *signed, "-extensions", "signer", "-out", "stamper.pem")
        self.certificates = (folder / "root.pem").read_bytes()

    def stamp(self, query: bytes) -> bytes:
        """The answer to a query."""
        (self.folder / "query").write_bytes(query)
        signer = ("-signer", "stamper.pem", "-inkey", "stamper.key")
        self._run("ts", "-reply", "-config", "settings", "-queryfile", "query", *signer, "-out", "reply")
        return (self.folder / "reply").read_bytes()

    def _run(self, *arguments: str) -> None:
        assert OPENSSL is not None
        subprocess.run([OPENSSL, *arguments], cwd=self.folder, check=True, capture_output=True, timeout=120)


@contextmanager
def serving(answer: Answer) -> Iterator[tuple[str, list[bytes]]]:
    """A server that answers each query with a media type and bytes; its address, and the queries that came."""
    asked: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.rfile.read(int(self.headers["Content-Length"])))
            media_type, body = answer(asked[-1])
            self.send_response(200)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsr", asked
    finally:
        server.shutdown()
        server.server_close()
