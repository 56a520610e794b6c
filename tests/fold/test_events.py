"""When two statements are one event, and when they are not."""

from story import Story, day

from marsad.fold.records import fold_records
from marsad.model.mention import PersonMention
from marsad.model.record import Event
from marsad.model.statement import Figure
from marsad.pack.pack import Pack

TWICE = (
    "Two civilians were killed when warplanes struck Binnish on Monday. The warplanes withdrew. "
    "Monday's raid by warplanes on Binnish left two civilians dead. Warplanes struck Sarmin as well."
)
SARMIN = "Warplanes struck Sarmin as well"


def raids(second_place: str = "Binnish", second_day: str = "2017-05-01", second_toll: int = 2, status: str = "happened") -> Story:
    s = Story(TWICE)
    planes = [s.actor("warplanes", n, actor_id="air", kind="state_forces") for n in (0, 2)]
    points = {"Binnish": {"lat": 35.95, "lon": 36.71}, "Sarmin": {"lat": 35.9, "lon": 36.72}}
    first, second = s.place("Binnish", **points["Binnish"]), s.place("Binnish", 1, name=second_place, **points[second_place])
    dead = Figure("killed", 2, 2, 2)
    s.say(
        "airstrike",
        "warplanes struck Binnish on Monday",
        "struck",
        who={"agent": planes[0]},
        where={"at": first},
        figures=(dead,),
        when=day("2017-05-01"),
    )
    s.say(
        "airstrike",
        "Monday's raid by warplanes on Binnish left two civilians dead",
        "raid",
        status,
        {"agent": planes[1]},
        {"at": second},
        (Figure("killed", second_toll, second_toll, second_toll),),
        by="Radio",
        when=day(second_day),
    )
    return s


def fold(s: Story, pack: Pack) -> tuple[Event, ...]:
    return fold_records([s.reading()], pack).events


def test_the_same_raid_told_twice_is_one_event_with_its_dead_counted_once(syria: Pack) -> None:
    (raid,) = fold(raids(), syria)
    assert [(f.what, f.low, f.high) for f in raid.figures] == [("killed", 2, 2)]
    assert len(raid.statements) == 2
    assert [s.name for s in raid.said_by] == ["Monitor", "Radio"]


def test_what_differs_stays_two(syria: Pack) -> None:
    assert len(fold(raids(second_place="Sarmin"), syria)) == 2
    assert len(fold(raids(second_day="2017-05-03"), syria)) == 2
    assert len(fold(raids(second_toll=5), syria)) == 2
    assert len(fold(raids(status="denied"), syria)) == 2


def test_a_place_alone_does_not_make_two_events_one(syria: Pack) -> None:
    s = Story("Shells fell on Harim at dawn. In the evening shells fell on Harim.")
    first, second = s.place("Harim", lat=36.2, lon=36.5), s.place("Harim", 1, lat=36.2, lon=36.5)
    s.say("shelling", "Shells fell on Harim at dawn", "fell", where={"at": first})
    s.say("shelling", "In the evening shells fell on Harim", "fell", where={"at": second})
    assert len(fold(s, syria)) == 2


def test_the_place_is_that_of_the_act_and_the_most_precise(syria: Pack) -> None:
    s = Story("In Idlib province shells fell in the south near Maarzita on Hish.")
    idlib = s.place("Idlib province", kind="admin1", lat=35.8, lon=36.6, radius_km=60.0)
    south = s.place("the south", kind="region", lat=35.6, lon=36.6, radius_km=40.0)
    near, hish = s.place("Maarzita", lat=35.52, lon=36.5), s.place("Hish", lat=35.54, lon=36.64)
    s.say("shelling", s.report.text, "fell", where={"within": idlib, "near": near, "at": [south, hish]})
    (event,) = fold(s, syria)
    assert event.place
    assert event.place.name == "Hish"


def test_the_quote_is_the_shortest_span_that_carries_it(syria: Pack) -> None:
    s = Story("As we said before, on a cold day, the army shelled Hish, and nobody spoke of it.")
    army, hish = s.actor("the army"), s.place("Hish")
    s.say("shelling", s.report.text, "shelled", who={"agent": army}, where={"at": hish})
    (event,) = fold(s, syria)
    assert event.quote == "the army shelled Hish"


def test_a_pronoun_is_who_it_stands_for(syria: Pack) -> None:
    s = Story("The Cedar Brigades met. They shelled Hish.")
    cedar = s.actor("The Cedar Brigades", actor_id="cedar", name="Cedar Brigades")
    they, hish = s.actor("They", like=cedar), s.place("Hish")
    s.say("shelling", "They shelled Hish", "shelled", who={"agent": they}, where={"at": hish})
    (event,) = fold(s, syria)
    assert [(a.name, a.actor_id, a.text) for a in event.actors] == [("Cedar Brigades", "cedar", "The Cedar Brigades")]


def test_mentions_that_stand_for_each_other_do_not_hang_the_fold(syria: Pack) -> None:
    s = Story("He shelled what he held.")
    first = s.actor("He", like="m1")
    s.actor("he", 1, like=first)
    s.say("shelling", s.report.text, "shelled", who={"agent": first})
    assert len(fold(s, syria)) == 1


def test_the_attack_of_which_nothing_more_is_told_is_the_one_told_before(syria: Pack) -> None:
    text = "The army shelled Hish on Monday. Nobody knows why the attack began. An attack is feared."
    s = Story(text)
    army, hish = s.actor("The army"), s.place("Hish")
    s.say("shelling", "The army shelled Hish on Monday", "shelled", who={"agent": army}, where={"at": hish})
    s.say("attack", "why the attack began", "attack")
    s.say("attack", "An attack is feared", "An attack")
    assert [(e.kind, len(e.statements)) for e in fold(s, syria)] == [("shelling", 2), ("attack", 1)]


def test_a_person_named_by_a_part_of_the_name_is_the_one_named_in_full(syria: Pack) -> None:
    s = Story("Gunmen killed Judge Karim Aziz in Hish. Aziz was killed at home.")
    s.mentions += [
        PersonMention(id="n1", start=15, end=31, text="Judge Karim Aziz", rule="hand", name="Karim Aziz", role="Judge"),
        PersonMention(id="n2", start=41, end=45, text="Aziz", rule="hand", name="Aziz", role=None),
    ]
    s.say("killing", "Gunmen killed Judge Karim Aziz in Hish", "killed", who={"target": "n1"})
    s.say("killing", "Aziz was killed at home", "was killed", who={"target": "n2"})
    assert {(t.name, t.text) for e in fold(s, syria) for t in e.targets} == {("Karim Aziz", "Karim Aziz")}


def test_the_toll_of_the_attack_belongs_to_the_attack_told_before_unless_numbers_part_them(syria: Pack) -> None:
    text = "The army shelled Hish. Two men were killed in the attack. Nine men were killed in the attack."
    s = Story(text)
    army, hish = s.actor("The army"), s.place("Hish")
    s.say("shelling", "The army shelled Hish", "shelled", who={"agent": army}, where={"at": hish})
    s.say("attack", "Two men were killed in the attack", "killed in the attack", figures=(Figure("killed", 2, 2, 2),))
    s.say("attack", "Nine men were killed in the attack", "killed in the attack", figures=(Figure("killed", 9, 9, 9),))
    assert [(e.kind, [f.low for f in e.figures]) for e in fold(s, syria)] == [("shelling", [2]), ("attack", [9])]
