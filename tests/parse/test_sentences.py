import pytest

from marsad.parse.english import loaded
from marsad.parse.sentences import LONGEST_SENTENCE, split


def kinds(text: str) -> list[tuple[str, str]]:
    return [(s.kind, " ".join(p.text for p in s.pieces)) for s in split(text, loaded()[1].known)]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("Deir Ezzor province - SOHR: six fighters were killed.", "Deir Ezzor province - SOHR :"),
        ("Daraa province: unknown gunmen shot a man dead.", "Daraa province :"),
        ("KABUL, Afghanistan (Apr. 27, 2012) — A force captured a leader.", "KABUL , Afghanistan ( Apr. 27 , 2012 ) —"),
        ("KABUL, Afghanistan (Feb. 23) An Afghan force searched a house.", "KABUL , Afghanistan ( Feb. 23 )"),
        ("BEIRUT (Reuters) - The army said it took a hill.", "BEIRUT ( Reuters ) -"),
        ("SAN JOSE, 3 MAY 91 (ACAN - EFE) -- [TEXT] THE PRESIDENT LEFT.", "SAN JOSE , 3 MAY 91 ( ACAN - EFE ) -- [ TEXT ]"),
        ("El Fasher, North Darfur - At least 21 people were killed.", "El Fasher , North Darfur -"),
        ("Hodeidah – Gunmen took four men away.", "Hodeidah –"),
        ("Goma — 14 fighters gave themselves up.", "Goma —"),
        ("Wed 05 Apr 2017 Rebels stormed a base.", "Wed 05 Apr 2017"),
    ],
)
def test_a_dateline_is_told_from_the_sentence_behind_it(text, dateline):
    found = kinds(text)
    assert found[0] == ("dateline", dateline)
    assert [kind for kind, _ in found[1:]] == ["prose"]


def test_what_only_looks_like_a_dateline_stays_in_its_sentence():
    assert [k for k, _ in kinds("SOHR learned that: 5 died.")] == ["prose"]
    assert [k for k, _ in kinds("Haddad – Syria's envoy in Geneva – said that talks go on.")] == ["prose"]
    assert [k for k, _ in kinds("Taldou - once a market - fell on Sunday.")] == ["prose"]
    assert [k for k, _ in kinds("The rebel-held town - once a market - fell on Sunday.")] == ["prose"]


def test_headline_bullets_and_prose():
    assert kinds("Army retakes hill near Suwayda\n\nThe army retook it.")[0] == ("headline", "Army retakes hill near Suwayda")
    assert kinds("• Two men were killed.\n• A bridge was hit.") == [("bullet", "Two men were killed ."), ("bullet", "A bridge was hit .")]
    assert [k for k, _ in kinds("1. The army withdrew.\n2. The rebels advanced.")] == ["bullet", "bullet"]


def test_glued_sentences_are_parted_and_abbreviations_are_not():
    assert len(kinds("Ten people were killed.The army denied it.")) == 2
    assert len(kinds("Gen. Ali Hassan met Mr. Omar at 7 a.m. on Sunday.")) == 1
    assert len(kinds("He flew to the U.S. The visit lasted two days.")) == 2


def test_wrapped_lines_are_one_sentence():
    text = "The army, which had held the hill for months and\nwhich lost it in May, tried again to take it\nback on Sunday but failed."
    assert len(kinds(text)) == 1


def test_a_stop_inside_quotes_keeps_its_quote():
    assert [s for _, s in kinds('"We will not leave." The sheikh then left.')] == ['" We will not leave . "', "The sheikh then left ."]


def test_no_sentence_is_longer_than_the_network_takes():
    found = kinds("The army, " + "the rebels, " * 400 + "and others left.")
    assert len(found) > 3
    assert max(len(s.split()) for _, s in found) <= LONGEST_SENTENCE


def test_empty_and_blank():
    assert kinds("") == []
    assert kinds(" \n\t\n ") == []


def test_a_bracket_behind_an_abbreviation_opens_no_sentence():
    assert len(kinds("The convoy left at about 2 p.m. (1200 GMT) with 900 people on board.")) == 1
