"""Copies of a text: the same text under another address, or taken over whole with a header added, is one voice."""

import re
from array import array
from collections.abc import Sequence
from zlib import crc32

from marsad.model.report import Report

WORDS_TOGETHER = 6
SKETCH = 16
FEWEST_WORDS = 40
SHARED = 2  # of the sixteen smallest hashes that two texts must have in common to be compared
TAKEN_OVER = 0.85

TRACKING = ("utm_", "fbclid", "gclid", "ref=", "share=", "amp=", "embed=")
WORD = re.compile(r"\w+")


def shingles(text: str) -> "array[int]":
    """The hashes of every six words in a row, each once and in order: what two copies have in common."""
    words = WORD.findall(text.lower())
    rows = (" ".join(words[i : i + WORDS_TOGETHER]) for i in range(len(words) - WORDS_TOGETHER + 1))
    return array("I", sorted({crc32(row.encode("utf-8", "surrogatepass")) for row in rows}))


def text_key(report: Report) -> tuple[str, ...]:
    """What two Readings of one and the same text have in common: the text, and where it is so short that two reports may have it by chance,
    the address or, where there is none, the report's own id."""
    if len(report.text.split()) >= FEWEST_WORDS:
        return (report.sha256,)
    return report.sha256, address(report.url) if report.url else report.id


def address(url: str) -> str:
    """An address without what only tells how one came to it: scheme, `www.`, tracking, `/amp`, `/embed`, the anchor."""
    rest = url.strip().partition("#")[0].partition("://")[2] or url.strip()
    path, _, query = rest.partition("?")
    kept = sorted(p for p in query.split("&") if p and not p.lower().startswith(TRACKING))
    path = path.removeprefix("www.").rstrip("/").removesuffix("/amp").removesuffix("/embed").rstrip("/")
    return path.lower() + ("?" + "&".join(kept) if kept else "")


def copied(a: Sequence[int], b: Sequence[int]) -> bool:
    """Whether 85 % of the shorter text stands in the longer, by the shingles of both."""
    mine, other = set(a), set(b)
    return len(mine & other) >= TAKEN_OVER * min(len(mine), len(other))
