"""A report as it was given, and the parts that the parser cuts it into."""

import hashlib
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

PublishedBasis = Literal["given", "text", "none"]


@dataclass(frozen=True, slots=True)
class Report:
    """One text that somebody published.

    `published` is an ISO 8601 date or date-time, in the conflict's time zone where it carries none; `published_basis`
    says whether it was handed over (`given`), inferred from the text or found in the head of the document (`text`) or is not
    known (`none`).
    """

    id: str
    text: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    published_basis: PublishedBasis = "none"
    language: str | None = None
    sha256: str = field(default="")

    def __post_init__(self) -> None:
        if not self.sha256:
            object.__setattr__(self, "sha256", digest(self.text))


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, as 64 hexadecimal digits. Lone surrogates are hashed as they stand."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How a report came, told apart from what it tells of itself.

    `collected_at`: when (UTC, ISO 8601); `method`: `file`, `input` (standard input), `fetch` or what a reader names; `extractor` and its
    version: what made the text of the bytes; `url` and `headers`: of a page that was fetched, as they were asked for and answered; `found`:
    what the document tells of itself, by name, whether or not the report took it over (`published`, `source`, `author`)."""

    collected_at: str | None = None
    method: str = "file"
    extractor: str | None = None
    extractor_version: str | None = None
    url: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    found: tuple[tuple[str, str], ...] = ()


class Token(NamedTuple):
    """One word of the report. Offsets are code points into the report's text, end exclusive.

    `number` and `head` count tokens through the whole report; a root is its own head. `tag` is the Penn tag, `pos` the
    universal part of speech, `relation` the universal dependency relation with its subtype (`nsubj:pass`). `text` is the word as the
    parser saw it: filter-broken words are mended there ("fata*lities" reads "fatalities"), so that it may differ from text[start:end]. A
    known name of several words may be one token: its `text` then holds the spaces of the text.
    """

    number: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    tag: str
    pos: str
    head: int
    relation: str
    sentence: int


class Sentence(NamedTuple):
    """A stretch of text with the tokens first..last (last exclusive). `kind` tells prose from what only looks like it."""

    number: int
    start: int
    end: int
    first: int
    last: int
    kind: Literal["prose", "headline", "dateline", "bullet"] = "prose"
