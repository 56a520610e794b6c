"""Persons: titles, offices, names of many countries, roles by date."""

from marsad.find.actors import find_actors
from marsad.model.mention import PersonMention
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.pack.pack import Pack
from marsad.parse.english import parse


def persons(text: str, pack: Pack, published: str | None = "2017-09-01") -> dict[str, tuple[str, str | None]]:
    reading = find_actors(parse(Reading(Report(id="r", text=text, published=published)), pack), pack)
    found = [m for m in reading.mentions if isinstance(m, PersonMention)]
    assert all(text[m.start : m.end] == m.text for m in found)
    return {m.text: (m.name, m.role) for m in found}


def test_a_title_and_its_name_are_one_person(syria: Pack) -> None:
    found = persons("Colonel Yasser Darwish spoke to the crowd.", syria)
    assert found == {"Colonel Yasser Darwish": ("Yasser Darwish", "colonel")}


def test_the_holder_of_an_office_after_a_comma(syria: Pack) -> None:
    found = persons("Gunmen killed the mayor of Nawa, Fadi Hourani, at dawn.", syria)
    assert found["the mayor of Nawa, Fadi Hourani"] == ("Fadi Hourani", "mayor of Nawa")


def test_an_honorific_stays_in_the_name(syria: Pack) -> None:
    assert persons("Troops detained Haji Khairullah, a Taliban financier.", syria)["Haji Khairullah"][0] == "Haji Khairullah"


def test_roles_hold_for_their_time(syria: Pack) -> None:
    assert persons("Abu Mohammed al-Jolani spoke.", syria, "2015-01-01")["Abu Mohammed al-Jolani"][1] == "leader of Jabhat al-Nusra"
    assert persons("Abu Mohammed al-Jolani spoke.", syria, "2020-01-01")["Abu Mohammed al-Jolani"] == (
        "Ahmad al-Sharaa",
        "leader of Hayat Tahrir al-Sham",
    )


def test_names_of_other_countries(syria: Pack) -> None:
    found = persons("Oleksandr Kovalenko said the bridge was lost. José Luis Batres was kidnapped.", syria)
    assert set(found) == {"Oleksandr Kovalenko", "José Luis Batres"}


def test_a_surname_alone_is_the_person_named_before(syria: Pack) -> None:
    found = persons("Dmytro Hrynko left the city. Hrynko was wounded.", syria)
    assert found["Hrynko"][0] == "Dmytro Hrynko"


def test_an_office_stands_for_who_holds_it(syria: Pack) -> None:
    assert persons("The Iraqi foreign minister arrived.", syria) == {
        "The Iraqi foreign minister": ("Iraqi foreign minister", "foreign minister")
    }


def test_places_and_groups_are_no_persons(syria: Pack) -> None:
    assert persons("Shells fell on Deir Ezzor, Al-Sheikh Ali Crossing and Khalid Street. Ahrar al-Sham withdrew.", syria) == {}


def test_all_capitals(syria: Pack) -> None:
    found = persons("THE GUERRILLAS KILLED ATTORNEY GENERAL ROBERTO GARCIA ALVARADO WITH A BOMB ON WEDNESDAY, POLICE SAID.", syria)
    assert found["ATTORNEY GENERAL ROBERTO GARCIA ALVARADO"] == ("ROBERTO GARCIA ALVARADO", "attorney general")
