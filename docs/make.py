"""Makes the pages that follow from the code: python docs/make.py [--check].

With --check nothing is written; exit status 1 where one is stale. The pages:
docs/cli.md, docs/coding.md, docs/packs.md, docs/policy.md, docs/records/features.md, docs/reading.schema.json; and, never checked, what
is read of the examples:
docs/img/record.svg, and the report and record in README.md.
"""

import importlib.util
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from marsad.cli import show
from marsad.jobs.code import Job
from marsad.jobs.ingest import ingest
from marsad.jobs.intake import reports_of
from marsad.jobs.rebuild import rebuild
from marsad.model.form_schema import reading_schema
from marsad.pack.load import load_pack
from marsad.store.base import Wanted
from marsad.store.door import open_store

DOCS = Path(__file__).parent
PARTS = DOCS / "parts"
EXAMPLES = DOCS.parent / "examples"


def part(name: str) -> object:
    """One of the scripts in docs/parts."""
    spec = importlib.util.spec_from_file_location(name, PARTS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def schema() -> str:
    """The JSON Schema of a Reading."""
    kinds = sorted({entry.id for entry in load_pack("base-en").lexicons["kinds"]})
    return json.dumps(reading_schema(kinds), indent=1, ensure_ascii=False) + "\n"


def picture() -> str:
    """What `marsad read` prints of the examples, as a picture of a terminal."""
    screen = Console(record=True, width=110, file=io.StringIO(), force_terminal=True, highlight=False, emoji=False)
    shown(screen, "saga.jsonl", Job("syria"), [Wanted(sort=sort, most=2) for sort in ("agreement", "movement", "control", "event")])
    drawn = screen.export_svg(title="marsad read examples/saga.jsonl", unique_id="marsad")
    return re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)  # no fonts are fetched from elsewhere


def shown(screen: Console, example: str, job: Job, wanted: list[Wanted]) -> None:
    """Print the records of an example on a screen."""
    show.console = lambda: screen
    with open_store("memory:") as store:
        list(ingest(reports_of([str(EXAMPLES / example)], io.BytesIO()), job, store))
        rebuild(store, load_pack("syria"))
        for one in wanted:
            show.print_records(store, one, as_json=False)


def readme(text: str) -> str:
    """The README with its example report and what is read of it."""
    screen = Console(width=110, file=io.StringIO(), highlight=False, emoji=False)
    shown(screen, "report.txt", Job("syria", (), "2017-03-09", "Levant Monitor"), [Wanted()])
    report = (EXAMPLES / "report.txt").read_text(encoding="utf-8").strip()
    quoted = "\n".join(f"> {line}".rstrip() for line in report.splitlines())
    lines = (line.rstrip() for line in screen.file.getvalue().strip().splitlines())
    record = "\n".join(["```text", *lines, "```"])
    for name, block in (("report", quoted), ("record", record)):
        head, _, rest = text.partition(f"<!-- {name} -->")
        text = f"{head}<!-- {name} -->\n\n{block}\n\n<!-- /{name} -->{rest.partition(f'<!-- /{name} -->')[2]}"
    return text


def pages() -> dict[Path, Callable[[], str]]:
    """Every page with what makes it."""
    return {
        DOCS / "cli.md": part("cli").page,  # type: ignore[attr-defined]
        DOCS / "coding.md": part("coding").page,  # type: ignore[attr-defined]
        DOCS / "packs.md": part("packs").page,  # type: ignore[attr-defined]
        DOCS / "policy.md": part("policy").page,  # type: ignore[attr-defined]
        DOCS / "records/features.md": part("features").page,  # type: ignore[attr-defined]
        DOCS / "reading.schema.json": schema,
    }


def stale() -> list[str]:
    """The names of the pages that are not what the code would make now."""
    return [path.name for path, made in pages().items() if not path.is_file() or path.read_text(encoding="utf-8") != made()]


def main() -> int:
    """Write or check."""
    if "--check" in sys.argv:
        found = stale()
        print("\n".join(f"stale: {name} (run: make docs)" for name in found) or "all pages are fresh")
        return 1 if found else 0
    for path, made in pages().items():
        path.write_text(made(), encoding="utf-8")
        print(path.relative_to(DOCS.parent))
    target = DOCS / "img/record.svg"
    target.parent.mkdir(exist_ok=True)
    target.write_text(picture(), encoding="utf-8")
    front = DOCS.parent / "README.md"
    front.write_text(readme(front.read_text(encoding="utf-8")), encoding="utf-8")
    print("docs/img/record.svg\nREADME.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())
