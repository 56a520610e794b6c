"""Bytes as they come to a reader."""

import io
from pathlib import Path

from marsad.jobs.intake import reports_of
from marsad.readers import Asked, Came, Found, Received, Unread


def came(place: str = "a.txt", **more: object) -> Came:
    return Came(place=place, name=place, **more)  # type: ignore[arg-type]


def taken(*paths: Path, asked: Asked = Asked()) -> list[Found]:
    """What the intake makes of files."""
    return list(reports_of([str(p) for p in paths], io.BytesIO(), asked))


def written(folder: Path, name: str, held: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(held)
    return path


def one(found: list[Found]) -> Received:
    (only,) = found
    assert isinstance(only, Received), only
    return only


def refused(found: list[Found]) -> str:
    (only,) = found
    assert isinstance(only, Unread), only
    assert only.error.place
    assert only.error.advice
    return str(only.error)
