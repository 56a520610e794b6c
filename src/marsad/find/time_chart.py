"""Run the rules over a run of pieces, from small slots to whole times, and keep the longest that do not overlap."""

from functools import lru_cache
from typing import NamedTuple

from marsad.find.time_build import build
from marsad.find.time_grammar import Grammar, Step, Way
from marsad.find.time_values import Value
from marsad.find.time_words import Piece, Vocabulary, bare_years, terminals


class Filler(NamedTuple):
    """What may fill a slot: up to which piece, with which value, read by which rule."""

    last: int
    value: object
    rule: str
    rank: int


Slots = list[dict[str, list[Filler]]]
Bound = tuple[tuple[str, Filler], ...]


class Hit(NamedTuple):
    """Pieces first..last (last exclusive), the value they give (None: a thing that looks like a time), by which rule."""

    first: int
    last: int
    value: Value | None
    rule: str
    rank: int


class Parser:
    """The rules of one pack. What a run of pieces gives is remembered, for reports repeat themselves."""

    def __init__(self, grammar: Grammar, vocabulary: Vocabulary) -> None:
        self.grammar, self.vocabulary = grammar, vocabulary
        self._remembered = lru_cache(maxsize=4096)(self._hits)

    def hits(self, pieces: list[Piece], first: int, last: int) -> tuple[Hit, ...]:
        """The times in pieces first..last, counted from `first`, in order, none overlapping."""
        key = tuple((p.text, p.raw[:1].isupper(), p.glued) for p in pieces[first:last])
        return self._remembered(key, bare_years(pieces, first, last, self.vocabulary))

    def _hits(self, key: tuple[tuple[str, bool, bool], ...], years: frozenset[int]) -> tuple[Hit, ...]:
        pieces = tuple(Piece(0, 0, text, text.capitalize() if upper else text, glued) for text, upper, glued in key)
        slots: Slots = [{} for _ in pieces]
        for at in range(len(pieces)):
            for kind, end, value in terminals(pieces, at, self.vocabulary, years):
                slots[at].setdefault(kind, []).append(Filler(end, value, "", 0))
        found: list[Hit] = []
        for kind, step in self.grammar.levels:
            hits: list[Hit] = []
            for at, piece in enumerate(pieces):
                if piece.text in step.words or not step.kinds.isdisjoint(slots[at]):
                    _walk(pieces, slots, step, at, (), -1, -1, hits)
            if kind in ("time", "nothing"):
                found.extend(hits)
                continue
            for hit in hits:
                held = slots[hit.first].setdefault(kind, [])
                if not any(filler.last == hit.last and filler.value == hit.value for filler in held):
                    held.append(Filler(hit.last, hit.value, hit.rule, hit.rank))
        return _longest(found)


def _walk(pieces: tuple[Piece, ...], slots: Slots, step: Step, at: int, bound: Bound, first: int, last: int, found: list[Hit]) -> None:
    """Go on from one step of the rows; what is complete and has a value goes into `found`. first..last: what is found so far."""
    for way in step.ways:
        hit = _hit(way, dict(bound), first, last)
        if hit is not None:
            found.append(hit)
    if at >= len(pieces):
        return
    piece = pieces[at]
    for glued, context, after in step.words.get(piece.text, ()):
        if not glued or piece.glued:
            _walk(pieces, slots, after, at + 1, bound, *((first, last) if context else (first if first >= 0 else at, at + 1)), found)
    here = slots[at]
    for kind, name, glued, context, after in step.slots:
        if kind in here and (not glued or piece.glued):
            for filler in here[kind]:
                reach = (first, last) if context else (first if first >= 0 else at, filler.last)
                _walk(pieces, slots, after, filler.last, (*bound, (name, filler)), *reach, found)


def _hit(way: Way, bound: dict[str, Filler], first: int, last: int) -> Hit | None:
    gives = way.rule.gives
    if gives["kind"] == "nothing":
        return Hit(first, last, None, way.rule.id, way.rank)
    value = build(gives, way.slots, {name: filler.value for name, filler in bound.items()})
    if value is None:
        return None
    inner = bound.get(str(gives["of"])) if gives["kind"] == "same" else None
    rule, rank = (inner.rule, inner.rank) if inner is not None and inner.rule else (way.rule.id, way.rank)
    return Hit(first, last, value, rule, rank)


def _longest(found: list[Hit]) -> tuple[Hit, ...]:
    kept: list[Hit] = []
    reached = 0
    for hit in sorted(found, key=lambda h: (h.first, -h.last, h.value is not None, -h.rank)):
        if hit.first >= reached:
            kept.append(hit)
            reached = hit.last
    return tuple(kept)
