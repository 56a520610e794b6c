"""Looks for what was to stay inside in what left: any file, name of a file, archive, database or page. The strings to look for are made
from the record inside, not by the code that protects it.

    strings = forbidden(internal_release, names=NAMES)
    assert leaks(folder, strings) == []
"""

import gzip
import html
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from marsad.model.release import Release
from marsad.pack.words import fold
from marsad.protect.classes import classes_of, name_of
from marsad.protect.policy import load_policy

MONTHS = "January February March April May June July August September October November December".split()
WORDS = 5
SHORTEST = 4
COARSE = ("admin1", "country")
BEFORE = {"point": r"(?<![\d.])", "hour": r"(?<!\d)", "id": r"(?<![\w-])", "sum": "", "title or address": ""}
AFTER = {"point": "", "hour": r"(?!\d)", "id": r"(?![\w-])", "sum": "", "title or address": ""}


class Secret(NamedTuple):
    """A string that must not be found: as it is searched for, and what it is."""

    text: str
    what: str


class Leak(NamedTuple):
    """A string that was found, and where."""

    where: str
    text: str
    what: str


def forbidden(release: Release, names: Iterable[str] = ()) -> frozenset[Secret]:
    """All that a public export of a Release must not hold: of protected records names of places, points, days, hours and five words in a
    row of any clause; of all records names in `names` (persons, telephone numbers), ids, sums, titles, addresses, hours. What a
    record that needs no protection tells as its own place or day is no secret."""
    classes = classes_of(release, load_policy())
    inside = [f for f in (*release.records, *release.claims) if classes[name_of(f)]]
    open_ones = [f for f in (*release.records, *release.claims) if not classes[name_of(f)]]
    free = set(_free(release, open_ones))
    found = {Secret(n, "name") for n in names}
    for form in inside:
        found |= set(_places(form)) | set(_days(_dates(form)))
    for form in (*inside, *open_ones):
        found |= set(_hours(form))
        found.add(Secret(form["id"], "id"))
    cited = {r for form in inside for r in form["reports"]}
    for about in release.reports.values():
        found |= {Secret(about.sha256, "sum")} if about.sha256 else set()
        found |= {Secret(t, "title or address") for t in (about.title, about.url, about.id) if t and len(t) > 6}
        found |= set(_days([about.published] if about.published and about.id in cited else []))
        found |= set(_hours({"published": about.published}))
    found |= {Secret(s, "id") for _, s in release.statements}
    found |= {Secret(words, "words") for form in inside for text in _said(form, release) for words in _shingles(text)}
    return frozenset(s for s in found if s not in free and Secret(fold(s.text), s.what) not in free)


def leaks(target: Path | str | bytes, secrets: Iterable[Secret]) -> list[Leak]:
    """The secrets found in a file or folder, names of files included, or in a text."""
    wanted = list(secrets)
    return [leak for where, text in _read(target) for leak in _found(where, text, wanted)]


def _found(where: str, text: str, wanted: list[Secret]) -> Iterator[Leak]:
    variants = {text, html.unescape(text), unquote(text), _unescaped(text)}
    folded = {_spaced(v) for v in variants}
    raw = "\n".join(variants)
    for secret in wanted:
        if secret.what in BEFORE:
            hit = secret.text in raw and re.search(BEFORE[secret.what] + re.escape(secret.text) + AFTER[secret.what], raw) is not None
        else:
            hit = any(f" {_spaced(secret.text).strip()} " in f for f in folded)
        if hit:
            yield Leak(where, secret.text, secret.what)


def _spaced(text: str) -> str:
    return f" {re.sub(r'[^0-9a-z]+', ' ', fold(text))} "


def _unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), text)


def _read(target: Path | str | bytes) -> Iterator[tuple[str, str]]:
    if isinstance(target, Path):
        for path in sorted(target.rglob("*")) if target.is_dir() else [target]:
            yield str(path.name), path.name
            if path.is_file():
                yield from _inside(path.name, path.read_bytes())
    elif isinstance(target, bytes):
        yield from _inside("bytes", target)
    else:
        yield "text", target


