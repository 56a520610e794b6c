"""Sources watched: lists are asked for what is new, pages are fetched, kept as they came, and read into the record.

A page goes through three states, each noted before the next begins: wanted (a list named it), kept (it lies in a WARC file), done (it is in
the record). So nothing is lost or doubled, wherever a watch is stopped."""

import hashlib
import io
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal, NamedTuple, Self
from urllib.parse import urlsplit

from marsad.errors import ReaderError
from marsad.jobs.apart import Apart
from marsad.jobs.code import Job
from marsad.jobs.ingest import ingest
from marsad.jobs.intake import Intake
from marsad.jobs.watch_client import MOST_BYTES, SECONDS, Answer, Client, NoAnswerError
from marsad.jobs.watch_links import Link
from marsad.jobs.watch_manners import LaterError, Manners, NotAllowedError
from marsad.jobs.watch_sources import Source, Sources
from marsad.jobs.watch_state import Page, State
from marsad.jobs.watch_warc import Keeper, Place, now
from marsad.model.report import Arrival
from marsad.readers import Asked, Came, Piece
from marsad.store.base import Store

MOST_TRIES = 5
MOST_LISTS = 100  # sitemaps in a sitemap
GONE = (404, 410)
Became = Literal["new", "changed", "known", "failed", "same", "gone", "forbidden", "later", "nothing"]


class Seen(NamedTuple):
    """What became of a page or a list. `said`: why, or what there is to know of it."""

    source: str
    url: str
    state: Became
    said: str | None = None


class Limits(NamedTuple):
    """Bounds of one answer: seconds, and bytes."""

    seconds: float = SECONDS
    most: int = MOST_BYTES


