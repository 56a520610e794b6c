"""How the record keeps up with many reports: python bench/many.py [NUMBER ...] [--keep FILE] [--fresh COUNT]

Reports are made from our own examples by drawing sentences, moving dates, places, groups and numbers; one in three tells again, in another
source's words, what an earlier one told, one in thirty copies it. For each NUMBER: the processor's seconds to fold all, the time to take in
one report more, and peak memory.
"""

import argparse
import gc
import json
import random
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from marsad.cli.main import COLLECT
from marsad.jobs.code import Job
from marsad.jobs.ingest import ingest
from marsad.jobs.rebuild import rebuild, refresh
from marsad.model.mention import ActorMention, Mention, PlaceMention
from marsad.model.report import Report
from marsad.pack.load import load_pack
from marsad.pack.pack import Pack
from marsad.pipeline import read
from marsad.readers import Received
from marsad.store.base import Store
from marsad.store.door import open_store

ROOT = Path(__file__).parent.parent
SOURCES = ("Levant Monitor", "Homs State News", "Orient Wire", "Houla Live", "Beirut Morning", "Northern Monitor", "Steppe Agency",
           "Coast Daily", "River Post", "UN Humanitarian Coordination")  # fmt: skip
A_DAY = 27  # reports: two hundred a week
FIRST = date(2016, 1, 1)
NUMBER = re.compile(r"(?<![\w.,:-])(\d{1,3}(?:,\d{3})+|\d{1,4})(?!,?\w|[.:-]\w|\s*(?:a\.m|p\.m|GMT|th|km))")
DATED = re.compile(r"\b(?:on|the) (?:the )?\d{1,2}(?:st|nd|rd|th) of March(?: 2017)?|\bMarch 2015\b")


@dataclass(frozen=True)
class Example:
    """Sentences of one of our texts with the names in them: of settlements, of provinces, of armed groups."""

    sentences: tuple[str, ...]
    names: tuple[tuple[str, str], ...]


def examples(pack: Pack) -> list[Example]:
    """All our texts, and the examples of every fifth rule, some of one rule file together as if they were a text; read once for the
    names in them."""
    texts = [json.loads(line)["text"] for line in (ROOT / "examples/saga.jsonl").read_text(encoding="utf-8").splitlines()]
    texts += [p.read_text(encoding="utf-8") for p in (*sorted(ROOT.glob("examples/*.txt")), *sorted(ROOT.glob("tests/golden/*.txt")))]
    told = [str(e["text"]) for rule in pack.rules["frames"][::5] for e in rule.rule.examples if "text" in e]
    texts += ["\n\n".join(told[i : i + 5]) for i in range(0, len(told) - 4, 5)]
    return [found for text in texts if (found := _example(text, pack)).sentences]


def _example(text: str, pack: Pack) -> Example:
    reading = read(Report("example", text, published="2017-03-09"), pack)
    names = {word: sort for m in reading.mentions if (sort := _sort(m)) for word in (text[m.start : m.end],) if len(word.split()) < 4}
    sentences = tuple(" ".join(text[s.start : s.end].split()) for s in reading.sentences if s.kind == "prose" and s.end - s.start > 20)
    return Example(sentences, tuple(sorted(names.items(), key=lambda n: (-len(n[0]), n))))


def _sort(mention: Mention) -> str | None:
    if isinstance(mention, PlaceMention) and mention.place_id and mention.kind in ("settlement", "admin1"):
        return mention.kind
    armed = isinstance(mention, ActorMention) and mention.actor_id and mention.actor_type in ("rebel_group", "political_militia")
    return "group" if armed and mention.text[0].isupper() else None


