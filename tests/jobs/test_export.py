import csv
import hashlib
import io
import json
from datetime import date
from pathlib import Path

import pytest

from marsad.errors import MarsadError
from marsad.jobs.code import Job
from marsad.jobs.export import FORMATS, MANIFEST, Order, export_to_folder, export_to_stream, formats_of, wanted_of
from marsad.jobs.ingest import ingest
from marsad.jobs.intake import reports_of
from marsad.jobs.rebuild import rebuild
from marsad.pack.pack import Pack
from marsad.store.base import Wanted
from marsad.store.door import open_store

SAGA = Path(__file__).parent.parent.parent / "examples" / "saga.jsonl"
TODAY = date(2026, 1, 5)
ORDER = Order(("acled", "ged"), today=TODAY)


@pytest.fixture(scope="module")
def view(syria: Pack):
    with open_store("memory:") as store:
        list(ingest(reports_of([str(SAGA)], io.BytesIO()), Job("syria"), store))
        rebuild(store, syria)
        with store.view() as opened:
            yield opened


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_the_manifest_tells_all_that_was_written_and_left_out(view, syria: Pack, tmp_path: Path):
    made = export_to_folder(view, syria, ORDER, tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / MANIFEST).read_text(encoding="utf-8"))
    assert manifest == made.manifest
    assert names(tmp_path / "out") == ["acled.csv", "ged.csv", MANIFEST, "provenance.csv"]
    assert (manifest["made"], manifest["tier"], manifest["view"], manifest["policy"]) == ("2026-01-05", "internal", "representative", None)
    assert manifest["counts"]["reports"] == 10
    for file in manifest["files"]:
        raw = (tmp_path / "out" / file["name"]).read_bytes()
        assert (len(raw), hashlib.sha256(raw).hexdigest()) == (file["bytes"], file["sha256"])
    rows = manifest["formats"]["acled"]["rows"]
    assert rows + len(manifest["formats"]["acled"]["left_out"]) == sum(
        r["status"] in ("happened", "ongoing") for r in view.records(Wanted(sort="event"))
    )


def test_the_same_record_gives_the_same_bytes(view, syria: Pack, tmp_path: Path):
    every = Order(tuple(FORMATS), today=TODAY)
    for name in ("one", "two"):
        export_to_folder(view, syria, every, tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


def test_an_earlier_export_gives_way_and_other_files_stay(view, syria: Pack, tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine")
    export_to_folder(view, syria, ORDER, tmp_path)
    export_to_folder(view, syria, ORDER._replace(formats=("hxl",)), tmp_path)
    assert names(tmp_path) == ["hxl.csv", MANIFEST, "mine.txt", "provenance.csv"]


def test_a_file_that_no_export_made_is_not_overwritten(view, syria: Pack, tmp_path: Path):
    (tmp_path / "ged.csv").write_text("mine")
    with pytest.raises(MarsadError, match="no export made it"):
        export_to_folder(view, syria, ORDER, tmp_path)
    assert names(tmp_path) == ["ged.csv"]
    assert (tmp_path / "ged.csv").read_text() == "mine"


def test_what_breaks_off_leaves_nothing(view, syria: Pack, tmp_path: Path):
    def stopped(ids):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_to_folder(view, syria, ORDER, tmp_path / "out", stopped)
    assert not (tmp_path / "out").exists()


def test_one_format_goes_to_a_stream(view, syria: Pack):
    out = io.BytesIO()
    export_to_stream(view, syria, ORDER._replace(formats=("hxl",)), out)
    assert next(csv.reader(io.StringIO(out.getvalue().decode())))[0] == "event_id_cnty"
    with pytest.raises(MarsadError, match="one format alone"):
        export_to_stream(view, syria, ORDER, out)


def test_formats_that_are_not_known_are_refused():
    with pytest.raises(MarsadError, match="no format is called 'excel'"):
        formats_of(["acled", "excel"])
    with pytest.raises(MarsadError, match="no format is named"):
        formats_of([])


def test_conditions_are_those_of_the_store():
    wanted, said = wanted_of(["kind=shelling", "box=34,36,35,37", "sources=A, B", "statuses=happened"], since="2017-03-01")
    assert wanted == Wanted(
        kind="shelling", box=(34.0, 36.0, 35.0, 37.0), sources=frozenset({"A", "B"}), statuses=frozenset({"happened"}), since="2017-03-01"
    )
    assert said == {"kind": "shelling", "box": "34,36,35,37", "sources": "A, B", "statuses": "happened", "since": "2017-03-01"}


@pytest.mark.parametrize("condition", ["colour=red", "kind", "kind=", "box=1,2", "box=a,b,c,d", "most=3"])
def test_conditions_that_mean_nothing_are_refused(condition: str):
    with pytest.raises(MarsadError):
        wanted_of([condition])
