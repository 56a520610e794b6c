import doctest
import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
import typer.main

import marsad
from marsad.cli.main import app

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
CLI = (DOCS / "cli.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make", DOCS / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def commands(group, name: str):
    for part, command in group.commands.items():
        yield from commands(command, f"{name} {part}") if hasattr(command, "commands") else [(f"{name} {part}", command)]


def test_no_generated_page_is_stale(make: ModuleType):
    assert make.stale() == [], "run: make docs"


def test_every_command_has_help_with_an_example_and_every_option_a_word():
    found = dict(commands(typer.main.get_group(app), "marsad"))
    assert {"marsad read", "marsad show", "marsad why", "marsad code", "marsad fold", "marsad pack check"} <= set(found)
    for name, command in found.items():
        assert name in (command.help or "").partition("Example: ")[2], name
        assert f"## {name}\n" in CLI
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"{name} {parameter.name}"


def test_every_setting_is_documented():
    used = set(re.findall(r'"(MARSAD_\w+)"', (ROOT / "src/marsad/settings.py").read_text(encoding="utf-8")))
    assert used
    assert all(f"`{name}`" in CLI for name in used)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path):
    for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_pages_name_commands_and_make_targets_that_there_are(page: Path):
    known = {name.split()[1] for name, _ in commands(typer.main.get_group(app), "marsad")}
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    code = "\n".join(re.findall(r"`[^`]+`|^    .+$", page.read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"(?<![./\w])marsad ([a-z]+)\b", code)) <= known
    assert set(re.findall(r"\bmake ([a-z]+)\b", code)) <= targets


@pytest.mark.parametrize("page", [DOCS / "python.md", DOCS / "tutorial.md"], ids=lambda p: p.name)
def test_examples_in_pages_give_what_they_say(page: Path):
    tried = doctest.testfile(str(page), module_relative=False, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert tried.failed == 0
    assert tried.attempted or page.name != "python.md"


def test_examples_in_the_package_give_what_they_say():
    assert doctest.testmod(marsad).failed == 0


def test_no_source_is_long_and_every_decision_is_a_page():
    for path in (ROOT / "src").rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path
    assert len(list((DOCS / "decisions").glob("*.md"))) >= 6


def test_the_notice_names_what_is_not_ours():
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in notice
    with (ROOT / "pyproject.toml").open("rb") as stream:
        assert tomllib.load(stream)["project"]["license"] == "Apache-2.0"
    assert sys.version_info >= (3, 11)
