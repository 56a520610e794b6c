import io

import pandas
import pytest
from hypothesis import HealthCheck, given, settings

from marsad.exports import ged
from marsad.exports.ged import COLUMNS, table
from marsad.exports.ged_check import check
from marsad.model.release import Release
from tests.exports.conftest import Written
from tests.exports.releases import ARMY, CIVILIANS, HOMS, REBELS, TALDOU, actor, event, release, releases, statement, toll, when


def row(form, **more):
    lines = table(release(form, **more)).lines
    assert len(lines) == 1, table(release(form, **more)).left_out
    return lines[0].cells


def reason(form) -> str:
    return table(release(form)).left_out[0].reason


def test_an_event_in_49_columns():
    cells = row(event())
    assert len(COLUMNS) == len(set(COLUMNS)) == 49
    assert set(cells) <= set(COLUMNS)
    assert (cells["type_of_violence"], cells["side_a"], cells["side_b"], cells["dyad_name"]) == (3, "Army", "Civilians", "Army - Civilians")
    assert (cells["low"], cells["best"], cells["high"], cells["deaths_civilians"], cells["deaths_unknown"]) == (4, 4, 4, 4, 0)
    assert (cells["date_start"], cells["date_end"], cells["date_prec"]) == ("2017-03-07 00:00:00.000", "2017-03-07 00:00:00.000", 1)
    assert (cells["geom_wkt"], cells["priogrid_gid"], cells["where_prec"]) == ("POINT (36.525 34.87)", 179714, 1)
    assert (cells["country_id"], cells["gwnoa"], cells["gwnob"], cells["region"]) == (652, 652, None, "Middle East")
    assert cells["source_article"] == '"Monitor,2017-03-09,Shelling"'


def test_best_stands_before_high_and_high_before_low():
    assert COLUMNS[-5:] == ["best", "high", "low", "gwnoa", "gwnob"]


@pytest.mark.parametrize(
    ("figure", "low", "best", "high"),
    [
        (toll("killed", 7, None, None), 7, 7, 7),  # at least 7
        (toll("killed", None, 7, None), 0, 0, 7),  # up to 7
        (toll("killed", 18, 22, 20), 18, 20, 22),  # about 20
        (toll("killed", 5, 8, None), 5, 5, 8),  # 5 to 8
        (toll("killed", 10, 99, None), 10, 10, 99),  # tens
        (toll("killed", 3, 9, None, tellers=2), 3, None, 9),  # two who do not agree, and nothing decides
    ],
)
def test_what_is_told_as_low_best_and_high(figure, low, best, high):
    cells = row(event(views=[figure]))
    assert (cells["low"], cells.get("best"), cells["high"]) == (low, best, high)


@pytest.mark.parametrize(("view", "best"), [("conservative", 7), ("representative", 8), ("informative", 12)])
def test_best_is_that_of_the_view_and_the_ends_stay(view, best):
    cells = row(event(views=[toll("killed", 7, 12, 8, tellers=2)]), view=view)
    assert (cells["low"], cells["best"], cells["high"]) == (7, best, 12)


