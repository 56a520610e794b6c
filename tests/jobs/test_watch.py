"""The watch against a real server that is hostile, stopped in the middle and begun again."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from marsad.errors import StoreError
from marsad.jobs.watch import Watch
from marsad.jobs.watch_sources import Sources
from marsad.jobs.watch_warc import Keeper
from marsad.store.base import Store
from marsad.store.door import open_store
from tests.cli.conftest import START
from tests.jobs import hostile
from tests.jobs.hostile import Server, page
from tests.jobs.watching import JOB, LIMITS, archived, put, source, states, texts, watched


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
            assert list(view.records())
    found = archived(tmp_path / "marsad-pages")
    assert len(found) == len(set(found)) == 8


def _late(held: bytes, seconds: float) -> hostile.Handler:
    def answer(request: hostile.Request) -> None:
        time.sleep(seconds)
        request.answer(200, held)

    return answer
