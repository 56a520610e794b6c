from datetime import datetime

import pandas
import pytest

import marsad
from marsad.errors import ReaderError
from marsad.model.mention import ActorMention, PlaceMention
from marsad.model.report import Report
from marsad.model.rows import rows_of
from marsad.model.statement import Figure, SaidBy, Statement, StatementWhen, Trigger, Where, Who

TEXT = "Regime forces shelled Taldou, killing 4."
REPORT = Report("r", TEXT, source="Monitor", published="2017-03-09", published_basis="given")
MENTIONS = (
    ActorMention(id="a1", start=0, end=13, text="Regime forces", rule="x", name="Syrian army", actor_id="sy", actor_type="state_forces"),
    PlaceMention(
        id="p1", start=22, end=28, text="Taldou", rule="x", name="Taldou", place_id="g:1", kind="settlement", lat=34.8, lon=36.5,
        radius_km=2.0, country="SY", admin1="Homs", confidence=1.0,
    ),
)  # fmt: skip


def statement(**more) -> Statement:
    fields = {
        "id": "s1", "kind": "shelling", "status": "happened", "start": 0, "end": 39, "trigger": Trigger(14, 21, "shelled"), "rule": "x.y",
        "who": (Who("agent", "a1"), Who("target", "gone")), "where": (Where("at", "p1"),), "said_by": (SaidBy("residents", None, "named"),),
        "when": StatementWhen(datetime(2017, 3, 7), datetime(2017, 3, 8), "day", None, "stated"),
        "figures": (Figure("killed", 4, 4, 4), Figure("killed", 61, None, None, cumulative=True), Figure("killed", 9, 9, 9)),
    }  # fmt: skip
    return Statement(**{**fields, **more})


def test_a_row_holds_names_times_the_point_and_figures():
    (row,) = rows_of(REPORT, MENTIONS, [statement()])
    assert (row["agent"], row["target"], row["at"], row["said_by"]) == ("Syrian army", None, "Taldou", "residents")
    assert (row["when_from"], row["when_to"], row["when_basis"]) == ("2017-03-07", "2017-03-08", "stated")
    assert (row["place_id"], row["lat"], row["lon"], row["radius_km"]) == ("g:1", 34.8, 36.5, 2.0)
    assert (row["killed_low"], row["killed_best"], row["killed_high"]) == (4, 4, 4), "the first figure, never the running total"
    assert row["text"] == TEXT[:39]
    assert (row["report"], row["publisher"], row["published"], row["source"]) == ("r", "Monitor", "2017-03-09", None)


def test_rows_make_one_table():
    rows = rows_of(REPORT, MENTIONS, [statement(), statement(id="s2", figures=(), when=None, where=())])
    table = pandas.DataFrame(rows)
    assert list(table["statement"]) == ["s1", "s2"]
    assert list(rows[1]) == [c for c in rows[0] if not c.startswith("killed")], "the same columns in the same order"
    assert pandas.isna(table.loc[1, "killed_low"])


def test_read_gives_the_form_and_rows():
    reading = marsad.read("Government forces shelled the town of Taldou on Tuesday.", published="2017-03-09", source="Monitor")
    form = reading.to_dict()
    assert (form["report"]["published"], form["report"]["source"], form["marsad"]) == ("2017-03-09", "Monitor", "1")
    assert [r["statement"] for r in reading.rows()] == [s["id"] for s in form["statements"]]


@pytest.mark.parametrize(("text", "published", "said"), [("", None, "no text"), ("Shells fell.", "soon", "no date")])
def test_bad_input_is_told(text, published, said):
    with pytest.raises(ReaderError, match=said):
        marsad.read(text, published=published)
