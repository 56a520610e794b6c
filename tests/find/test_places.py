"""Places of a report: what is found, what is not, and where it is put."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marsad.find.place_areas import km_between, moved
from marsad.find.places import find_places
from marsad.jobs.gazetteer import add
from marsad.model.mention import ActorMention, PlaceMention
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.pack.load import load_pack
from marsad.pipeline import read


def places(text, pack, actors=()):
    reading = Reading(Report(id="r", text=text))
    if actors:
        reading = reading.with_mentions(
            ActorMention(
                id=f"a{n}",
                start=text.index(name),
                end=text.index(name) + len(name),
                text=name,
                rule="actor.known",
                name=name,
                actor_id="x",
                actor_type="organisation",
            )
            for n, name in enumerate(actors)
        )
    return [m for m in find_places(reading, pack).mentions if isinstance(m, PlaceMention)]


@pytest.mark.parametrize(
    ("text", "name", "kind", "admin1"),
    [
        ("Shells fell on Sarmin overnight.", "Sarmin", "settlement", "Idlib"),
        ("Clashes went on in Idlib province.", "Idlib", "admin1", "Idlib"),
        ("The buses reached the city of Idlib.", "Idlib", "settlement", "Idlib"),
        ("Warplanes took off from the T4 airbase.", "T4", "airbase", "Homs"),
        ("Fighters left Sere Kanye at noon.", "Ras al-Ain", "settlement", "Al-Hasakah"),
        ("A convoy crossed the barrens of Western Qalamoun.", "Western Qalamoun", "region", "Rif Dimashq"),
        ("They met near the Tishreen Dam.", "Tishrin Dam", "dam", "Aleppo"),
        ("Rockets hit Al-Boleel and Khasham.", "Al-Bulayl", "settlement", "Deir ez-Zor"),
        ("Mines were cleared in the Omar oil field.", "Al-Omar oil field", "field", "Deir ez-Zor"),
    ],
)
def test_names_are_resolved(syria, text, name, kind, admin1):
    found = places(text, syria)[0]
    assert (found.name, found.kind, found.country, found.admin1) == (name, kind, "SY", admin1)
    assert found.radius_km > 0


def test_the_dateline_settles_a_name_that_two_governorates_have(syria):
    def sura(dateline):
        return next(
            p for p in places(f"{dateline} province - SOHR: Gunfire was heard in Al-Mansoura today.", syria) if "Mansoura" in p.text
        )

    assert sura("Raqqa").admin1 == "Raqqa"
    assert sura("Hama").admin1 == "Hama"


def test_the_governorate_beside_a_name_settles_it_and_is_itself_a_governorate(syria):
    hader, unit = places("Shells fell on Sawran in Aleppo.", syria)
    assert hader.admin1 == "Aleppo"
    assert unit.kind == "admin1"


def test_an_area_carries_its_radius_and_is_never_a_towns_point(syria):
    (found,) = places("They advanced in the southern countryside of Aleppo.", syria)
    assert found.kind == "region"
    assert found.radius_km > 20
    assert found.lat < 36.2


def test_a_distance_and_a_direction_move_the_point(syria):
    (found,) = places("Mortars landed about 4 km north of Ain Issa.", syria)
    assert found.text == "4 km north of Ain Issa"
    assert 3.5 < km_between(found.lat, found.lon, 36.385, 38.865) < 4.5


def test_lands_and_borders_of_a_demonym(syria):
    land, border, other = places("They left Lebanese territories by the Syrian-Lebanese border and not by the Turkish border.", syria)
    assert (land.kind, land.country) == ("country", "LB")
    assert (border.kind, border.place_id) == ("border", "marsad:border-lb-sy")
    assert (other.kind, other.place_id) == ("border", "marsad:border-sy-tr")


@pytest.mark.parametrize("actor", ["Deir Ezzor Military Council", "Syrian Observatory for Human Rights", "Aleppo Media Centre"])
def test_no_place_is_read_out_of_the_name_of_a_known_actor(syria, actor):
    assert places(f"The {actor} spoke of calm.", syria, [actor]) == []


def test_a_town_whose_name_a_channel_bears_is_a_town_after_a_word_of_place(syria):
    text = "A bomb went off in Al Mayadeen."
    assert [p.name for p in places(text, syria, ["Al Mayadeen"])] == ["Mayadin"]
    assert places("Al Mayadeen said so.", syria, ["Al Mayadeen"]) == []


@pytest.mark.parametrize(
    "text", ["General Hama spoke.", "He may march on Monday in June.", "The Free Army attacked at dawn.", "nothing here"]
)
def test_what_is_no_place(syria, text):
    assert places(text, syria) == []


def test_a_town_of_the_world_gets_its_province_where_that_is_clear(syria):
    found = {p.text: p for p in places("Talks were held in El Fasher, Sudan.", syria)}
    assert (found["El Fasher"].country, found["El Fasher"].admin1) == ("SD", "North Darfur")


def test_an_unknown_district_keeps_the_province_that_stands_with_it(syria):
    found = places("Police searched a house in Qwyjibo district, Ghazni province.", syria)[0]
    assert (found.lat, found.country, found.admin1) == (None, "AF", "Ghazni")


@pytest.mark.parametrize("text", ["Refugees went on to Europe.", "They came from the Middle East.", "It spread through western Asia."])
def test_a_continent_is_never_put_on_a_village(syria, text):
    assert all(p.lat is None for p in places(text, syria))


def test_the_alternatives_are_other_places_best_first(syria):
    (found,) = places("A shell hit Sawran.", syria)
    assert found.alternatives
    assert found.place_id not in {a.place_id for a in found.alternatives}
    confidences = [a.confidence for a in found.alternatives]
    assert confidences == sorted(confidences, reverse=True)


WORDS = st.sampled_from(
    [
        *"in of the al Al- Idlib Aleppo countryside northern 4 km north border Syrian Turkish city province".split(),
        *", . - ( ) 's near Sheikh camp حلب É".split(),
        "\n",
        "\ud800",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=25))
def test_every_span_is_in_the_text_and_none_overlaps(syria, words):
    text = " ".join(words)
    found = places(text, syria)
    end = 0
    for place in found:
        assert text[place.start : place.end] == place.text
        assert place.start >= end
        end = place.end
        assert place.radius_km is None or place.radius_km > 0
        assert (place.lat is None) == (place.place_id is None)
        assert 0.0 <= place.confidence <= 1.0


def test_odd_input_is_borne(syria):
    assert places("", syria) == []
    assert places("a" * 1_000_000, syria) == []
    places("SHELLS FELL ON ALEPPO AND IDLIB IN SYRIA\n" * 200, syria)
    places("in the northern countryside of " * 3000, syria)
    places("Idlib " * 3000, syria)


@given(st.floats(-80, 80), st.floats(-180, 179.9), st.floats(0, 360), st.floats(0, 300))
def test_a_moved_point_lies_as_far_as_it_was_moved(lat, lon, bearing, km):
    assert abs(km_between(lat, lon, *moved(lat, lon, bearing, km)) - km) < 0.2


def test_the_borders_of_a_province_are_the_province(syria):
    (found,) = places("The buses are still within the borders of Homs province.", syria)
    assert found.name == "Homs"
    assert found.kind != "border"


def test_no_place_is_taken_from_outside_the_country_that_the_text_names_with_it(syria):
    (place, land) = places("The court of Qarqash, Kenya, met on Monday.", syria)
    assert (place.text, land.country) == ("Qarqash", "KE")
    assert place.country in (None, "KE")


def test_capitals_of_a_headline_make_no_name(syria):
    found = places("Two Killed Ten Injured in Terrorist Shelling in Aleppo", syria)
    assert [p.text for p in found] == ["Aleppo"]


def test_a_genitive_that_lost_its_apostrophe_is_parted_from_the_place(syria):
    found = places("Five soldiers were killed in Syrias Afrin on Monday.", syria)
    assert [(p.text, p.name) for p in found] == [("Syrias", "Syria"), ("Afrin", "Afrin")]


def test_a_direction_with_a_capital_is_a_part_of_the_country_behind_it(syria):
    (place,) = places("Troops took a town in Northern Iraq on Monday.", syria)
    assert (place.text, place.country) == ("Northern Iraq", "IQ")
    assert place.lat > 33.5


def test_the_province_that_the_text_names_outweighs_the_nearest_one(syria):
    (town, province) = places("A force detained suspects in Zarghun Shahr district, Paktiya province, yesterday.", syria)
    assert (town.admin1, province.name) == ("Paktia", "Paktia")


def test_an_apostrophe_carries_a_name_on(syria):
    assert places("A force detained suspects in Pul-e ‘Alam district today.", syria)[0].text == "Pul-e ‘Alam district"


@pytest.mark.parametrize(
    "text", ["The army shelled al- Kiswah on Monday.", "Rockets fell on al Kiswah at noon.", "They fled to Al -Kiswah."]
)
def test_an_article_torn_from_its_name_names_nothing_by_itself(syria, text):
    (found,) = places(text, syria)
    assert (found.name, found.admin1) == ("Al-Kiswah", "Rif Dimashq")


def test_the_sign_of_the_letter_ayn_begins_a_name_and_quotes_nothing(syria):
    assert [p.name for p in places("Shells fell on `Ayn `Isa in Raqqa.", syria)] == ["Ain Issa", "Raqqa"]


def test_a_village_called_after_a_person_or_a_mountain_is_a_village_where_a_place_is_wanted(tmp_path, syria):
    table = tmp_path / "mine.csv"
    table.write_text(
        "name,lat,lon,country,admin1\nTall Hasan,36.4,37.6,SY,Aleppo\nKhan al Jabal,36.1,36.9,SY,Aleppo\n"
        "Shaykh Sabir,36.2,36.8,SY,Aleppo\nMaarrat al Kiswah,36.0,36.9,SY,Aleppo\n",
        encoding="utf-8",
    )
    add(str(table), tmp_path / "gazetteer.sqlite")
    pack = load_pack("syria", (str(tmp_path / "gazetteer.sqlite"),))
    told = "Shells fell on {} on Monday."
    for spelling, name in {
        "Tall Hassan": "Tall Hasan", "Khan Al Jabal": "Khan al Jabal", "Sheikh Saber": "Shaykh Sabir",
        "Maarat al Kiswah": "Maarrat al Kiswah",
    }.items():  # fmt: skip
        (found,) = [m for m in read(Report(id="r", text=told.format(spelling)), pack).mentions if isinstance(m, PlaceMention)]
        assert (found.name, found.text) == (name, spelling)
    assert not [m for m in read(Report(id="r", text="Sheikh Saber spoke."), pack).mentions if isinstance(m, PlaceMention)]


def test_an_imported_gazetteer_tells_where_its_users_reports_play(tmp_path, syria):
    table = tmp_path / "mine.csv"
    table.write_text("name,lat,lon,country,admin1\nBenes,36.05,37.2,SY,Aleppo\n", encoding="utf-8")
    add(str(table), tmp_path / "gazetteer.sqlite")
    told = "Shells fell on Banes on Monday."
    (far,) = places(told, syria)
    (near,) = places(told, load_pack("syria", (str(tmp_path / "gazetteer.sqlite"),)))
    assert (far.country, near.country) == ("CU", "SY")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Fighters left Atmeh camp.", "Atmeh", "settlement"),
        ("They reached Bab al-Hawa crossing.", "Bab al-Hawa", "crossing"),
        ("They hid in the barrens of Falita.", "Falita", "region"),
        ("Shells fell on Rif Dimashq.", "Rif Dimashq", "admin1"),
        ("Shells fell on Aleppo countryside.", "Aleppo", "region"),
        ("Shells fell on the countryside of Aleppo.", "Aleppo", "region"),
        ("Shells fell on Al-Rastan district.", "Ar-Rastan", "admin2"),
        ("Clashes in Al-Qalamoun left ten dead.", "Qalamoun", "region"),
    ],
)
def test_a_type_word_tells_the_kind_and_is_no_part_of_the_name(syria, text, name, kind):
    found = places(text, syria)[0]
    assert (found.name, found.kind) == (name, kind)
    assert kind not in ("region", "admin1") or found.radius_km >= 10.0


def test_places_named_together_settle_one_of_a_name_that_several_bear(tmp_path, syria):
    table = tmp_path / "mine.csv"
    table.write_text("name,lat,lon,country,admin1\nDuwayrin,36.7,38.0,SY,Aleppo\nDuwayrin,33.2,36.3,SY,Daraa\n", encoding="utf-8")
    add(str(table), tmp_path / "gazetteer.sqlite")
    pack = load_pack("syria", (str(tmp_path / "gazetteer.sqlite"),))
    south, north = "Shells fell on Inkhil, Jasim and Duwayrin.", "Shells fell on Jarabulus, Manbij and Duwayrin."
    assert [places(text, pack)[-1].admin1 for text in (south, north)] == ["Daraa", "Aleppo"]


def test_one_place_that_no_gazetteer_knows_loses_none_of_the_others_and_is_put_nowhere(syria):
    found = places("Shells fell on Xatanoq, Sarmin and Binnish.", syria)
    assert [p.text for p in found] == ["Xatanoq", "Sarmin", "Binnish"]
    assert [p.lat is None for p in found] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "unit"), [("They docked in Long Beach, California.", "California"), ("They met in Paris, Texas.", "Texas")]
)
def test_the_state_behind_a_town_settles_which_town_it_is(syria, text, unit):
    assert (places(text, syria)[0].country, places(text, syria)[0].admin1) == ("US", unit)


def test_letters_in_capitals_are_no_village_spelled_like_them(syria):
    assert [(p.text, p.lat is None) for p in places("They docked in Long Beach, CA on Monday.", syria)] == [
        ("Long Beach", False),
        ("CA", True),
    ]
