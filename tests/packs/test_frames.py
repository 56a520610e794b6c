"""The frame rules of the packs: no kind without a rule, no rule without a known kind, and texts of other worlds that give no event."""

import json
from pathlib import Path

from marsad import read
from marsad.pack.frame_rules import FrameRule
from marsad.pack.load import load_pack

FALSE_EVENTS_ALLOWED = 2


def _rules() -> list[FrameRule]:
    return [s.rule for s in load_pack("world").rules["frames"] if isinstance(s.rule, FrameRule)]


def test_every_kind_has_a_rule_and_every_rule_a_kind() -> None:
    kinds = {entry.id for entry in load_pack("world").lexicons["kinds"]}
    told = {rule.kind for rule in _rules()}
    assert told - kinds == set()
    assert kinds - told == set()


def test_every_control_rule_says_what_changed() -> None:
    assert [rule.id for rule in _rules() if rule.kind == "control" and (rule.change is None or rule.degree is None)] == []


def test_verbs_have_at_most_a_particle() -> None:
    assert [verb for rule in _rules() for verb in rule.words.verbs if len(verb.split()) > 2 or "+" in verb] == []


def test_texts_of_sport_art_trade_and_science_give_no_events() -> None:
    lines = (Path(__file__).parent / "hard_negatives.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 30
    found: list[tuple[str, str, str]] = []
    for line in lines:
        report = json.loads(line)
        reading = read(report["text"], published="2020-05-05", pack="world")
        found.extend((report["id"], s.kind, s.trigger.text) for s in reading.statements)
    assert len(found) <= FALSE_EVENTS_ALLOWED, found
