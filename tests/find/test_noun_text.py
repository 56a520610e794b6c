"""The view of words that the finders share."""

from datetime import date

from marsad.find.noun_text import NounText, Spans, entry_on
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.pack.lexicon import Entry
from marsad.pack.pack import Pack
from marsad.parse.english import parse


def view(text: str, pack: Pack) -> NounText:
    return NounText.of(parse(Reading(Report(id="r", text=text)), pack), pack)


def test_words_carry_the_tag_of_their_token(syria: Pack) -> None:
    text = view("The armed men fled.", syria)
    men = text.token(2)
    assert text.tag(2) == "NNS"
    assert men is not None
    assert men.text == "men"
    assert text.token(99) is None


def test_abbreviations_join_what_follows(syria: Pack) -> None:
    text = view("The U.S. army left. It went.", syria)
    at = next(i for i, w in enumerate(text.words) if w.key == "s")
    assert text.abbreviated(at)
    assert text.joined(at)
    left = next(i for i, w in enumerate(text.words) if w.key == "left")
    assert not text.joined(left)


def test_in_capitals_a_name_is_told_by_its_tag(syria: Pack) -> None:
    text = view("THE GUERRILLAS KILLED ROBERTO GARCIA IN THE STREET ON WEDNESDAY.", syria)
    assert text.loud
    assert text.named(3)
    assert not text.named(2)


def test_the_entry_of_a_day() -> None:
    old = Entry("actors", "old", "x", {}, None, date(2016, 1, 1))
    new = Entry("actors", "new", "x", {}, date(2016, 1, 1), None)
    assert entry_on([old, new], date(2015, 1, 1)).id == "old"
    assert entry_on([old, new], date(2016, 1, 1)).id == "new"
    assert entry_on([old], date(2020, 1, 1)).id == "old"


def test_spans_overlap() -> None:
    spans = Spans([(0, 3), (10, 12)])
    assert spans.overlap(2, 5)
    assert spans.overlap(11, 12)
    assert not spans.overlap(3, 10)
