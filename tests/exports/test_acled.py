import csv
import io
import json

import pandas
import pytest
from hypothesis import HealthCheck, given, settings

from marsad.exports import acled
from marsad.exports.acled import disorder, interaction, table
from marsad.model.release import Release
from tests.exports.conftest import Written
from tests.exports.releases import ARMY, HOMS, REBELS, TALDOU, about, actor, event, release, releases, toll, when

SUB_TYPES = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED",
        "Grenade",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
        "Looting/property destruction", "Non-violent transfer of territory", "Other",
    },
}  # fmt: skip


def row(form, **more):
    lines = table(release(form, **more)).lines
    assert len(lines) == 1
    return lines[0].cells


def reason(form) -> str:
    made = table(release(form))
    assert not made.lines
    return made.left_out[0].reason


def test_an_event_in_31_columns():
    cells = row(event())
    assert len(acled.COLUMNS) == len(set(acled.COLUMNS)) == 31
    assert set(cells) == set(acled.COLUMNS)
    assert (cells["event_id_cnty"], cells["event_date"], cells["year"], cells["time_precision"]) == ("MRS-e1", "07 March 2017", 2017, 1)
    assert (cells["actor1"], cells["inter1"], cells["actor2"], cells["inter2"]) == (
        "Army",
        "State forces",
        "Civilians (Syria)",
        "Civilians",
    )
    assert (cells["interaction"], cells["civilian_targeting"]) == ("State forces-Civilians", "Civilian targeting")
    assert (cells["iso"], cells["region"], cells["country"], cells["admin1"]) == (760, "Middle East", "Syria", "Homs")
    assert (cells["location"], cells["latitude"], cells["longitude"], cells["geo_precision"]) == ("Taldou", 34.87, 36.525, 1)
    assert cells["fatalities"] == 4
    assert cells["timestamp"] == 1489017600


@pytest.mark.parametrize(
    ("span", "day", "precision"),
    [
        (when("2017-03-07", "2017-03-08"), "07 March 2017", 1),
        (when("2017-03-07", "2017-03-08", "context"), "07 March 2017", 2),
        (when("2017-03-07", "2017-03-09", "published"), "07 March 2017", 2),
        (when("2017-03-07", "2017-03-14"), "07 March 2017", 2),
        (when("2017-03-01", "2017-04-01", precision="month"), "15 March 2017", 3),
        (when("2017-03-07T20:00:00", "2017-03-08T06:00:00"), "07 March 2017", 2),
        (when("2017-03-07", None), "07 March 2017", 2),  # published on the 9th: till then it had happened
    ],
)
def test_days_and_how_precise_they_are(span, day, precision):
    cells = row(event(when=span))
    assert (cells["event_date"], cells["time_precision"]) == (day, precision)


@pytest.mark.parametrize(
    ("place", "precision"),
    [
        (TALDOU, 1),
        (TALDOU | {"near": True}, 2),
        (TALDOU | {"kind": "admin2", "radius_km": 20.0}, 2),
        (TALDOU | {"kind": "river"}, 3),
        (HOMS, 3),
    ],
)
def test_places_and_how_precise_they_are(place, precision):
    assert row(event(place=place))["geo_precision"] == precision


def test_of_a_governorate_the_capital_is_coded():
    cells = row(event(place=HOMS))
    assert (cells["latitude"], cells["longitude"], cells["admin1"]) == (34.73, 36.71, "Homs")


@pytest.mark.parametrize(
    ("form", "why"),
    [
        (event(when=when("2017-01-01", "2017-03-01")), "longer than a month"),
        (event(when=None), "no day is known"),
        (event(place=None), "no place on the map below the country"),
        (event(place=TALDOU | {"lat": None, "lon": None}), "no place on the map below the country"),
        (event(place=TALDOU | {"kind": "country"}), "no place on the map below the country"),
        (event(codes={"acled": None, "plover": None}), "no code in this scheme"),
        (
            event(actors=[], targets=[], codes={"acled": {"event_type": "Strategic developments", "sub_event_type": "Other"}}),
            "no party is named",
        ),
    ],
)
def test_what_it_cannot_hold_is_left_out_and_named(form, why):
    assert reason(form) == why


@pytest.mark.parametrize("status", ["denied", "planned", "expected", "conditional", "alleged"])
def test_what_did_not_or_not_yet_happen_is_no_row(status):
    assert table(release(event(status=status))).lines == ()


def test_a_toll_that_is_not_given_is_empty_and_said_to_be():
    cells = row(event(views=[]))
    assert cells["fatalities"] is None
    assert "Toll not given" in str(cells["notes"])
    assert row(event(views=[toll("killed", 0, 0, 0)]))["fatalities"] == 0


