"""The watch asks no private address, however it is written, named or led to."""

import socket
import time
from collections import Counter
from pathlib import Path

import pytest

from marsad.jobs import watch_guard
from marsad.store.base import Store
from tests.jobs import hostile
from tests.jobs.hostile import Server, feed
from tests.jobs.watching import source, watched


@pytest.mark.parametrize(
    ("address", "public"),
    [
        *((said, True) for said in ("93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34")),
        *(
            (said, False)
            for said in (
                "127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.1.1", "172.20.0.1", "100.64.0.1", "0.0.0.0", "224.0.0.1",
                "255.255.255.255", "198.18.0.1", "192.0.2.1", "240.0.0.1", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "2001:db8::1",
                "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
                "2001:0:4136:e378:8000:63bf:80ff:fffe", "localhost", "",
            )
        ),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool):
    assert watch_guard.is_public(address) is public


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "169.254.169.254",
        "10.0.0.1",
        "[::ffff:127.0.0.1]",
        "2130706433",
        "0x7f.1",
        "0177.0.0.1",
        "0.0.0.0",
    ],
)
def test_no_private_address_is_asked_however_it_is_written(server: Server, store: Store, tmp_path: Path, host: str):
    (only,) = watched(server, store, tmp_path, source(server, url=f"http://{host}:{server.server_port}/feed", allow_private=False))
    assert only.state == "failed"
    assert server.asked == Counter()


def resolving(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> list[str]:
    """Names that answer as they are told to, the last answer again and again; which addresses are connected to is written down."""
    real, connected = socket.getaddrinfo, list[str]()

    def answer(host, port, *args, **more):
        if isinstance(host, bytes):
            host = host.decode()
        if host not in names:
            return real(host, port, *args, **more)
        answers = names[host]
        return real(answers.pop(0) if len(answers) > 1 else answers[0], port, *args, **more)

    create = socket.create_connection

    def connect(address, *args, **more):
        connected.append(address[0])
        return create(address, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    monkeypatch.setattr(socket, "create_connection", connect)
    return connected


@pytest.mark.parametrize("inner", ["127.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1"])
def test_a_name_of_a_private_address_is_not_asked(
    server: Server, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inner: str
):
    connected = resolving(monkeypatch, {"inner.example": [inner]})
    (only,) = watched(server, store, tmp_path, source(server, url=f"http://inner.example:{server.server_port}/feed", allow_private=False))
    assert (only.state, "not an address of the open internet" in (only.said or "")) == ("failed", True)
    assert connected == []


def test_a_redirect_to_a_private_address_is_not_followed(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with hostile.served() as outer, hostile.served() as inner:
        real = watch_guard.is_public
        names = {"outer.example": ["127.0.0.1"], "inner.example": ["127.0.0.2"], "meta.example": ["169.254.169.254"]}
        monkeypatch.setattr(watch_guard, "addresses_of", lambda host, port: names.get(host, [host]))
        monkeypatch.setattr(watch_guard, "is_public", lambda said: said == "127.0.0.1" or real(said))
        root = f"http://outer.example:{outer.server_port}"
        targets = {
            "a": f"http://inner.example:{inner.server_port}/secret",
            "b": "http://meta.example/latest/meta-data",
            "c": f"http://127.0.0.2:{inner.server_port}/secret",
            "d": "http://[::1]/secret",
        }
        for name, target in targets.items():
            outer.pages[f"/{name}"] = hostile.redirect(target)
        outer.pages["/feed"] = feed([f"{root}/{name}" for name in targets])
        seen = watched(outer, store, tmp_path, source(outer, url=f"{root}/feed", allow_private=False))
        assert [(one.state, "open internet" in (one.said or "")) for one in seen] == [("failed", True)] * 4
        assert inner.asked == Counter()


def test_the_address_that_was_checked_is_the_one_that_is_asked(server: Server, monkeypatch: pytest.MonkeyPatch):
    """A name that answers with a public address first and a private one then is looked up once."""
    connected = resolving(monkeypatch, {"rebind.example": ["203.0.113.7", "127.0.0.1"]})
    monkeypatch.setattr(watch_guard, "is_public", lambda said: said == "203.0.113.7")
    backend = watch_guard.GuardedBackend(allow_private=False)
    backend.deadline = time.monotonic() + 0.3
    with pytest.raises(Exception, match=r"(?i)timed out|unreachable|refused|network|^$"):
        backend.connect_tcp("rebind.example", server.server_port)
    assert connected == ["203.0.113.7"]
