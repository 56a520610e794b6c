from pathlib import Path

import pytest

from marsad.readers import Asked, Received, html
from tests.readers.came import came, one, refused, taken, written

SAID = "A convoy of 18 buses left Taldou on Tuesday morning with some 900 people, residents said."
MORE = "The buses are heading to Idlib by way of Salamiyah and are expected tonight, the local council said in a statement."
PAGE = f"""<!doctype html><html lang="en-GB"><head><title>Convoy leaves town | Levant Monitor</title>
<meta property="og:site_name" content="Levant Monitor"><meta name="author" content="Rana Haddad">
<meta property="og:title" content="Convoy leaves town">
<meta property="article:published_time" content="2017-08-29T23:30:00+03:00"><link rel="canonical" href="https://example.org/a/1"></head><body>
<header><nav><a href="/">Home</a> <a href="/x">News</a></nav></header>
<div class="cookie-banner"><p>We use cookies to improve your experience. By continuing to browse the site you accept our policy.</p></div>
<article><h1>Convoy leaves town</h1><div class="share"><span>Share this:</span> <a href="#">Facebook</a></div>
<p>{SAID}</p><p>{MORE}</p><ul><li>The bodies are handed over.</li></ul>
<p>Share this:</p><p>Click to share on Facebook (Opens in new window)</p>
<h3>Related articles</h3><ul><li>Four killed in a market in Homs, the council said</li><li>Army takes a hill</li></ul>
<p>Read also: Ten killed in Aleppo</p></article>
<aside><h3>Most read</h3><p>Twenty killed in a raid on the coast, the ministry said on Friday.</p></aside>
<footer>Copyright 2017 Levant Monitor. All rights reserved.</footer></body></html>"""


def read(held: bytes, **more: object) -> Received:
    (found,) = html.read(held, came("a.html", **more))
    assert isinstance(found, Received)
    return found


def test_a_page_gives_its_main_text_and_nothing_else():
    said = read(PAGE.encode()).report.text
    assert SAID in said
    assert MORE in said
    assert "bodies are handed over" in said
    for noise in ("cookies", "Share", "share", "Related", "Four killed", "Ten killed", "Twenty killed", "Home", "Copyright"):
        assert noise not in said, noise


def test_what_the_page_tells_of_itself_is_found_and_told_apart_from_what_is_given():
    found = read(PAGE.encode())
    report = found.report
    assert (report.source, report.url, report.published, report.published_basis) == (
        "Levant Monitor", "https://example.org/a/1", "2017-08-29T23:30:00+03:00", "text",
    )  # fmt: skip
    assert report.title is not None
    assert report.title.startswith("Convoy leaves town")
    assert dict(found.how.found)["author"] == "Rana Haddad"
    assert (found.how.extractor, bool(found.how.extractor_version)) == ("trafilatura", True)
    given = read(PAGE.encode(), url="https://other.example/", asked=Asked(source="LM"), published="2017-08-30")
    assert (given.report.url, given.report.source, given.report.published_basis) == ("https://other.example/", "LM", "given")
    assert dict(given.how.found)["source"] == "Levant Monitor", "what was found is still told"


@pytest.mark.parametrize(
    ("encoding", "said", "charset"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8", "iso-8859-1", "iso-8859-1"),  # the answer is wrong: the bytes are UTF-8
        ("cp1252", "iso-8859-1", None),
        ("cp1256", "windows-1256", None),
        ("utf-16", "utf-8", None),
    ],
)
def test_a_page_is_read_in_its_encoding_whatever_it_says(encoding: str, said: str, charset: str | None):
    word = "دمشق" if encoding == "cp1256" else "café"
    page = f"<html><head><meta charset='{said}'><title>x</title></head><body><p>{word} {SAID} {MORE}</p></body></html>"
    assert word in read(page.encode(encoding), charset=charset).report.text


def test_a_broken_byte_does_not_spoil_the_page():
    page = f"<html><body><p>{'é' * 9} {SAID} {MORE}</p></body></html>".encode() + b"\xff\xfe\xe9"
    assert "é" * 9 in read(page).report.text


def test_a_page_without_words_is_refused(tmp_path: Path):
    assert "no text found" in refused(taken(written(tmp_path, "a.html", b"<html><body><script>1</script></body></html>")))


def test_a_page_under_another_name_is_a_page(tmp_path: Path):
    assert SAID in one(taken(written(tmp_path, "page", PAGE.encode()))).report.text
