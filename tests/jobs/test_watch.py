"""The watch against a real server that is hostile, stopped in the middle and begun again."""

import hashlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from marsad.errors import StoreError
from marsad.jobs import watch_guard
from marsad.jobs.code import Job
from marsad.jobs.watch import Limits, Seen, Watch
from marsad.jobs.watch_sources import Source, Sources
from marsad.jobs.watch_warc import Keeper
from marsad.store.base import Store
from marsad.store.door import open_store
from tests.cli.conftest import START
from tests.jobs import hostile
from tests.jobs.hostile import Server, feed, page

JOB = Job("base-en")
LIMITS = Limits(seconds=1.5, most=100_000)


@pytest.fixture
def server() -> Iterator[Server]:
    with hostile.served() as made:
        yield made


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store("memory:") as opened:
        yield opened


def source(server: Server, **more: object) -> Source:
    return Source(**{"name": "LM", "sort": "feed", "url": f"{server.root}/feed", "delay": 0.0, "allow_private": True, **more})  # type: ignore[arg-type]


def watched(server: Server, store: Store, folder: Path, *sources: Source, limits: Limits = LIMITS) -> list[Seen]:
    """One round of a watch that is begun anew."""
    with Watch(Sources("desk@example.org", sources or (source(server),)), JOB, store, folder, limits) as watch:
        return list(watch.round())


def states(seen: list[Seen], server: Server) -> dict[str, str]:
    return {one.url.removeprefix(server.root): one.state for one in seen}


def put(server: Server, **pages: object) -> None:
    """Pages named by numbers, and the feed of all."""
    for name, held in pages.items():
        server.pages[f"/{name}"] = held  # type: ignore[assignment]
    server.pages["/feed"] = feed([f"{server.root}/{name}" for name in pages])


def texts(store: Store) -> list[str]:
    with store.view() as view:
        return [kept.form["report"]["text"] for kept in view.reports()]


def archived(folder: Path) -> list[tuple[str, str]]:
    """Address and SHA-256 of the body of every page in the WARC files."""
    found = []
    for path in sorted(folder.glob("*.warc.gz")):
        with path.open("rb") as stream:
            for record in ArchiveIterator(stream, check_digests="raise"):
                if record.rec_type == "response":
                    found.append((record.rec_headers.get_header("WARC-Target-URI"), hashlib.sha256(record.raw_stream.read()).hexdigest()))
    return found


def test_what_a_feed_names_is_fetched_once_kept_as_it_came_and_read(server: Server, store: Store, tmp_path: Path):
    put(server, a=page(1), b=hostile.packed(2))
    assert states(watched(server, store, tmp_path), server) == {"/a": "new", "/b": "new"}
    assert watched(server, store, tmp_path) == []
    assert server.asked == Counter({"/feed": 2, "/robots.txt": 1, "/a": 1, "/b": 1})
    assert [url for url, _ in archived(tmp_path)] == [f"{server.root}/a", f"{server.root}/b"]
    assert archived(tmp_path)[0][1] == hashlib.sha256(page(1)).hexdigest()
    with store.view() as view:
        kept = sorted(view.reports(), key=lambda k: k.form["report"]["url"])
    about = kept[0].form["report"]
    told = [about[key] for key in ("source", "title", "published", "published_basis")]
    assert told == ["LM", "Entry", "2017-08-29T23:30:00+03:00", "given"]
    assert [k.raw for k in kept] == [page(1), page(2)]
    how = kept[0].how
    assert (how.method, how.url, how.extractor) == ("fetch", f"{server.root}/a", "trafilatura")
    assert how.collected_at is not None
    assert {name.lower() for name, _ in how.headers} >= {"content-type", "etag"}
    assert dict(how.found)["sha256"] == archived(tmp_path)[0][1]
    agents = {headers["User-Agent"] for _, _, headers in server.log}
    assert len(agents) == 1
    assert "Marsad/" in agents.pop()
    assert "desk@example.org" in server.log[0][2]["User-Agent"]


