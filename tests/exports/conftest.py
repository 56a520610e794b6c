"""The example saga as a Release, made once, and the files that formats write."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from marsad.exports.parts.target import Folder
from marsad.jobs.code import Job
from marsad.jobs.ingest import ingest
from marsad.jobs.intake import reports_of
from marsad.jobs.rebuild import rebuild
from marsad.jobs.release import release_of
from marsad.model.release import Release
from marsad.pack.pack import Pack
from marsad.store.door import open_store

EXAMPLES = Path(__file__).parent.parent.parent / "examples"

Written = Callable[..., dict[str, str]]


@pytest.fixture(scope="session")
def saga(syria: Pack) -> Release:
    """All that the ten reports of the example tell."""
    with open_store("memory:") as store:
        list(ingest(reports_of([str(EXAMPLES / "saga.jsonl")], io.BytesIO()), Job("syria"), store))
        rebuild(store, syria)
        with store.view() as view:
            return release_of(view, syria)


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write a Release in a format, and give the files back as text."""

    def write(form, release: Release, *more) -> dict[str, str]:
        out = tmp_path / "out"
        with Folder(out, frozenset(p.name for p in out.glob("*"))) as target:
            form.write(release, target, *more)
            target.commit("")
        return {p.name: p.read_text(encoding="utf-8") for p in sorted(out.iterdir())}

    return write
