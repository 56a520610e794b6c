"""Who speaks: what the same source said, in whichever report it stands, is one voice."""

from collections.abc import Iterable

from marsad.fold.told import Key, Told
from marsad.model.record import Voice


def voice_key(told: Told) -> Key:
    """Whose word a statement is: that of the one whom it names as its source, else of whoever published the text, or the first of its
    copies. Where nobody is known the report speaks for itself."""
    if told.sayers:
        return told.sayers[0]
    return told.first or told.publisher or ("report", told.family or told.report)


def voices(told: Iterable[Told]) -> tuple[Voice, ...]:
    """The independent voices of a record in the order in which they spoke, each with the reports that carry its word and, where others
    publish what it said, those others."""
    found: dict[Key, list[Told]] = {}
    for t in sorted(told, key=lambda t: t.order):
        found.setdefault(voice_key(t), []).append(t)
    return tuple(_voice(key, items) for key, items in found.items())


def _voice(key: Key, told: list[Told]) -> Voice:
    named = [s.name for t in told for s in t.statement.said_by if s.basis == "named" and s.name and t.sayers and t.sayers[0] == key]
    own = [t.source for t in told if t.source and t.publisher == key]
    carried = dict.fromkeys(s for t in told for s in (t.source if t.publisher != key else None, *t.copiers) if s)
    reports = dict.fromkeys(r for t in told for r in (t.report, *t.copies))
    return Voice(next(iter((*own, *named, *carried)), None), tuple(reports), tuple(sorted(carried)))
