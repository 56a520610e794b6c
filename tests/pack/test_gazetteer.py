"""Names and places: folding, skeletons, and the look-up over the pack's own places and files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.pack.gazetteer import gazetteer_of
from marsad.pack.skeleton import bare_name, fold_name, keys_of_name, likeness, neighbours, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Qusayr", "Qusair"), ("Deir ez-Zor", "Dayr az Zawr"), ("Jarabulus", "Djarablous"), ("Khan Sheikhoun", "Han Shaykhun"),
        ("Jabal al-Zawiya", "Mount Zawiya"), ("دير الزور", "Deir ez-Zor"), ("القصير", "Al-Qusayr"), ("Ayn Issa", "Ain Eissa"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_meet(one, other):
    assert skeleton(one) == skeleton(other) or skeleton(other) in neighbours(skeleton(one))
    assert likeness(one, other) > 0.6


def test_different_names_are_less_alike_than_spellings_of_one():
    assert likeness("Saraqib", "Saraqeb") > likeness("Saraqib", "Sarmin")
    assert likeness("Kafr Nabl", "Kafranbel") > likeness("Kafr Nabl", "Kafr Zita")


# Each line: one name in the spellings of reports, maps and French usage, by what differs between them.
CLASSES = {
    "articles": ("Al-Bukamal", "el Bukamal", "Bukamal", "al- Bukamal"),
    "articles of the sun": ("Al-Suwayda", "As-Suwayda", "es Suwayda", "As Suwayda"),
    "q, k and g": ("Al-Qaim", "al-Kaim", "El Gaim"),
    "kh and h": ("Khan Touman", "Khan Tuman", "Han Tuman"),
    "gh and g": ("Ghouta", "Gouta", "Ghuta"),
    "ou, u and oo": ("Harim al-Foua", "Harim al-Fu'a", "Harim al-Fooa"),
    "ei, ay and ai": ("Hreitan", "Hraytan", "Hraitan"),
    "doubled letters": ("Ma'arrat Misrin", "Maarat Misrin", "Maaret Misreen"),
    "the ending a": ("Latamna", "Latamnah", "Latamneh"),
    "hyphens and spaces": ("Kafr Zita", "Kafr-Zita", "Kafrzita"),
    "tall": ("Tal Rifaat", "Tall Rif'at", "Tell Rifaat", "Tel Rifaat"),
    "kafr": ("Kafr Nabl", "Kfar Nabl", "Kafar Nabl", "Kfr Nabl"),
    "dayr": ("Deir Hafir", "Dayr Hafir", "Der Hafer"),
    "shaykh": ("Sheikh Miskin", "Shaykh Miskin", "Cheikh Meskine"),
    "umm": ("Umm Jalal", "Um Jalal", "Oum Jalal"),
    "ayn": ("Ain Issa", "Ayn Isa", "Ein Issa", "`Ayn `Isa"),
    "mountains": ("Jabal Turkman", "Jebel Turkman", "Djebel Turkman", "Mount Turkman"),
    "ch and sh, dj and j": ("Jarabulus", "Djarablous", "Jarablus"),
}


@pytest.mark.parametrize("spellings", CLASSES.values(), ids=CLASSES)
def test_every_class_of_spellings_meets(spellings):
    for other in spellings[1:]:
        assert skeleton(spellings[0]) == skeleton(other) or skeleton(other) in neighbours(skeleton(spellings[0])), other
        assert likeness(spellings[0], other) > 0.85, other


def test_of_two_names_of_the_same_sounds_the_one_of_the_same_letters_is_more_alike():
    assert likeness("Koreen", "Kurin") > likeness("Koreen", "Qurayn") > 0.9
    assert likeness("Baza'a", "Bizzah") < likeness("Baza'a", "Bazaa")


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_bounded_and_symmetric(one, other):
    assert 0.0 <= likeness(one, other) <= 1.0
    assert abs(likeness(one, other) - likeness(other, one)) < 1e-9
    assert keys_of_name(one) == (bare_name(fold_name(one)), skeleton(one))


def test_every_place_of_the_overlay_is_sound(syria):
    for entry in syria.lexicons["places"]:
        place = gazetteer_of(syria).own(entry.id)
        assert place.radius_km > 0
        assert -90 <= place.lat <= 90
        assert -180 <= place.lon <= 180
        assert place.country
        assert len(place.country) == 2
        assert place.admin1 or place.kind != "settlement" or place.country not in ("SY",)


def test_the_look_up_forgets_the_order_of_questions(syria):
    names = ["Kabani", "Rouhaibe", "Chebaa", "Tal Abiad", "Qamishlo", "Sere Kanye", "Zarkan", "Gire Spi", "Al-Boleel", "Khasham"]
    gazetteer = gazetteer_of(syria)
    forward = {n: gazetteer.find(n, ("SY", "LB")) for n in names}
    assert {n: gazetteer.find(n, ("SY", "LB")) for n in reversed(names)} == forward
    assert all(found and found[0].alike > 0.9 for found in forward.values())


def test_a_city_and_its_governorate_share_a_name_and_are_both_there(syria):
    for name in ("Idlib", "Deir Ezzor", "Latakia", "Aleppo", "Homs", "Hama", "Raqqa", "Daraa", "Damascus"):
        kinds = {c.place.kind for c in gazetteer_of(syria).exact(name) if c.overlay}
        assert {"settlement", "admin1"} <= kinds, name


def test_fourteen_governorates(syria):
    own = gazetteer_of(syria).own_places().values()
    assert len([p for p in own if p.kind == "admin1" and p.country == "SY"]) == 14
