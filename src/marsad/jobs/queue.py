"""What a reader should judge next: one statement at a time, the most consequential and least sure first."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from marsad.jobs.concord import DECIDED
from marsad.model.form import Form
from marsad.model.judgement import Sealed, standing
from marsad.model.urgency import needs_two
from marsad.store.base import View

Key = tuple[str, str]  # ids of a report and of a statement of it
LOOKED_AT = frozenset({*DECIDED, "unsure", "second_reader"})


class Due(NamedTuple):
    """A statement that waits for a reader, and why: `first` (nobody has decided), `second` (two have to, and one has) or `asked` (somebody
    asked for a second reader). What the other said is not told."""

    report: str
    statement: Form
    why: str


@dataclass(slots=True)
class Board:
    """Who has decided what so far: all that a queue needs to know of the judgements."""

    decided: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    looked_at: dict[Key, set[str]] = field(default_factory=lambda: defaultdict(set))
    asked: set[Key] = field(default_factory=set)

    @classmethod
    def of(cls, chain: Iterable[Sealed]) -> "Board":
        """The board of a chain of judgements."""
        board = cls()
        for one in standing(chain):
            said = one.judgement
            key = said.report, said.statement
            if said.verdict in LOOKED_AT:
                board.looked_at[key].add(said.by)
            if said.verdict in DECIDED:
                board.decided[key].add(said.by)
            elif said.verdict in ("second_reader", "unsure"):
                board.asked.add(key)
        return board

    def due(self, report: str, statement: Form, reader: str) -> Due | None:
        """Whether, and why, a statement waits for this reader."""
        key = report, statement["id"]
        if reader in self.looked_at.get(key, ()):
            return None
        deciders = len(self.decided.get(key, ()))
        if key in self.asked and deciders < 2:
            return Due(report, statement, "asked")
        if not deciders:
            return Due(report, statement, "first")
        return Due(report, statement, "second") if deciders == 1 and needs_two(statement) else None


class Counter(NamedTuple):
    """How far review has come: statements in all, those that one reader has looked at, and those that somebody decided."""

    statements: int
    mine: int
    decided: int


def queue(view: View, reader: str, board: Board, report: str | None = None) -> Iterator[Due]:
    """What waits for a reader, in the order in which to look at it: first what somebody asked a second reader for, then by urgency. With
    `report`, that report's statements alone, in the order of its text."""
    if report is not None:
        kept = view.report(report)
        statements = kept.form["statements"] if kept else []
        yield from (due for s in statements if (due := board.due(report, s, reader)) is not None)
        return
    for asked_report, asked in sorted(board.asked):
        for where, statement in view.statement(asked):
            due = board.due(where, statement, reader) if where == asked_report else None
            if due is not None:
                yield due
    for where, statement in view.by_urgency():
        if (where, statement["id"]) not in board.asked:
            due = board.due(where, statement, reader)
            if due is not None:
                yield due


def counter(view: View, reader: str, board: Board) -> Counter:
    """How far review has come."""
    mine = sum(reader in readers for readers in board.looked_at.values())
    return Counter(view.statement_count(), mine, sum(bool(readers) for readers in board.decided.values()))


def last_of(chain: Iterable[Sealed], reader: str) -> Sealed | None:
    """The last standing judgement of a reader, which undo takes back; None where there is none."""
    own = [one for one in standing(chain) if one.judgement.by == reader]
    return own[-1] if own else None
