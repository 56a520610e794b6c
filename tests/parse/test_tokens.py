import pytest

from marsad.parse.tokens import mend, parts_at_hyphens, tokenise


def words(text: str, known: frozenset[str] = frozenset()) -> list[str]:
    return [p.text for p in tokenise(text, 0, len(text), known)]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The shelling,which lasted 3hours,hit a school 10km away.", "The shelling , which lasted 3 hours , hit a school 10 km away ."),
        ("Ukraine's army didn't say; they cannot.", "Ukraine 's army did n't say ; they can not ."),
        ("ISIS-held towns, Syrian-Lebanese border, pro-regime militia", "ISIS - held towns , Syrian-Lebanese border , pro-regime militia"),
        ("regime-controlled areas", "regime - controlled areas"),
        ("killed 1,200 people (among them 30 children).", "killed 1,200 people ( among them 30 children ) ."),
        ("the 1990s at 7:30 a.m. on 3/5/2016", "the 1990s at 7:30 a.m. on 3/5/2016"),
        ("see https://example.org/a,b and a@b.org", "see https://example.org/a,b and a@b.org"),
        ("“Never,” he said…", "“ Never , ” he said …"),
    ],
)
def test_words_are_cut_as_treebanks_cut_them(text, tokens):
    assert words(text) == tokens.split(" ")


@pytest.mark.parametrize(
    ("broken", "whole"),
    [("fata*lities", "fatalities"), ("w*a*r", "war"), ("assa*ssinate", "assassinate"), ("kil\u200bled", "killed"), ("kil-led", "killed")],
)
def test_words_broken_to_dodge_filters_are_mended(broken, whole):
    assert mend(broken, frozenset({"killed"})) == whole
    text = f"They {broken} him"
    piece = tokenise(text, 0, len(text), frozenset({"killed"}))[1]
    assert piece.text == whole
    assert text[piece.start : piece.end] == broken


def test_a_real_hyphen_is_left_alone():
    assert mend("re-signed", frozenset({"resigned"})) == "re-signed"
    assert mend("cease-fire", frozenset({"cease", "fire", "ceasefire"})) == "cease-fire"


def test_only_agents_of_holding_are_parted_from_it():
    assert parts_at_hyphens("ISIS-held")
    assert parts_at_hyphens("rebel-held")
    assert not parts_at_hyphens("hand-held")
    assert not parts_at_hyphens("Syrian-Lebanese")


def test_offsets_count_from_the_start_of_the_text():
    text = "Ignore this. Read that."
    assert [(p.start, p.end, p.text) for p in tokenise(text, 13, 22)] == [(13, 17, "Read"), (18, 22, "that")]
