from pathlib import Path

import pytest

from marsad.store.door import open_store
from tests.cli.conftest import Marsad
from tests.jobs import hostile
from tests.jobs.hostile import feed, page


def test_a_watch_tells_what_came_of_each_and_the_record_holds_it(marsad: Marsad, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    with hostile.served() as server:
        server.pages |= {"/feed": feed([f"{server.root}/a", f"{server.root}/none"]), "/a": page(4)}
        source = f'[[source]]\nname = "LM"\nfeed = "{server.root}/feed"\ndelay = 0\n'
        (tmp_path / "open.toml").write_text(source)
        refused = marsad("watch", "open.toml", "--once")
        assert refused.returncode == 1
        assert b"not an address of the open internet" in refused.stderr
        (tmp_path / "own.toml").write_text(source + "allow_private = true\n")
        ran = marsad("watch", "own.toml", "--once")
        assert ran.returncode == 0, ran.stderr
        told = ran.stderr.decode().splitlines()
        assert told == [f"marsad: LM: {server.root}/none: gone: the host says 404", "marsad: 1 new, 1 gone"]
        assert marsad("watch", "own.toml", "--once").stderr == b"marsad: nothing new\n"
    assert (tmp_path / "marsad-pages/00001.warc.gz").is_file()
    assert b"Taldou" in marsad("show").stdout
    with open_store(f"sqlite:///{tmp_path}/marsad.db") as opened, opened.view() as view:
        (kept,) = view.reports()
    assert (kept.how.method, kept.how.url) == ("fetch", f"{server.root}/a")
    assert dict(kept.how.found)["warc"].startswith("00001.warc.gz@")
    assert ("Content-Type", "text/html; charset=utf-8") in kept.how.headers
    again = marsad("read", "marsad-pages/00001.warc.gz", "--resume", "--json")
    assert again.stderr.decode().splitlines()[-1] == "marsad: 1 known", "what was kept can be read again"


def test_a_sources_file_that_is_wrong_is_one_line(marsad: Marsad, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources.toml").write_text('[[source]]\nfed = "https://example.org"\n')
    ran = marsad("watch", "sources.toml", "--once")
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"marsad: sources.toml:2: no key is called `fed`")
    assert b"no such file" in marsad("watch", "none.toml").stderr
