import csv
import io

from marsad.exports import acled, ged, hxl, provenance
from marsad.model.release import Phrase, Release
from tests.exports.conftest import Written
from tests.exports.releases import REBELS, about, event, release, statement


def rows(written: Written, given: Release, *forms):
    text = written(provenance, given, [form.table(given) for form in forms])["provenance.csv"]
    return list(csv.DictReader(io.StringIO(text)))


def test_a_number_leads_to_its_words(written: Written):
    found = {r["field"]: r for r in rows(written, release(event()), acled)}
    toll = found["fatalities"]
    assert (toll["export_row_id"], toll["value_exported"], toll["low"], toll["high"]) == ("MRS-e1", "4", "4", "4")
    assert (toll["literal_phrase"], toll["char_start"], toll["char_end"]) == ("4 civilians", "28", "39")
    assert (toll["doc_sha256"], toll["source"], toll["rule_id"], toll["review_status"]) == (
        "ab" * 32, "Monitor", "explosives.shelling", "unreviewed",
    )  # fmt: skip


def test_each_cell_that_is_not_empty_has_a_line(written: Written, saga: Release):
    found = rows(written, saga, acled, ged, hxl)
    traced = {(r["format"], r["export_row_id"], r["field"]) for r in found}
    cells = {
        (t.name, line.id, column)
        for t in (acled.table(saga), ged.table(saga), hxl.table(saga))
        for line in t.lines
        for column, value in line.cells.items()
        if value not in (None, "")
    }
    assert traced == cells
    assert {r["basis"] for r in found} == {"phrase", "clause", "computed"}


def test_spans_of_the_saga_hold_the_phrases(saga: Release, written: Written):
    for row in rows(written, saga, acled):
        if row["basis"] == "phrase":
            assert int(row["char_end"]) - int(row["char_start"]) >= len(row["literal_phrase"]) > 0
            assert len(row["doc_sha256"]) == 64


def test_of_several_parties_a_cell_leads_to_its_own(written: Written):
    known = statement(phrases=(Phrase("actors", "Army", "soldiers", 0, 8), Phrase("actors", "Rebels", "rebels", 20, 26)))
    given = release(event(actors=[event()["actors"][0], REBELS]), statements={("r1", "s1"): known})
    found = {r["field"]: r["literal_phrase"] for r in rows(written, given, acled)}
    assert (found["actor1"], found["assoc_actor_1"]) == ("soldiers", "rebels")


def test_a_number_that_its_own_teller_replaced_is_no_ground(written: Written):
    told = event()["told"][0]
    form = event(statements=["s1", "s2"], told=[told | {"superseded": True}, told | {"statement": "s2", "low": 5, "high": 5}])
    statements = {("r1", s): statement(s) for s in ("s1", "s2")}
    found = [r for r in rows(written, release(form, statements=statements), ged) if r["field"] == "best"]
    assert [r["statement"] for r in found] == ["s2"]


def test_what_is_withheld_has_no_words(written: Written):
    given = release(event(), reports={"r1": about(source=None, sha256=None)}, statements={})
    withheld = {r["basis"] for r in rows(written, given, acled)}
    assert withheld == {"withheld", "computed"}
    assert not any(r["literal_phrase"] or r["quote"] for r in rows(written, given, acled))
