import csv
import io
import json
from collections import defaultdict

from followthemoney import model
from followthemoney.exc import InvalidData
from followthemoney.statement import Statement, StatementEntity
from followthemoney.statement.serialize import read_csv_statements
from hypothesis import HealthCheck, given, settings

from marsad.exports import ftm
from marsad.model.release import Release
from tests.exports.conftest import Written
from tests.exports.releases import TALDOU, actor, agreement, control, event, movement, release, releases, when


def entities(files: dict[str, str]):
    return [json.loads(line) for line in files["entities.ftm.jsonl"].splitlines()]


def of(files: dict[str, str], schema: str):
    return [e for e in entities(files) if e["schema"] == schema]


def check(files: dict[str, str]) -> None:
    """Each entity is built by the library, none of its values is dropped or changed, and no link dangles."""
    forms = entities(files)
    ids = {f["id"] for f in forms}
    assert len(ids) == len(forms)
    for form in forms:
        raw = model.get_proxy(form, cleaned=True)
        try:
            raw.schema.validate(form)
        except InvalidData as error:
            raise AssertionError((error.errors, form)) from None
        clean = model.get_proxy({**form, "properties": {}})
        for prop, values in form["properties"].items():
            clean.add(prop, values, cleaned=False)
            assert sorted(clean.get(prop)) == sorted(raw.get(prop)) == sorted(values), (form["schema"], prop, values)
            if raw.schema.get(prop).type.name == "entity":
                assert set(values) <= ids
                target = next(f for f in forms if f["id"] == values[0])
                assert model.get(target["schema"]).is_a(raw.schema.get(prop).range)


def check_statements(files: dict[str, str]) -> None:
    """The library reads the statements, knows their ids, and makes the same entities of them."""
    by_entity: dict[str, list[Statement]] = defaultdict(list)
    for statement in read_csv_statements(io.BytesIO(files["statements.csv"].encode())):
        assert statement.id == statement.generate_key()
        assert statement.prop_type == model.get(statement.schema).get(statement.prop).type.name
        by_entity[statement.canonical_id].append(statement)
    forms = {f["id"]: f for f in entities(files)}
    assert set(by_entity) == set(forms)
    for name, statements in by_entity.items():
        entity = StatementEntity.from_statements(statements[0].dataset and _dataset(), statements)
        assert {p: sorted(v) for p, v in entity.properties.items()} == {p: sorted(v) for p, v in forms[name]["properties"].items()}


def _dataset():
    from followthemoney.dataset import Dataset

    return Dataset({"name": ftm.DATASET, "title": "Marsad"})


def test_an_event_with_its_place_parties_and_proof(written: Written):
    files = written(ftm, release(event()))
    (one,) = of(files, "Event")
    assert one["properties"]["date"] == ["2017-03-07"]
    assert one["properties"]["location"] == ["Taldou"]
    (address,) = of(files, "Address")
    assert (address["properties"]["latitude"], one["properties"]["addressEntity"]) == (["34.87"], [address["id"]])
    (body,) = of(files, "PublicBody")
    assert (body["properties"]["name"], one["properties"]["organizer"]) == (["Army"], [body["id"]])
    (article,) = of(files, "Article")
    assert one["properties"]["proof"] == [article["id"]]
    (link,) = of(files, "Documentation")
    assert link["properties"]["summary"] == ["the army shelled Taldou"]


def test_a_span_is_two_properties_and_never_one_value(written: Written):
    (one,) = of(written(ftm, release(event(when=when("2017-03-07", "2017-03-10")))), "Event")
    assert (one["properties"]["startDate"], one["properties"]["endDate"]) == (["2017-03-07"], ["2017-03-09"])
    assert "date" not in one["properties"]


def test_a_value_keeps_its_literal_phrase_and_its_place(written: Written):
    rows = list(csv.DictReader(io.StringIO(written(ftm, release(event()))["statements.csv"])))
    told = {r["prop"]: r for r in rows if r["schema"] == "Event"}
    assert (told["date"]["original_value"], told["date"]["origin"]) == ("On Tuesday", "r1#0-10")
    assert told["location"]["original_value"] == "Taldou"


def test_a_movement_with_both_ends_is_a_trip_and_else_an_event(written: Written):
    (trip,) = of(written(ftm, release(movement())), "Trip")
    assert trip["properties"]["name"] == ["convoy: Taldou to Homs"]
    assert of(written(ftm, release(movement(destination=None))), "Trip") == []
    assert len(of(written(ftm, release(movement(destination=None))), "Event")) == 1


def test_what_did_not_happen_is_no_entity_and_control_is_named_as_lost(written: Written):
    given = release(event(status="denied"), movement(status="planned"), control())
    assert {e["schema"] for e in entities(written(ftm, given))} == {"Article"}


def test_a_deal_has_its_parties_and_steps(written: Written):
    (deal,) = of(written(ftm, release(agreement())), "Event")
    assert len(deal["properties"]["involved"]) == 2
    assert any("bodies are exchanged (done)" in s for s in deal["properties"]["summary"])


def test_people_and_groups_only_described_are_no_entities(written: Written):
    described = [actor("many families", "civilians", known=False), actor("A. Person", "civilians", known=False, type="person")]
    found = entities(written(ftm, release(event(actors=described, targets=[]))))
    assert [e["properties"]["name"] for e in found if e["schema"] in ("Person", "Organization", "LegalEntity")] == [["A. Person"]]


def test_one_place_told_twice_is_one_address(written: Written):
    files = written(ftm, release(event("e1"), event("e2", place=dict(TALDOU))))
    assert len(of(files, "Address")) == 1


def test_the_saga_is_understood_by_the_library(saga: Release, written: Written):
    files = written(ftm, saga)
    check(files)
    check_statements(files)
    assert len(of(files, "Trip")) >= 2


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_release=releases())
def test_any_release_is_understood_by_the_library(written: Written, any_release: Release):
    files = written(ftm, any_release)
    check(files)
    check_statements(files)
