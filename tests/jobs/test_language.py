import pytest

from marsad.jobs.language import language_of

ENGLISH = "Residents said that the shelling of the town went on for two hours on Monday and that four people were hurt in it."


@pytest.mark.parametrize("text", [ENGLISH, ENGLISH.upper(), "Clashes, Homs: 4 dead", ""])
def test_english_and_what_is_too_short_to_tell(text: str):
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("قصفت قوات النظام البلدة صباح اليوم", "und-Arab"),
        ("Сегодня утром город был обстрелян", "und-Cyrl"),
        (
            "Les habitants ont dit que les tirs ont duré deux heures lundi matin et que quatre personnes furent blessées. "
            "Ils ont ensuite quitté le quartier avec leurs enfants.",
            "und",
        ),
    ],
)
def test_other_languages(text: str, tag: str):
    assert language_of(text) == tag
