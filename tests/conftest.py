"""What tests share: the development data beside the project, where it is there, and the packs."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from marsad.pack.load import load_pack
from marsad.pack.pack import Pack

ROOT = Path(__file__).parent.parent

# In CI the laws are tried on the same values each time, so that a change is judged by itself; elsewhere on new ones.
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the development data: MARSAD_SHARED, else ../shared. Where it is missing a test is skipped, but never in CI."""
    said = os.environ.get("MARSAD_SHARED")
    folder = Path(said) if said else ROOT.parent / "shared"
    if not folder.is_dir():
        if said or os.environ.get("CI"):
            pytest.fail(f"no development data at {folder}: set MARSAD_SHARED")
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
