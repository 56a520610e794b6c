"""What a person names, as the statements that are meant."""

from typing import NamedTuple

from marsad.errors import JudgementError
from marsad.store.base import View


class Target(NamedTuple):
    """A statement in its report."""

    report: str
    statement: str


def meant_by(view: View, names: list[str]) -> frozenset[str | tuple[str, str]] | None:
    """What of a log is meant by names: reports, or statements in their reports; None, for all, where there are no names. A statement that
    no pack makes any more is found in the judgements of it. Raises JudgementError for a name of nothing."""
    if not names:
        return None
    found: set[str | tuple[str, str]] = set()
    for name in names:
        judged = {(one.judgement.report, one.judgement.statement) for one in view.judgements(statement=name)}
        if view.report(name) is not None:
            found.add(name)
        else:
            found.update(judged or ((target.report, target.statement) for target in targets(view, name)))
    return frozenset(found)


def targets(view: View, name: str, report: str | None = None) -> list[Target]:
    """The statements of a name: a statement's id, in every report that has it or in one; or a record's id, or the start of one, for all
    statements that it rests on. Raises JudgementError where there is neither."""
    found = [Target(of, name) for of, _ in view.statement(name)]
    record = view.record(name) if not found else None
    if record is not None:
        told = ((of, statement) for statement in record["statements"] for of, _ in view.statement(statement))
        found = [Target(of, statement) for of, statement in told if of in record["reports"]]
    found = [target for target in found if report in (None, target.report)]
    if not found:
        raise JudgementError("no one statement or record has this id", place=name, advice="marsad show --json lists both")
    return found
