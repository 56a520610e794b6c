"""`marsad judge`: what a person says of a statement, put down for ever."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from marsad import settings
from marsad.cli.options import StoreUrl
from marsad.cli.out import console
from marsad.errors import JudgementError
from marsad.model.judgement import REASON_CODES, Judgement, Role, Verdict

if TYPE_CHECKING:
    from marsad.store.base import Store

judge = typer.Typer(no_args_is_help=True, help="Say what you think of a statement: it is put down with your name, for ever.")

Named = Annotated[list[str], typer.Argument(metavar="ID", help="Statements, or records for all statements that they rest on.")]
One = Annotated[str, typer.Argument(metavar="ID", help="A statement, or a record for all statements that it rests on.")]
By = Annotated[str | None, typer.Option("--by", help="Who judges. [default: MARSAD_PERSON or your name on this machine]")]
As = Annotated[str, typer.Option("--role", help="As what: reader, reviewer, releaser or admin.")]
Why = Annotated[str | None, typer.Option("--reason", help="Why, in words.")]
In = Annotated[str | None, typer.Option("--report", help="Only the statement in this report.")]


@judge.command()
def accept(ids: Named, by: By = None, role: As = "reader", reason: Why = None, report: In = None, store: StoreUrl = None) -> None:
    """The words say so, and it was read right.

    Example: marsad judge accept s1f8127aaf43628f7 --by Rima
    """
    _put("accept", ids, _Said(by, role, reason), report, store)


@judge.command()
def correct(
    id: One,
    field: Annotated[str, typer.Argument(help="What is wrong: status, kind, when.from, figures.0, where.0.place ...")],
    value: Annotated[str, typer.Argument(help="The right value; null for nothing; the name of a place or an actor.")],
    by: By = None,
    role: As = "reader",
    reason: Why = None,
    code: Annotated[str | None, typer.Option("--code", help="Why, by a code (see reject).")] = None,
    report: In = None,
    pack: Annotated[str | None, typer.Option(help="Pack that knows the place or actor. [default: MARSAD_PACK or syria]")] = None,
    store: StoreUrl = None,
) -> None:
    """One field was read wrong: say what is right, and why. The statement stays as it was read; the record shows the right value.

    Example: marsad judge correct s1f8127aaf43628f7 figures.0 12 --by Rima --reason "the headline says 12"
    Example: marsad judge correct s1f8127aaf43628f7 where.0.place "Kafr Laha, Homs" --by Rima --reason "the other village of that name"
    """
    from marsad.jobs.named import json_value
    from marsad.pack.load import load_pack

    loaded = load_pack(pack or settings.default_pack(), settings.gazetteer_files())
    _put("correct", [id], _Said(by, role, reason, code), report, store, field=field, value=json_value(field, value, loaded))


@judge.command()
def reject(
    ids: Named,
    code: Annotated[str | None, typer.Option("--code", help="Why: " + ", ".join(REASON_CODES) + ".")] = None,
    by: By = None,
    role: As = "reader",
    reason: Why = None,
    report: In = None,
    store: StoreUrl = None,
) -> None:
    """It is wrong: the record leaves it out. The statement and your reason stay.

    Example: marsad judge reject s1f8127aaf43628f7 --code not_said --by Rima
    """
    _put("reject", ids, _Said(by, role, reason, code), report, store)


@judge.command()
def unsure(ids: Named, by: By = None, role: As = "reader", reason: Why = None, report: In = None, store: StoreUrl = None) -> None:
    """You cannot tell.

    Example: marsad judge unsure s1f8127aaf43628f7 --by Rima
    """
    _put("unsure", ids, _Said(by, role, reason), report, store)


@judge.command()
def second(ids: Named, by: By = None, role: As = "reader", reason: Why = None, report: In = None, store: StoreUrl = None) -> None:
    """A second person has to look.

    Example: marsad judge second s1f8127aaf43628f7 --by Rima --reason "names a commander"
    """
    _put("second_reader", ids, _Said(by, role, reason), report, store)


@judge.command()
def same(a: One, b: One, by: By = None, role: As = "reader", reason: Why = None, store: StoreUrl = None) -> None:
    """The two tell of one thing.

    Example: marsad judge same s1f8127aaf43628f7 s52a8d6a5f3864ced --by Rima
    """
    _pair("same", a, b, _Said(by, role, reason), store)


@judge.command()
def different(a: One, b: One, by: By = None, role: As = "reader", reason: Why = None, store: StoreUrl = None) -> None:
    """The two do not tell of one thing.

    Example: marsad judge different s1f8127aaf43628f7 s52a8d6a5f3864ced --by Rima
    """
    _pair("different", a, b, _Said(by, role, reason), store)


@judge.command()
def release(ids: Named, by: By = None, role: As = "releaser", reason: Why = None, report: In = None, store: StoreUrl = None) -> None:
    """It may leave the house, as far as the policy of protection lets it. A later doubt takes the release away.

    Example: marsad judge release s1f8127aaf43628f7 --by Samar
    """
    _put("release", ids, _Said(by, role, reason), report, store)


@judge.command()
def embargo(
    id: One,
    until: Annotated[str, typer.Argument(help="The first day on which it may leave the house.")],
    by: By = None,
    role: As = "reader",
    reason: Why = None,
    report: In = None,
    store: StoreUrl = None,
) -> None:
    """It must not leave the house before a day.

    Example: marsad judge embargo s1f8127aaf43628f7 2027-01-01 --by Samar --reason "until they have arrived"
    """
    _put("embargo", [id], _Said(by, role, reason), report, store, value=until)


@judge.command()
def withdraw(
    numbers: Annotated[list[int], typer.Argument(metavar="NUMBER", help="Judgements, by the numbers that marsad log prints.")],
    by: By = None,
    role: As = "reader",
    reason: Why = None,
    store: StoreUrl = None,
) -> None:
    """Take judgements back. They stay in the log, with this one after them.

    Example: marsad judge withdraw 12 --by Rima --reason "I read the wrong line"
    """
    said = _Said(by, role, reason)
    with _opened(store) as opened:
        _put_down(opened, [said.judgement("withdraw", "", "", undoes=number) for number in numbers])


class _Said:
    """Who judges, as what, and why."""

    def __init__(self, by: str | None, role: str, reason: str | None, code: str | None = None) -> None:
        named = by or settings.person()
        known: tuple[Role, ...] = get_args(Role)
        found = next((r for r in known if r == role), None)
        if found is None:
            raise JudgementError(f"no role is called {role!r}", place="--role", advice="one of " + ", ".join(known))
        self._by, self._reason, self._code = named, reason, code
        self._role: Role = found

    def judgement(self, verdict: Verdict, report: str, statement: str, **more: str | int | None) -> Judgement:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        about = {"by": self._by, "role": self._role, "reason": self._reason, "reason_code": self._code, "at": at}
        return Judgement(**{"verdict": verdict, "report": report, "statement": statement} | about | more)  # type: ignore[arg-type]


def _opened(store: str | None) -> "Store":
    from marsad.store.door import open_store

    return open_store(store or settings.default_store(), make=False)


def _put(verdict: Verdict, ids: list[str], said: _Said, report: str | None, store: str | None, **more: str | None) -> None:
    from marsad.jobs.targets import targets

    with _opened(store) as opened:
        with opened.view() as view:
            meant = [target for name in ids for target in targets(view, name, report)]
        _put_down(opened, [said.judgement(verdict, target.report, target.statement, **more) for target in dict.fromkeys(meant)])


def _pair(verdict: Verdict, a: str, b: str, said: _Said, store: str | None) -> None:
    from marsad.jobs.targets import targets

    with _opened(store) as opened:
        with opened.view() as view:
            one, other = targets(view, a)[0], targets(view, b)[0]
        more = {"other_report": other.report, "other_statement": other.statement}
        _put_down(opened, [said.judgement(verdict, one.report, one.statement, **more)])


def _put_down(store: "Store", judgements: list[Judgement]) -> None:
    """All of them or none; each is told with its number."""
    from marsad.cli.log import line_of
    from marsad.jobs.judge import judge_all

    for one in judge_all(store, judgements):
        console().print(line_of(one), markup=False, soft_wrap=True)
