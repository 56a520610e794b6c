"""An arrival that was expected, and what later reports say of it; stops and cargo by those who tell of them."""

import pytest
from manyvoices import RAQQA
from story import Story, day

from marsad.fold.records import fold_records
from marsad.model.reading import Reading
from marsad.model.record import Movement
from marsad.model.statement import Figure
from marsad.pack.load import load_pack

PACK = load_pack("syria")


def leaving() -> Reading:
    s = Story(
        "A convoy of 20 buses left Qara on 5 May. It is expected in Raqqa on 6 May.", id="a", source="Monitor", published="2017-05-05"
    )
    convoy, it = s.actor("A convoy of 20 buses"), s.actor("It is", like="m0")
    falcon = s.actor("buses", name="Falcons", actor_id="falcon", kind="rebel_group")
    qara, raqqa = s.place("Qara", lat=34.15, lon=36.74), s.place("Raqqa", **RAQQA)
    buses = (Figure("buses", 20, 20, 20),)
    s.say("movement", "A convoy of 20 buses left Qara on 5 May", "left", who={"participant": [convoy, falcon]}, where={"from": qara},
          figures=buses, phase="departed", when=day("2017-05-05"), subject=convoy)  # fmt: skip
    s.say("movement", "It is expected in Raqqa on 6 May", "expected", "expected", {"participant": [it, falcon]}, {"to": raqqa},
          phase="expected", when=day("2017-05-06"), subject=it)  # fmt: skip
    return s.reading()


def later(words: str, phase: str, when: str, published: str, role: str = "to", **place: object) -> Reading:
    s = Story(f"The convoy of 17 buses {words} yesterday.", id="b", source="Wire", published=published)
    convoy = s.actor("The convoy of 17 buses")
    falcon = s.actor("buses", name="Falcons", actor_id="falcon", kind="rebel_group")
    spot = s.place(words.split()[-1], **(place or RAQQA))
    figures = (Figure("buses", 17, 17, 17),)
    status = "ongoing" if phase == "stalled" else "happened"
    s.say("movement", f"The convoy of 17 buses {words}", words.split()[0], status, {"participant": [convoy, falcon]}, {role: spot},
          figures=figures, phase=phase, when=day(when), subject=convoy, by="Wire")  # fmt: skip
    return s.reading()


def moved(*readings: Reading) -> Movement:
    (found,) = fold_records(readings, PACK).movements
    return found


def test_an_arrival_that_nobody_tells_stays_open() -> None:
    (expected,) = moved(leaving()).expected
    assert (expected.place.name, expected.outcome, expected.ground) == ("Raqqa", "open", ())


@pytest.mark.parametrize(("when", "outcome"), [("2017-05-06", "confirmed"), ("2017-05-09", "refuted")])
def test_an_arrival_in_time_confirms_a_late_one_refutes(when: str, outcome: str) -> None:
    late = later("reached Raqqa", "arrived", when, "2017-05-10")
    (expected,) = moved(leaving(), late).expected
    assert expected.outcome == outcome
    assert expected.ground == (late.statements[0].id,)


def test_who_is_elsewhere_when_the_time_is_over_has_not_come() -> None:
    stuck = later("waits at Salamiyah", "stalled", "2017-05-08", "2017-05-09", "at", lat=35.0, lon=37.05)
    movement = moved(leaving(), stuck)
    assert [e.outcome for e in movement.expected] == ["refuted"]
    assert movement.status == "stalled"


def test_stops_and_cargo_name_those_who_tell_of_them() -> None:
    late = later("reached Raqqa", "arrived", "2017-05-06", "2017-05-07")
    movement = moved(leaving(), late)
    assert [(f.source, f.best) for f in movement.told if f.what == "buses"] == [("Monitor", 20), ("Wire", 17)]
    arrived = next(s for s in movement.stops if s.status == "arrived")
    assert arrived.statements == (late.statements[0].id,)
    assert [v.name for v in movement.voices] == ["Monitor", "Wire"]