@pytest.mark.parametrize(
    ("actors", "targets", "violence", "side_a", "deaths"),
    [
        ([ARMY], [REBELS], 1, "Army", (0, 4, 0, 0)),
        ([REBELS], [ARMY], 1, "Army", (4, 0, 0, 0)),
        ([REBELS], [actor("Rivals", "rebel_group")], 2, "Rebels", (0, 4, 0, 0)),
        ([REBELS], [CIVILIANS], 3, "Rebels", (0, 0, 4, 0)),
        ([ARMY | {"side": 1}, REBELS | {"side": 2}], [], 1, "Army", (0, 0, 0, 4)),
        ([ARMY], [REBELS, CIVILIANS], 1, "Army", (0, 0, 0, 4)),
    ],
)
def test_types_of_violence_and_who_died(actors, targets, violence, side_a, deaths):
    cells = row(event(actors=actors, targets=targets))
    assert (cells["type_of_violence"], cells["side_a"]) == (violence, side_a)
    assert tuple(cells[c] for c in ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")) == deaths


def test_foreign_forces_are_a_state_where_their_code_says_so():
    foreign = actor("Their army", "external_forces", codes={"acled": "External/Other forces", "plover": "TURMIL"})
    cells = row(event(actors=[REBELS], targets=[foreign]))
    assert (cells["type_of_violence"], cells["side_a"], cells["gwnoa"]) == (1, "Their army", 640)
    cells = row(event(actors=[foreign | {"codes": {"acled": None, "plover": "LBNREB"}}], targets=[REBELS]))
    assert cells["type_of_violence"] == 2


def test_a_part_told_as_civilians_is_theirs_and_the_rest_unknown():
    figures = [
        {"what": "killed", "low": 4, "best": 4, "high": 4, "part_of": None, "cumulative": False},
        {"what": "civilians", "low": 1, "best": 1, "high": 1, "part_of": 0, "cumulative": False},
    ]
    cells = row(event(actors=[ARMY | {"side": 1}, REBELS | {"side": 2}], targets=[], figures=figures))
    assert (cells["deaths_civilians"], cells["deaths_unknown"]) == (1, 3)


@pytest.mark.parametrize(
    ("form", "why"),
    [
        (event(views=[]), "no death is told"),
        (event(views=[toll("killed", 0, 0, 0)]), "no death is told"),
        (event(actors=[]), "who fought whom is not told"),
        (event(targets=[]), "who fought whom is not told"),
        (event(when=when("2015-01-01", "2017-01-01")), "longer than a year"),
        (event(place=None), "no place on the map"),
    ],
)
def test_what_it_cannot_hold_is_left_out_and_named(form, why):
    assert reason(form) == why


@pytest.mark.parametrize(
    ("place", "precision"),
    [
        (TALDOU, 1),
        (TALDOU | {"near": True}, 2),
        (TALDOU | {"kind": "admin2"}, 3),
        (HOMS, 4),
        (TALDOU | {"kind": "road"}, 5),
        (TALDOU | {"kind": "country"}, 6),
    ],
)
def test_where_prec(place, precision):
    assert row(event(place=place))["where_prec"] == precision


@pytest.mark.parametrize(("last", "precision"), [("08", 1), ("09", 2), ("13", 2), ("14", 3), ("15", 4)])
def test_date_prec_follows_from_the_days(last, precision):
    assert row(event(when=when("2017-03-07", f"2017-03-{last}")))["date_prec"] == precision


def test_only_what_a_person_has_accepted_is_clear():
    assert row(event())["code_status"] == "Check"
    assert row(event(), statements={("r1", "s1"): statement(review="accepted")})["code_status"] == "Clear"


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_release=releases())
def test_any_release_gives_a_table_that_the_check_passes(written: Written, any_release: Release):
    assert list(check(io.StringIO(written(ged, any_release)["ged.csv"]))) == []


def test_the_saga_is_read_by_pandas_and_passes_the_check(saga: Release, written: Written):
    text = written(ged, saga)["ged.csv"]
    frame = pandas.read_csv(io.StringIO(text))
    assert list(frame.columns) == COLUMNS
    assert list(frame[["side_a", "where_coordinates", "low", "best", "high"]].iloc[0]) == ["Syrian regime forces", "Taldou", 7, 8, 8]
    assert list(check(io.StringIO(text))) == []


FAULTS = {
    "type_of_violence": "4", "side_a": "", "date_prec": "2", "date_end": "2017-03-01 00:00:00.000", "date_start": "soon", "year": "1999",
    "priogrid_gid": "1", "latitude": "91", "best": "5", "low": "9", "deaths_civilians": "-4", "high": "several", "geom_wkt": "", "id": "",
    "region": "The West",
}  # fmt: skip


@pytest.mark.parametrize("column", sorted(FAULTS))
def test_the_check_finds_each_fault(column: str, written: Written):
    head, line = written(ged, release(event()))["ged.csv"].splitlines()
    frame = pandas.read_csv(io.StringIO(f"{head}\n{line}"), dtype=str, keep_default_na=False)
    frame.loc[0, column] = FAULTS[column]
    assert any(column in problem.column.split(", ") or column in "low high deaths_civilians" for problem in check(_csv(frame)))
    assert list(check(_csv(frame), lenient=True)) or column == "low"


def _csv(frame: pandas.DataFrame) -> io.StringIO:
    return io.StringIO(frame.to_csv(index=False))


def test_the_check_names_missing_columns_and_broken_lines():
    assert "columns are missing" in next(check(io.StringIO("id,year\n1,2"))).message
    assert "another order" in next(check(io.StringIO(",".join(reversed(COLUMNS))))).message
    assert "not as many cells" in next(check(io.StringIO(",".join(COLUMNS) + "\n1,2\n"))).message


@pytest.mark.shared
def test_the_check_reads_real_rows_leniently(shared):
    text = (shared / "corpora/ged/ged_sample_1000.csv").read_text(encoding="utf-8")
    assert list(check(io.StringIO(text), lenient=True)) == []
    strict = list(check(io.StringIO(text)))
    assert len(strict) == 13
    assert {p.message for p in strict} == {"not in order"}