@pytest.mark.parametrize(("view", "number"), [("conservative", 7), ("representative", 8), ("informative", 12)])
def test_the_number_is_that_of_the_view_and_the_range_is_in_the_notes(view, number):
    cells = row(event(views=[toll("killed", 7, 12, 8, tellers=2)]), view=view)
    assert cells["fatalities"] == number
    assert "7 to 12 killed (tellers do not agree)" in str(cells["notes"])


def test_where_nothing_decides_between_tellers_the_lowest_is_coded():
    assert row(event(views=[toll("killed", 3, 9, None, tellers=2)]))["fatalities"] == 3


def test_violence_whose_author_is_not_named_is_that_of_an_unidentified_group():
    cells = row(event(actors=[]))
    assert (cells["actor1"], cells["inter1"]) == ("Unidentified Armed Group (Syria)", "Political militia")


def test_sides_of_equals_are_those_that_the_codes_tell():
    clash = event(actors=[ARMY | {"side": 1}, actor("Guards", side=1), REBELS | {"side": 2}], targets=[])
    cells = row(clash | {"codes": {"acled": {"event_type": "Battles", "sub_event_type": "Armed clash"}}})
    assert (cells["actor1"], cells["assoc_actor_1"], cells["actor2"]) == ("Army", "Guards", "Rebels")
    assert cells["interaction"] == "State forces-Rebel group"


def test_one_voice_is_uncorroborated():
    assert "uncorroborated" in str(row(event())["tags"])
    voices = [{"name": n, "reports": ["r1"], "carried_by": []} for n in "ab"]
    assert "uncorroborated" not in str(row(event(voices=voices))["tags"])


@pytest.mark.parametrize(
    ("one", "two", "words"),
    [
        ("Rebel group", "State forces", "State forces-Rebel group"),
        ("Civilians", "External/Other forces", "External/Other forces-Civilians"),
        ("External/Other forces", "External/Other forces", "External/Other forces-External/Other forces"),
        ("External/Other forces", "State forces", "State forces-External/Other forces"),
        ("Protesters", "", "Protesters only"),
    ],
)
def test_interactions_in_the_words_of_the_exports(one, two, words):
    assert interaction(one, two) == words


def test_disorder_types():
    assert disorder("Protests", "Excessive force against protesters") == "Political violence; Demonstrations"
    assert disorder("Riots", "Mob violence") == "Political violence"
    assert disorder("Riots", "Violent demonstration") == disorder("Protests", "Peaceful protest") == "Demonstrations"
    assert disorder("Strategic developments", "Other") == "Strategic developments"


@pytest.mark.shared
def test_columns_and_words_are_those_of_real_exports(shared):
    real = json.loads((shared / "reference/formats.json").read_text(encoding="utf-8"))["acled"]
    assert real["columns"] == acled.COLUMNS
    assert {kind: set(subs) for kind, subs in real["sub_event_types"].items()} == SUB_TYPES
    words = {interaction(a, b) for a in acled.INTER for b in ("", *acled.INTER)}
    assert words >= set(real["interaction"].values())


def test_the_saga_is_read_by_pandas(saga: Release, written: Written):
    frame = pandas.read_csv(io.StringIO(written(acled, saga)["acled.csv"]))
    shelling = frame[frame.sub_event_type == "Shelling/artillery/missile attack"].iloc[0]
    assert list(frame.columns) == acled.COLUMNS
    assert (shelling.location, shelling.fatalities, shelling.admin1) == ("Taldou", 8, "Homs")
    assert pandas.to_datetime(frame.event_date, format="%d %B %Y").notna().all()
    assert frame.event_id_cnty.is_unique


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_release=releases())
def test_any_release_gives_rows_in_acleds_words(written: Written, any_release: Release):
    rows = list(csv.DictReader(io.StringIO(written(acled, any_release)["acled.csv"])))
    for cells in rows:
        assert None not in cells
        assert cells["sub_event_type"] in SUB_TYPES[cells["event_type"]]
        assert cells["inter1"] in acled.INTER
        assert cells["inter2"] in ("", *acled.INTER)
        assert cells["time_precision"] in "123"
        assert cells["geo_precision"] in "123"
        assert not any(v.startswith(("=", "+", "@", "\t")) for v in cells.values())
        assert not any(v.startswith("-") for k, v in cells.items() if k not in ("latitude", "longitude", "timestamp"))
    shown = {cells["event_id_cnty"].removeprefix("MRS-") for cells in rows}
    left = {out.record for out in table(any_release).left_out}
    facts = {r["id"] for r in any_release.records if r["record"] == "event" and r["status"] in ("happened", "ongoing")}
    assert shown | left == facts
    assert not shown & left


def test_the_same_release_gives_the_same_bytes(saga: Release, written: Written):
    assert written(acled, saga) == written(acled, saga)


def test_names_of_reports_that_are_withheld_are_empty():
    cells = row(event(), reports={"r1": about(source=None, title=None, published=None)}, statements={})
    assert cells["source"] == ""
    assert cells["timestamp"] is None
    assert "“" not in str(cells["notes"])
