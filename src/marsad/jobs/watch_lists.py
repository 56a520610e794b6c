"""Lists of pages, feeds, sitemaps and pages with links, into the addresses that they name."""

import gzip
import io
import zlib
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from marsad.errors import ReaderError
from marsad.jobs.watch_links import Link, link
from marsad.readers import Came, checked_date
from marsad.readers.feed import entries
from marsad.readers.html import page_text

MOST_LINKS = 50_000
MOST_BYTES = 60_000_000  # of a sitemap, unpacked: its own rule is 50 MB


def of_feed(raw: bytes, came: Came) -> Iterator[Link]:
    """The pages that a feed names. Raises ReaderError where it is none."""
    found = (Link(entry.url, entry.title, entry.published, entry.updated) for entry in entries(raw, came.place) if entry.url)
    return _distinct(found, came)


def of_sitemap(raw: bytes, came: Came) -> Iterator[Link]:
    """The pages that a sitemap names, or the sitemaps that a sitemap of sitemaps does. Raises ReaderError where it is none."""
    return _distinct(_sitemap(raw, came.place), came)


def of_page(raw: bytes, came: Came) -> Iterator[Link]:
    """Where the links of a page lead."""
    finder = _Links(came.url or came.place)
    finder.feed(page_text(raw, came.charset))
    return _distinct(finder.found, came)


def _distinct(found: Iterable[Link], came: Came) -> Iterator[Link]:
    """Each address once, in the one way of writing it."""
    seen = set[str]()
    for one in found:
        url = link(came.url or came.place, one.url)
        if url and url not in seen and len(seen) < MOST_LINKS:
            seen.add(url)
            yield one._replace(url=url)


def _sitemap(held: bytes, place: str) -> Iterator[Link]:
    if held[:2] == b"\x1f\x8b":
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(held)) as opened:
                held = opened.read(MOST_BYTES + 1)
        except (OSError, EOFError, zlib.error):
            raise ReaderError("a broken sitemap", place=place, advice="look at it in a browser") from None
    if len(held) > MOST_BYTES:
        raise ReaderError("a sitemap of more than 60 MB", place=place, advice="watch a part of it")
    try:
        root: Element | None = fromstring(held)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        root = None
    if root is None or not root.tag.endswith(("urlset", "sitemapindex")):
        raise ReaderError("no sitemap", place=place, advice="give the address of a sitemap.xml")
    for element in root:
        said = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in element}
        if said.get("loc"):
            yield Link(said["loc"], stamp=_date(said.get("lastmod")), is_list=root.tag.endswith("sitemapindex"))


def _date(said: str | None) -> str | None:
    try:
        return checked_date(said, "lastmod")
    except ReaderError:
        return None


class _Links(HTMLParser):
    """Collects where the links of a page lead."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base
        self.found: list[Link] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins."""
        target = dict(attrs).get("href") if tag in ("a", "base") else None
        if not target or len(self.found) >= MOST_LINKS:
            return
        try:
            joined = urljoin(self._base, target.strip()[:2_000])
        except ValueError:  # no address at all
            return
        if tag == "base":
            self._base = joined
        else:
            self.found.append(Link(joined))
