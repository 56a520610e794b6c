from pathlib import Path

import pytest

from marsad.errors import MarsadError
from marsad.protect.fields import FIELDS, TREATMENTS
from marsad.protect.policy import MOST_BYTES, PolicyError, floor_of, floors, labels_of, load_policy

HEAD = "name: our-team/1\n"
BELOW = {
    "the delay": ("tiers:\n  public:\n    delay_days: 29\n", 4, "30 days is the shortest delay"),
    "the count": ("tiers:\n  public:\n    small_count: 2\n", 4, "3 is the lowest small count"),
    "a place": ("tiers:\n  public:\n    fields:\n      event:\n        place: [named, named]\n", 6, "'governorate' or stricter"),
    "an hour": (
        "tiers:\n  public:\n    fields:\n      event:\n        when: [exact, month]\n",
        6,
        "event.when of open records can be 'day'",
    ),
    "a day of a way": ("tiers:\n  trusted:\n    fields:\n      movement:\n        eta: [exact, day]\n", 6, "'hide' or stricter"),
    "an aim": ("tiers:\n  public:\n    fields:\n      movement:\n        destination: [named, country]\n", 6, "'hide' or stricter"),
    "a route": ("tiers:\n  public:\n    fields:\n      movement:\n        via: [named, governorate]\n", 6, "'hide' or stricter"),
    "stops": ("tiers:\n  public:\n    fields:\n      movement:\n        stops: [day, day]\n", 6, "'first' or stricter"),
    "a quote": ("tiers:\n  public:\n    fields:\n      event:\n        quote: [redacted, redacted]\n", 6, "'hide' or stricter"),
    "names": ("tiers:\n  public:\n    fields:\n      event:\n        targets: [exact, kinds]\n", 6, "'public' or stricter"),
    "an id": ("tiers:\n  public:\n    fields:\n      report:\n        id: [exact, keyed]\n", 6, "'keyed' or stricter"),
    "an address": ("tiers:\n  trusted:\n    fields:\n      report:\n        url: [exact, hide]\n", 6, "'hide' or stricter"),
    "sexual violence": ("classes:\n  sexual_violence:\n    then: protect\n", 4, "no policy can let them out"),
    "lists of detainees": ("classes:\n  detention:\n    if_named: null\n", 4, "no policy can let them out"),
    "who moves": ("classes:\n  moving:\n    unless: [troops, convoy]\n", 4, "made wider, not narrower"),
    "the reach": ("reach: 100\n", 2, "300 characters"),
}
WRONG = {
    "an unknown key": ("delay: 40\n", 2, "Extra inputs are not permitted"),
    "an unknown field": ("tiers:\n  public:\n    fields:\n      event:\n        wher: [day, day]\n", 4, "event has no field 'wher'"),
    "an unknown treatment": (
        "tiers:\n  public:\n    fields:\n      event:\n        when: [week, month]\n",
        4,
        "it can be exact, day, month",
    ),
    "one column": ("tiers:\n  public:\n    fields:\n      event:\n        when: [day]\n", 6, ""),
    "an id left out": ("tiers:\n  public:\n    fields:\n      event:\n        id: [keyed, hide]\n", 4, "event.id cannot be 'hide'"),
    "a key twice": ("reach: 400\nreach: 500\n", 3, "reach stands twice"),
    "no number": ("tiers:\n  public:\n    delay_days: many\n", 4, "valid integer"),
    "a bad word": ("classes:\n  aid:\n    words: ['(a+)+$']\n", 4, "pattern"),
    "no YAML": ("tiers: [\n", 3, "no YAML"),
    "a part by its name": ("a: &x [1]\nb: *x\n", None, "repeats a part"),
}


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "policy.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def test_the_policy_that_ships_is_above_its_floors_and_decides_every_field():
    policy = load_policy()
    assert policy.name == "protect/1"
    assert (policy.tiers.public.delay_days, policy.tiers.public.small_count, policy.tiers.public.two_people) == (30, 5, True)
    for tier, rule, floor in (("public", policy.tiers.public, floors().public), ("trusted", policy.tiers.trusted, floors().trusted)):
        for sort, known in FIELDS.items():
            for name, family in known.items():
                steps = TREATMENTS[family]
                for chosen, least in zip(rule.fields[sort][name], floor_of(floor, sort, name), strict=True):
                    assert steps.index(chosen) >= steps.index(least), (tier, sort, name)