class Maker:
    """Reports without end, the same for the same seed."""

    def __init__(self, pack: Pack, number: int, seed: int = 4) -> None:
        self._random = random.Random(seed)
        self._examples = examples(pack)
        places = [e for e in pack.lexicons["places"] if e.get("country") == "SY"]
        groups = [e.get("name") for e in pack.lexicons["actors"] if e.get("type") in ("rebel_group", "political_militia")]
        self._names = {
            "settlement": sorted({e.get("name") for e in places if e.get("kind") == "settlement" and " " not in e.get("name")}),
            "admin1": sorted({e.get("name") for e in places if e.get("kind") == "admin1"}),
            "group": sorted({g for g in groups if len(g.split()) < 4}),
        }
        self._days = max(1, number // A_DAY)
        self._told: list[tuple[Example, tuple[str, ...], dict[str, str], int, float]] = []

    def report(self, number: int) -> Report:
        """The next report."""
        draw = self._random.random()
        if draw < 0.03 and self._told:
            example, sentences, names, day, factor = self._random.choice(self._told[-300:])
            text = "We publish what our colleagues saw. " + " ".join(sentences)
        elif draw < 0.36 and self._told:
            example, _, names, day, factor = self._random.choice(self._told[-300:])
            day += self._random.choice((0, 1, 1, 2))
            sentences = self._drawn(example, names, factor * self._random.choice((1, 1, 1, 1.2)))
            text = " ".join(sentences)
        else:
            example, factor = self._random.choice(self._examples), self._random.uniform(0.5, 2.5)
            names = {name: self._random.choice(self._names[sort]) for name, sort in example.names}
            day = self._random.randrange(self._days)
            sentences = self._drawn(example, names, factor)
            text = " ".join(sentences)
        self._told.append((example, sentences, names, day, factor))
        moment = datetime(FIRST.year, FIRST.month, FIRST.day) + timedelta(days=day, hours=self._random.randrange(6, 23))
        source = self._random.choice(SOURCES)
        return Report(f"many-{number:06}", text, source=source, published=moment.isoformat(), published_basis="given")

    def _drawn(self, example: Example, names: dict[str, str], factor: float) -> tuple[str, ...]:
        """Some sentences in their order, with other names, numbers, and no days of March."""
        chosen = sorted(self._random.sample(range(len(example.sentences)), min(len(example.sentences), self._random.choice((2, 3, 3, 4)))))
        return tuple(self._moved(example.sentences[i], names, factor) for i in chosen)

    def _moved(self, sentence: str, names: dict[str, str], factor: float) -> str:
        for name, other in names.items():
            sentence = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", other, sentence)
        sentence = DATED.sub("yesterday", sentence)
        return NUMBER.sub(lambda m: f"{max(1, round(int(m[1].replace(',', '')) * factor)):,}", sentence)


def received(maker: Maker, first: int, number: int) -> Iterator[Received]:
    """So many reports more."""
    for n in range(first, first + number):
        report = maker.report(n)
        yield Received(report, report.text.encode())


def measure(store: Store, pack: Pack, maker: Maker, number: int, fresh: int) -> str:
    """One line: reading, folding all, taking in one more."""
    started = time.perf_counter()
    taken = sum(1 for _ in ingest(received(maker, 0, number), Job("syria"), store))
    reading = time.perf_counter() - started
    started = time.process_time()
    rebuild(store, pack)
    folding = time.process_time() - started
    with store.view() as view:
        records = view.count()
    times: list[float] = []
    busy: list[float] = []
    for n in range(fresh):
        list(ingest(received(maker, number + n, 1), Job("syria"), store))
        started, working = time.perf_counter(), time.process_time()
        refresh(store, pack)
        times.append(1000 * (time.perf_counter() - started))
        busy.append(1000 * (time.process_time() - working))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line = (
        f"many: {taken:6} reports, {records} records; read {reading:.0f} s; fold all {folding:.1f} s ({1000 * folding / taken:.1f} ms each)"
    )
    if times:
        line += f"; one more: {_spread(times)}, of it {_spread(busy)} at work"
    return line + f"; peak memory {peak:.0f} MB"


def _spread(times: list[float]) -> str:
    return f"median {statistics.median(times):.0f} ms, 95 % under {sorted(times)[-1 - len(times) // 20]:.0f} ms"


def main() -> None:
    """Print a line for each number of reports."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("number", nargs="*", type=int, default=[1000, 3000, 10_000])
    asked.add_argument("--keep", help="the SQLite file to make, for one NUMBER")
    asked.add_argument("--fresh", type=int, default=40, help="reports that are taken in one by one")
    chosen = asked.parse_args()
    gc.set_threshold(*COLLECT)
    pack = load_pack("syria")
    with tempfile.TemporaryDirectory() as folder:
        for number in chosen.number:
            place = chosen.keep or f"{folder}/{number}.db"
            with open_store(f"sqlite:///{place}") as store:
                sys.stdout.write(measure(store, pack, Maker(pack, number), number, chosen.fresh) + "\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
