"""The record into the formats of others: store -> Release -> protection -> formats -> manifest. Nothing is written before protection."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, get_args, get_type_hints

from marsad.errors import MarsadError
from marsad.exports import (
    acled,
    digest,
    ftm,
    ged,
    ged_check,
    geojson,
    geopackage,
    hxl,
    parquet,
    plover,
    provenance,
    reports,
    timemap,
)
from marsad.exports.parts.table import Table, Written
from marsad.exports.parts.target import FileAbout, Folder, Stream, Target
from marsad.jobs.protection import Protection, protected
from marsad.jobs.release import release_of
from marsad.model.form import Form
from marsad.model.release import ExportView, Release, Tier
from marsad.pack.pack import Pack
from marsad.protect import Withheld
from marsad.store.base import View, Wanted

MANIFEST = "manifest.json"
MANIFEST_FORM = "1"


class Format(NamedTuple):
    """A format: what it is, the files that it makes (the first goes to standard output), what writes it; `table`: its narrow table, whose
    cells provenance.csv follows to their words."""

    about: str
    files: tuple[str, ...]
    write: Callable[[Release, Target], Written]
    table: Callable[[Release], Table] | None = None


def _provenance(release: Release, target: Target) -> Written:
    return provenance.write(release, target, [f.table(release) for f in FORMATS.values() if f.table])


FORMATS: dict[str, Format] = {
    "acled": Format(acled.ABOUT, acled.FILES, acled.write, acled.table),
    "ged": Format(ged.ABOUT, ged.FILES, ged.write, ged.table),
    "hxl": Format(hxl.ABOUT, hxl.FILES, hxl.write, hxl.table),
    "reports": Format(reports.ABOUT, reports.FILES, reports.write),
    "ftm": Format(ftm.ABOUT, ftm.FILES, ftm.write),
    "geojson": Format(geojson.ABOUT, geojson.FILES, geojson.write),
    "geopackage": Format(geopackage.ABOUT, geopackage.FILES, geopackage.write),
    "timemap": Format(timemap.ABOUT, timemap.FILES, timemap.write),
    "plover": Format(plover.ABOUT, plover.FILES, plover.write),
    "parquet": Format(parquet.ABOUT, parquet.FILES, parquet.write),
    "digest": Format(digest.ABOUT, digest.FILES, digest.write),
    "provenance": Format(provenance.ABOUT, provenance.FILES, _provenance),
}


class Order(NamedTuple):
    """What is wanted: formats by name, which records, in which view, for whom, and the day on which it is asked. `protection` decides what
    leaves in another tier than the internal one."""

    formats: tuple[str, ...]
    wanted: Wanted = Wanted()
    view: ExportView = "representative"
    tier: Tier = "internal"
    filters: Mapping[str, str] = {}
    today: date = date(1970, 1, 1)
    protection: Protection | None = None


class Made(NamedTuple):
    """What an export made: its manifest, the files where it went to a folder, and what was withheld, which only the operator may see."""

    manifest: Form
    files: tuple[FileAbout, ...]
    withheld: tuple[Withheld, ...] = ()


def export_to_folder(view: View, pack: Pack, order: Order, folder: Path, watch: Callable[[Iterable[str]], Iterable[str]] = iter) -> Made:
    """Write the formats and `manifest.json` into a folder, all or nothing. Beside narrow tables stands provenance.csv. Files of an earlier
    export in the folder give way. Raises MarsadError."""
    chosen = formats_of(order.formats)
    release, withheld = leaving(view, pack, order, watch)
    with Folder(folder, _earlier(folder)) as target:
        written = {name: f.write(release, target) for name, f in chosen.items() if name != "provenance"}
        tables = [f.table(release) for f in chosen.values() if f.table]
        if tables:
            written["provenance"] = provenance.write(release, target, tables)
        elif "provenance" in chosen:
            written["provenance"] = _provenance(release, target)
        files = target.files()
        manifest = manifest_of(release, written, files, order.today)
        with target.text(MANIFEST) as stream:
            stream.write(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")
        target.commit(MANIFEST)
    return Made(manifest, files, withheld)


def export_to_stream(view: View, pack: Pack, order: Order, stream: BinaryIO) -> Made:
    """Write the first file of one format to a stream, without a manifest. Raises MarsadError."""
    chosen = formats_of(order.formats)
    if len(chosen) != 1:
        raise MarsadError("one format alone can go to standard output", place="--out", advice="name a folder for several")
    ((name, form),) = chosen.items()
    release, withheld = leaving(view, pack, order)
    written = {name: form.write(release, Stream(form.files[0], stream))}
    return Made(manifest_of(release, written, (), order.today), (), withheld)


def formats_of(names: Sequence[str]) -> dict[str, Format]:
    """The formats by name. Raises MarsadError for one that is not known."""
    unknown = next((n for n in names if n not in FORMATS), None)
    if unknown is not None or not names:
        message = f"no format is called {unknown!r}" if names else "no format is named"
        raise MarsadError(message, place="export", advice="one of " + ", ".join(FORMATS))
    return {name: FORMATS[name] for name in dict.fromkeys(names)}


def leaving(
    view: View, pack: Pack, order: Order, watch: Callable[[Iterable[str]], Iterable[str]] = iter
) -> tuple[Release, tuple[Withheld, ...]]:
    """The Release as the tier may see it, and what was withheld. Outside the internal tier the whole record is put to protection, and what
    is wanted is asked of what that lets out. Raises MarsadError where no protection is given."""
    if order.tier == "internal":
        return release_of(view, pack, order.wanted, order.view, order.filters, watch), ()
    if order.protection is None:
        raise MarsadError(f"nothing leaves as {order.tier} without protection", place="tier", advice="give the store's protection")
    whole = replace(release_of(view, pack, Wanted(), order.view, order.filters, watch), tier=order.tier)
    return protected(whole, order.protection, order.wanted)


def manifest_of(release: Release, written: Mapping[str, Written], files: Iterable[FileAbout], today: date) -> Form:
    """What was exported, from what, under which policy; the hash of every file."""
    sorts = ("event", "movement", "agreement", "control")
    return {
        "manifest": MANIFEST_FORM,
        "made": today.isoformat(),
        "marsad": release.version,
        "pack": {"name": release.pack, "digest": release.pack_digest},
        "policy": release.policy,
        "tier": release.tier,
        "view": release.view,
        "filters": dict(sorted(release.filters.items())),
        "counts": {sort: len(release.sort(sort)) for sort in sorts}
        | {"claims": len(release.claims), "reports": len(release.reports), "statements": len(release.statements)},
        "formats": {
            name: {"rows": w.rows, "left_out": [{"record": out.record, "reason": out.reason} for out in w.left_out]}
            for name, w in written.items()
        },
        "files": [{"name": f.name, "bytes": f.size, "sha256": f.sha256} for f in files],
    }


def problems_of(name: str, path: Path, *, lenient: bool = False) -> Iterator[ged_check.Problem]:
    """What is wrong with a file that claims to be of a format. Raises MarsadError where there is no such check, or no such file."""
    if name != "ged":
        raise MarsadError(f"nothing checks {name!r}", place="--check", advice="ged can be checked")
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield from ged_check.check(stream, lenient=lenient)
    except (OSError, UnicodeError, csv.Error) as error:
        raise MarsadError("cannot be read as CSV in UTF-8", place=str(path), advice=str(error)[:200]) from None


def _earlier(folder: Path) -> frozenset[str]:
    """The files that an earlier export made in a folder, its manifest among them."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        names = [f["name"] for f in manifest["files"]] if manifest["manifest"] == MANIFEST_FORM else []
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
    return frozenset({MANIFEST, *(n for n in names if isinstance(n, str) and Path(n).name == n)})


