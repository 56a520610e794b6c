"""News feeds, RSS and Atom: what each entry says of a page, and the words that it holds itself."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from html import escape
from typing import NamedTuple

import feedparser

from marsad.errors import ReaderError
from marsad.readers import MOST_WORDS, Came, Piece, Read, letter_date

MOST_ENTRIES = 5_000


class Entry(NamedTuple):
    """One entry. `published` and `updated` are ISO 8601 with the zone of the feed; `page`: what it holds itself, as HTML."""

    url: str | None
    title: str | None
    published: str | None
    updated: str | None
    page: str


def read(raw: bytes, came: Came) -> Read:
    """The words that the entries of a saved feed hold, to be read in turn. Raises ReaderError where it is none."""
    for number, entry in enumerate(entries(raw, came.place), 1):
        page = f"<html><head><title>{escape(entry.title or '')}</title></head><body><article>{entry.page}</article></body></html>"
        about = replace(came, place=f"{came.place}:{number}", name="", media_type="text/html", charset="utf-8", depth=came.depth + 1)
        about = replace(about, url=entry.url, title=entry.title, published=entry.published, raw=None)
        yield Piece(about, io.BytesIO(page.encode("utf-8", "replace")))


def entries(raw: bytes, place: str) -> list[Entry]:
    """The entries of a feed in its order. Raises ReaderError where it is none."""
    held = feedparser.parse(io.BytesIO(raw))  # a stream: a text would be taken for an address
    if not held.get("version") and not held.get("entries"):
        raise ReaderError("no feed", place=place, advice="give the address of an RSS or Atom feed")
    return list(_entries(held))


def _entries(held: feedparser.FeedParserDict) -> Iterator[Entry]:
    for entry in (held.get("entries") or [])[:MOST_ENTRIES]:
        content = entry.get("content") or []
        page = max((part.get("value") or "" for part in content), key=len, default="") or entry.get("summary") or ""
        yield Entry(
            url=entry.get("link") or None,
            title=" ".join((entry.get("title") or "").split())[:MOST_WORDS] or None,
            published=_moment(dict.get(entry, "published") or dict.get(entry, "updated")),
            updated=_moment(dict.get(entry, "updated")),  # its own `get` would give `published` in its place
            page=page,
        )


def _moment(said: str | None) -> str | None:
    """As the feed writes it, the zone kept: as in letters (RSS) or ISO 8601 (Atom)."""
    if not said:
        return None
    try:
        return datetime.fromisoformat(said.strip()).isoformat()
    except ValueError:
        return letter_date(said)
