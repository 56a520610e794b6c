"""Statements into records: the one door of the fold, for a report alone and for many."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from marsad.fold.copies import families, shingles, text_key
from marsad.fold.history import history
from marsad.fold.told import Told, tell
from marsad.model.reading import Reading
from marsad.model.record import Records
from marsad.pack.pack import Pack


def fold_reading(reading: Reading, pack: Pack) -> Reading:
    """The Reading with the records of its own statements."""
    return reading.with_records(fold_records([reading], pack))


def fold_records(readings: Iterable[Reading], pack: Pack) -> Records:
    """The records of Readings together: what several tell of stands once. The order of the Readings does not matter.

    The same text under several ids is folded once, and its records name all of them; near copies are one voice."""
    first: dict[tuple[str, ...], Reading] = {}
    ids: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    for r in readings:
        key = text_key(r.report)
        ids.setdefault(key, set()).add((r.report.id, r.report.source or ""))
        first[key] = min(first[key], r, key=_precedence) if key in first else r
    family_of = families({r.report.id: shingles(r.report.text) for r in first.values()}) if len(first) > 1 else {}
    return history(_told(r, pack, family_of, ids[key]) for key, r in first.items())


def _precedence(reading: Reading) -> tuple[str, str, str]:
    """Of Readings of one text the earliest published stands for all; the rest only makes the choice a fixed one."""
    return reading.report.published or "~", reading.report.id, repr((reading.report, reading.mentions, reading.statements))


def _told(reading: Reading, pack: Pack, family_of: Mapping[str, str], ids: set[tuple[str, str]]) -> tuple[Told, ...]:
    copies = tuple(sorted({i for i, _ in ids} - {reading.report.id}))
    copiers = tuple(sorted({source for _, source in ids} - {reading.report.source or "", ""}))
    family = family_of.get(reading.report.id)
    told = tell(reading, pack)
    return tuple(replace(t, family=family, copies=copies, copiers=copiers) for t in told) if family or copies else told
