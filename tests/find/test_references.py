"""References: pronouns, convoys told again, groups, families."""

from marsad.find.actors import find_actors
from marsad.find.references import resolve_references
from marsad.find.things import find_things
from marsad.model.mention import ActorMention, Mention, ObjectMention
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.pack.pack import Pack
from marsad.parse.english import parse


def read(text: str, pack: Pack) -> list[Mention]:
    reading = parse(Reading(Report(id="r", text=text, published="2017-09-01")), pack)
    reading = resolve_references(find_things(find_actors(reading, pack), pack), pack)
    assert all(text[m.start : m.end] == m.text for m in reading.mentions)
    assert len({m.id for m in reading.mentions}) == len(reading.mentions)
    return list(reading.mentions)


def convoys(mentions: list[Mention]) -> list[ObjectMention]:
    return [m for m in mentions if isinstance(m, ObjectMention) and m.kind == "vehicle"]


def test_the_convoy_and_it_stand_for_a_convoy(syria: Pack) -> None:
    mentions = read("A convoy left Qara at dawn. The convoy is still in the desert. It is expected to arrive tonight.", syria)
    first, again = convoys(mentions)
    assert first.corefers is None
    assert again.corefers == first.id
    (it,) = [m for m in mentions if m.text == "It"]
    assert isinstance(it, ActorMention)
    assert it.corefers == again.id


def test_another_convoy_is_new(syria: Pack) -> None:
    _first, other = convoys(read("A convoy left Qara. Another convoy reached Hama.", syria))
    assert other.corefers is None


def test_convoys_of_different_groups_stay_apart(syria: Pack) -> None:
    found = convoys(
        read(
            "A convoy of ISIS members left Qara. A convoy of Jaysh al-Islam fighters left Douma. The convoy of ISIS members stopped.", syria
        )
    )
    assert [m.corefers for m in found] == [None, None, found[0].id]


def test_it_that_stands_for_nothing_is_no_mention(syria: Pack) -> None:
    mentions = read("A convoy left Qara. It is worth mentioning that shells fell. It was reported that a man died.", syria)
    assert [m.text for m in mentions if m.rule == "reference.pronoun"] == []


def test_their_families_take_the_name_of_the_owner(syria: Pack) -> None:
    mentions = read("Hundreds of ISIS members left with their families.", syria)
    (families,) = [m for m in mentions if m.text == "their families"]
    assert isinstance(families, ActorMention)
    assert families.name == "families of Islamic State"
    assert families.corefers is None


def test_the_group_is_the_group_named_last(syria: Pack) -> None:
    mentions = read("Hezbollah attacked the hill held by Hurras al-Din. The group lost two men.", syria)
    (group,) = [m for m in mentions if m.text == "The group"]
    assert isinstance(group, ActorMention)
    assert group.corefers in {m.id for m in mentions if m.text == "Hurras al-Din"}


def test_the_gunmen_are_those_told_of_before(syria: Pack) -> None:
    mentions = read("Unidentified gunmen stopped a bus. The gunmen took two passengers. They fled.", syria)
    gunmen = [m for m in mentions if isinstance(m, ActorMention) and "gunmen" in m.text]
    assert gunmen[1].corefers == gunmen[0].id
    (they,) = [m for m in mentions if m.text == "They"]
    assert isinstance(they, ActorMention)
    assert they.corefers == gunmen[1].id


def test_no_words_no_references(syria: Pack) -> None:
    assert read("", syria) == []


def test_bare_buses_are_those_of_the_convoy_spoken_of(syria: Pack) -> None:
    convoy, buses = convoys(read("The convoy reached Hama. Buses gathered yesterday on the hills.", syria))
    assert buses.corefers == convoy.id
    _hit, alone = convoys(read("A shell hit a bus. Buses burned on the road.", syria))
    assert alone.corefers is None


def test_the_second_convoy_is_not_the_first(syria: Pack) -> None:
    text = "The buses reached Hama. The convoy goes on when the second convoy leaves. The convoy carried 900 people."
    first, again, second, last = convoys(read(text, syria))
    assert again.corefers == first.id
    assert second.corefers is None
    assert last.corefers == again.id


def test_a_single_vehicle_is_no_convoy(syria: Pack) -> None:
    convoy, vehicle, again = convoys(read("A convoy left Qara. Gunmen shot at a vehicle. The convoy goes on to Idlib.", syria))
    assert vehicle.corefers is None
    assert again.corefers == convoy.id
