from pathlib import Path

from marsad.readers import Received, feed
from tests.readers.came import refused, taken, written

SAID = "A convoy of 18 buses left Taldou on Tuesday morning with some 900 people, residents said."
RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>LM</title><link>https://example.org/</link>
<item><title>Convoy  leaves</title><link>https://example.org/1</link><pubDate>Tue, 29 Aug 2017 23:30:00 +0300</pubDate>
<description>&lt;p&gt;{SAID}&lt;/p&gt;</description></item>
<item><title>No link</title><description>Four killed.</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>LM</title><entry><title>Convoy leaves</title>
<link href="https://example.org/1"/><published>2017-08-29T23:30:00+03:00</published>
<content type="html">&lt;p&gt;{SAID}&lt;/p&gt;</content></entry></feed>"""


def test_entries_come_with_address_title_and_the_moment_in_their_own_zone():
    for held in (RSS, ATOM):
        first = feed.entries(held.encode(), "x")[0]
        assert (first.url, first.title, first.published) == ("https://example.org/1", "Convoy leaves", "2017-08-29T23:30:00+03:00")
        assert SAID in first.page


def test_a_saved_feed_gives_the_words_of_its_entries(tmp_path: Path):
    found = taken(written(tmp_path, "a.xml", ATOM.encode()))
    (report,) = (f.report for f in found if isinstance(f, Received))
    assert (report.text, report.url, report.published_basis) == (SAID, "https://example.org/1", "given")


def test_what_is_no_feed_is_refused_and_no_address_is_fetched(tmp_path: Path):
    assert "no feed" in refused(taken(written(tmp_path, "a.xml", b"https://127.0.0.1/feed")))
