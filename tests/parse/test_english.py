import time

import pytest

from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.parse.english import parse, parse_many


@pytest.mark.parametrize(
    ("text", "arcs"),
    [
        ("Gunmen opened fire on a bus near Kirkuk.", ["opened: Gunmen nsubj", "opened: fire obj", "opened: bus obl"]),
        ("The death toll rose to 112.", ["rose: toll nsubj", "rose: 112 obl"]),
        ("A tribal elder was assassinated by gunmen.", ["assassinated: elder nsubj:pass", "assassinated: gunmen obl:agent"]),
        ("The factions handed over the bodies to the Red Cross.", ["handed: over compound:prt", "handed: bodies obj"]),
        ("Regime forces shelled areas in Douma amid clashes.", ["shelled: forces nsubj", "shelled: areas obj", "clashes: amid case"]),
        ("The town, which is mostly controlled by ISIS, is empty.", ["controlled: ISIS obl:agent", "town: controlled acl:relcl"]),
        ("Sources told the paper that the men refrained from returning.", ["told: refrained ccomp", "refrained: men nsubj"]),
        ("The army took the hill killing two men", ["took: killing advcl", "killing: men obj"]),
        ("Shells fired by the army hit a school.", ["hit: Shells nsubj", "Shells: fired acl", "hit: school obj"]),
        ("Rebels seize border town after week of fighting", ["seize: Rebels nsubj", "seize: town obj"]),
    ],
)
def test_trees_of_the_language_of_reports(drawn, text, arcs):
    assert set(arcs) <= set(drawn(text))


def test_the_same_tree_whether_shouted_or_not(drawn):
    text = "The army said that four men were killed in an ambush near Sarmin."
    assert [arc.lower() for arc in drawn(text.upper())] == [arc.lower() for arc in drawn(text)]


def test_a_mended_word_is_parsed_as_its_writer_meant_it(drawn, parsed):
    assert "rose: fatalities nsubj" in drawn("The fata*lities rose to 12.")
    reading = parsed("The fata*lities rose to 12.")
    assert reading.report.text[reading.tokens[1].start : reading.tokens[1].end] == "fata*lities"
    assert reading.tokens[1].lemma == "fatality"


def test_a_dateline_does_not_pull_the_tree_apart(drawn, parsed):
    arcs = drawn("Deir Ezzor province - SOHR: two fighters were killed.")
    assert "killed: fighters nsubj:pass" in arcs
    assert "*: killed root" in arcs
    assert [s.kind for s in parsed("Deir Ezzor province - SOHR: two fighters were killed.").sentences] == ["dateline", "prose"]


def test_many_reports_in_batches_read_as_one_by_one(syria):
    texts = ["Gunmen killed two men.", "", "The convoy left. It arrived.", "x"]
    together = parse_many([Reading(report=Report(str(i), t)) for i, t in enumerate(texts)], syria)
    assert list(together) == [parse(Reading(report=Report(str(i), t)), syria) for i, t in enumerate(texts)]


def test_a_megabyte_in_one_line_is_read_in_bounded_time(parsed):
    began = time.process_time()
    reading = parsed("x" * 1_000_000)
    assert time.process_time() - began < 20
    assert reading.tokens[-1].end == 1_000_000


def test_lemma_and_part_of_speech(parsed):
    tokens = {t.text: t for t in parsed("Gunmen fled Raqqa when troops were shelling it.").tokens}
    assert (tokens["Gunmen"].lemma, tokens["Gunmen"].pos) == ("gunman", "NOUN")
    assert (tokens["fled"].lemma, tokens["fled"].tag, tokens["fled"].pos) == ("flee", "VBD", "VERB")
    assert (tokens["Raqqa"].lemma, tokens["Raqqa"].pos) == ("raqqa", "PROPN")
    assert (tokens["shelling"].lemma, tokens["were"].pos) == ("shell", "AUX")