def test_a_list_that_has_not_changed_is_not_sent_again(server: Server, store: Store, tmp_path: Path):
    put(server, a=page(1))
    watched(server, store, tmp_path)
    watched(server, store, tmp_path)
    asked = [headers for path, _, headers in server.log if path == "/feed"]
    assert [("If-None-Match" in headers) for headers in asked] == [False, True]


def test_hostile_answers_are_named_and_none_stops_the_others(server: Server, store: Store, tmp_path: Path):
    put(
        server,
        good=page(1), gone_page=lambda r: r.answer(410, b""), error=lambda r: r.answer(404, b"x"), endless=hostile.endless,
        bomb=hostile.bomb, unpacked=hostile.not_packed, charset=hostile.wrong_charset, empty=b"", picture=b"\x89PNG" + bytes(99),
        ring=lambda r: r.answer(302, b"", {"Location": "/ring"}), moved=hostile.redirect("/target"),
        file=hostile.redirect("file:///etc/passwd"), last=page(2),
    )  # fmt: skip
    server.pages["/target"] = page(3)
    seen = watched(server, store, tmp_path)
    got = states(seen, server)
    assert {name: got[f"/{name}"] for name in ("good", "last", "unpacked", "charset", "moved")} == dict.fromkeys(
        ("good", "last", "unpacked", "charset", "moved"), "new"
    )
    assert {name: got.get(f"/{name}") for name in ("gone_page", "error", "empty", "picture", "ring", "file")} == {
        "gone_page": "gone", "error": "gone", "empty": "failed", "picture": "failed", "ring": "failed", "file": "failed",
    }  # fmt: skip
    said = {one.url.removeprefix(server.root): one.said or "" for one in seen}
    assert "cut after" in said["/endless"]
    assert got["/endless"] == "new", "what came of it is read"
    assert "unpacked it would be more than" in said["/bomb"]
    assert "café council" in " ".join(texts(store))
    with store.view() as view:
        moved = next(k for k in view.reports() if "Report 3:" in k.form["report"]["text"])
        assert {f.raw[:4] for f in view.failures()} >= {b"\x89PNG"}
    assert (moved.form["report"]["url"], moved.how.url) == (f"{server.root}/target", f"{server.root}/moved")


@pytest.mark.parametrize("bad", [hostile.nonsense, hostile.hang_up, hostile.large_head, hostile.redirect("http://[::bad")])
def test_a_page_that_breaks_off_is_tried_again_and_given_up_in_the_end(server: Server, store: Store, tmp_path: Path, bad):
    put(server, a=bad, b=page(2))
    tried = [next(one for one in watched(server, store, tmp_path) if one.url.endswith("/a")) for _ in range(5)]
    assert [one.state for one in tried] == ["later"] * 4 + ["failed"]
    assert watched(server, store, tmp_path) == []
    assert (server.asked["/a"], server.asked["/b"], len(archived(tmp_path))) == (5, 1, 1)


@pytest.mark.parametrize("bad", [hostile.drip, hostile.drip_head, lambda r: r.answer(500, b"")])
def test_a_page_that_does_not_come_leaves_its_host_alone_and_is_tried_again(server: Server, store: Store, tmp_path: Path, bad):
    put(server, a=bad)
    began = time.monotonic()
    (only,) = watched(server, store, tmp_path)
    assert time.monotonic() - began < 40, "it would go on for ever"
    assert (only.state, "tried again" in (only.said or "")) == ("later", True)
    (alone,) = watched(server, store, tmp_path)
    assert alone.state == "later"
    assert "left alone" in (alone.said or "")
    assert server.asked["/a"] == 1
    assert archived(tmp_path) == []


def test_a_host_that_asks_to_wait_is_waited_for(server: Server, store: Store, tmp_path: Path):
    put(server, a=hostile.busy(1, "1", page(1)), b=page(2))
    first = watched(server, store, tmp_path)
    assert [(one.state, "left alone" in (one.said or "")) for one in first] == [("later", True)]
    assert watched(server, store, tmp_path)[0].state == "later", "asked nothing before the time"
    assert (server.asked["/a"], server.asked["/b"]) == (1, 0)
    time.sleep(1.1)
    assert states(watched(server, store, tmp_path), server) == {"/a": "new", "/b": "new"}


