"""Every public export of the example saga, and of reports with all that needs protection, searched for what was to stay inside."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from marsad.errors import MarsadError
from marsad.jobs.export import FORMATS, Order, export_to_folder, wanted_of
from marsad.jobs.protection import protection_of
from marsad.jobs.release import release_of
from marsad.pack.pack import Pack
from marsad.store.base import Store
from tests.protect.leaks import Secret, forbidden, leaks
from tests.protect.stores import released_store
from tests.protect.test_leaks import CONTACTS, OF_HARBOUR, OF_SAGA, PERSONS

TODAY = date(2018, 1, 1)
EVERY = tuple(FORMATS)


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with released_store("memory:") as opened:
        yield opened


def exported(store: Store, pack: Pack, folder: Path, tier: str = "public", **more: object) -> Path:
    order = Order(EVERY, tier=tier, today=TODAY, protection=protection_of(store, pack, TODAY), **more)  # type: ignore[arg-type]
    with store.view() as view:
        export_to_folder(view, pack, order, folder)
    return folder


def text_of(folder: Path) -> str:
    return "\n".join(p.read_bytes().decode("utf-8", "replace") for p in sorted(folder.rglob("*")) if p.is_file())


@pytest.mark.parametrize("view", ["conservative", "representative", "informative"])
def test_no_public_export_holds_a_secret(store: Store, syria: Pack, tmp_path: Path, view: str):
    with store.view() as seen:
        release = release_of(seen, syria)
    secrets = forbidden(release, [*PERSONS, *CONTACTS])
    outside = exported(store, syria, tmp_path / "outside", view=view)
    assert leaks(outside, secrets) == []
    rows = {name: made["rows"] for name, made in json.loads((outside / "manifest.json").read_text())["formats"].items()}
    assert all(rows.values()), rows


def test_the_internal_export_holds_them(store: Store, syria: Pack, tmp_path: Path):
    """So that the search is known to find."""
    with store.view() as seen:
        secrets = forbidden(release_of(seen, syria), PERSONS)
    order = Order(("reports", "geojson"), tier="internal", today=TODAY)
    with store.view() as view:
        export_to_folder(view, syria, order, tmp_path)
    assert {leak.what for leak in leaks(tmp_path, secrets)} >= {"place", "day", "words", "point", "id", "name"}


def test_what_a_person_would_look_for_is_in_no_public_export(store: Store, syria: Pack, tmp_path: Path):
    text = text_of(exported(store, syria, tmp_path)).casefold()
    open_words = ("Levant Monitor", "lists")  # column and note words of formats
    assert [s for s in (*OF_SAGA, *OF_HARBOUR, *PERSONS, *CONTACTS) if s.casefold() in text and s not in open_words] == []
    assert "al-bab" in text  # what needs no protection is told


def test_a_condition_leaves_no_trace_and_is_asked_of_what_is_told(store: Store, syria: Pack, tmp_path: Path):
    wanted, filters = wanted_of(["near=34.87,36.525,5", "place=Taldou"], since="2017-03-12")
    folder = exported(store, syria, tmp_path, wanted=wanted, filters=filters)
    manifest = json.loads((folder / "manifest.json").read_text())
    assert manifest["filters"] == {"near": "[withheld]", "place": "[withheld]", "since": "[withheld]"}
    assert sum(manifest["counts"].values()) == 0
    assert leaks(folder, [Secret("Taldou", "place"), Secret("34.87", "point"), Secret("2017-03-12", "day")]) == []
    text, said = wanted_of(["text=Taldou"])
    with pytest.raises(MarsadError, match="cannot be asked for in the public tier"):
        exported(store, syria, tmp_path / "b", wanted=text, filters=said)


def test_without_protection_nothing_leaves_the_internal_tier(store: Store, syria: Pack, tmp_path: Path):
    with store.view() as view, pytest.raises(MarsadError, match="without protection"):
        export_to_folder(view, syria, Order(EVERY, tier="public", today=TODAY), tmp_path / "a")
    assert not (tmp_path / "a" / "manifest.json").exists()


def test_the_same_record_gives_the_same_public_bytes(store: Store, syria: Pack, tmp_path: Path):
    one, two = exported(store, syria, tmp_path / "one"), exported(store, syria, tmp_path / "two")
    for path in one.iterdir():
        assert path.read_bytes() == (two / path.name).read_bytes(), path.name


def test_no_trusted_export_names_a_private_person_or_the_hour_of_a_way(store: Store, syria: Pack, tmp_path: Path):
    folder = exported(store, syria, tmp_path, "trusted")
    secrets = [Secret(n, "name") for n in (*PERSONS, *CONTACTS)] + [Secret(h, "hour") for h in ("14:05", "16:45", "09:40", "22:30")]
    assert leaks(folder, secrets) == []
    assert leaks(folder, [Secret("Kafr Laha", "place")])  # towns are told
