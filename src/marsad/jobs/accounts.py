"""Accounts of the page: made, changed, closed and asked. Passwords are kept as Argon2id hashes (RFC 9106) alone."""

import re
from dataclasses import replace
from datetime import UTC, datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from marsad.errors import AccountError
from marsad.model.account import Account
from marsad.model.judgement import Role
from marsad.store.base import Store

SHORTEST, LONGEST = 12, 1_000  # letters of a password; NIST SP 800-63B asks for 8 at least and no rules of composition
NAME = re.compile(r"[\w.@-]{1,64}")
_HASHER = PasswordHasher()
_NOBODY = _HASHER.hash("nobody has this password")  # so that asking for a name that is not there takes as long


def add_account(store: Store, name: str, role: Role, password: str) -> Account:
    """A new account. Raises AccountError where the name is taken or no name, or the password too short."""
    if not NAME.fullmatch(name):
        raise AccountError("no name for an account", place=name[:64], advice="letters, digits and . _ - @, 64 at most")
    with store.writer() as writer:
        if writer.account(name) is not None:
            raise AccountError("an account has this name", place=name, advice="choose another, or: marsad user change NAME")
        account = Account(name, role, _hashed(password, name), datetime.now(UTC).isoformat(timespec="seconds"))
        writer.put_account(account)
    return account


def change_account(
    store: Store, name: str, *, role: Role | None = None, password: str | None = None, closed: bool | None = None
) -> Account:
    """An account with another role, another password, closed or opened again. Raises AccountError where nobody has the name, or the
    password is too short."""
    with store.writer() as writer:
        account = writer.account(name)
        if account is None:
            raise AccountError("nobody has this name", place=name, advice="marsad user list tells who there is")
        account = replace(account, role=role or account.role)
        account = replace(account, password=_hashed(password, name)) if password is not None else account
        account = replace(account, state="closed" if closed else "open") if closed is not None else account
        writer.put_account(account)
    return account


def known_account(store: Store, name: str, password: str) -> Account | None:
    """The open account of a name, where the password is its own; else None, after the same time."""
    with store.view() as view:
        account = view.account(name)
    kept = account.password if account is not None else _NOBODY
    try:
        _HASHER.verify(kept, password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return None
    return account if account is not None and account.state == "open" else None


def _hashed(password: str, name: str) -> str:
    if not SHORTEST <= len(password) <= LONGEST or name.casefold() == password.casefold():
        raise AccountError("no good password", place=name, advice=f"{SHORTEST} letters or more: a few words are easy to keep in mind")
    return _HASHER.hash(password)
