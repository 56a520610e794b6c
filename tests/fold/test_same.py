"""One event told in two reports, or two events: pairs of our own, and the laws of grouping."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.fold.cluster import Clusters, Sort
from marsad.fold.features import FEATURES, Telling, telling
from marsad.fold.same import JOIN, NEVER_SEEN, comparable, likeness
from marsad.model.record import Actor, Event, Place, Range
from marsad.model.statement import Figure

BINNISH = Place("Binnish", "g:1", "settlement", 35.95, 36.71, 3.0, "SY", "Idlib")
SARMIN = Place("Sarmin", "g:2", "settlement", 35.9, 36.72, 3.0, "SY", "Idlib")
RAQQA = Place("Raqqa", "g:3", "settlement", 35.95, 39.01, 5.0, "SY", "Raqqa")


class Mine(NamedTuple):
    telling: Telling
    key: tuple[Hashable, ...]


def told(
    report: str,
    place: Place = BINNISH,
    date: str = "2017-05-01",
    killed: int | None = 6,
    kind: str = "airstrike",
    status: str = "happened",
    source: str | None = None,
) -> Telling:
    start = datetime.fromisoformat(date)
    event = Event(
        id=f"e-{report}",
        kind=kind,
        status=status,
        when=Range(start, start + timedelta(days=1), "day", "stated"),
        place=place,
        from_place=None,
        to_place=None,
        actors=(Actor("warplanes", "air", "state_forces", "warplanes"),),
        targets=(),
        weapons=(),
        figures=() if killed is None else (Figure("killed", killed, killed, killed),),
        said_by=(),
        statements=(f"s-{report}",),
        quote="",
        reports=(report,),
    )
    found = telling(event, (source or report,), start)
    assert found
    return found


class Alike(Sort[Mine]):
    """Tellings by the table alone, each near all others."""

    join = JOIN

    def __init__(self, things: Sequence[Mine]) -> None:
        self._things = things

    def near(self, things: Sequence[Mine]) -> Mapping[tuple[Hashable, ...], Sequence[Mine]]:
        return {t.key: [o for o in self._things if o.key != t.key] for t in things}

    def score(self, a: Mine, b: Mine) -> float | None:
        return likeness(a.telling, b.telling).score if comparable(a.telling, b.telling) else None

    def link(self, a: Mine, b: Mine) -> float | None:
        found = self.score(a, b)
        return NEVER_SEEN if found is None else found


def clusters(tellings: Sequence[Telling]) -> list[list[Telling]]:
    things = [Mine(t, tuple(sorted(t.reports))) for t in tellings]
    return [[m.telling for m in g] for g in Clusters(Alike(things)).groups(things)]


def test_the_same_raid_in_two_papers_is_one_event() -> None:
    (group,) = clusters([told("a"), told("b")])
    assert {r for t in group for r in t.reports} == {"a", "b"}


def test_a_different_toll_by_another_voice_is_still_the_same_raid() -> None:
    assert len(clusters([told("a", killed=6), told("b", killed=9)])) == 1


@pytest.mark.parametrize(
    "other",
    [
        told("b", place=SARMIN),
        told("b", place=RAQQA),
        told("b", date="2017-05-02", killed=30),
        told("b", date="2018-05-01"),
        told("b", kind="movement"),
        told("b", status="planned"),
        told("b", killed=60, source="a"),
    ],
    ids=["next town", "far town", "next day, other toll", "next year", "convoy", "planned", "one source, other toll"],
)
def test_what_differs_stays_two(other: Telling) -> None:
    assert len(clusters([told("a"), other])) == 2


def test_one_report_is_never_joined_with_itself() -> None:
    assert not comparable(told("a"), told("a"))


def test_a_likeness_says_why() -> None:
    found = likeness(told("a"), told("b"))
    assert found.score > JOIN
    assert found.reasons[0] == "+2.6 the same number killed, five or more"
    assert "+1.3 the same days" in found.reasons


def test_an_event_without_time_or_place_cannot_be_told_again() -> None:
    event = told("a").event
    assert telling(replace(event, when=None), ("a",), None) is None
    assert telling(replace(event, place=None), ("a",), None) is None


def test_features_have_names_of_their_own() -> None:
    assert len({f.name for f in FEATURES}) == len({f.reason for f in FEATURES}) == len(FEATURES)


@given(
    st.lists(st.tuples(st.sampled_from([BINNISH, SARMIN, RAQQA]), st.integers(1, 5), st.sampled_from([None, 2, 6, 30])), max_size=9),
    st.integers(),
)
@settings(max_examples=60, deadline=None)
def test_grouping_forgets_order_and_loses_nothing(rows: list[tuple[Place, int, int | None]], seed: int) -> None:
    tellings = [told(f"r{i}", place, f"2017-05-0{day}", killed) for i, (place, day, killed) in enumerate(rows)]
    mixed = tellings[:]
    Random(seed).shuffle(mixed)
    groups = {frozenset(r for t in g for r in t.reports) for g in clusters(tellings)}
    assert groups == {frozenset(r for t in g for r in t.reports) for g in clusters(mixed)}
    assert sorted(r for g in groups for r in g) == sorted(r for t in tellings for r in t.reports)


@given(st.sampled_from([BINNISH, SARMIN, RAQQA]), st.integers(1, 5), st.sampled_from([None, 0, 2, 6, 30]))
def test_likeness_does_not_care_who_comes_first(place: Place, day: int, killed: int | None) -> None:
    a, b = told("a"), told("b", place, f"2017-05-0{day}", killed)
    assert likeness(a, b).score == likeness(b, a).score
