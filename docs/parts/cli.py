"""docs/cli.md, from what `marsad --help` knows."""

from collections.abc import Iterator
from typing import Any

import typer
import typer.main

from marsad.cli.main import app

HEAD = """# The command line

Made by `make docs` from what `marsad --help` knows; do not edit.

Every command reads `-` as standard input where it takes files, streams, and stops with Ctrl-C at exit status 130 with nothing lost that it
had printed or kept. People read standard output on a terminal; `--json` gives one JSON object a line for machines. Complaints, counts and
progress are on standard error.

| exit status | meaning |
|---|---|
| 0 | all went well |
| 1 | some reports could not be read: each is named on standard error, and in the output or the record; the others are not lost |
| 2 | bad usage, date, pack or store, or the only thing given could not be read |
| 70 | a fault in Marsad itself, told in one line |
| 130 | stopped with Ctrl-C |

Files, folders and archives in many formats are read: see [readers.md](readers.md). A report may have 20 MB. Text is UTF-8, UTF-16 with its
mark, or Windows-1252. A report that is not in English is kept with its language,
and nothing is read into it; a line on standard error says so.
"""

TAIL = """
## Settings

| variable | meaning |
|---|---|
| `MARSAD_PACK` | the pack where `--pack` is not given (`syria`) |
| `MARSAD_STORE` | the record where `--store` is not given (`sqlite:///marsad.db`) |
| `MARSAD_PERSON` | who sits at this machine, as judgements name them (the name of the user) |
| `MARSAD_GAZETTEERS` | gazetteer files of your own, parted as in `PATH` |
| `MARSAD_TILES` | the tile server of the page's map, `https://tiles.example/{z}/{x}/{y}.png`; without one the map needs no network |
| `MARSAD_DEBUG` | a fault in Marsad shows where it lies |
| `MARSAD_TEST_POSTGRES` | a PostgreSQL server on which tests may make databases (they start one of their own) |
| `MARSAD_SHARED` | the development data that tests and bench use (`../shared`) |
"""


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    for name, command in commands(typer.main.get_group(app), "marsad"):
        parts += section(name, command)
    return "\n".join(parts) + TAIL


def commands(group: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Every command that does something, with its whole name, in the order of the help."""
    if not hasattr(group, "commands"):
        yield name, group
        return
    for part, command in group.commands.items():
        yield from commands(command, f"{name} {part}")


def section(name: str, command: Any) -> list[str]:
    """One command: usage, what it does, its options."""
    context = typer.Context(command, info_name=name)
    usage = " ".join(command.collect_usage_pieces(context))
    told, _, example = (command.help or "").partition("Example: ")
    lines = [f"\n## {name}\n", f"    {name} {usage}\n", " ".join(told.split()) + "\n"]
    if example:
        lines.append(f"Example: `{example.strip()}`\n")
    rows = [row for parameter in command.params if (row := _row(parameter))]
    return [*lines, "| | |\n|---|---|", *rows] if rows else lines


def _row(parameter: Any) -> str:
    names = ", ".join(f"`{o}`" for o in (*parameter.opts, *parameter.secondary_opts) if o.startswith("--") and o != "--help")
    said = getattr(parameter, "help", None) or ""
    if not names and said:
        names = f"`{parameter.metavar or parameter.name.upper()}`"
    return f"| {names} | {' '.join(said.split())} |" if said else ""
