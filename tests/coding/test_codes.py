import pytest

from marsad.coding.codes import codes_of
from marsad.coding.form import with_codes
from marsad.coding.schemes import ACLED_TYPE_OF, PLOVER, SCHEMES, EventCode, Scheme
from marsad.coding.table import CONDITIONS, NO_EVENT, refinements, table_of
from marsad.model.form import to_dict
from marsad.model.mention import ActorMention, PersonMention
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.pack.frame_rules import FrameRule
from marsad.pack.load import load_pack
from marsad.pack.pack import Pack
from marsad.pack.schema import ACTOR_TYPES
from marsad.pipeline import read


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack("syria")


def reading_of(text: str, pack: Pack, published: str = "2015-06-01") -> Reading:
    return read(Report(id="r", text=text, published=published, published_basis="given"), pack)


def coded(text: str, pack: Pack, scheme: Scheme) -> list[EventCode]:
    return list(codes_of(reading_of(text, pack), pack, scheme).values())


@pytest.mark.parametrize(
    ("text", "sub_type"),
    [
        ("Regime forces recaptured the town of Harasta on Sunday.", "Government regains territory"),
        ("ISIS captured the town of Palmyra on Sunday.", "Non-state actor overtakes territory"),
        ("The Iraqi army recaptured the city of Mosul on Sunday.", "Government regains territory"),
        ("The Turkish army captured the town of Jarabulus on Sunday.", "Non-state actor overtakes territory"),
        ("Police fired tear gas at protesters in Homs on Sunday.", "Protest with intervention"),
        ("The army opened fire on demonstrators in Homs on Sunday, killing four of them.", "Excessive force against protesters"),
        ("Rebels killed four soldiers near Hama on Sunday.", "Armed clash"),
        ("Rebels killed four farmers near Hama on Sunday.", "Attack"),
        ("A mob beat a shopkeeper to death in Aleppo on Sunday.", "Mob violence"),
        ("Police arrested three activists in Aleppo on Sunday.", "Arrests"),
        ("Jabhat al-Nusra arrested three activists in Idlib on Sunday.", "Abduction/forced disappearance"),
        ("A hand grenade exploded in a market of Idlib on Sunday.", "Grenade"),
    ],
)
def test_who_acts_on_whom_refines_acled(text: str, sub_type: str, pack: Pack):
    found = {code.sub_type for code in coded(text, pack, "acled")}
    assert sub_type in found
    assert all(code.type == ACLED_TYPE_OF[code.sub_type] for code in coded(text, pack, "acled") if code.sub_type)


def test_cameo_says_the_means_and_both_parties(pack: Pack):
    (code,) = coded("Russian warplanes bombed the rebels near Hama on Sunday.", pack, "cameo")
    assert code.type == "195"
    assert [party.code for party in code.source] == ["RUSMIL"]
    assert [party.code for party in code.target] == ["REB"]


def test_sides_of_talks_are_both_source_and_target(pack: Pack):
    codes = coded("The foreign minister of Turkey met the president of Iraq in Baghdad on Sunday.", pack, "plover")
    code = next(code for code in codes if code.type == "CONSULT")
    assert {party.code for party in code.source} >= {"TURGOV"}
    assert {party.code for party in code.source + code.target} == {"TURGOV", "IRQGOV"}


def test_what_is_denied_has_no_code_and_acled_codes_only_what_took_place(pack: Pack):
    denied = "Rebels did not shell the town of Hama on Sunday."
    planned = "Rebels will shell the town of Hama."
    assert [coded(denied, pack, scheme) for scheme in SCHEMES] == [[], [], []]
    assert coded(planned, pack, "acled") == []
    assert [code.type for code in coded(planned, pack, "cameo")] == ["194"]


def test_held_ground_is_no_event(pack: Pack):
    reading = reading_of("The town of Harasta is controlled by rebels.", pack)
    assert [s.kind for s in reading.statements] == ["control"]
    assert codes_of(reading, pack, "acled") == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Turkish President Recep Tayyip Erdogan condemned the raid.", "TURGOV"),
        ("President Obama condemned the raid.", "USAGOV"),
        ("The Kenyan foreign minister condemned the raid.", "KENGOV"),
        ("Former Ugandan president John Okello condemned the raid.", "UGAELI"),
        ("Kenyan police arrested two men.", "KENCOP"),
    ],
)
def test_actors_and_persons_are_coded_by_country_and_role(text: str, code: str, pack: Pack):
    mentions = reading_of(text, pack).mentions
    assert code in {dict(m.codes).get("cameo") for m in mentions if isinstance(m, ActorMention | PersonMention)}


def test_he_has_the_code_of_the_person_he_stands_for(pack: Pack):
    reading = reading_of("President Obama met the rebels. He condemned the government of Sudan.", pack)
    assert [dict(m.codes)["cameo"] for m in reading.mentions if isinstance(m, ActorMention) and m.text == "He"] == ["USAGOV"]


def test_the_form_keeps_all_its_fields_and_events_are_coded(pack: Pack):
    reading = reading_of("ISIS captured the town of Palmyra on Sunday. Two men spoke of the weather.", pack)
    plain = to_dict(reading)
    form = with_codes(plain, reading, pack, SCHEMES)
    assert with_codes(plain, reading, pack, ()) == plain
    for before, after in zip(plain["statements"], form["statements"], strict=True):
        assert {key: value for key, value in after.items() if key != "codes"} == before
    (event,) = form["records"]["events"]
    assert event["codes"]["acled"]["sub_event_type"] == "Non-state actor overtakes territory"
    assert (event["codes"]["cameo"]["code"], event["codes"]["cameo"]["root"]) == ("192", "19")
    assert event["codes"]["plover"]["source"][0]["code"].startswith("IMG")


def test_every_code_of_the_packs_is_one_of_its_scheme(pack: Pack):
    kinds = {e.id for e in pack.lexicons["kinds"]}
    rules = [s.rule for s in pack.rules["frames"] if isinstance(s.rule, FrameRule)]
    assert all(r.acled in ACLED_TYPE_OF for r in rules if r.acled)
    for scheme in SCHEMES:
        table = table_of(pack, scheme)
        rows = [row for found in table.refined.values() for row in found]
        pairs = [*table.by_kind.values(), *(p for _, p in table.by_rule.values()), *(r.pair for r in rows if r.pair[0] != NO_EVENT)]
        assert set(table.refined) <= kinds
        for kind, sub in pairs:
            if scheme == "acled":
                assert kind in ACLED_TYPE_OF.values()
                assert sub is None or ACLED_TYPE_OF[sub] == kind
            elif scheme == "plover":
                assert kind in PLOVER
            else:
                assert 1 <= int(kind[:2]) <= 20
                assert 2 <= len(kind) <= 4


def test_conditions_name_what_there_is(pack: Pack):
    weapons = {e.get("kind") for e in pack.lexicons["weapons"]}
    allowed = {"agent": set(ACTOR_TYPES), "target": set(ACTOR_TYPES), "weapon": weapons, "change": {"gained", "lost", "held"}}
    for entry in refinements(pack):
        for name in CONDITIONS:
            words = set(entry.get(name).split(";")) - {"", "none"}
            assert words <= allowed.get(name, words), entry.id
