import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from marsad.web.marks import Segment, paragraphs, segments
from marsad.web.pages.reading import PART, _cuts


def mention(name: str, start: int, end: int, sort: str = "place") -> dict[str, object]:
    return {"id": name, "type": sort, "start": start, "end": end}


def statement(name: str, start: int, end: int, trigger: tuple[int, int]) -> dict[str, object]:
    return {"id": name, "start": start, "end": end, "trigger": {"start": trigger[0], "end": trigger[1]}}


def test_marks_within_and_across_one_another_all_show():
    text = "rebels took the old town today"
    found = segments(
        text,
        0,
        len(text),
        [mention("m1", 0, 6, "actor"), mention("m2", 12, 24), mention("m3", 20, 24)],
        [statement("s1", 0, 24, (7, 11)), statement("s2", 12, 30, (25, 30))],
    )
    assert "".join(s.text for s in found) == text
    town = next(s for s in found if s.text == "town")
    assert (town.mentions, town.kind, town.statements) == (("m3", "m2"), "place", ("s1", "s2"))
    took = next(s for s in found if s.text == "took")
    assert (took.mentions, took.triggers) == ((), ("s1",))
    assert [s.begins for s in found if s.begins] == [("s1",), ("s2",)]


MARKS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted), max_size=12)


@given(text=st.text(max_size=60), marks=MARKS, clauses=MARKS, cut=st.integers(0, 60))
def test_no_letter_is_lost_or_doubled(text: str, marks: list[list[int]], clauses: list[list[int]], cut: int):
    mentions = [mention(f"m{n}", a, min(b, len(text))) for n, (a, b) in enumerate(marks) if a < min(b, len(text))]
    statements = [
        statement(f"s{n}", a, min(b, len(text)), (a, min(a + 1, len(text)))) for n, (a, b) in enumerate(clauses) if a < min(b, len(text))
    ]
    cut = min(cut, len(text))
    found = segments(text, 0, cut, mentions, statements) + segments(text, cut, len(text), mentions, statements)
    assert "".join(s.text for s in found) == text


def test_lines_become_paragraphs_and_marks_go_over_them():
    assert paragraphs([Segment("a\n\nb", ("m1",), "place")]) == [[Segment("a", ("m1",), "place")], [Segment("b", ("m1",), "place")]]


@pytest.mark.parametrize("text", ["", "x" * (PART * 3 + 5), "word " * 20_000, "line\n" * 20_000])
def test_a_long_text_is_cut_into_pages_that_hold_it_all(text: str):
    cuts = _cuts(text)
    assert (cuts[0], cuts[-1]) == (0, len(text))
    assert all(0 < b - a <= PART for a, b in pairwise(cuts)) or not text


def test_a_report_is_read_with_its_marks(page: Page, address: str):
    page.goto(address + "/report?id=saga-01-monitor")
    text = page.locator(".text").inner_text()
    assert "The Monitor learned from reliable sources that an agreement was reached today" in text
    page.locator(".t-place", has_text="Taldou").first.hover()
    expect(page.locator("[data-card]")).to_contain_text("Taldou (Homs)")
    page.locator(".text").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".text .at")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("[data-card]")).to_be_hidden()
    page.locator(".statement", has_text="Shelling").last.locator("> summary").click()
    opened = page.locator(".statement[open]")
    expect(opened).to_contain_text("Syrian regime forces")
    opened.locator(".why > summary").click()
    expect(opened).to_contain_text("rules/frames/")
    expect(opened.locator(".examples li").first).to_be_visible()


def test_a_link_to_a_statement_opens_it(page: Page, address: str, client: TestClient):
    found = re.search(r'data-statement="(\w+)"', client.get("/report?id=saga-02-state").text)
    assert found is not None
    page.goto(f"{address}/report?id=saga-02-state#{found.group(1)}")
    expect(page.locator(f"#{found.group(1)}")).to_have_attribute("open", "")
    assert page.locator(".text .lit").count() >= 1


def test_what_was_not_understood_is_told_with_the_parse(client: TestClient):
    text = client.get("/report?id=saga-03-council&why=1").text
    assert "No statement:" in text
    assert "The parse" in text
    assert "nsubj" in text


def test_an_unknown_report_is_calmly_none(client: TestClient):
    assert client.get("/report?id=nothing").status_code == 404
    assert client.get("/report").status_code == 404
    assert client.get("/report?id=saga-01-monitor&part=x").status_code == 400
