"""Who held a place on a day: by any spelling, with exceptions, contradictions and what was only expected."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from marsad.errors import MarsadError
from marsad.jobs.fold import forms_of
from marsad.jobs.held import Held, answer_form, held
from marsad.model.record import Actor, Control, Place, Range, Records, Saying
from marsad.model.statement import Change, Status
from marsad.pack.pack import Pack
from marsad.store.base import View
from marsad.store.door import open_store

TALDOU = Place("Taldou", "marsad:sy-taldou", "settlement", 34.87, 36.53, 2.0, "SY", "Homs")
ARMY = Actor("Regime forces", "regime", "state_forces", "the army")
FALCONS = Actor("Falcons", "falcons", "rebel_group", "the Falcons")


def line(actor: Actor, change: Change, told: str, status: Status = "happened", by: str = "Monitor", rest: tuple[str, ...] = ()) -> Control:
    day = datetime.fromisoformat(told)
    return Control(
        id=f"c{actor.name}{change}{told}",
        area=TALDOU,
        actors=(actor,),
        degree="full",
        change=change,
        status=status,
        start=day if change == "gained" else None,
        end=None,
        exceptions=rest,
        condition=None,
        statements=(f"s{told}",),
        reports=(f"r{told}",),
        said_by=(Saying(by, "publisher"),),
        told=Range(day, day, "day", "published"),
    )


LINES = (
    line(FALCONS, "held", "2017-03-01"),
    line(ARMY, "gained", "2017-03-16", rest=("several farms",)),
    line(FALCONS, "held", "2017-03-20", by="Falcons' office"),
    line(ARMY, "gained", "2017-03-10", status="expected"),
)


@pytest.fixture
def view() -> Iterator[View]:
    with open_store("memory:") as store:
        with store.writer() as writer:
            writer.replace_records(forms_of(Records(control=LINES)), 0)
        with store.view() as opened:
            yield opened


def asked(view: View, pack: Pack, day: str, name: str = "Taldou") -> Held:
    (answer,) = held(view, pack, name, date.fromisoformat(day))
    return answer


def sides(answer: Held) -> list[str]:
    return [s.tenure.actors[0].name for s in answer.said]


def test_nobody_before_anybody_tells(view: View, syria: Pack) -> None:
    assert sides(asked(view, syria, "2017-02-20")) == []


def test_one_side_then_the_other_with_its_exception(view: View, syria: Pack) -> None:
    assert sides(asked(view, syria, "2017-03-05")) == ["Falcons"]
    answer = asked(view, syria, "2017-03-17")
    assert sides(answer) == ["Regime forces"]
    assert not answer.contradictory
    assert answer_form(answer)["held_by"][0]["except"] == ["several farms"]


def test_reports_that_contradict_each_other_are_both_told(view: View, syria: Pack) -> None:
    form = answer_form(asked(view, syria, "2017-03-21"))
    assert form["contradictory"]
    assert [(h["actors"][0]["name"], h["said_by"][0]["name"]) for h in form["held_by"]] == [
        ("Regime forces", "Monitor"),
        ("Falcons", "Falcons' office"),
    ]


def test_what_was_only_expected_is_told_apart(view: View, syria: Pack) -> None:
    assert [f["status"] for f in asked(view, syria, "2017-03-12").otherwise] == ["expected"]
    assert asked(view, syria, "2017-03-02").otherwise == ()


@pytest.mark.parametrize("name", ["taldou", "Taldo", "Tal Daw", "Teldou"])
def test_another_spelling_finds_the_place(view: View, syria: Pack, name: str) -> None:
    assert sides(asked(view, syria, "2017-03-17", name)) == ["Regime forces"]


def test_a_place_that_nobody_knows_is_said_to_be_unknown(view: View, syria: Pack) -> None:
    with pytest.raises(MarsadError, match="no place of this name"):
        held(view, syria, "Xyzzyqqvtown", date(2017, 3, 1))
