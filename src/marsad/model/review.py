"""Where the review of a statement stands, from what people said of it."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from marsad.model.judgement import Sealed

ReviewState = Literal["unreviewed", "accepted", "corrected", "rejected", "contested", "unsure", "needs_second"]

# A record's review is that of its weakest statement; the weakest first. What is rejected is in no record.
WEAKEST_FIRST: tuple[ReviewState, ...] = ("contested", "unsure", "needs_second", "unreviewed", "corrected", "accepted")
SETTLING = ("reviewer", "releaser", "admin")  # whose word settles what readers differ about


class Review(NamedTuple):
    """`corrections`: the right values, as JSON text, by the path of the field in the statement's form; none while they are contested."""

    state: ReviewState = "unreviewed"
    corrections: Mapping[str, str] = {}


class _Stand(NamedTuple):
    state: ReviewState
    corrections: dict[str, str]
    settles: bool


def review_of(judgements: Iterable[Sealed]) -> Review:
    """The review of one statement, from the standing judgements of it, in order.

    Each person's last word counts; corrections of one person add up until that person rejects the statement. Where people differ, those who
    review (reviewer, releaser, admin) outweigh readers; where they still differ, the statement is contested. Who is unsure, or asks for a
    second reader, gives way to who decides."""
    stands = list(_stands(judgements).values())
    decided = [s for s in stands if s.state in ("accepted", "corrected", "rejected")]
    decided = [s for s in decided if s.settles] or decided
    if not decided:
        open_states = {s.state for s in stands}
        return Review("unsure" if "unsure" in open_states else "needs_second" if open_states else "unreviewed")
    values: dict[str, str] = {}
    differ = len({s.state == "rejected" for s in decided}) > 1
    for stand in decided:
        differ = differ or any(values.get(field, value) != value for field, value in stand.corrections.items())
        values |= stand.corrections
    if differ:
        return Review("contested")
    return Review("rejected") if decided[0].state == "rejected" else Review("corrected" if values else "accepted", values)


def weakest(states: Iterable[ReviewState]) -> ReviewState:
    """The review of a record, from those of the statements that it rests on."""
    return min((s for s in states if s in WEAKEST_FIRST), key=WEAKEST_FIRST.index, default="unreviewed")


def _stands(judgements: Iterable[Sealed]) -> dict[str, _Stand]:
    """Where each person stands."""
    stands: dict[str, _Stand] = {}
    for one in judgements:
        said = one.judgement
        held = stands[said.by].corrections if said.by in stands else {}
        settles = said.role in SETTLING
        if said.verdict == "accept":
            stands[said.by] = _Stand("corrected" if held else "accepted", held, settles)
        elif said.verdict == "correct" and said.field is not None and said.value is not None:
            stands[said.by] = _Stand("corrected", held | {said.field: said.value}, settles)
        elif said.verdict == "reject":
            stands[said.by] = _Stand("rejected", {}, settles)
        elif said.verdict in ("unsure", "second_reader"):
            stands[said.by] = _Stand("unsure" if said.verdict == "unsure" else "needs_second", held, settles)
    return stands
