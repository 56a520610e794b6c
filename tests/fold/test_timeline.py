"""Who held a place on a day, and who says so."""

from datetime import datetime

from marsad.fold.timeline import held_on, tenures
from marsad.model.record import Actor, Control, Place, Range, Saying
from marsad.model.statement import Change, Degree, Status

QARA = Place("Qara", "g:qara", "settlement", 34.15, 36.74, 3.0, "SY", "Rif Dimashq")
RIF = Place("Rif Dimashq", "g:rif", "admin1", 33.5, 36.8, 60.0, "SY", "Rif Dimashq")
ARMY, FALCON = (Actor(name, name.lower(), None, name) for name in ("Army", "Falcon"))


def on(text: str) -> datetime:
    return datetime.fromisoformat(text)


def line(
    actor: Actor,
    change: Change,
    told: str,
    since: str | None = None,
    area: Place = QARA,
    status: Status = "happened",
    degree: Degree | None = "full",
    by: str = "Monitor",
) -> Control:
    return Control(
        id=f"{actor.name}{change}{told}",
        area=area,
        actors=(actor,),
        degree=degree,
        change=change,
        status=status,
        start=on(since) if since else None,
        end=None,
        exceptions=(),
        condition=None,
        statements=(),
        reports=(told,),
        said_by=(Saying(by, "publisher"),),
        told=Range(on(told), on(told), "day", "published"),
    )


LINES = (
    line(FALCON, "held", "2017-03-01"),
    line(ARMY, "gained", "2017-05-06", since="2017-05-05"),
    line(FALCON, "lost", "2017-05-06"),
    line(ARMY, "gained", "2017-04-01", status="conditional"),
)


def names(area: Place, day: str) -> list[str]:
    return [t.actors[0].name for t in held_on(LINES, area, on(day))]


def test_a_place_is_held_until_another_gains_it() -> None:
    assert names(QARA, "2017-02-01") == []
    assert names(QARA, "2017-04-15") == ["Falcon"]
    assert names(QARA, "2017-05-07") == ["Army"]
    first, second = tenures(LINES, QARA)
    assert (first.until, first.dated, first.disputed) == (on("2017-05-05"), False, False)
    assert (second.until, second.dated) == (None, True)


def test_two_tellers_who_disagree_are_both_given() -> None:
    lines = [*LINES, line(FALCON, "held", "2017-05-10", by="Wire")]
    found = held_on(lines, QARA, on("2017-05-12"))
    assert {(t.actors[0].name, t.said_by[0].name, t.disputed) for t in found} == {("Army", "Monitor", True), ("Falcon", "Wire", True)}


def test_a_province_says_something_of_its_towns_only_where_most_of_it_is_held() -> None:
    wide = line(ARMY, "held", "2017-06-01", area=RIF, degree="mostly")
    partly = line(FALCON, "held", "2017-06-01", area=RIF, degree="partial")
    assert [t.line for t in held_on([wide, partly], QARA, on("2017-06-02"))] == [wide.id]
    assert held_on([line(ARMY, "held", "2017-06-01")], RIF, on("2017-06-02")) == ()
