"""What a person says of a statement: who, when, why. Judgements are only ever added; each is sealed with the hash of the one before it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, NamedTuple

Verdict = Literal["accept", "correct", "reject", "unsure", "second_reader", "same", "different", "release", "embargo", "withdraw"]
Role = Literal["reader", "reviewer", "releaser", "admin"]

FIRST = "0" * 64  # what stands before the first judgement
REASONED: tuple[Verdict, ...] = ("correct", "reject")  # that nobody may give without a reason
# Why a statement is rejected or corrected, by code.
REASON_CODES = {
    "not_said": "the words do not say so",
    "not_the_news": "the words remind of something told before, or are not about the conflict",
    "wrong_kind": "something else happened",
    "wrong_actor": "somebody else did it, or somebody else was hit",
    "wrong_place": "it was elsewhere",
    "wrong_time": "it was at another time",
    "wrong_figure": "it was another number, or a number of something else",
    "wrong_status": "it is denied, planned, alleged or done, not what it was read as",
    "not_credible": "the words say so, and they are not to be believed",
    "twice": "another statement says the same",
    "other": "something else: say it in words",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One judgement of one statement, which `report` and `statement` name.

    `other_report` and `other_statement`: for `same` and `different`, a statement of the other record; both speak of the records that the
    statements belong to. `field` and `value`: for `correct`, a path into the statement's form (`status`, `figures.0.low`) and the right
    value as JSON text; for `embargo` the ISO date in `value`. `reason_code` and `reason`: why, as a code of REASON_CODES and in words.
    `by`, `role`, `at`: who, as what, when (UTC, ISO 8601). `about`: the statement as it was judged, as JSON text (kind, start, end, rule,
    quote, sha256 of the report's text), so that it can be shown when no pack makes it any more. `undoes`: the number of the judgement
    that a `withdraw` takes back."""

    verdict: Verdict
    report: str
    statement: str
    other_report: str | None = None
    other_statement: str | None = None
    field: str | None = None
    value: str | None = None
    reason_code: str | None = None
    reason: str | None = None
    by: str
    role: Role = "reader"
    at: str
    about: str = "{}"
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Sealed:
    """A judgement in its place: `number` counts from 1 without a gap, `previous` is the hash of the one before, `hash` that of all this."""

    judgement: Judgement
    number: int
    previous: str
    hash: str


class Broken(NamedTuple):
    """A place where the chain does not hold."""

    number: int
    fault: str


NAMES = tuple(f.name for f in fields(Judgement))


def sealed(judgement: Judgement, before: Sealed | None) -> Sealed:
    """The judgement as the next after another, or as the first."""
    number, previous = (before.number + 1, before.hash) if before else (1, FIRST)
    return Sealed(judgement, number, previous, _hash(judgement, number, previous))


def sealed_form(one: Sealed) -> dict[str, Any]:
    """A sealed judgement as JSON has it: all its fields, `number`, `previous`, `hash`."""
    return asdict(one.judgement) | {"number": one.number, "previous": one.previous, "hash": one.hash}


def from_sealed_form(form: dict[str, Any]) -> Sealed:
    """The sealed judgement of a form that `sealed_form` made. Whether its seal holds is not looked at: `broken` does that."""
    return Sealed(Judgement(**{name: form[name] for name in NAMES}), form["number"], form["previous"], form["hash"])


def canonical(form: dict[str, Any]) -> str:
    """The one way to write a form: JSON in ASCII, keys in order, no spaces."""
    return json.dumps(form, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def _hash(judgement: Judgement, number: int, previous: str) -> str:
    form = asdict(judgement) | {"number": number, "previous": previous}
    return hashlib.sha256(canonical(form).encode("ascii")).hexdigest()


def broken(chain: Iterable[Sealed]) -> Iterator[Broken]:
    """Every place where a whole chain does not hold: a number left out, a row whose hash is not that of what it says, or one that does not
    rest on the row before. That rows are missing at the end no chain can show: keep its head elsewhere."""
    number, previous = 0, FIRST
    for one in chain:
        number += 1
        if one.number != number:
            yield Broken(one.number, f"number {number} is missing")
            number = one.number
        if one.hash != _hash(one.judgement, one.number, one.previous):
            yield Broken(one.number, "what it says is not what was sealed")
        if one.previous != previous:
            yield Broken(one.number, "it does not rest on the one before it")
        previous = one.hash


def standing(chain: Iterable[Sealed]) -> tuple[Sealed, ...]:
    """The judgements that nobody took back, in order, without the withdrawals. A withdrawal may itself be withdrawn."""
    taken: set[int] = set()
    found: list[Sealed] = []
    for one in sorted(chain, key=lambda s: s.number, reverse=True):
        if one.number in taken:
            continue
        if one.judgement.verdict == "withdraw":
            taken.update(() if one.judgement.undoes is None else (one.judgement.undoes,))
        else:
            found.append(one)
    return tuple(reversed(found))
