"""A movement as a line of stops: ● where it has been, ◉ where it was last, ○ where it is awaited."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from marsad.cli.ink import ink
from marsad.jobs import wording
from marsad.jobs.route import Point, points
from marsad.model.form import Form

ARROW, AWAITED = " ━━▶ ", " ┄┄▷ "
STATUS_STYLES = {"arrived": "green", "under_way": "yellow", "stalled": "red", "turned_back": "red", "planned": "dim", "unknown": "dim"}


def movement_lines(found: Form, width: int) -> Iterator[Text]:
    """What moves and how it stands, the line of stops folded to the width, who is on board."""
    head = ink((found["what"] or "movement").capitalize(), "bold")
    status = "course not known" if found["status"] == "unknown" else found["status"].replace("_", " ")
    head.append(f", {status}", STATUS_STYLES.get(found["status"], ""))
    told = wording.figures(found["cargo"])
    head.append(" · " if told else "").append("; ".join(told), "bold yellow")
    yield head
    for at, row in enumerate(rows(points(found), width)):
        yield from _drawn(row, at > 0)
    people = [p for p in found["participants"] if p.get("type") != "object"]  # not the buses themselves
    if people:
        yield ink("  with ", "dim").append(wording.actors(people))
    eta = wording.span(found["eta"])
    if eta and not any(s["status"] == "expected" and wording.span(s["when"]) == eta for s in found["stops"]):
        yield ink("  expected there ", "dim").append(eta, "yellow")
    if found["agreement"]:
        yield ink(f"  under the agreement {found['agreement']}", "dim")


def _width(stop: Point) -> int:
    """Its cells on a terminal."""
    return 2 + max(cell_len(stop.name), cell_len(stop.note))


def rows(stops: Sequence[Point], width: int) -> Iterator[list[Point]]:
    """The stops in rows that fit the width, one at least in each."""
    row: list[Point] = []
    used = 2 + len(ARROW)
    for stop in stops:
        needed = _width(stop) + len(ARROW)
        if row and used + needed > width:
            yield row
            row, used = [], 2 + len(ARROW)
        row.append(stop)
        used += needed
    if row:
        yield row


def _drawn(row: Sequence[Point], goes_on: bool) -> Iterator[Text]:
    """Two lines: the marks and names with arrows between, and below each what is known of it. `goes_on`: a row stands before this one."""
    first, second = ink("  "), ink("  ")
    for at, stop in enumerate(row):
        if at or goes_on:
            first.append(AWAITED if stop.awaited else ARROW, "dim" if stop.awaited else "")
            second.append(" " * len(ARROW))
        first.append(f"{stop.mark} ", "bold red" if stop.mark == "◉" else "dim" if stop.awaited else "bold green")
        first.append(stop.name, "bold" if not stop.awaited else "")
        first.append(" " * (_width(stop) - 2 - cell_len(stop.name)))
        second.append(f"  {stop.note}", "dim").append(" " * (_width(stop) - 2 - cell_len(stop.note)))
    first.rstrip()
    second.rstrip()
    yield first
    yield second
