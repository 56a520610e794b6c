"""How to behave towards hosts: what their robots.txt allows, one request at a time with a pause, waiting when they ask for it."""

import time
from urllib.parse import urlsplit

from protego import Protego

from marsad.jobs.watch_client import MOVED, Answer, Client, NoAnswerError, retry_after
from marsad.jobs.watch_links import link
from marsad.jobs.watch_state import State

TOKEN = "Marsad"  # the name to which a robots.txt may speak
ROBOTS_FOR = 86_400.0  # seconds that a robots.txt holds
LONGEST_ROBOTS = 500_000
SLOWEST = 60.0  # seconds that a robots.txt may ask to pause between two pages
FIRST_WAIT, LONGEST_WAIT = 60.0, 86_400.0  # of a host that fails: twice as long each time


class LaterError(Exception):
    """A host is to be left alone for so many seconds."""

    def __init__(self, host: str, seconds: float) -> None:
        super().__init__(f"{host} is left alone for {_span(seconds)}")
        self.host = host


class NotAllowedError(Exception):
    """A robots.txt forbids the page."""


class Manners:
    """Asks for pages with one client, politely."""

    def __init__(self, client: Client, state: State) -> None:
        self._client, self._state, self._sleep, self._clock = client, state, time.sleep, time.time
        self._next: dict[str, float] = {}

    def ready(self, url: str) -> float:
        """From when on the host of a page may be asked, in seconds since 1970; 0 where it was not asked yet."""
        host = urlsplit(url).netloc
        return max(self._next.get(host, 0.0), self._state.waits(host)[0])

    def get(self, url: str, delay: float, etag: str | None = None, modified: str | None = None) -> Answer:
        """The answer to a page, after all redirects, each of them asked as politely. Raises NotAllowedError, LaterError, NoAnswerError."""
        self._admitted(url, delay)
        answers = self._client.get(url, etag, modified)
        while True:
            try:
                answer = next(answers)
            except StopIteration:
                raise NoAnswerError("no answer at all") from None
            except NoAnswerError as error:
                if error.host:
                    self._failed(urlsplit(url).netloc, None)
                raise
            host = urlsplit(answer.url).netloc
            if answer.status in (429, 503):
                raise LaterError(host, self._failed(host, retry_after(answer.header("retry-after"), self._clock())))
            if answer.status >= 500:
                self._failed(host, None)
                raise NoAnswerError(f"the host says {answer.status}")
            if self._state.waits(host)[1]:
                self._state.wait(host, 0.0, 0)
            target = answer.header("location") if answer.status in MOVED else None
            if target is None:
                return answer
            onward = link(answer.url, target)
            if onward is not None:
                self._admitted(onward, delay)
                url = onward

    def _admitted(self, url: str, delay: float) -> None:
        """Come back when a page may be asked for. Raises NotAllowedError, LaterError, NoAnswerError."""
        host = urlsplit(url).netloc
        wait = self._state.waits(host)[0] - self._clock()
        if wait > 0:
            raise LaterError(host, wait)
        rules = self._rules(url, delay)
        if not rules.can_fetch(url, TOKEN):
            raise NotAllowedError("the robots.txt of its host forbids it")
        asked = rules.crawl_delay(TOKEN)
        self._pause(host, max(delay, min(float(asked or 0.0), SLOWEST)))

    def _pause(self, host: str, delay: float) -> None:
        left = self._next.get(host, 0.0) - self._clock()
        if left > 0:
            self._sleep(min(left, SLOWEST))
        self._next[host] = self._clock() + delay

    def _rules(self, url: str, delay: float) -> Protego:
        """The rules of a host: what its robots.txt says, nothing where it has none. One that does not answer is asked nothing else."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        held = self._state.robots(origin, self._clock() - ROBOTS_FOR)
        if held is None:
            self._pause(parts.netloc, delay)
            held = self._robots(origin)
            self._state.take_robots(origin, self._clock(), held)
        return Protego.parse(held)

    def _robots(self, origin: str) -> str:
        host = urlsplit(origin).netloc
        answer: Answer | None = None
        try:
            for answer in self._client.get(f"{origin}/robots.txt"):
                if answer.status in (429, 503):
                    raise LaterError(host, self._failed(host, retry_after(answer.header("retry-after"), self._clock())))
        except NoAnswerError as error:
            if error.host:
                self._failed(host, None)
            raise
        if answer is None or answer.status >= 500:
            self._failed(host, None)
            raise NoAnswerError("its robots.txt cannot be had")
        return answer.body[:LONGEST_ROBOTS].decode("utf-8", "replace") if answer.status == 200 else ""

    def _failed(self, host: str, asked: float | None) -> float:
        """Leave a host alone: as long as it asks, else twice as long as the last time. How many seconds."""
        failures = self._state.waits(host)[1]
        seconds = min(asked, 7 * LONGEST_WAIT) if asked is not None else min(FIRST_WAIT * 2.0**failures, LONGEST_WAIT)
        self._state.wait(host, self._clock() + seconds, failures + 1)
        return seconds


def _span(seconds: float) -> str:
    return (
        f"{seconds / 3600:.1f} hours" if seconds >= 5400 else f"{seconds / 60:.0f} minutes" if seconds >= 90 else f"{seconds:.0f} seconds"
    )