def wanted_of(conditions: Iterable[str], since: str | None = None, until: str | None = None) -> tuple[Wanted, dict[str, str]]:
    """Conditions as a person writes them (`kind=shelling`) as what a store is asked for, and as they were written, for the manifest.
    Their names are the fields of `Wanted`; a list is parted by commas. Raises MarsadError for one that is none."""
    hints = get_type_hints(Wanted)
    said = {k: v for k, v in (("since", since), ("until", until)) if v is not None}
    for condition in conditions:
        key, found, value = condition.partition("=")
        if not found or key not in hints or key in ("most", "skip") or not value:
            known = ", ".join(sorted(set(hints) - {"most", "skip"}))
            raise MarsadError(f"{condition!r} is no condition", place="--where", advice=f"write kind=shelling; known are {known}")
        said[key] = value
    return Wanted(**{key: _value(key, value, hints[key]) for key, value in said.items()}), said


def _value(key: str, value: str, hint: Any) -> Any:
    """A condition's value in the type of its field."""
    kinds = [k for k in get_args(hint) if k is not type(None)] or [hint]
    kind, within = getattr(kinds[0], "__origin__", kinds[0]), get_args(kinds[0])
    try:
        if kind in (frozenset, tuple, set):
            of = within[0] if within and callable(within[0]) else str
            parts = [of(part.strip()) for part in value.split(",") if part.strip()]
            fixed = kind is tuple and Ellipsis not in within and within
            if fixed and len(parts) != len(within):
                raise ValueError(value)
            return kind(parts)
        return kind(value) if kind in (int, float, bool) else value
    except (TypeError, ValueError):
        raise MarsadError(f"{value!r} does not fit {key}", place="--where", advice=f"give {hint}") from None
