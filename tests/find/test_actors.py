"""Actors: known groups by date, forces of states, the open class, whole phrases."""

from marsad.find.actors import find_actors
from marsad.model.mention import ActorMention
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.pack.pack import Pack
from marsad.parse.english import parse


def actors(text: str, pack: Pack, published: str | None = "2017-09-01") -> list[ActorMention]:
    reading = find_actors(parse(Reading(Report(id="r", text=text, published=published)), pack), pack)
    found = [m for m in reading.mentions if isinstance(m, ActorMention)]
    assert all(text[m.start : m.end] == m.text for m in found)
    return found


def named(text: str, pack: Pack, published: str | None = "2017-09-01") -> dict[str, tuple[str, str | None, str]]:
    return {m.text: (m.name, m.actor_id, m.actor_type) for m in actors(text, pack, published)}


def test_the_entry_that_holds_on_the_day_names_the_group(syria: Pack) -> None:
    text = "Al-Nusra fighters withdrew from the hill."
    assert named(text, syria, "2015-05-01")["Al-Nusra fighters"][1] == "nusra"
    assert named(text, syria, "2016-10-01")["Al-Nusra fighters"][1] == "jfs"
    assert named(text, syria, "2018-05-01")["Al-Nusra fighters"][1] == "hts"


def test_government_forces_change_with_the_government(syria: Pack) -> None:
    text = "Syrian government forces entered the village."
    assert named(text, syria, "2019-05-01")["Syrian government forces"][1] == "regime-forces"
    assert named(text, syria, "2025-03-01")["Syrian government forces"][1] == "syrian-new-army"


def test_people_of_a_group_are_one_mention_that_names_it(syria: Pack) -> None:
    found = named("The buses carried fighters of the Ahl Al-Sham Brigades and two ISIS members.", syria)
    assert found["fighters of the Ahl Al-Sham Brigades"][1] == "ahl-al-sham"
    assert found["ISIS members"][:2] == ("Islamic State", "isis")
    assert len(found) == 2


def test_families_of_a_group_are_civilians_and_name_the_group_inside(syria: Pack) -> None:
    found = named("Families of ISIS members reached the camp.", syria)
    assert found["Families of ISIS members"] == ("Families of ISIS members", None, "civilians")
    assert found["ISIS members"][1] == "isis"


def test_forces_of_any_state_get_an_id_and_a_code_by_rule(syria: Pack) -> None:
    (soldiers,) = actors("Ghanaian soldiers guarded the airport.", syria)
    assert (soldiers.actor_id, soldiers.actor_type, dict(soldiers.codes)) == ("gh-forces", "external_forces", {"cameo": "GHAMIL"})


def test_a_country_is_an_actor_only_where_it_acts(syria: Pack) -> None:
    assert "Turkey" in named("Turkey accused Israel of a raid.", syria)
    assert "Israel" in named("Turkey accused Israel of a raid.", syria)
    assert named("The trucks came from Turkey and stopped in Israel.", syria) == {}


def test_the_open_class_is_kept_with_its_words(syria: Pack) -> None:
    found = named(
        "Unidentified gunmen on a motorcycle shot at villagers. The young men hid, and residents of Hajin saw the Z Battalion leave.", syria
    )
    assert found["Unidentified gunmen"] == ("Unidentified gunmen", None, "unknown")
    assert found["The young men"] == ("young men", None, "civilians")
    assert found["residents of Hajin"][2] == "civilians"
    assert found["the Z Battalion"] == ("Z Battalion", None, "rebel_group")
    assert "villagers" in found


def test_a_possessor_belongs_to_the_phrase(syria: Pack) -> None:
    assert "Abu Karam's militia" in named("On Friday Abu Karam's militia looted the market.", syria)


def test_a_police_station_is_no_police(syria: Pack) -> None:
    assert named("A shell fell beside the police station.", syria) == {}


def test_a_short_name_in_capitals_is_not_the_small_word(syria: Pack) -> None:
    assert named("Is it over? It is.", syria) == {}
    assert named("IS claimed it.", syria)["IS"][1] == "isis"


def test_the_democratic_forces_are_not_the_state(syria: Pack) -> None:
    assert named("SDF units took the hospital.", syria)["SDF units"][1:] == ("sdf", "rebel_group")


def test_all_capitals(syria: Pack) -> None:
    found = named("FOUR SOLDIERS DIED WHEN FMLN GUERRILLAS AMBUSHED AN ARMY PATROL NEAR THE BRIDGE ON TUESDAY.", syria)
    assert found["FMLN GUERRILLAS"][1] == "fmln" or found["FMLN GUERRILLAS"][1] == "fmln-party"
    assert "SOLDIERS" in found


def test_odd_texts_do_not_stop_it(syria: Pack) -> None:
    for text in ("", "\ud800 of the", "of of of", "the the army's", "Families of families of families of families of", "a" * 5000):
        actors(text, syria)


def test_people_side_by_side_share_their_group(syria: Pack) -> None:
    found = named("Hundreds of members and fighters of Hayaat Tahrir al-Sham left.", syria)
    assert found["members"][1] == "hts"
    assert found["fighters of Hayaat Tahrir al-Sham"][1] == "hts"


def test_a_name_that_no_list_knows_is_kept_where_it_acts(syria: Pack) -> None:
    assert named("Northern Falcons attacked Gondoria on Monday.", syria)["Northern Falcons"] == ("Northern Falcons", None, "unknown")


def test_an_article_of_another_noun_is_left_out(syria: Pack) -> None:
    assert "regime" in named("They shot down a regime warplane.", syria)


def test_the_regime_of_others_is_not_that_of_the_war(syria: Pack) -> None:
    assert named("The regime agreed.", syria)["The regime"][1] == "syrian-regime"
    assert named("The Iranian regime agreed.", syria)["The Iranian regime"][1] == "ir-government"
