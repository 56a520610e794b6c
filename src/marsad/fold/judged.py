"""What people said of a report's statements, taken in before anything is folded: what they rejected is out, what they corrected is new."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from marsad.fold.copies import text_key
from marsad.model.correction import NAMING, corrected
from marsad.model.form import mention_form, statement_form
from marsad.model.judgement import Sealed, standing
from marsad.model.mention import Mention
from marsad.model.reading import Reading
from marsad.model.record import Correction
from marsad.model.review import ReviewState, review_of
from marsad.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Tie:
    """What a person said of two statements: that they tell of one thing (`same`), or of two. `statement`: the one of this report; `pair`:
    both, each with its report, in order; of two ties of a pair the one with the higher `number` holds."""

    statement: str
    pair: tuple[tuple[str, str], tuple[str, str]]
    same: bool
    number: int


class Judged(NamedTuple):
    """A Reading with what people said of it taken in, and the state of review of each statement that they spoke of."""

    reading: Reading
    reviews: Mapping[str, ReviewState]
    corrected: Mapping[str, tuple[Correction, ...]]
    ties: tuple[Tie, ...]


def judged(reading: Reading, judgements: Iterable[Sealed]) -> Judged:
    """The Reading without the statements that people rejected, the others as they corrected them. Withdrawn judgements have no effect, nor
    have those of statements that the Reading does not make (`marsad log --orphaned` lists them)."""
    own = {s.id for s in reading.statements}
    about = [j for j in standing(judgements) if _speaks_of(j, reading, own)]
    reviews: dict[str, ReviewState] = {}
    changes: dict[str, tuple[Correction, ...]] = {}
    kept: list[Statement] = []
    mentions = {m.id: m for m in reading.mentions}
    for s in reading.statements:
        review = review_of(j for j in about if j.judgement.statement == s.id and _by_report(j.judgement.report, reading))
        if review.state == "rejected":
            continue
        if review.state != "unreviewed":
            reviews[s.id] = review.state
        new, put_in = corrected(s, review.corrections, reading.report.text, reading.mentions) if review.corrections else (s, ())
        mentions |= {m.id: m for m in put_in}
        if new != s:
            changes[s.id] = tuple(_correction(s, new, path, mentions) for path in sorted(review.corrections))
        kept.append(new)
    gone = own - {s.id for s in kept}
    stand = [_without(s, gone) for s in kept]
    ties = tuple(t for j in about for t in _ties(j, own - gone, reading))
    more = tuple(m for name, m in mentions.items() if name not in {m.id for m in reading.mentions})
    return Judged(
        reading.with_mentions(more).with_statements(stand), reviews, changes, tuple(sorted(ties, key=lambda t: (t.number, t.statement)))
    )


def _by_report(report: str, reading: Reading) -> bool:
    """Whether a judgement of that report's statements is one of this one's: the report itself, or a copy of its very text."""
    return report == reading.report.id or len(text_key(reading.report)) == 1


def _speaks_of(one: Sealed, reading: Reading, own: set[str]) -> bool:
    j = one.judgement
    here = j.statement in own and _by_report(j.report, reading)
    return here or (j.other_statement in own and j.other_report is not None and _by_report(j.other_report, reading))


def _without(s: Statement, gone: set[str]) -> Statement:
    """A statement that does not hang on what was rejected."""
    hanging = {name: None for name in ("condition", "because", "against", "part_of_agreement") if getattr(s, name) in gone}
    return replace(s, **hanging) if gone and hanging else s  # type: ignore[arg-type]  # each of them may be None


def _correction(was: Statement, now: Statement, path: str, mentions: Mapping[str, Mention]) -> Correction:
    return Correction(now.id, path, _value(was, path, mentions), _value(now, path, mentions))


def _value(s: Statement, path: str, mentions: Mapping[str, Mention]) -> str:
    """What a statement has at a path of its form, as JSON text, the name where it is a mention's; `null` where it has no such place."""
    held: object = statement_form(s)
    for step in path.split("."):
        if isinstance(held, list):
            held = held[int(step)] if step.isdigit() and int(step) < len(held) else None
        elif isinstance(held, dict) and step in NAMING.values():
            named = mentions.get(str(held.get("mention")))
            held = mention_form(named).get("name") if named is not None else None
        else:
            held = held.get(step) if isinstance(held, dict) else None
    return json.dumps(held, ensure_ascii=True, sort_keys=True)


def _ties(one: Sealed, own: set[str], reading: Reading) -> Iterable[Tie]:
    j = one.judgement
    if j.verdict not in ("same", "different") or j.other_report is None or j.other_statement is None:
        return
    first, second = sorted(((j.report, j.statement), (j.other_report, j.other_statement)))
    for report, statement in (first, second):
        if statement in own and _by_report(report, reading):
            yield Tie(statement, (first, second), j.verdict == "same", one.number)
