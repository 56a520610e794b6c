"""Lists of pages, feeds, sitemaps and pages with links, into the addresses that they name."""

import gzip
import io
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from marsad.errors import ReaderError
from marsad.jobs.watch_client import Answer, link
from marsad.jobs.watch_sources import Source
from marsad.jobs.watch_state import Link
from marsad.readers import checked_date
from marsad.readers.feed import entries
from marsad.readers.html import page_text

MOST_LINKS = 50_000
MOST_BYTES = 60_000_000  # of a sitemap, unpacked: its own rule is 50 MB


def links_of(source: Source, answer: Answer) -> tuple[list[Link], list[str]]:
    """The pages that a list names and the source wants, each once; and further lists that it names (of a sitemap of sitemaps).

    Raises ReaderError where it is no list of that sort."""
    more: list[str] = []
    if source.sort == "sitemap":
        found, more = _sitemap(answer)
    else:
        found = list(_feed(answer) if source.sort == "feed" else _page(answer))
    wanted: dict[str, Link] = {}
    for one in found:
        url = link(answer.url, one.url)
        if url and source.fits(url) and len(wanted) < MOST_LINKS:
            wanted.setdefault(url, one._replace(url=url))
    return list(wanted.values()), [url for url in (link(answer.url, said) for said in more) if url]


def _feed(answer: Answer) -> Iterator[Link]:
    for entry in entries(answer.body, answer.url):
        if entry.url:
            yield Link(entry.url, entry.title, entry.published, entry.updated)


def _sitemap(answer: Answer) -> tuple[list[Link], list[str]]:
    held = answer.body
    if held[:2] == b"\x1f\x8b":
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(held)) as opened:
                held = opened.read(MOST_BYTES + 1)
        except (OSError, EOFError, zlib.error):
            raise ReaderError("a broken sitemap", place=answer.url, advice="look at it in a browser") from None
    if len(held) > MOST_BYTES:
        raise ReaderError("a sitemap of more than 60 MB", place=answer.url, advice="watch a part of it")
    try:
        root: Element | None = fromstring(held)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        root = None
    if root is None or not root.tag.endswith(("urlset", "sitemapindex")):
        raise ReaderError("no sitemap", place=answer.url, advice="give the address of a sitemap.xml")
    pages, more = list[Link](), list[str]()
    for element in root:
        said = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in element}
        if not said.get("loc"):
            continue
        if root.tag.endswith("sitemapindex"):
            more.append(said["loc"])
        else:
            pages.append(Link(said["loc"], stamp=_date(said.get("lastmod"))))
    return pages, more


def _date(said: str | None) -> str | None:
    try:
        return checked_date(said, "lastmod")
    except ReaderError:
        return None


def _page(answer: Answer) -> Iterator[Link]:
    finder = _Links(answer.url)
    finder.feed(page_text(answer.body, answer.charset))
    return iter(finder.found)


class _Links(HTMLParser):
    """Collects where the links of a page lead."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._base = base
        self.found: list[Link] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins."""
        target = dict(attrs).get("href") if tag in ("a", "base") else None
        if target and tag == "base":
            self._base = urljoin(self._base, target[:2_000])
        elif target and len(self.found) < MOST_LINKS:
            try:
                self.found.append(Link(urljoin(self._base, target.strip())))
            except ValueError:  # no address at all
                return
