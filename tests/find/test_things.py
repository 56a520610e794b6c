"""Weapons and objects: noun phrases whose head a pack knows, and words that only look like them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.find.things import find_things
from marsad.model.mention import ObjectMention, WeaponMention
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.pack.load import load_pack
from marsad.pack.schema import OBJECT_KINDS
from marsad.parse.english import parse


def reading(text: str) -> Reading:
    pack = load_pack("syria")
    return find_things(parse(Reading(Report(id="r", text=text)), pack), pack)


def weapons(text: str) -> list[tuple[str, str]]:
    return [(m.text, m.kind) for m in reading(text).mentions if isinstance(m, WeaponMention)]


def objects(text: str) -> list[tuple[str, str]]:
    return [(m.text, m.kind) for m in reading(text).mentions if isinstance(m, ObjectMention)]


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("The town was hit by mortar shells.", "mortar shells", "mortar"),
        ("They fired guided missiles at the hill.", "guided missiles", "missile"),
        ("Helicopters dropped explosive barrels.", "explosive barrels", "barrel_bomb"),
        ("A booby-trapped car went off.", "booby-trapped car", "car_bomb"),
        ("They seized an AK-47 assault rifle.", "AK-47 assault rifle", "small_arms"),
        ("A farmer stepped on an old landmine.", "old landmine", "mine"),
        ("He was hurt by sniper fire.", "sniper fire", "small_arms"),
        ("He wore a suicide vest.", "suicide vest", "explosive_belt"),
        ("Chlorine gas was used.", "Chlorine gas", "chemical"),
        ("THEY THREW HAND GRENADES.", "HAND GRENADES", "grenade"),
    ],
)
def test_weapons(text: str, phrase: str, kind: str) -> None:
    assert (phrase, kind) in weapons(text)


@pytest.mark.parametrize(
    "text",
    [
        "Prices will rocket this winter.",
        "The victory is mine.",
        "They closed the coal mine.",
        "It was sold to a shell company.",
        "She held the boy in her arms.",
        "The water tank is empty.",
        "The stone wall fell.",
    ],
)
def test_words_that_are_no_weapons(text: str) -> None:
    assert weapons(text) == []


@pytest.mark.parametrize(
    ("text", "phrase", "kind"),
    [
        ("The green buses left the town.", "green buses", "vehicle"),
        ("The convoy left.", "convoy", "vehicle"),
        ("They found dead bodies.", "dead bodies", "body"),
        ("The shells hit a field hospital.", "field hospital", "facility"),
        ("The raid destroyed several houses.", "houses", "building"),
        ("They blew up a gas pipeline.", "gas pipeline", "infrastructure"),
        ("Power lines were cut.", "Power lines", "infrastructure"),
    ],
)
def test_objects(text: str, phrase: str, kind: str) -> None:
    assert (phrase, kind) in objects(text)


def test_a_modifier_is_no_object() -> None:
    assert objects("The bus driver and the school teachers met.") == []


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from("a the mortar shell shells car bomb bus driver old rocket fire , . regime AK-47 house - of mine his arms".split()),
        max_size=20,
    )
)
def test_laws_of_things(words: list[str]) -> None:
    text = " ".join(words)
    for m in reading(text).mentions:
        assert text[m.start : m.end] == m.text
        assert not isinstance(m, ObjectMention) or m.kind in OBJECT_KINDS


@pytest.mark.parametrize("text", ["", "bomb", "\ud800 bomb", "bomb " * 2000])
def test_odd_input(text: str) -> None:
    assert all(text[m.start : m.end] == m.text for m in reading(text).mentions)
