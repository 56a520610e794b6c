"""A web page into the report that it holds: its main text, without menus, notices and what only leads elsewhere."""

import csv
import re
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files

from trafilatura import bare_extraction

from marsad.errors import ReaderError
from marsad.readers import MOST_WORDS, Came, Read, Told, encoding_named, received

HEAD = 4_096  # bytes in which a page may say its encoding
MOST_SEARCHED = 300_000  # characters in which a page tells its moment
LONGEST_NOISE = 200  # characters: a longer line is text, whatever it begins with
_SAID = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
_LANGUAGE = re.compile(r"<html\b[^>]{0,400}?\blang\s*=\s*[\"']?([A-Za-z-]{2,20})")
# Where a page tells the moment that it came out, best first; trafilatura finds the day.
_MOMENTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"<meta\b[^>]{0,300}?(?:published_time|datePublished|pubdate|dc\.date)[^>]{0,200}?content\s*=\s*[\"']([0-9T:.+\-Z ]{16,35})",
        r"<meta\b[^>]{0,300}?content\s*=\s*[\"']([0-9T:.+\-Z ]{16,35})[\"'][^>]{0,200}?(?:published_time|datePublished|pubdate)",
        r"\"datePublished\"\s{0,9}:\s{0,9}\"([0-9T:.+\-Z ]{16,35})\"",
        r"<time\b[^>]{0,300}?datetime\s*=\s*[\"']([0-9T:.+\-Z ]{16,35})",
    )
)
_DATES = {"extensive_search": False, "original_date": True}  # only what the page tells of itself: a guess would be worse than none


def read(raw: bytes, came: Came) -> Read:
    """The main text of a page, with what it tells of itself: title, day or moment, site, author, address. Raises ReaderError where it has
    no text."""
    held = page_text(raw, came.charset)
    page = bare_extraction(held, url=came.url, include_comments=False, with_metadata=True, date_extraction_params=_DATES)
    text = "" if page is None or isinstance(page, dict) or not page.text else _without_noise(page.text)
    if page is None or isinstance(page, dict) or not text:
        raise ReaderError("no text found in the page", place=came.place, advice="copy the text into a .txt file")
    language = _LANGUAGE.search(held[:10_000])
    told = Told(
        title=page.title if page.title != page.sitename else None,  # the name of the site is the title of no report
        source=page.sitename,
        url=page.url,
        published=_moment(held, page.date),
        more=(("author", (page.author or "")[:MOST_WORDS]), ("language", language[1] if language else "")),
    )
    yield received(text, raw, came, "trafilatura", told)


def page_text(raw: bytes, charset: str | None) -> str:
    """The bytes of a page as text: by its mark, as UTF-8 where it fits, else in the encoding that the answer or the page names.

    Bytes that do not fit become the sign for it, and never end the page."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    said = _SAID.search(raw[:HEAD])
    for name in (charset, said[1].decode("ascii") if said else None):
        if name and (known := encoding_named(name)) and known != "utf-8":
            return raw.decode(known, "replace")
    mended = raw.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    right = sum(1 for c in mended if c > "\x7f") - broken
    return mended if right > broken else raw.decode("cp1252", "replace")


def _moment(held: str, day: str | None) -> str | None:
    """The moment with its time zone where the page tells it of that day, else the day."""
    if not day:
        return None
    for pattern in _MOMENTS:
        for said in pattern.findall(held[:MOST_SEARCHED]):
            try:
                moment = datetime.fromisoformat(said.strip())
                if abs(moment.date() - date.fromisoformat(day)) <= timedelta(days=1):
                    return moment.isoformat()
            except ValueError:
                continue
    return day


@cache
def _noise() -> dict[str, tuple[str, ...]]:
    rows = list(csv.DictReader(files("marsad.readers").joinpath("page_noise.csv").read_text(encoding="utf-8").splitlines()))
    return {kind: tuple(row["words"] for row in rows if row["kind"] == kind) for kind in ("line", "begins", "section")}


def _without_noise(text: str) -> str:
    """The lines that are text: what asks to share, subscribe or accept goes, and headings of other articles with the lists below them."""
    noise, kept, listed = _noise(), list[str](), False
    for line in text.splitlines():
        opening = line.strip("-•|#* \t").casefold()
        said = opening.rstrip(":… ")
        listed = listed and (line.startswith("-") or not line.strip())
        if said in noise["section"]:
            listed = True
        elif not listed and not (said in noise["line"] or len(line) <= LONGEST_NOISE and opening.startswith(noise["begins"])):
            kept.append(line)
    return "\n".join(kept).strip()