class Watch:
    """Watches sources. `folder` keeps the WARC files and what is known between two rounds. Raises StoreError where another watch has it."""

    def __init__(self, sources: Sources, job: Job, store: Store, folder: Path, limits: Limits = Limits()) -> None:
        self._sources, self._job, self._store, self._limits = sources, job, store, limits
        self._by_list = {source.url: source for source in sources.sources}
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as opening:
            self._state = opening.enter_context(State(folder / "watch.db"))
            self._keeper = Keeper(folder, self._state, f"Marsad/{_version()}")
            self._apart = opening.enter_context(Apart())
            self._intake = Intake(self._apart, Asked())
            self._manners: dict[bool, Manners] = {}
            self._left_alone: set[str] = set()
            self._open = opening.pop_all()

    def round(self, *, due_only: bool = False) -> Iterator[Seen]:
        """Ask all lists once (or those whose time has come), fetch what is new, and read it. What was fetched before and not read comes
        first. Raises StoreError."""
        self._left_alone.clear()
        yield from self._left_over()
        for source in self._sources.sources:
            if not due_only or self._state.due(source.url) <= time.time():
                yield from self._listed(source)
        yield from self._pages()

    def wait(self, sleep: Callable[[float], None] = time.sleep) -> None:
        """Come back when the next list is due."""
        due = min(self._state.due(source.url) for source in self._sources.sources)
        sleep(max(due - time.time(), 1.0))

    def close(self) -> None:
        """Let go of files and connections."""
        self._open.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _left_over(self) -> Iterator[Seen]:
        """Read what an earlier watch kept and did not come to read."""
        for record in self._keeper.recovered(self._limits.most):
            if self._state.page(record.asked) is not None:
                self._note(record.asked, record.answer, record.place)
        for page in self._state.pages("kept"):
            again = self._keeper.again(page.file or "", page.place or 0, self._limits.most)
            if again is None:  # the WARC file was taken away: fetch it anew
                self._state.settle(page.url, "wanted")
            else:
                yield from self._read(page, again.answer, again.when)

    def _listed(self, source: Source) -> Iterator[Seen]:
        """Ask one source for what it names."""
        waiting, asked = [source.url], set[str]()
        due = time.time() + source.every
        while waiting and len(asked) < MOST_LISTS:
            url = waiting.pop(0)
            if url in asked:
                continue
            asked.add(url)
            try:
                answer = self._manners_for(source).get(url, source.delay, *self._state.validators(url))
                if answer.status == 304:
                    self._state.put_off(url, due)
                    continue
                if answer.status != 200:
                    raise NoAnswerError(f"the host says {answer.status}")
                links, more = self._links(source, answer)
            except LaterError as error:
                self._state.put_off(url, due)
                yield from self._alone(source.name, url, error)
                continue
            except (NotAllowedError, NoAnswerError, ReaderError) as error:
                self._state.put_off(url, due)
                yield Seen(source.name, url, "forbidden" if isinstance(error, NotAllowedError) else "failed", str(error))
                continue
            waiting += more
            etag, modified = (None, None) if more or answer.cut else (answer.header("etag"), answer.header("last-modified"))
            self._state.listed(source.url, url, links, etag, modified, due)
            if answer.cut:
                yield Seen(source.name, url, "failed", f"the list is not whole: {answer.cut}")

    def _links(self, source: Source, answer: Answer) -> tuple[list[Link], list[str]]:
        """The pages that a list names and the source wants, and the further lists. Raises ReaderError where it is no such list."""
        came = Came(place=answer.url, url=answer.url, charset=answer.charset)
        found = self._apart.read(f"links of {source.sort}", answer.body, came)
        if found.error is not None:
            raise found.error
        links = [one for one in found.got if isinstance(one, Link)]
        return [one for one in links if not one.is_list and source.fits(one.url)], [one.url for one in links if one.is_list]

    def _pages(self) -> Iterator[Seen]:
        """Fetch the pages that are wanted, each from the host that may be asked first; a host that is to be left alone is told once."""
        waiting = [page for source in self._sources.sources for page in self._state.pages("wanted", source.url, source.most)]
        while waiting:
            at = min(range(len(waiting)), key=lambda n: self._manners_for(self._by_list[waiting[n].source]).ready(waiting[n].url))
            page = waiting.pop(at)
            if urlsplit(page.url).netloc in self._left_alone:
                continue
            try:
                yield from self._page(page, self._by_list[page.source])
            except LaterError as error:
                yield from self._alone(self._name(page), page.url, error)

    def _alone(self, source: str, url: str, error: LaterError) -> Iterator[Seen]:
        """Tell once in a round that a host is left alone."""
        if error.host not in self._left_alone:
            yield Seen(source, url, "later", str(error))
        self._left_alone.update((error.host, urlsplit(url).netloc))

    def _page(self, page: Page, source: Source) -> Iterator[Seen]:
        """Fetch, keep and read one page. Raises LaterError where its host is to be left alone."""
        try:
            answer = self._manners_for(source).get(page.url, source.delay, page.etag, page.modified)
        except NotAllowedError as error:
            yield self._given_up(page, "forbidden", str(error))
            return
        except NoAnswerError as error:
            tries = page.tries + 1
            if error.final or tries >= MOST_TRIES:
                yield self._given_up(page, "failed", str(error))
            else:
                self._state.settle(page.url, "wanted", str(error), tries)
                yield Seen(self._name(page), page.url, "later", f"{error}; it is tried again")
            return
        if answer.status == 304:
            self._state.settle(page.url, "done")
            yield Seen(self._name(page), page.url, "same")
        elif answer.status != 200:
            yield self._given_up(page, "gone" if answer.status in GONE else "failed", f"the host says {answer.status}")
        elif not answer.wire:
            yield self._given_up(page, "failed", "an empty page")
        elif self._state.is_kept(_sum(answer)):
            self._state.settle(page.url, "done", "the bytes of another page")
            yield Seen(self._name(page), page.url, "same")
        else:
            when = now()
            self._note(page.url, answer, self._keeper.add(page.url, answer, when))
            yield from self._read(self._state.page(page.url) or page, answer, when)

    def _note(self, url: str, answer: Answer, place: Place) -> None:
        self._state.keep(url, _sum(answer), place.file, place.at, place.size, answer.header("etag"), answer.header("last-modified"))

    def _read(self, page: Page, answer: Answer, when: str) -> Iterator[Seen]:
        """Read a page that is kept into the record."""
        source = self._by_list.get(page.source)
        where = (("warc", f"{page.file}@{page.place}"), ("sha256", page.sha256 or ""))
        how = Arrival(
            collected_at=when,
            method="fetch",
            url=page.url,
            headers=answer.headers,
            found=where + ((("cut", answer.cut),) if answer.cut else ()),
        )
        came = Came(
            place=answer.url,
            name=urlsplit(answer.url).path.rpartition("/")[2],
            media_type=answer.media_type or "text/html",
            charset=answer.charset,
            how=how,
            title=page.title,
            source=self._name(page),
            url=answer.url,
            published=page.published,
            language=source.language if source else None,
        )
        taken = list(ingest(self._intake.piece(Piece(came, io.BytesIO(answer.body))), self._job, self._store))
        self._state.settle(page.url, "done", next((one.error for one in taken if one.error), None))
        if not taken:
            yield Seen(self._name(page), page.url, "nothing", "nothing to read in it")
        for one in taken:
            said = (f"the page is not whole: {answer.cut}" if answer.cut else None, one.error)
            yield Seen(self._name(page), page.url, one.state, "; ".join(part for part in said if part) or None)

    def _given_up(self, page: Page, state: Literal["gone", "forbidden", "failed"], said: str) -> Seen:
        self._state.settle(page.url, state, said)
        return Seen(self._name(page), page.url, state, said)

    def _name(self, page: Page) -> str:
        """Who publishes a page: the name of its source; the host of its list, where the source is watched no more."""
        source = self._by_list.get(page.source)
        return source.name if source else urlsplit(page.source).hostname or page.source

    def _manners_for(self, source: Source) -> Manners:
        if source.allow_private not in self._manners:
            contact = f"; {self._sources.contact}" if self._sources.contact else ""
            agent = f"Marsad/{_version()} (archive of conflict reports{contact})"
            client = Client(agent, allow_private=source.allow_private, seconds=self._limits.seconds, most=self._limits.most)
            self._manners[source.allow_private] = Manners(self._open.enter_context(client), self._state)
        return self._manners[source.allow_private]


def _sum(answer: Answer) -> str:
    return hashlib.sha256(answer.wire).hexdigest()


def _version() -> str:
    try:
        return version("marsad")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0"
