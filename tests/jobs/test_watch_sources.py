from pathlib import Path

import pytest

from marsad.errors import ReaderError
from marsad.jobs.watch_client import retry_after, unpacked
from marsad.jobs.watch_links import link
from marsad.jobs.watch_sources import Source, read_sources

GOOD = """
contact = "desk@example.org"
every = "1h"

[[source]]
name = "Levant Monitor"
feed = "https://example.org/rss"
delay = 5

[[source]]
page = "https://other.example/news"
links = "https://other.example/news/*"
every = 120
most = 20
language = "en"
allow_private = true
"""


def read(folder: Path, held: str):
    path = folder / "sources.toml"
    path.write_text(held, encoding="utf-8")
    return read_sources(path)


def test_sources_are_read_with_what_is_said_for_all(tmp_path: Path):
    found = read(tmp_path, GOOD)
    assert found.contact == "desk@example.org"
    assert found.sources == (
        Source("Levant Monitor", "feed", "https://example.org/rss", 3600.0, 5.0),
        Source("other.example", "page", "https://other.example/news", 120.0, 2.0, "https://other.example/news/*", 20, "en", True),
    )
    assert found.sources[1].fits("https://other.example/news/1")
    assert not found.sources[1].fits("https://evil.example/https://other.example/news/1")


@pytest.mark.parametrize(
    ("said", "line", "message"),
    [
        ("", 1, "no [[source]]"),
        ("[[source]]\nfeed = 1", 2, "`feed` is no text"),
        ('\n[[source]]\nname = "x"', 2, "one of feed, sitemap and page"),
        ('[[source]]\nfeed = "https://a.example"\nsitemap = "https://a.example"', 1, "one of feed, sitemap and page"),
        ('[[source]]\nfeed = "ftp://a.example/x"', 2, "no address"),
        ('[[source]]\nfeed = "https://user:pass@a.example/x"', 2, "no address"),
        ('[[source]]\nfeed = "https://a.example"\n\n[[source]]\nfeed = "https://b.example"\nevrey = 3', 6, "no key is called `evrey`"),
        ('[[source]]\nfeed = "https://a.example"\nevery = "5s"', 3, "`every` is no time"),
        ('[[source]]\nfeed = "https://a.example"\ndelay = "soon"', 3, "`delay` is no time"),
        ('[[source]]\nfeed = "https://a.example"\nmost = 0', 3, "`most` is no number"),
        ('[[source]]\nfeed = "https://a.example"\nallow_private = "yes"', 3, "true or false"),
        ('[[source]]\npage = "https://a.example"', 2, "needs `links`"),
        ('[[source]]\nfeed = "https://a.example', 2, "no TOML"),
        ('[[source]]\nfeed = "https://a.example"\n[[source]]\nfeed = "https://a.example"', 4, "watched twice"),
        ("source = 3", 1, "no [[source]]"),
    ],
)
def test_an_error_names_its_line_and_what_to_write(tmp_path: Path, said: str, line: int, message: str):
    with pytest.raises(ReaderError) as caught:
        read(tmp_path, said)
    assert message in str(caught.value)
    assert caught.value.place == f"{tmp_path}/sources.toml:{line}"
    assert caught.value.advice


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("2#top", "https://example.org/news/2"),
        ("//OTHER.example:443", "https://other.example/"),
        ("https://[2001:db8::1]:8080/x", "https://[2001:db8::1]:8080/x"),
        ("http://[::bad", None),
        ("https://a.example:99999/", None),
        ("mailto:x@example.org", None),
        ("javascript:alert(1)", None),
        ("https://user:pass@example.org/", None),
        ("/" + "a" * 3_000, None),
    ],
)
def test_links_are_written_in_one_way_or_are_none(target: str, url: str | None):
    assert link("https://example.org/news/1", target) == url


def test_how_long_a_host_asks_to_wait():
    assert retry_after("120", 0.0) == 120
    assert retry_after("Thu, 01 Jan 1970 00:02:00 GMT", 60.0) == 60
    assert [retry_after(said, 0.0) for said in (None, "", "soon", "-5")] == [None] * 4


def test_what_is_packed_in_another_way_than_it_says():
    import zlib

    raw = zlib.compress(b"Shells fell. " * 9)[2:-4]  # as some hosts understand "deflate"
    assert unpacked(raw, "deflate", 1_000) == (b"Shells fell. " * 9, None)
    assert unpacked(b"Shells fell.", "gzip", 1_000) == (b"Shells fell.", None)
    assert unpacked(b"x", "br", 1_000)[1]
    assert unpacked(zlib.compress(b"0" * 5_000), "deflate", 1_000)[1]
