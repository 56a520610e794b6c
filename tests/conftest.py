"""What tests share: the development data beside the project, where it is there, and the packs."""

import os
from pathlib import Path

import pytest

from marsad.pack.load import load_pack
from marsad.pack.pack import Pack

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the development data (MARSAD_SHARED, default ../shared). Outside CI a test that needs it is skipped without it."""
    folder = Path(os.environ.get("MARSAD_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"CI needs the development data at {folder}: set MARSAD_SHARED")
        pytest.skip("needs the development data beside the project: set MARSAD_SHARED")
    return folder


@pytest.fixture(scope="session")
def syria() -> Pack:
    """The pack of the war in Syria, with all that it extends."""
    return load_pack("syria")


@pytest.fixture(scope="session")
def base() -> Pack:
    """The pack of English alone."""
    return load_pack("base-en")
