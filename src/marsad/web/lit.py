"""A stretch of a report's text with the words of a statement lit."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from marsad.jobs.facts import Fact
from marsad.model.form import Form

BEFORE, AFTER = 420, 320  # code points of the text around a clause that are shown with it


class Piece(NamedTuple):
    """Words that are shown alike: in the clause or around it; `trigger`: they made the rule speak; `label`: what they were understood
    as."""

    text: str
    clause: bool
    trigger: bool
    label: str | None


def lit(text: str, statement: Form, facts: Iterable[Fact]) -> list[Piece]:
    """The clause of a statement and what stands around it, in pieces, one after the other without a gap."""
    start, end = statement["start"], statement["end"]
    first, last = _whole_words(text, start, end)
    trigger = statement["trigger"]
    spans = [(f.start, f.end, f.label) for f in facts if f.start is not None and f.end is not None and f.path != "kind"]
    cuts = {first, last, start, end, trigger["start"], trigger["end"], *(at for a, b, _ in spans for at in (a, b))}
    edges = sorted(at for at in cuts if first <= at <= last)
    pieces = []
    for a, b in pairwise(edges):
        label = next((label for x, y, label in spans if x <= a and b <= y), None)
        pieces.append(Piece(text[a:b], start <= a and b <= end, trigger["start"] <= a and b <= trigger["end"], label))
    return pieces


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The ends of what is shown: the paragraph where it is short enough, else whole words of it."""
    first, last = max(0, start - BEFORE), min(len(text), end + AFTER)
    paragraph = text.rfind("\n", first, start)
    if paragraph >= 0:
        first = paragraph + 1
    elif first > 0:
        space = text.find(" ", first, start)
        first = space + 1 if space >= 0 else first
    paragraph = text.find("\n", end, last)
    if paragraph >= 0:
        last = paragraph
    elif last < len(text):
        space = text.rfind(" ", end, last)
        last = space if space >= 0 else last
    return first, last
