"""Sentences a second and peak memory of `read` in one process: python bench/speed.py REPORTS.jsonl [MOST]."""

import gc
import json
import resource
import sys
import time
from pathlib import Path

from marsad.cli.main import COLLECT
from marsad.model.form import to_dict
from marsad.model.report import Report
from marsad.pack.load import load_pack
from marsad.pipeline import read

gc.set_threshold(*COLLECT)
rows = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines() if line.strip()]
rows = rows[: int(sys.argv[2]) if len(sys.argv) > 2 else 200]
pack = load_pack("syria")
read(Report(id="warm", text="The town was shelled on Monday."), pack)
sentences = 0
started = time.perf_counter()
for row in rows:
    reading = read(Report(id=str(row["id"]), text=row["text"]), pack)
    sentences += len(reading.sentences)
    json.dumps(to_dict(reading), ensure_ascii=False)
seconds = time.perf_counter() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"speed: {sentences / seconds:.0f} sentences/s on {len(rows)} reports ({sentences} sentences), peak memory {peak:.0f} MB")
