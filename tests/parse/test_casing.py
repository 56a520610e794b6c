from marsad.parse.casing import proper_tags, running_case

COMMON = "the army killed four in on attack town near"
KNOWN = {**dict.fromkeys(COMMON.split(), False), "sunday": True}


def test_a_shouted_sentence_is_lowered_save_its_names():
    words = "THE ARMY KILLED FOUR SUBVERSIVES IN MORAZAN ON SUNDAY .".split()
    assert " ".join(running_case(words, KNOWN)) == "The army killed four Subversives in Morazan on Sunday ."


def test_words_of_war_are_known_to_be_common():
    assert running_case("GUNMEN KILLED FOUR GUERRILLAS".split(), KNOWN)[-1] == "guerrillas"


def test_a_titled_headline_keeps_only_names():
    words = "Gunmen Killed Four In Town Near Kirkuk On Sunday".split()
    assert " ".join(running_case(words, KNOWN)) == "Gunmen killed four in town near Kirkuk on Sunday"


def test_running_text_and_short_stretches_stay_as_they_are():
    for words in ("The Army killed four in Homs".split(), ["SDF"], ["UN", "OCHA"], []):
        assert running_case(words, KNOWN) == words


def test_abbreviations_and_numbers_keep_their_form():
    assert list(running_case("THE U.S. ARMY KILLED 12 IN TOWN".split(), KNOWN))[1] == "U.S."


def test_an_unknown_noun_with_a_capital_inside_a_sentence_is_a_name():
    words = "Army Falcons killed Gunmen near Falcons".split()
    tags = ["NN", "NNS", "VBD", "NNS", "IN", "NNS"]
    assert proper_tags(words, tags, KNOWN) == ["NN", "NNPS", "VBD", "NNS", "IN", "NNPS"]
    assert proper_tags(["(", "Falcons"], ["-LRB-", "NNS"], KNOWN) == ["-LRB-", "NNS"]
