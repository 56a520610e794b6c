"""`marsad user`: who may open the page where it is not on the loopback address."""

import sys
from typing import Annotated

import typer

from marsad import settings
from marsad.cli.options import AsJson, StoreUrl
from marsad.cli.out import complain, console, put
from marsad.errors import MarsadError
from marsad.model.account import ROLES
from marsad.model.judgement import Role

user = typer.Typer(no_args_is_help=True, help="Accounts of the page: add, list, change. The roles: " + ", ".join(ROLES) + ".")
Name = Annotated[str, typer.Argument(help="Whose account.")]
RoleName = Annotated[str | None, typer.Option("--role", help="One of: " + ", ".join(ROLES) + ".")]


@user.command()
def add(name: Name, role: RoleName = "reader", store: StoreUrl = None) -> None:
    """Make an account; the password is asked for, or read from standard input where that is no terminal.

    Example: marsad user add amal --role reviewer
    """
    from marsad.jobs.accounts import add_account
    from marsad.store.door import open_store

    with open_store(store or settings.default_store()) as opened:
        account = add_account(opened, name, _role(role or "reader"), _password())
    complain(f"{account.name}: {account.role}")


@user.command("list")
def list_(store: StoreUrl = None, json: AsJson = False) -> None:
    """The accounts: name, role, since when, and whether one is closed.

    Example: marsad user list
    """
    from marsad.store.door import open_store

    with open_store(store or settings.default_store(), make=False) as opened, opened.view() as view:
        accounts = list(view.accounts())
    for account in accounts:
        if json:
            put({"name": account.name, "role": account.role, "made": account.made, "state": account.state})
        else:
            closed = "  closed" if account.state == "closed" else ""
            console().print(f"{account.name:<24} {account.role:<9} since {account.made[:10]}{closed}", markup=False, highlight=False)
    if not accounts and not json:
        complain("nobody has an account yet (marsad user add NAME --role reviewer)")


@user.command()
def change(
    name: Name,
    role: RoleName = None,
    password: Annotated[bool, typer.Option("--password", help="Ask for a new password.")] = False,
    close: Annotated[bool, typer.Option("--close", help="Let nobody log in with it any more; its judgements stay.")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="Let it be used again.")] = False,
    store: StoreUrl = None,
) -> None:
    """Give an account another role or password, close it, or open it again.

    Example: marsad user change amal --role releaser
    """
    if not (role or password or close or reopen) or (close and reopen):
        raise MarsadError("nothing to change", place=name, advice="one of --role, --password, --close, --reopen")
    from marsad.jobs.accounts import change_account
    from marsad.store.door import open_store

    with open_store(store or settings.default_store(), make=False) as opened:
        closed = True if close else False if reopen else None
        new = _password() if password else None
        account = change_account(opened, name, role=_role(role) if role else None, password=new, closed=closed)
    complain(f"{account.name}: {account.role}, {account.state}")


def _role(said: str) -> Role:
    found = next((role for role in ROLES if role == said), None)
    if found is None:
        raise MarsadError(f"no role is called {said!r}", place="--role", advice="one of " + ", ".join(ROLES))
    return found


def _password() -> str:
    """Asked for twice at a terminal; one line of standard input otherwise."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    said: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return said
