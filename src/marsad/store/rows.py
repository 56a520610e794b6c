"""Values as a database can hold them."""

import json
from typing import overload

from marsad.model.form import Form


@overload
def plain(text: str) -> str: ...
@overload
def plain(text: None) -> None: ...
@overload
def plain(text: str | None) -> str | None: ...


def plain(text: str | None) -> str | None:
    """A text without lone surrogates, which no database takes: each stands as its escape."""
    return None if text is None else text.encode("utf-8", "backslashreplace").decode("utf-8")


def to_json(form: Form) -> str:
    """A form as JSON in ASCII, its keys in their own order; lone surrogates come back."""
    return json.dumps(form, ensure_ascii=True, separators=(",", ":"))


def from_json(text: str) -> Form:
    """The form of a JSON text that `to_json` wrote."""
    form: Form = json.loads(text)
    return form
