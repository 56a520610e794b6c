import re
from pathlib import Path

import typer.main

from marsad.cli.main import app

ROOT = Path(__file__).parent.parent
CLI = (ROOT / "docs/cli.md").read_text(encoding="utf-8")


def test_every_command_and_option_is_documented():
    commands = typer.main.get_group(app).commands
    assert set(commands) >= {"code", "fold"}
    for name, command in commands.items():
        assert f"## marsad {name}\n" in CLI
        assert "Example: " in (command.help or "")
        for option in (o for p in command.params for o in p.opts if o.startswith("--")):
            assert f"`{option}`" in CLI, f"{name} {option}"


def test_no_command_is_documented_that_is_not_there():
    assert set(re.findall(r"^## marsad (\w+)$", CLI, re.M)) == set(typer.main.get_group(app).commands)


def test_every_setting_is_documented():
    said = (ROOT / "src/marsad/settings.py").read_text(encoding="utf-8")
    used = set(re.findall(r'"(MARSAD_\w+)"', said))
    assert used
    assert all(f"`{name}`" in CLI for name in used)
