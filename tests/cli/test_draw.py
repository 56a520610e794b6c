import io

import pytest
from rich.console import Console

from marsad.cli import draw
from marsad.cli.draw_control import control_line
from marsad.jobs.quotes import Quote
from marsad.jobs.route import points
from tests.cli.forms import actor, agreement, control, day, event, figure, movement, place


def quote(text: str, **more) -> Quote:
    return Quote("s1", "r1", text, more.pop("source", "Levant Monitor"), "2017-03-13", more.pop("cites", ()), "happened", "rule")


def drawn(record, quotes=(), width=100, most: int | None = 3) -> str:
    screen = Console(file=io.StringIO(), width=width)
    screen.print(draw.record(record, list(quotes), lambda _: [quote("once the prisoners are free")], width, most))
    return "\n".join(line.rstrip() for line in screen.file.getvalue().splitlines())  # type: ignore[attr-defined]


def test_an_event_tells_when_what_where_who_and_how_many():
    told = drawn(event(figures=[figure("killed", 8, 8, 8), figure("children", 2, 2, 2, 0)], targets=[actor("civilians")]))
    assert "7 March 2017  shelling · Taldou (Homs) · regime forces → civilians · 8 killed, of whom 2 children" in told


def told(source: str, low: float, high: float | None, superseded: bool = False):
    return {"what": "killed", "low": low, "best": None, "high": high, "source": source, "report": source, "superseded": superseded}


def test_tellers_who_do_not_agree_are_named():
    views = [{"what": "killed", "tellers": 2}]
    told_of = [told("Levant Monitor", 4, None, True), told("Local Council", 7, 7), told("Levant Monitor", 8, 8)]
    assert "  killed: at least 4 (later told anew) Levant Monitor · 7 Local Council · 8 Levant Monitor\n" in drawn(
        event(told=told_of, views=views)
    )
    assert "killed:" not in drawn(event(told=[told("A", 7, 7), told("B", 7, 7)], views=views))
    assert "killed:" not in drawn(event(told=[told("A", 7, 7), told("A", 7, None)], views=views)), "one report alone has no disagreement"


def test_an_event_that_did_not_happen_says_so():
    assert "shelling denied" in drawn(event(status="denied"))
    assert drawn(event(when=None)).lstrip().startswith("undated")


def test_a_movement_is_a_line_of_stops():
    stops = [
        {"place": place("Kafr Laha"), "when": day("2017-03-12", "2017-03-13"), "status": "departed"},
        {"place": place("Suqaylabiyah"), "when": None, "status": "at"},
    ]
    found = movement(
        stops=stops, position=stops[1], destination=place("Idlib"), status="stalled", cargo=[figure("people", 1350, 1650, 1500)]
    )
    head, first, second = drawn(found).splitlines()[:3]
    assert head.strip() == "Convoy, stalled · about 1,500 people"
    assert first.strip() == "● Kafr Laha          ━━▶ ◉ Suqaylabiyah ┄┄▷ ○ Idlib"
    assert second.split() == ["left", "12", "March", "2017", "at", "to"]


def test_a_long_way_is_folded_to_the_width_and_no_stop_is_lost():
    stops = [{"place": place(f"Town number {n}"), "when": None, "status": "passed"} for n in range(12)]
    told = drawn(movement(stops=stops), width=60)
    assert all(f"Town number {n}" in told for n in range(12))
    assert max(map(len, told.splitlines())) <= 60


def test_a_destination_that_was_reached_is_no_promise():
    assert points(movement(destination=place("Idlib"), status="arrived"))[0].mark == "●"
    assert points(movement(destination=place("Idlib"), status="planned"))[0].mark == "○"
    assert points(movement()) == []


def test_what_lies_on_the_way_is_drawn_as_awaited_until_they_have_come():
    way = {"origin": place("Taldou"), "via": [place("Salamiyah")], "destination": place("Idlib")}
    under_way = [(p.mark, p.name) for p in points(movement(**way))]
    assert under_way == [("●", "Taldou"), ("○", "Salamiyah"), ("○", "Idlib")]
    assert [p.mark for p in points(movement(**way, status="arrived"))] == ["●", "●", "●"]


def test_an_agreement_is_a_list_to_tick():
    steps = [
        {"order": n, "what": what, "status": status, "statements": []}
        for n, what, status in ((1, "bodies", "done"), (2, "transfer", "under_way"), (None, "release", "pending"))
    ]
    terms = [{"what": "evacuation of Kafr Laha", "by": actor("the fighters"), "to": None, "in_exchange_for": "26 prisoners"}]
    told = drawn(agreement(steps=steps, terms=terms, parties=[actor("Hezbollah"), actor("Ahrar al-Sham")], areas=[place("Kafr Laha")]))
    lines = [line.strip() for line in told.splitlines()]
    assert lines[:6] == [
        "Agreement of 9 March 2017 · Kafr Laha",
        "between Hezbollah and Ahrar al-Sham",
        "• evacuation of Kafr Laha · by the fighters ⇄ in exchange for 26 prisoners",
        "✓ 1. bodies  done",
        "▸ 2. transfer  under way",
        "○ release  pending",
    ]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "Kafr Laha is held by regime forces."),
        ({"degree": "mostly"}, "Kafr Laha is mostly held by regime forces."),
        ({"change": "gained", "degree": "full", "from": "2017-03-16"}, "Kafr Laha was fully taken by regime forces on 16 March 2017."),
        ({"from": "2017-03-16"}, "Kafr Laha is held by regime forces since 16 March 2017."),
        ({"change": "lost", "status": "denied"}, "Kafr Laha is said not to have been lost by regime forces."),
        ({"change": "gained", "status": "expected"}, "Kafr Laha is expected to be taken by regime forces."),
        ({"except": ["several farms"]}, "Kafr Laha is held by regime forces, except for several farms."),
        ({"told": day("2017-03-09", "2017-03-10")}, "Kafr Laha is held by regime forces (reported 9 March 2017)."),
        ({"area": None, "actors": []}, "An area not named is held by somebody not named."),
    ],
)
def test_control_is_a_sentence(more, said):
    assert control_line(control(**more), "").plain == said


def test_a_condition_stands_in_its_own_words():
    told = drawn(control(change="gained", status="conditional", condition="s9"))
    assert "Kafr Laha would be taken by regime forces, if “once the prisoners are free”." in told


def test_quotes_name_their_source_are_cut_and_stand_once():
    quotes = [
        quote("the convoy left"),
        quote("the convoy left"),
        quote("long " * 100, cites=("activists",)),
        quote("one more"),
        quote("another"),
        quote("convoy"),
    ]
    told = drawn(event(), quotes, width=300)
    assert "“convoy”" not in drawn(event(), quotes, most=None), "its words stand in a longer quote of the same report"
    assert told.count("“the convoy left” — Levant Monitor, 13 March 2017") == 1
    assert "long …” — Levant Monitor, 13 March 2017, citing activists" in told
    assert told.rstrip().endswith("  e1")
    assert "e1 · 2 statements in 1 report" in drawn(event(statements=["s1", "s2"]), quotes)
    assert "“another”" in drawn(event(), quotes, most=None)


def test_markup_in_a_report_is_only_text():
    assert "[bold]x[/] :smile: \\" in drawn(event(), [quote("[bold]x[/] :smile: \\")])