def test_robots_are_heeded_and_one_that_fails_forbids_for_now(server: Server, store: Store, tmp_path: Path):
    put(server, a=page(1), b=page(2))
    server.pages["/robots.txt"] = b"User-agent: marsad\nDisallow: /*a\n"
    assert states(watched(server, store, tmp_path), server) == {"/a": "forbidden", "/b": "new"}
    assert server.asked["/a"] == 0
    with hostile.served() as other:
        put(other, a=page(3))
        other.pages["/robots.txt"] = lambda request: request.answer(500, b"")
        assert [one.state for one in watched(other, store, tmp_path / "x")] == ["failed"]
        assert other.asked == Counter({"/robots.txt": 1})


def test_one_request_at_a_time_with_a_pause(server: Server, store: Store, tmp_path: Path):
    put(server, **{f"p{n}": page(n) for n in range(4)})
    watched(server, store, tmp_path, source(server, delay=0.2))
    times = [when for _, when, _ in server.log]
    assert all(after - before >= 0.18 for before, after in pairwise(times))


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


def test_a_sitemap_and_a_page_with_links_are_watched_too(server: Server, store: Store, tmp_path: Path):
    root = server.root
    ns = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    server.pages["/index.xml"] = f"<sitemapindex {ns}><sitemap><loc>{root}/map.xml</loc></sitemap></sitemapindex>".encode()
    entry = "<url><loc>{url}</loc><lastmod>{day}</lastmod></url>"
    urls = [(f"{root}/news/1", "2017-08-29"), (f"{root}/about", "2017-08-29")]
    server.pages["/map.xml"] = f"<urlset {ns}>{''.join(entry.format(url=u, day=d) for u, d in urls)}</urlset>".encode()
    server.pages["/home"] = (
        b"<base href='/news/'><a href='2#top'>x</a><a href='/about'>y</a><a href='javascript:x'>z</a><a href='http://['>q</a>"
    )
    for number in (1, 2):
        server.pages[f"/news/{number}"] = page(number)
    wanted = (
        source(server, sort="sitemap", url=f"{root}/index.xml", links="*/news/*"),
        source(server, name="Other", sort="page", url=f"{root}/home", links=f"{root}/news/*"),
    )
    assert states(watched(server, store, tmp_path, *wanted), server) == {"/news/1": "new", "/news/2": "new"}
    server.pages["/news/1"] = page(9)
    server.pages["/map.xml"] = server.pages["/map.xml"].replace(b"08-29", b"09-01")  # type: ignore[union-attr]
    assert states(watched(server, store, tmp_path, *wanted), server) == {"/news/1": "new"}, "a page that its list says has changed"
    assert len(archived(tmp_path)) == 3
    assert len(texts(store)) == 3


@pytest.mark.parametrize("held", [b"<html>no feed</html>", b"", b"<!DOCTYPE x [<!ENTITY a 'b'>]><urlset>&a;</urlset>", b"\x1f\x8b broken"])
@pytest.mark.parametrize("sort", ["feed", "sitemap"])
def test_what_is_no_list_is_told(server: Server, store: Store, tmp_path: Path, sort: str, held: bytes):
    server.pages["/feed"] = held
    assert [one.state for one in watched(server, store, tmp_path, source(server, sort=sort))] == ["failed"]


class StoppedError(BaseException):
    """As a power cut would."""


