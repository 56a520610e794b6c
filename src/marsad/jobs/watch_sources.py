"""sources.toml: what to watch, and how politely. An error names the line and what to write."""

import re
import tomllib
from fnmatch import translate
from pathlib import Path
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from marsad.errors import ReaderError

Sort = Literal["feed", "sitemap", "page"]
SORTS: tuple[Sort, ...] = ("feed", "sitemap", "page")
TOP = {"contact", "every", "delay", "source"}
KEYS = {"name", "every", "delay", "links", "most", "language", "allow_private", *SORTS}
UNITS = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
LONGEST_PATTERN = 500
LARGEST_FILE = 1_000_000


class Source(NamedTuple):
    """One thing to watch.

    `name` is who publishes; `every` and `delay` (between two requests to a host) are seconds; `links`: a pattern with `*` that the address
    of a page has to fit; `most`: pages that are fetched in one round."""

    name: str
    sort: Sort
    url: str
    every: float = 900.0
    delay: float = 2.0
    links: str | None = None
    most: int = 200
    language: str | None = None
    allow_private: bool = False

    def fits(self, url: str) -> bool:
        """Whether a page of this address is wanted."""
        return self.links is None or re.match(translate(self.links), url) is not None


class Sources(NamedTuple):
    """All that is watched. `contact`: where those whose pages are fetched can ask why."""

    contact: str | None
    sources: tuple[Source, ...]


def read_sources(path: Path) -> Sources:
    """The sources of a file. Raises ReaderError with the line."""
    try:
        with path.open("rb") as stream:
            held = stream.read(LARGEST_FILE).decode("utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ReaderError(reason, place=str(path), advice="write one: marsad watch --help shows how") from None
    except UnicodeDecodeError:
        raise ReaderError("not UTF-8", place=str(path), advice="save it as UTF-8 text") from None
    try:
        said = tomllib.loads(held)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        place = f"{path}:{line[1] if line else len(held.splitlines()) or 1}"  # without a number it is the end of the file
        raise ReaderError(f"no TOML: {error}", place=place, advice='write key = "value", one a line, below [[source]]') from None
    return _Checked(path, held, said).sources()


class _Checked:
    """Looks at what a file says, key by key."""

    def __init__(self, path: Path, held: str, said: dict[str, object]) -> None:
        self._path, self._lines, self._said = path, held.splitlines(), said

    def sources(self) -> Sources:
        self._known(self._said, TOP, None)
        listed = self._said.get("source")
        if not isinstance(listed, list) or not listed:
            raise self._error("no [[source]]", None, None, "write [[source]], and below it name and feed, sitemap or page")
        defaults = {
            name: self._seconds(self._said, name, None, fallback, least)
            for name, fallback, least in (("every", 900.0, 60.0), ("delay", 2.0, 0.0))
        }
        found = tuple(self._source(table, number, defaults) for number, table in enumerate(listed))
        seen = set[str]()
        for number, source in enumerate(found):
            if source.url in seen:
                raise self._error(f"{source.url} is watched twice", source.sort, number, "leave one of them out")
            seen.add(source.url)
        contact = self._words(self._said, "contact", None)
        return Sources(contact, found)

    def _source(self, table: object, number: int, defaults: dict[str, float]) -> Source:
        if not isinstance(table, dict):
            raise self._error("a source is a table", "source", None, "write [[source]] on a line of its own")
        self._known(table, KEYS, number)
        sorts = [sort for sort in SORTS if sort in table]
        if len(sorts) != 1:
            raise self._error("one of feed, sitemap and page is needed", None, number, 'write feed = "https://example.org/rss"')
        sort = sorts[0]
        url = self._words(table, sort, number) or ""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
            raise self._error(f"{url!r} is no address", sort, number, "write https://, the host and the path, without a name or password")
        links = self._words(table, "links", number)
        if sort == "page" and not links:
            raise self._error(
                "a page needs `links`", sort, number, 'say which of its links to follow: links = "https://example.org/news/*"'
            )
        if links and len(links) > LONGEST_PATTERN:
            raise self._error("`links` is too long", "links", number, "write a pattern with *")
        most, private = table.get("most", 200), table.get("allow_private", False)
        if not isinstance(most, int) or isinstance(most, bool) or most < 1:
            raise self._error("`most` is no number of pages", "most", number, "write most = 200")
        if not isinstance(private, bool):
            raise self._error(
                "`allow_private` is true or false", "allow_private", number, "leave it out, unless the source is in your own network"
            )
        return Source(
            name=self._words(table, "name", number) or parts.hostname,
            sort=sort,
            url=url,
            every=self._seconds(table, "every", number, defaults["every"], 60.0),
            delay=self._seconds(table, "delay", number, defaults["delay"], 0.0),
            links=links,
            most=most,
            language=self._words(table, "language", number),
            allow_private=private,
        )

    def _known(self, table: dict[str, object], keys: set[str], number: int | None) -> None:
        for key in table:
            if key not in keys:
                raise self._error(f"no key is called `{key}`", key, number, "one of " + ", ".join(sorted(keys)))

    def _words(self, table: dict[str, object], key: str, number: int | None) -> str | None:
        said = table.get(key)
        if said is not None and (not isinstance(said, str) or not said.strip()):
            raise self._error(f"`{key}` is no text", key, number, f'write {key} = "..."')
        return said.strip() if isinstance(said, str) else None

    def _seconds(self, table: dict[str, object], key: str, number: int | None, fallback: float, least: float) -> float:
        said = table.get(key, fallback)
        match = re.fullmatch(r"(\d{1,6}(?:\.\d{1,3})?)\s?([smhd]?)", str(said)) if not isinstance(said, bool) else None
        seconds = float(match[1]) * UNITS[match[2] or "s"] if match else -1.0
        if seconds < least:
            raise self._error(f"`{key}` is no time of at least {least:.0f} seconds", key, number, f'write {key} = "15m", or seconds')
        return seconds

    def _error(self, message: str, key: str | None, number: int | None, advice: str) -> ReaderError:
        return ReaderError(message, place=f"{self._path}:{self._line(key, number)}", advice=advice)

    def _line(self, key: str | None, number: int | None) -> int:
        """The line of a key, below the heading of its source; that of the heading where there is no key."""
        heads = [at for at, line in enumerate(self._lines, 1) if re.match(r"\s*\[\[\s*source\s*\]\]", line)]
        start = heads[number] if number is not None and number < len(heads) else 1
        if key is not None:
            for at in range(start, len(self._lines) + 1):
                if re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", self._lines[at - 1]):
                    return at
        return start