def _inside(name: str, raw: bytes) -> Iterator[tuple[str, str]]:
    """The texts of a file; of archives, tables and databases what they hold."""
    if raw[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            yield name, archive.comment.decode("utf-8", "replace")
            for member in archive.namelist():
                yield f"{name}/{member}", member
                yield from _inside(f"{name}/{member}", archive.read(member))
    elif raw[:2] == b"\x1f\x8b":
        yield from _inside(name, gzip.decompress(raw))
    elif raw[:4] == b"PAR1":
        import pyarrow.parquet as parquet

        table = parquet.read_table(io.BytesIO(raw))
        yield name, json.dumps(table.to_pylist(), default=str, ensure_ascii=False)
        yield name, str(table.schema.metadata)
    else:
        if raw[:15] == b"SQLite format 3":
            yield name, _rows(raw)
        yield name, raw.decode("utf-8", "replace")
        yield name, raw.decode("utf-16-le", "ignore")


def _rows(raw: bytes) -> str:
    database = sqlite3.connect(":memory:")
    database.deserialize(raw)
    tables = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = []
    for table in tables:
        try:
            found.extend(str(row) for row in database.execute(f'SELECT * FROM "{table}"'))
        except sqlite3.DatabaseError:
            found.append(table)  # a table of an extension that is not here holds only an index
    database.close()
    return "\n".join(found)


def _walk(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from _walk(item)
    elif isinstance(value, list):
        for item in value:
            yield from _walk(item)


def _places(form: Mapping[str, Any]) -> Iterator[Secret]:
    for place in _walk(form):
        if "place_id" in place and place.get("kind") not in COARSE:
            if place.get("name") and len(place["name"]) >= SHORTEST:
                yield Secret(place["name"], "place")
            if place.get("place_id"):
                yield Secret(place["place_id"], "id")
            if place.get("lat") is not None:
                yield from _point(place)


def _point(place: Mapping[str, Any]) -> Iterator[Secret]:
    for number in (place["lat"], place["lon"]):
        cut = f"{number:.4f}"[:-2]
        if not cut.endswith("00"):
            yield Secret(cut, "point")


def _dates(value: Any) -> list[str]:
    return [str(part[k]) for part in _walk(value) for k in ("from", "to", "published") if isinstance(part.get(k), str)]


def _days(said: Iterable[str]) -> Iterator[Secret]:
    for one in said:
        day = datetime.fromisoformat(one).date()
        for near in (day, day - timedelta(days=1)) if len(one) == 10 else (day,):
            if near.day not in (1, 15) and (near + timedelta(days=1)).day != 1:  # formats write a month as its first, middle or last day
                yield from (Secret(text, "day") for text in _spelled(near))


def _spelled(day: date) -> Iterator[str]:
    month = MONTHS[day.month - 1]
    yield day.isoformat()
    yield from (f"{d} {m} {day.year}" for d in {f"{day.day}", f"{day.day:02}"} for m in (month, month[:3]))
    yield from (f"{m} {day.day}, {day.year}" for m in (month, month[:3]))
    yield f"{day.day:02}/{day.month:02}/{day.year}"
    yield f"{day:%Y%m%d}"


def _hours(value: Any) -> Iterator[Secret]:
    for said in _dates(value):
        if len(said) > 10:
            yield Secret(said[11:16], "hour")


def _said(form: Mapping[str, Any], release: Release) -> Iterator[str]:
    reports = [form["report"]] if form["record"] == "claim" else form["reports"]
    if form.get("quote"):
        yield form["quote"]
    for term in (*form.get("terms", ()), *form.get("steps", ())):
        yield from (term[k] for k in ("what", "in_exchange_for") if term.get(k))
    for statement in form["statements"]:
        for report in reports:
            about = release.statements.get((report, statement))
            if about is not None and about.quote:
                yield about.quote


def _shingles(text: str) -> Iterator[str]:
    words = _spaced(text).split()
    for at in range(len(words) - WORDS + 1):
        yield " ".join(words[at : at + WORDS])


def _free(release: Release, open_ones: Iterable[Mapping[str, Any]]) -> Iterator[Secret]:
    """What is told openly: units, and place and day of records that need no protection."""
    for unit in release.units.values():
        yield Secret(fold(str(unit["name"])), "place")
        if unit.get("lat") is not None:
            yield from _point(unit)
        yield Secret(str(unit.get("place_id")), "id")
    for form in open_ones:
        for secret in _places(form):
            yield secret
            yield Secret(fold(secret.text), secret.what)
        yield from _days(_dates(form))
        yield from (Secret(t, "day") for said in _dates(form) for t in _spelled(datetime.fromisoformat(said).date() + timedelta(days=1)))
        yield from (Secret(words, "words") for text in _said(form, release) for words in _shingles(text))
        yield from _days(a.published for r in form["reports"] if (a := release.reports.get(r)) is not None and a.published)