def test_what_needs_protection_is_never_treated_more_laxly_than_what_does_not():
    policy = load_policy()
    for rule in (policy.tiers.public, policy.tiers.trusted):
        for sort, known in FIELDS.items():
            for name, family in known.items():
                other, protected = rule.fields[sort][name]
                assert TREATMENTS[family].index(protected) >= TREATMENTS[family].index(other), (sort, name)


def test_public_is_never_laxer_than_trusted():
    tiers = load_policy().tiers
    for sort, known in FIELDS.items():
        for name, family in known.items():
            for public, trusted in zip(tiers.public.fields[sort][name], tiers.trusted.fields[sort][name], strict=True):
                assert TREATMENTS[family].index(public) >= TREATMENTS[family].index(trusted), (sort, name)


def test_a_file_says_only_what_differs_and_adds_words(tmp_path: Path):
    own = load_policy(
        written(
            tmp_path,
            "sources:\n  - {name: Levant Monitor, label: a monitoring group}\nclasses:\n  sites:\n    words: [bakehouse*]\n"
            "  aid:\n    kinds: [appeal]\ntiers:\n  public:\n    delay_days: 90\n    fields:\n      event:\n"
            "        place: [governorate, country]\n",
        )
    )
    known = load_policy()
    assert own.tiers.public.delay_days == 90
    assert own.tiers.public.fields["event"]["place"] == ("governorate", "country")
    assert own.tiers.public.fields["event"]["when"] == known.tiers.public.fields["event"]["when"]
    assert set(own.classes["sites"].words) == {*known.classes["sites"].words, "bakehouse*"}
    assert own.classes["aid"].kinds == (*known.classes["aid"].kinds, "appeal")
    assert labels_of(own) == {"levant monitor": "a monitoring group"}
    assert own.digest != known.digest == load_policy().digest


@pytest.mark.parametrize("name", BELOW)
def test_no_file_goes_below_the_floors(tmp_path: Path, name: str):
    text, line, said = BELOW[name]
    with pytest.raises(PolicyError) as raised:
        load_policy(written(tmp_path, text))
    assert raised.value.place == f"{tmp_path / 'policy.yaml'}:{line}"
    assert said in str(raised.value)


@pytest.mark.parametrize("name", WRONG)
def test_what_a_file_cannot_say_is_refused_with_its_line(tmp_path: Path, name: str):
    text, line, said = WRONG[name]
    with pytest.raises(PolicyError) as raised:
        load_policy(written(tmp_path, text))
    assert said in str(raised.value)
    assert line is None or raised.value.place == f"{tmp_path / 'policy.yaml'}:{line}"


def test_a_file_that_is_none_or_has_no_name_is_refused(tmp_path: Path):
    for text, said in (("- a\n", "a list of keys"), ("reach: 400\n", "a `name` of its own"), ("name: protect/1\n", "a `name` of its own")):
        (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(PolicyError, match=said):
            load_policy(tmp_path / "p.yaml")
    with pytest.raises(PolicyError, match="no such file"):
        load_policy(tmp_path / "none.yaml")
    (tmp_path / "big.yaml").write_bytes(b"#" * (MOST_BYTES + 1))
    with pytest.raises(PolicyError, match="more than"):
        load_policy(tmp_path / "big.yaml")
    (tmp_path / "deep.yaml").write_text(HEAD + "a: " + "[" * 5000 + "]" * 5000, encoding="utf-8")
    with pytest.raises(MarsadError, match="nested too deeply"):
        load_policy(tmp_path / "deep.yaml")


def test_the_example_of_the_page_is_a_policy(tmp_path: Path):
    page = (Path(__file__).parent.parent.parent / "docs/policy.md").read_text(encoding="utf-8")
    path = tmp_path / "ours.yaml"
    path.write_text(page.partition("```yaml\n")[2].partition("```")[0], encoding="utf-8")
    own = load_policy(path)
    assert (own.name, own.tiers.public.delay_days, own.open_places[0].place) == ("our-team/1", 90, "Taldou")
