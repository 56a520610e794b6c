from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings

from marsad.exports import digest
from marsad.model.release import Release
from tests.exports.conftest import Written
from tests.exports.releases import about, agreement, control, event, movement, release, releases, statement, toll

TAGS = set("html head meta title style body h1 h2 h3 p article ul li blockquote cite a".split())


class Page(HTMLParser):
    """The tags, links and words of a page; fails where it is not well formed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.words: list[str] = []
        self.names: set[str] = set()
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.names.update(name for name, _ in attrs)
        self.links += [value for name, value in attrs if name in ("href", "src")]
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def page(written: Written, given: Release) -> Page:
    return Page(written(digest, given)["digest.html"])


def test_an_event_with_its_numbers_quote_and_source(written: Written):
    files = written(digest, release(event(views=[toll("killed", 7, 8, 8, tellers=2)])))
    for text in files.values():
        assert "7 March 2017 · shelling · Taldou (Homs)" in text
        assert "7 to 8 killed (tellers do not agree)" in text
        assert "one voice, uncorroborated; review: unreviewed" in text
        assert "“the army shelled Taldou”" in text
        assert "Monitor, 9 March 2017" in text


@pytest.mark.parametrize(
    ("status", "title"),
    [("denied", "Denied"), ("alleged", "Alleged"), ("planned", "Expected, planned or conditional"), ("happened", "What happened")],
)
def test_what_did_not_happen_stands_in_a_section_of_its_own(written: Written, status, title):
    text = written(digest, release(event(status=status)))["digest.md"]
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    assert heads == [f"## {title}", "## Reports"]


def test_movements_deals_and_control_have_their_sections(written: Written):
    text = written(digest, release(movement(), agreement(), control()))["digest.md"]
    assert "departed Taldou (12 March 2017); passed Homs (12 March 2017)" in text
    assert "told: 10 to 99 people" in text
    assert "step 1, done: bodies are exchanged" in text
    assert "term: buses leave, in exchange for bread" in text
    assert "gained by Army" in text
    assert "except for the farms, Homs" in text


def test_the_title_tells_the_days_asked_for(written: Written):
    given = release(event(), filters={"since": "2017-03-06", "until": "2017-03-13"})
    assert "# What happened, 6 March 2017 to 12 March 2017" in written(digest, given)["digest.md"]


def test_an_event_that_a_movement_tells_is_not_told_twice(written: Written):
    text = written(digest, release(event(kind="movement"), movement()))["digest.md"]
    assert "## What happened" not in text


def test_markup_of_reports_is_only_shown(written: Written):
    evil = '<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)> **bold** `code` " onclick="x'
    told = {("r1", "s1"): statement(quote=evil)}
    reports = {"r1": about(source=evil, title=evil, url='https://example.org/"onmouseover="x')}
    given = release(event(), statements=told, reports=reports)
    found = page(written, given)
    assert found.tags <= TAGS
    assert not any(name.startswith("on") for name in found.names)
    assert found.links == []
    assert any("<script>alert(1)</script>" in words for words in found.words)
    text = written(digest, given)["digest.md"]
    assert "<script" not in text.replace("\\<", "")
    assert "](javascript" not in text.replace("\\]", "")


def test_only_web_addresses_are_links(written: Written):
    good = release(event(), reports={"r1": about(url="https://example.org/a?b=c&d=e")})
    assert page(written, good).links == ["https://example.org/a?b=c&d=e"]
    assert "(<https://example.org/a?b=c&d=e>)" in written(digest, good)["digest.md"]
    for url in ("javascript:alert(1)", "https://example.org/ x", "file:///etc/passwd", "https://e.org/\nx"):
        assert page(written, release(event(), reports={"r1": about(url=url)})).links == []


def test_the_saga_reads_well(saga: Release, written: Written):
    files = written(digest, saga)
    assert "7 to 8 killed (tellers do not agree)" in files["digest.md"]
    assert "from Kafr Laha (Homs) to Idlib" in files["digest.md"]
    assert "## Denied" in files["digest.md"]
    assert Page(files["digest.html"]).tags <= TAGS


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_release=releases())
def test_any_release_is_a_page_without_foreign_markup(written: Written, any_release: Release):
    found = page(written, any_release)
    assert found.tags <= TAGS
    assert not any(name.startswith("on") for name in found.names)