@pytest.mark.parametrize("where", ["add", "keep", "listed", "settle", "ingest"])
@pytest.mark.parametrize("before", [True, False])
def test_nothing_is_lost_or_doubled_wherever_a_watch_is_stopped(
    server: Server, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, before: bool
):
    put(server, **{f"p{n}": page(n) for n in range(5)})
    from marsad.jobs import watch
    from marsad.jobs.watch_state import State

    owner: object = {"add": Keeper, "ingest": watch}.get(where, State)
    real, calls = getattr(owner, where), [0]

    def stopping(*args, **more):
        calls[0] += 1
        last = calls[0] == (1 if where == "listed" else 3)
        if last and before:
            raise StoppedError
        result = real(*args, **more)
        result = iter(list(result)) if where == "ingest" else result
        if last:
            raise StoppedError
        return result

    with monkeypatch.context() as stopped:
        stopped.setattr(owner, where, stopping)
        with pytest.raises(StoppedError):
            watched(server, store, tmp_path)
    watched(server, store, tmp_path)
    assert watched(server, store, tmp_path) == []
    assert len(texts(store)) == 5
    found = archived(tmp_path)
    assert len(found) == len(set(found)) == 5
    assert sum(server.asked[f"/p{n}"] for n in range(5)) <= 6


def test_a_page_of_which_half_was_written_is_fetched_anew(server: Server, store: Store, tmp_path: Path):
    put(server, a=page(1))
    watched(server, store, tmp_path)
    (path,) = tmp_path.glob("*.warc.gz")
    whole = path.read_bytes()
    path.write_bytes(whole + whole[len(whole) // 2 :][:200])
    put(server, a=page(1), b=page(2))
    assert states(watched(server, store, tmp_path), server) == {"/b": "new"}
    assert [url for url, _ in archived(tmp_path)] == [f"{server.root}/a", f"{server.root}/b"]


def test_only_lists_whose_time_has_come_are_asked_and_the_next_one_is_waited_for(server: Server, store: Store, tmp_path: Path):
    put(server, a=page(1))
    waited: list[float] = []
    with Watch(Sources(None, (source(server, every=600.0),)), JOB, store, tmp_path, LIMITS) as watch:
        assert [one.state for one in watch.round(due_only=True)] == ["new"]
        assert list(watch.round(due_only=True)) == []
        watch.wait(waited.append)
    assert server.asked["/feed"] == 1
    assert 500 < waited[0] <= 600


def test_sources_of_one_name_keep_their_own_rules(server: Server, store: Store, tmp_path: Path):
    with hostile.served() as other:
        put(server, a=page(1))
        put(other, b=page(2))
        seen = watched(server, store, tmp_path, source(server), source(server, url=f"{other.root}/feed", allow_private=False))
        assert {one.url: one.state for one in seen} == {f"{server.root}/a": "new", f"{other.root}/feed": "failed"}
        assert other.asked == Counter()


def test_two_watches_do_not_work_in_one_folder(server: Server, store: Store, tmp_path: Path):
    with Watch(Sources(None, (source(server),)), JOB, store, tmp_path), pytest.raises(StoreError, match="another watch"):
        Watch(Sources(None, (source(server),)), JOB, store, tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("how", [signal.SIGKILL])
def test_a_watch_that_is_killed_is_gone_on_with(server: Server, tmp_path: Path, how: signal.Signals):
    slow = 0.15
    put(server, **{f"p{n}": _late(page(n), slow) for n in range(8)})
    toml = f'[[source]]\nname = "LM"\nfeed = "{server.root}/feed"\ndelay = 0\nallow_private = true\n'
    (tmp_path / "sources.toml").write_text(toml)
    command = [sys.executable, "-c", START, "watch", "sources.toml", "--once", "--pack", "base-en"]
    ran = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 90
    while sum(server.asked[f"/p{n}"] for n in range(8)) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    ran.send_signal(how)
    _, said = ran.communicate(timeout=90)
    assert ran.returncode == (130 if how is signal.SIGINT else -signal.SIGKILL), said
    assert b"Traceback" not in said
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=120, check=False)
    assert again.returncode == 0, again.stderr
    with open_store(f"sqlite:///{tmp_path}/marsad.db") as opened:
        assert len(texts(opened)) == 8
        with opened.view() as view:
            assert not view.stale()
            assert json.dumps([r["id"] for r in view.records()])
    found = archived(tmp_path / "marsad-pages")
    assert len(found) == len(set(found)) == 8


def _late(held: bytes, seconds: float) -> hostile.Handler:
    def answer(request: hostile.Request) -> None:
        time.sleep(seconds)
        request.answer(200, held)

    return answer
