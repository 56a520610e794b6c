import json

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings

from marsad.exports import plover
from marsad.exports.plover import QUAD_OF
from marsad.model.release import Release
from tests.exports.conftest import Written
from tests.exports.releases import REBELS, actor, event, release, releases, toll, when

TEXT = {"type": "string"}
ACTOR_KEYS = "code actor_text identifer_id identifer_text actor_loc religion ethnicity office gender age"
ACTORS = {
    "type": "array",
    "items": {
        "type": "object",
        "minProperties": 1,
        "additionalProperties": False,
        "properties": dict.fromkeys(ACTOR_KEYS.split(), TEXT) | {"sector": {"type": "array", "items": {"enum": sorted(plover.SECTORS)}}},
    },
}
SIZE = {"oneOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": r"^\d+(-\d+|\+)$"}]}
CITE_KEYS = "corpus citation url title language publication license copyright coder codebook version"
SCHEMA = {
    "type": "object",
    "required": ["id", "date", "source", "event"],
    "additionalProperties": False,
    "properties": dict.fromkeys(
        "id time endtime event_loc event_text event_scale mode link text coder coded_date coded_time comment".split(), TEXT
    )
    | {
        "date": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "enddate": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "source": ACTORS | {"minItems": 1},
        "recipient": ACTORS,
        "event": {"type": "array", "minItems": 1, "items": {"enum": sorted(QUAD_OF)}},
        "quad_code": {"enum": [1, 2, 3, 4]},
        "context": {"type": "array", "items": {"enum": ["historical", "future", "hypothetical", "negation"]}},
        "size": {"type": "object", "additionalProperties": False, "properties": {"dead": SIZE, "injured": SIZE, "arrested": SIZE}},
        "text_info": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"sequence": {"type": "integer"}, "start": {"type": "integer"}, "end": {"type": "integer"}, "text_story": TEXT},
        },
        "cite_info": {"type": "object", "additionalProperties": False, "properties": dict.fromkeys(CITE_KEYS.split(), TEXT)},
    },
}
CHECK = jsonschema.Draft202012Validator(SCHEMA)


def lines(written: Written, given: Release):
    return [json.loads(line) for line in written(plover, given)["plover.jsonl"].splitlines()]


def test_an_event_with_its_words(written: Written):
    (one,) = lines(written, release(event()))
    assert (one["id"], one["date"], one["event"], one["quad_code"], one["size"]) == ("MRS-e1", "2017-03-07", ["ASSAULT"], 4, {"dead": 4})
    assert one["source"] == [{"code": "SYR", "sector": ["MIL"], "actor_text": "Army"}]
    assert one["recipient"] == [{"sector": ["CVL"], "actor_text": "civilians"}]
    assert (one["text_info"]["start"], one["text_info"]["end"], one["text"]) == (0, 40, "the army shelled Taldou")
    assert "context" not in one


@pytest.mark.parametrize(
    ("status", "context"), [("denied", "negation"), ("planned", "future"), ("expected", "future"), ("conditional", "hypothetical")]
)
def test_what_did_not_happen_is_marked_by_its_context(written: Written, status, context):
    assert lines(written, release(event(status=status)))[0]["context"] == [context]


@pytest.mark.parametrize(
    ("figure", "size"),
    [(toll("killed", 7, 8, 8), "7-8"), (toll("killed", 7, None, None), "7+"), (toll("killed", None, 7, None), "0-7")],
)
def test_ranges_in_plovers_way(written: Written, figure, size):
    assert lines(written, release(event(views=[figure])))[0]["size"] == {"dead": size}


def test_retreat_has_its_mode(written: Written):
    code = {"acled": None, "plover": {"event": "RETREAT"}}
    assert lines(written, release(event(kind="ceasefire", codes=code)))[0]["mode"] == "ceasefire"


def test_nobody_named_is_coded_so(written: Written):
    assert lines(written, release(event(actors=[])))[0]["source"] == [{"code": "---"}]
    unknown = actor("gunmen", "unknown", known=False)
    assert lines(written, release(event(actors=[unknown])))[0]["source"] == [{"code": "---", "actor_text": "gunmen"}]


def test_what_has_no_code_or_day_is_left_out_and_named():
    class Nowhere:
        def text(self, name):
            import contextlib
            import io

            return contextlib.nullcontext(io.StringIO())

    left = plover.write(release(event("e1", codes={"plover": None}), event("e2", when=None)), Nowhere()).left_out
    assert [(x.record, x.reason) for x in left] == [("e1", "no code in this scheme"), ("e2", "no day is known")]


def test_both_ends_of_a_span(written: Written):
    one = lines(written, release(event(when=when("2017-03-07", "2017-03-10"), actors=[REBELS])))[0]
    assert (one["date"], one["enddate"]) == ("2017-03-07", "2017-03-09")


def test_the_saga_is_valid_and_holds_what_is_still_to_come(saga: Release, written: Written):
    found = lines(written, saga)
    for one in found:
        CHECK.validate(one)
    assert {"ASSAULT", "RETREAT", "AGREE", "AID"} <= {one["event"][0] for one in found}
    assert {c for one in found for c in one.get("context", [])} >= {"future", "hypothetical"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_release=releases())
def test_any_release_is_valid(written: Written, any_release: Release):
    for one in lines(written, any_release):
        CHECK.validate(one)
