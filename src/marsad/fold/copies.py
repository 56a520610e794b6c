"""Copies of a text: the same text under another address, or taken over whole with a header added, is one voice."""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from zlib import crc32

from marsad.model.report import Report

WORDS_TOGETHER = 6
SKETCH = 16
FEWEST_WORDS = 40
MOST_MET = 50
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


def families(texts: Mapping[str, "array[int]"]) -> dict[str, str]:
    """Report -> the report that stands for all copies of its text, for those that have any. `texts`: the shingles of each report.

    Two texts meet where their sketches, their sixteen smallest hashes, share one, so that the work grows with the number of reports alone.
    One is a copy where 85 % of the shorter stands in the longer; a text of under 40 words is none, for such are formulas."""
    met: dict[int, list[str]] = defaultdict(list)
    leader: dict[str, str] = {}
    for report in sorted(texts):
        mine = texts[report]
        if len(mine) <= FEWEST_WORDS - WORDS_TOGETHER:
            continue
        others = {other for mark in mine[:SKETCH] for other in met[mark][:MOST_MET]}
        for other in sorted(others):
            if _of(report, leader) != _of(other, leader) and _copied(mine, texts[other]):
                first, second = sorted((_of(report, leader), _of(other, leader)))
                leader[second] = first
        for mark in mine[:SKETCH]:
            met[mark].append(report)
    return {report: _of(report, leader) for report in {*leader, *leader.values()}}


def _of(report: str, leader: Mapping[str, str]) -> str:
    while report in leader:
        report = leader[report]
    return report


def _copied(a: Iterable[int], b: Iterable[int]) -> bool:
    mine, other = set(a), set(b)
    return len(mine & other) >= TAKEN_OVER * min(len(mine), len(other))
