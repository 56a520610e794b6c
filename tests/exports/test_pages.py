"""Every format has a page that shows it and says what is lost."""

from pathlib import Path

import pytest

from marsad.jobs.export import FORMATS

PAGES = Path(__file__).parent.parent.parent / "docs" / "exports"
OVERVIEW = (PAGES / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_has_a_page_with_an_example_and_its_losses(name: str):
    page = (PAGES / f"{name}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {name}: ")
    assert "\n    " in page
    assert page.partition("## What is lost")[2].strip()
    assert f"`{name}`" in OVERVIEW
    assert f"({name}.md)" in OVERVIEW


def test_files_of_formats_have_names_of_their_own():
    files = [file for form in FORMATS.values() for file in form.files]
    assert len(set(files)) == len(files)
    assert "manifest.json" not in files
