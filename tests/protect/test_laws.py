"""Laws of what leaves, whatever is in the record."""

import json
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from marsad.model.record import Saying
from marsad.model.release import Phrase, Release, ReportAbout, StatementAbout
from marsad.protect import Known, load_policy, protect
from tests.protect.leaks import Secret, forbidden, leaks
from tests.protect.release import HARBOUR, KEY, _units, chain, judgement, readings_of, release_of, released, syria

UNITS = _units(syria())
NAMES = st.sampled_from(["Zubayda Qattan", "Hikmat al-Zubi", "Jwan Murtada", "Warda", "Tawfiq Abu Ras"]) | st.text(
    st.sampled_from("bcdfgklmnprstvzaeiou"), min_size=5, max_size=9
).map(lambda name: f"Zq{name}")
TOWNS = st.sampled_from(["Bayt Qamar", "Khirbat Yasamin", "Tall Zaytun", "Wadi Nahl"])
CLAUSES = [
    "{person} was taken to {town} at {hour}", "a convoy left {town} at {hour} on {day}", "{town}: {person}, 9, was hurt",
    "the phone of {person} is {phone}", "near {lat}, {lon} stood {person}", "they fled from {town} on {day}", "{person}", "{town}",
    "write to {person}@{town}.example", "plate {phone}", "{day} {hour}", "all of {town} knew",
]  # fmt: skip
KINDS = ["movement", "displacement", "shelling", "killing", "arrest", "aid", "battle", "sexual_violence", "release", "other"]
HOURS = st.times().map(lambda t: f"{t.hour:02}:{t.minute:02}").filter(lambda h: h != "00:00")
DAYS = st.dates(date(2012, 1, 2), date(2016, 12, 28)).filter(lambda d: 1 < d.day < 28)
SPOTS = st.tuples(st.floats(32.3, 37.2), st.floats(35.7, 42.3)).map(lambda p: (round(p[0], 4), round(p[1], 4)))


@st.composite
def releases(draw: st.DrawFn) -> tuple[Release, frozenset[Secret]]:
    """A Release of one to three records with made-up secrets, and the secrets."""
    records, statements, secrets = [], {}, set()
    for number in range(draw(st.integers(1, 3))):
        person, town, hour, day = draw(NAMES), draw(TOWNS), draw(HOURS), draw(DAYS)
        phone, (lat, lon) = draw(st.from_regex(r"09\d\d [1-9]\d\d \d{3}", fullmatch=True)), draw(SPOTS)
        said = {"person": person, "town": town, "hour": hour, "day": f"{day.day} {day:%B %Y}", "phone": phone, "lat": lat, "lon": lon}
        quote = ", ".join(draw(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=3))).format(**said)
        kind, admin1 = draw(st.sampled_from(KINDS)), draw(st.sampled_from(["Homs", "Hama", None]))
        place = {"name": town, "place_id": draw(st.sampled_from([None, f"g:{town}"])), "kind": "settlement", "lat": lat, "lon": lon}
        place |= {"radius_km": 1.0, "country": "SY", "admin1": admin1}
        records.append(_record(number, kind, quote, place, f"{day}T{hour}:00", person, draw(st.booleans())))
        statements[f"r{number}", f"s{number}"] = _statement(number, kind, quote, person, town)
        secrets |= {Secret(person, "name"), Secret(phone, "name"), Secret(hour, "hour"), Secret(f"saga-{number}-secret", "id")}
    reports = {
        f"r{n}": ReportAbout(
            id=f"r{n}", source="A Desk", title=f"Desk {n}: {records[n]['quote']}", url=f"https://a.example/{n}", published="2017-01-02"
        )
        for n in range(len(records))
    }
    return Release(records=tuple(records), reports=reports, statements=statements, units=UNITS, tier="public"), frozenset(secrets)


def _record(number: int, kind: str, quote: str, place: dict[str, Any], at: str, person: str, moves: bool) -> dict[str, Any]:
    end = (date.fromisoformat(at[:10]) + timedelta(days=1)).isoformat()
    when = {"from": at, "to": end, "precision": "minute", "basis": "stated"}
    who = {"name": person, "actor_id": None, "actor_type": None, "text": person, "type": "person"}
    crowd = {**who, "name": f"men of {person}", "text": f"men of {person}", "actor_type": "civilians", "type": "actor"}
    common = {"id": f"saga-{number}-secret", "statements": [f"s{number}"], "reports": [f"r{number}"], "quote": quote}
    if moves:
        stop = {"place": place, "when": when, "status": "departed"}
        way = {"origin": place, "destination": place, "via": [place], "stops": [stop], "position": stop, "eta": when, "cargo": []}
        return {
            "record": "movement",
            **common,
            **way,
            "what": "convoy",
            "participants": [who, crowd],
            "status": "under_way",
            "agreement": None,
        }
    return {
        "record": "event", **common, "kind": kind, "status": "happened", "when": when, "place": place, "from_place": None,
        "to_place": None, "actors": [crowd], "targets": [who], "weapons": [{"kind": "gun", "text": quote}], "figures": [],
        "said_by": [{"name": person, "basis": "named"}], "voices": [{"name": person, "reports": [f"r{number}"], "carried_by": [person]}],
        "told": [], "views": [], "surprise": quote,
    }  # fmt: skip


