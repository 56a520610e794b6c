"""Values as a database can hold them."""

import hashlib
import json
from typing import Any, overload

from sqlalchemy import Row

from marsad.model.account import Account
from marsad.model.form import Form

LONGEST_KEY = 500  # letters; an index of PostgreSQL takes no long ones


@overload
def plain(text: str) -> str: ...
@overload
def plain(text: None) -> None: ...
@overload
def plain(text: str | None) -> str | None: ...


def plain(text: str | None) -> str | None:
    """A text without lone surrogates and NUL, which no database takes: each stands as its escape."""
    return None if text is None else text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", r"\x00")


@overload
def key(text: str) -> str: ...
@overload
def key(text: None) -> None: ...
@overload
def key(text: str | None) -> str | None: ...


def key(text: str | None) -> str | None:
    """A text by which rows are found: plain, and a very long one cut, with its hash in the place of the rest."""
    held = plain(text)
    if held is None or len(held) <= LONGEST_KEY:
        return held
    return held[:LONGEST_KEY] + hashlib.sha256(held.encode()).hexdigest()


def to_json(form: object) -> str:
    """A form as JSON in ASCII, its keys in their own order; lone surrogates come back."""
    return json.dumps(form, ensure_ascii=True, separators=(",", ":"))


def from_json(text: str) -> Form:
    """The form of a JSON text that `to_json` wrote."""
    form: Form = json.loads(text)
    return form


def account_of(row: Row[Any]) -> Account:
    """The account of a row."""
    return Account(row.name, row.role, row.password, row.made, row.state)
