"""A text cut where marks begin and end, so that marks within and across one another all show. Offsets are code points."""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from marsad.model.form import Form


class Segment(NamedTuple):
    """A stretch of text that lies in the same marks from end to end. `mentions`: the innermost first; `kind`: what sort of thing the
    innermost is; `statements`: whose clause it lies in; `triggers`: whose trigger it is part of; `begins`: the statements whose clause
    begins here."""

    text: str
    mentions: tuple[str, ...] = ()
    kind: str | None = None
    statements: tuple[str, ...] = ()
    triggers: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


class _Mark(NamedTuple):
    start: int
    end: int
    sort: str
    name: str
    kind: str | None = None


def segments(text: str, start: int, end: int, mentions: Iterable[Form], statements: Iterable[Form]) -> list[Segment]:
    """The stretch start..end of a text in segments; marks that reach beyond it are cut."""
    marks = list(_marks(mentions, statements))
    begun = {m.name: m.start for m in marks if m.sort == "clause"}
    marks = [m._replace(start=max(m.start, start), end=min(m.end, end)) for m in marks if m.start < end and m.end > start]
    cuts = sorted({start, end, *(m.start for m in marks), *(m.end for m in marks)})
    opening: dict[int, list[_Mark]] = {}
    for mark in marks:
        opening.setdefault(mark.start, []).append(mark)
    held: list[_Mark] = []
    found = []
    for at, following in pairwise(cuts):
        held = [m for m in held if m.end > at] + opening.get(at, [])
        found.append(_segment(text[at:following], held, {name for name, first in begun.items() if max(first, start) == at}))
    return found


def _segment(text: str, held: list[_Mark], begins: set[str]) -> Segment:
    inner = sorted((m for m in held if m.sort == "mention"), key=lambda m: m.end - m.start)
    clauses = tuple(m.name for m in held if m.sort == "clause")
    triggers = tuple(m.name for m in held if m.sort == "trigger")
    first = tuple(name for name in clauses if name in begins)
    return Segment(text, tuple(m.name for m in inner), inner[0].kind if inner else None, clauses, triggers, first)


def _marks(mentions: Iterable[Form], statements: Iterable[Form]) -> Iterable[_Mark]:
    for mention in mentions:
        if mention["start"] < mention["end"]:
            yield _Mark(mention["start"], mention["end"], "mention", mention["id"], mention["type"])
    for statement in statements:
        if statement["start"] < statement["end"]:
            yield _Mark(statement["start"], statement["end"], "clause", statement["id"])
        trigger = statement["trigger"]
        if trigger["start"] < trigger["end"]:
            yield _Mark(trigger["start"], trigger["end"], "trigger", statement["id"])


def paragraphs(found: Iterable[Segment]) -> list[list[Segment]]:
    """The segments line by line; empty lines are left out."""
    lines: list[list[Segment]] = [[]]
    for segment in found:
        first, *rest = segment.text.split("\n")
        lines[-1].append(segment._replace(text=first))
        lines += [[segment._replace(text=piece, begins=())] for piece in rest]
    return [[s for s in line if s.text or s.begins] for line in lines if any(s.text.strip() for s in line)]
