"""Measure the Readings on the development corpora: inputs, `marsad code`, score; each corpus whole and by halves.

python bench/run.py [CORPUS ...] [--errors N] [--record]
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("MARSAD_SHARED", HERE.parent.parent / "shared"))
CORPORA = SHARED / "corpora"
MARSAD = Path(sys.executable).parent / "marsad"
MOST_REPORTS = 400  # a longer corpus is sampled evenly, unless --all
GOLD = {
    "first": ("first", "first/gold_first.json"),
    "reports": ("reports", "reports/gold.jsonl"),
    "isaf": ("isaf", "isaf/dev.jsonl"),
    "case": ("case", "case/dev.jsonl"),
    "muc4": ("muc4", "muc4/dev.jsonl"),
    "re3d": ("re3d", "re3d/dev.jsonl"),
    "meantime": ("timex", "timex/meantime.jsonl"),
    "conflict_phrases": ("timex", "timex/conflict_phrases.jsonl"),
    "toponyms": ("toponyms", "toponyms/airwars_dev_spellings.csv"),
    "geovirus": ("geo", "geo/geovirus.jsonl"),
    "event_location": ("geo", "geo/event_location.jsonl"),
    "fakes": ("fakes", "fakes/dev.jsonl"),
    "cameo": ("cameo", "cameo/dev.jsonl"),
    "plover": ("plover", "plover/dev.jsonl"),
}
FOLDED = {"merge": "merge/gold.csv", "saga": "reports/saga_record.json"}  # what many Readings fold into
# Tables of places that are imported before a corpus is read: what the corpus asks is how well its user's own gazetteer is used.
IMPORTED = {"toponyms": ("gazetteer/sy_places.csv", "gazetteer/lb_wof.csv")}
HALVED = {name for name, (_, gold) in GOLD.items() if gold.endswith(".jsonl")}


def bench(*arguments: str) -> str:
    """The output of one of the scripts beside the corpora."""
    ran = subprocess.run([sys.executable, str(SHARED / "bench" / arguments[0]), *arguments[1:]], capture_output=True, text=True)
    return ran.stdout if ran.returncode == 0 else f"failed: {ran.stderr.strip().splitlines()[-1:]}"


def lines(path: Path) -> list[str]:
    """The lines of a file that hold something."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def sampled(gold: Path, folder: Path, whole: bool) -> Path:
    """The gold itself, or every n-th line of it where it is long."""
    rows = lines(gold) if gold.suffix == ".jsonl" else []
    if whole or len(rows) <= MOST_REPORTS:
        return gold
    path = folder / gold.name
    path.write_text("\n".join(rows[:: -(-len(rows) // MOST_REPORTS)]) + "\n", encoding="utf-8")
    return path


def with_gazetteers(name: str, folder: Path) -> dict[str, str]:
    """The environment that a corpus is read in: with its gazetteers imported into a data folder of its own, where it asks for any."""
    environment = dict(os.environ)
    if name in IMPORTED:
        environment["XDG_DATA_HOME"] = str(folder / "data")
        for table in IMPORTED[name]:
            subprocess.run([str(MARSAD), "gazetteer", "add", str(CORPORA / table)], env=environment, capture_output=True, check=True)
    return environment


def measure(name: str, folder: Path, errors: int, whole: bool) -> str:
    """The headline of a corpus, of its halves, and its worst cases."""
    corpus, place = GOLD[name]
    gold = sampled(CORPORA / place, folder, whole)
    reports, readings = folder / f"{name}.reports.jsonl", folder / f"{name}.readings.jsonl"
    reports.write_text(bench("inputs.py", corpus, str(gold)), encoding="utf-8")
    environment = with_gazetteers(name, folder)
    started = time.perf_counter()
    with readings.open("wb") as out:
        ran = subprocess.run([str(MARSAD), "code", str(reports)], stdout=out, stderr=subprocess.PIPE, text=True, env=environment)
    seconds = time.perf_counter() - started
    if ran.returncode > 1:
        return f"{name}: not read: {ran.stderr.strip()[:300]}"
    told = bench("score.py", corpus, str(readings), str(gold), *(["--errors", str(errors)] if errors else []))
    told = told if errors else "\n".join(told.splitlines()[:1])
    parts = [f"{name:18} {seconds:6.1f} s  {told}"]
    if name in HALVED:
        for table in (CORPORA / place).parent.glob("*.csv"):
            shutil.copy(table, folder)  # a scorer looks for its tables beside the gold
        for half, first in (("even", 0), ("odd", 1)):
            part = folder / f"{name}.{half}.jsonl"
            part.write_text("\n".join(lines(gold)[first::2]) + "\n", encoding="utf-8")
            parts.append(f"    {half:4} {bench('score.py', corpus, str(readings), str(part)).splitlines()[0]}")
    elif gold.suffix == ".csv":
        head, *rows = lines(gold)
        numbered = [f"D{number:04d},{row}" for number, row in enumerate(rows)]  # the scorer's own numbers, which halving would change
        for half, first in (("even", 0), ("odd", 1)):
            part = folder / f"{name}.{half}.csv"
            part.write_text("\n".join([f"id,{head}", *numbered[first::2]]) + "\n", encoding="utf-8")
            parts.append(f"    {half:4} {bench('score.py', corpus, str(readings), str(part)).splitlines()[0]}")
    return "\n".join(parts)


def measure_fold(name: str, folder: Path, errors: int) -> str:
    """The headline of `merge` (by halves of its events too) or `saga`: what `marsad fold` makes of many Readings."""
    gold, readings, records = CORPORA / FOLDED[name], folder / f"{name}.readings.jsonl", folder / f"{name}.records.jsonl"
    if name == "merge":
        readings.write_text(bench("rows_to_readings.py", str(gold.with_name("rows.csv"))), encoding="utf-8")
    else:
        reports = folder / "saga.reports.jsonl"
        reports.write_text(bench("inputs.py", name, str(gold)), encoding="utf-8")
        with readings.open("wb") as out:
            subprocess.run([str(MARSAD), "code", str(reports)], stdout=out, stderr=subprocess.DEVNULL, check=False)
    started = time.perf_counter()
    with records.open("wb") as out:
        subprocess.run([str(MARSAD), "fold", str(readings)], stdout=out, stderr=subprocess.DEVNULL, check=False)
    seconds = time.perf_counter() - started
    more = ["--readings", str(readings)] if name == "saga" else []
    told = bench("score.py", name, str(records), str(gold), *more, *(["--errors", str(errors)] if errors else []))
    parts = [f"{name:18} {seconds:6.1f} s  {told if errors else told.splitlines()[0]}"]
    if name == "merge":
        table = lines(gold)
        for half, first in (("even", 0), ("odd", 1)):
            part = folder / f"merge.{half}.csv"
            part.write_text("\n".join([table[0], *(row for row in table[1:] if _half(row) == first)]) + "\n", encoding="utf-8")
            parts.append(f"    {half:4} {bench('score.py', name, str(records), str(part)).splitlines()[0]}")
    return "\n".join(parts)


def _half(row: str) -> int:
    """The half of a row of gold by its event, so that no event is torn."""
    return zlib.crc32(row.split(",")[1].encode()) % 2


def speed() -> str:
    """Sentences a second on one core over `fakes`, raw text in and Reading out, start-up taken off; and peak memory."""
    script = HERE / "speed.py"
    ran = subprocess.run([sys.executable, str(script), str(CORPORA / "fakes/dev.jsonl")], capture_output=True, text=True)
    return ran.stdout.strip() or ran.stderr.strip()[-300:]


def many() -> str:
    """How the record keeps up with 1,000, 3,000 and 10,000 reports of our own making: an hour"""
    ran = subprocess.run([sys.executable, str(HERE / "many.py")], capture_output=True, text=True)
    return ran.stdout.strip() or ran.stderr.strip()[-300:]


ALONE = {"speed": speed, "many": many}


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("corpus", nargs="*", help=", ".join((*GOLD, *FOLDED, *ALONE)))
    asked.add_argument("--errors", type=int, default=0)
    asked.add_argument("--all", action="store_true", help="no sampling of long corpora")
    asked.add_argument("--record", action="store_true", help="append to bench/HISTORY.md")
    chosen = asked.parse_args()
    told: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen.corpus or (*GOLD, *FOLDED, "speed"):
            if name in FOLDED:
                told.append(measure_fold(name, Path(folder), chosen.errors))
            else:
                told.append(ALONE[name]() if name in ALONE else measure(name, Path(folder), chosen.errors, chosen.all))
            print(told[-1], flush=True)
    if chosen.record:
        with (HERE / "HISTORY.md").open("a", encoding="utf-8") as history:
            history.write(f"\n## {datetime.now(UTC):%Y-%m-%d %H:%M} UTC\n\n```\n" + "\n".join(told) + "\n```\n")


if __name__ == "__main__":
    main()