def _statement(number: int, kind: str, quote: str, person: str, town: str) -> StatementAbout:
    return StatementAbout(
        id=f"s{number}", report=f"r{number}", kind=kind, status="happened", quote=quote, start=0, end=len(quote), rule=kind, score=0.9,
        said_by=(Saying(person, "named"),), phrases=(Phrase("place", town, town, 0, 4), Phrase("targets", person, person, 5, 9)),
    )  # fmt: skip


def written(release: Release) -> str:
    parts = [
        release.records,
        release.claims,
        [asdict(r) for r in release.reports.values()],
        [asdict(s) for s in release.statements.values()],
    ]
    return json.dumps(parts, ensure_ascii=False)


KNOWN = Known(syria())
FOUND = [Phase.explicit, Phase.reuse, Phase.generate]  # a Release is too large to be made smaller
SLOW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), phases=FOUND)


@SLOW
@given(releases())
def test_no_secret_survives(made: tuple[Release, frozenset[Secret]]):
    release, secrets = made
    out, withheld = protect(release, load_policy(), date(2018, 1, 1), released(release), known=KNOWN, key=KEY)
    assert leaks(written(out), secrets | forbidden(release)) == []
    assert "surprise" not in written(out)
    assert [w for w in withheld if "last look" in w.rule] == []  # the treatments alone suffice


@SLOW
@given(releases(), st.randoms(use_true_random=False))
def test_the_same_comes_out_in_any_order_and_again(made: tuple[Release, frozenset[Secret]], random: Any):
    release, _ = made
    said = released(release)
    first = protect(release, load_policy(), date(2018, 1, 1), said, known=KNOWN, key=KEY)[0]
    records, statements = list(release.records), list(release.statements.items())
    random.shuffle(records)
    random.shuffle(statements)
    other = replace(release, records=tuple(records), statements=dict(statements))
    assert protect(other, load_policy(), date(2018, 1, 1), said, known=KNOWN, key=KEY)[0] == first


@SLOW
@given(releases(), st.dates(date(2015, 1, 1), date(2018, 1, 1)))
def test_nothing_that_moves_leaves_within_thirty_days(made: tuple[Release, frozenset[Secret]], today: date):
    release, _ = made
    out, _ = protect(release, load_policy(), today, released(release), known=KNOWN, key=KEY)
    if today < date(2017, 1, 2) + timedelta(days=30):
        assert [r for r in out.records if r["record"] == "movement" or r["kind"] in ("movement", "displacement", "aid")] == []


def test_the_delay_ends_on_its_day():
    release = release_of(readings_of(HARBOUR), syria())
    shelter = [r for r in release.records if "harbour-02-shelter" in r["reports"] and r.get("kind") == "airstrike"]
    latest = date(2017, 5, 7) + timedelta(days=1)  # the end of its day, which no part of it passes
    alone = replace(release, records=tuple(shelter), claims=())
    leaving = [
        len(protect(alone, load_policy(), latest + timedelta(days=n), released(release), known=KNOWN, key=KEY)[0].records) for n in (29, 30)
    ]
    assert leaving == [0, 1]


def test_names_outside_lead_nowhere_and_no_two_protected_records_share_one():
    release = release_of(readings_of(HARBOUR), syria())
    out, _ = protect(release, load_policy(), date(2018, 1, 1), released(release), known=KNOWN, key=KEY)
    other, _ = protect(release, load_policy(), date(2018, 1, 1), released(release), known=KNOWN, key=KEY[::-1])
    inside = {r["id"] for r in release.records} | set(release.reports) | {s for _, s in release.statements}
    assert inside.isdisjoint({r["id"] for r in out.records} | set(out.reports) | {s for _, s in out.statements})
    assert {r["id"] for r in out.records}.isdisjoint({r["id"] for r in other.records})
    moving = [r for r in out.records if r["record"] == "movement" or r.get("kind") in ("movement", "displacement", "aid")]
    cited = [report for r in moving for report in r["reports"]]
    assert len(cited) == len(set(cited)) > 2
    for record in (*out.records, *out.claims):
        assert set(record["reports"]) <= set(out.reports)
        assert out.statements_of(record), record


def test_a_judgement_that_is_not_there_lets_nothing_out():
    release = release_of(readings_of(HARBOUR), syria())
    first = next(iter(release.statements))
    only = chain([judgement("accept", first, "a", "reviewer"), judgement("release", first, "b", "releaser")])
    out, _ = protect(release, load_policy(), date(2018, 1, 1), only, known=KNOWN, key=KEY)
    assert len(out.records) <= 1
