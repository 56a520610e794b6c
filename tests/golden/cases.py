"""Whole reports with the Readings expected of them. `python tests/golden/update.py` writes what is expected anew: read the difference."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import marsad
from marsad.jobs.fold import records_of
from marsad.model.reading import Reading
from marsad.pack.load import load_pack

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"

Form = dict[str, Any]


def inputs() -> dict[str, list[Reading]]:
    """Name -> Readings: the saga of the examples, the report without a date, and each *.txt beside this file, published on 2017-03-09."""
    found = {"saga": list(_of_lines(EXAMPLES / "saga.jsonl")), "undated": [_of_text(EXAMPLES / "undated.txt", None)]}
    return found | {path.stem: [_of_text(path, "2017-03-09")] for path in sorted(HERE.glob("*.txt"))}


def _of_lines(path: Path) -> Iterator[Reading]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield marsad.read(row["text"], **{key: row[key] for key in ("id", "title", "published", "source", "url")})


def _of_text(path: Path, published: str | None) -> Reading:
    return marsad.read(path.read_text(encoding="utf-8"), published=published, id=path.stem)


def made() -> dict[str, list[Form]]:
    """File name -> the forms that the code makes now: Readings, and the records of the saga together."""
    readings = inputs()
    files = {f"{name}.expected.jsonl": [r.to_dict() for r in found] for name, found in readings.items()}
    files["saga.records.expected.jsonl"] = list(records_of(readings["saga"], load_pack("syria")))
    return {name: json.loads(json.dumps(forms)) for name, forms in files.items()}


def expected(name: str) -> list[Form]:
    """The forms that a file expects."""
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def differences(was: Any, now: Any, path: str = "") -> Iterator[str]:
    """Where two forms part, each in a line: path, what was, what is."""
    if isinstance(was, dict) and isinstance(now, dict):
        for key in sorted(was.keys() | now.keys()):
            yield from differences(was.get(key), now.get(key), f"{path}.{key}")
    elif isinstance(was, list) and isinstance(now, list) and len(was) == len(now):
        for at, (a, b) in enumerate(zip(was, now, strict=True)):
            yield from differences(a, b, f"{path}[{at}]")
    elif was != now:
        yield f"{path}: {_brief(was)} -> {_brief(now)}"


def _brief(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return f"{len(value)} items" if isinstance(value, list) else text if len(text) < 80 else text[:77] + "..."
