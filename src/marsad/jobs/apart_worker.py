"""The other side of `apart`: python -m marsad.jobs.apart_worker BYTES. Questions come on standard input, answers go to standard output."""

import os
import pickle
import sys
from collections.abc import Callable, Iterator

from marsad.errors import ReaderError
from marsad.jobs.apart import Answer, Got, send
from marsad.jobs.watch_lists import of_feed, of_page, of_sitemap
from marsad.readers import Came, docx, feed, html, mail, pdf, xlsx

READERS: dict[str, Callable[[bytes, Came], Iterator[Got]]] = {
    "docx": docx.read,
    "feed": feed.read,
    "html": html.read,
    "letter": mail.read,
    "pdf": pdf.read,
    "xlsx": xlsx.read,
    "links of feed": of_feed,
    "links of page": of_page,
    "links of sitemap": of_sitemap,
}


def main() -> None:
    """Answer until there are no more questions."""
    _bound(int(sys.argv[1]))
    asking, answering = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand between the answers
    while True:
        try:
            kind, raw, came = pickle.load(asking)
        except EOFError:
            return
        send(answer(kind, raw, came), answering)


def answer(kind: str, raw: bytes, came: Came) -> Answer:
    """What a reader makes of a document; what it gave before it failed is not lost."""
    got: list[Got] = []
    try:
        got.extend(READERS[kind](raw, came))
    except ReaderError as error:
        return Answer(got, error)
    except Exception as error:  # a library broken by one hostile document must not take the others with it
        said = f"could not be read: {type(error).__name__}: {str(error)[:100]}"
        return Answer(got, ReaderError(said, place=came.place, advice="save its text as .txt"))
    return Answer(got, None)


def _bound(most: int) -> None:
    """Take no more memory than this, where the system lets a process say so."""
    try:
        import resource
    except ImportError:  # not a POSIX system
        return
    resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


if __name__ == "__main__":
    main()
