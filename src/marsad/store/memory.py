"""A store that ends with the process."""

import copy
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from secrets import token_bytes
from typing import Self

from marsad.model.account import Account
from marsad.model.form import Form
from marsad.model.judgement import Judgement, Sealed, sealed
from marsad.model.urgency import urgency
from marsad.store.base import SECRET_BYTES, Brief, Failed, Kept, Listed, Noted, Published, Rests, Spread, Tally, Wanted, clash
from marsad.store.columns import Columns, columns_of, fits, rests_on
from marsad.store.words import asked, holds, indexed


@dataclass(slots=True)
class _Held:
    """All that a store knows at one moment."""

    reports: dict[str, Kept] = field(default_factory=dict)
    failures: dict[str, Failed] = field(default_factory=dict)
    records: dict[str, Form] = field(default_factory=dict)
    judgements: tuple[Sealed, ...] = ()
    accounts: dict[str, Account] = field(default_factory=dict)
    secret: bytes = field(default_factory=lambda: token_bytes(SECRET_BYTES))
    revision: int = 0
    folded: int = 0
    briefs: dict[str, Brief] = field(default_factory=dict)
    marks: dict[str, frozenset[int]] = field(default_factory=dict)
    waiting: frozenset[str] = frozenset()
    basis: int = 0

    def copy(self) -> "_Held":
        kept = dict(self.reports), dict(self.failures), dict(self.records), self.judgements, dict(self.accounts), self.secret
        return _Held(*kept, self.revision, self.folded, dict(self.briefs), dict(self.marks), self.waiting, self.basis)


class MemoryStore:
    """Reports, Readings, judgements and records in memory."""

    def __init__(self) -> None:
        self._held = _Held()

    @contextmanager
    def writer(self) -> Iterator["MemoryWriter"]:
        """Write in one transaction. Raises StoreError, and then nothing of it is kept."""
        held = self._held.copy()
        yield MemoryWriter(held)
        self._held = held

    @contextmanager
    def folding(self) -> Iterator["MemoryFolding"]:
        """Let the record follow the reports, in one transaction. Raises StoreError, and then nothing of it is kept."""
        held = self._held.copy()
        yield MemoryFolding(held)
        self._held = held

    @contextmanager
    def view(self) -> Iterator["MemoryView"]:
        """Read."""
        yield MemoryView(self._held)

    def close(self) -> None:
        """Nothing to let go of."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class MemoryWriter:
    """A transaction on what will be held when it ends."""

    def __init__(self, held: _Held) -> None:
        self._held = held

    def add_report(self, kept: Kept) -> bool:
        """Keep a report with its Reading; whether that changed anything."""
        known = self._held.reports.get(kept.id)
        if known is not None:
            if known.form["report"]["sha256"] != kept.form["report"]["sha256"]:
                raise clash(kept.id)
            kept = kept._replace(raw=known.raw, how=known.how)
        failed = self._held.failures.pop(kept.id, None)
        changed = known is None or known.form != kept.form
        self._held.reports[kept.id] = copy.deepcopy(kept)
        self._held.revision += changed
        self._held.waiting |= {kept.id} if changed else frozenset()
        return changed or failed is not None

    def add_failure(self, failed: Failed) -> bool:
        """Keep a report that could not be read; whether that changed anything."""
        changed = self._held.failures.get(failed.id) != failed
        self._held.failures[failed.id] = failed
        return changed

    def add_judgement(self, judgement: Judgement) -> Sealed:
        """Put a judgement at the end of the chain."""
        one = sealed(judgement, self._held.judgements[-1] if self._held.judgements else None)
        self._held.judgements += (one,)
        self._held.revision += 1
        self._held.waiting |= self._spoken_of(judgement) & self._held.reports.keys()
        return one

    def _spoken_of(self, judgement: Judgement) -> frozenset[str]:
        """The reports of whose statements a judgement speaks; a withdrawal speaks of those of what it takes back."""
        own = frozenset(r for r in (judgement.report, judgement.other_report) if r is not None)
        undone = [j for j in self._held.judgements if judgement.verdict == "withdraw" and j.number == judgement.undoes]
        return own | self._spoken_of(undone[0].judgement) if undone else own

    def account(self, name: str) -> Account | None:
        """The account of a name, or None."""
        return self._held.accounts.get(name)

    def put_account(self, account: Account) -> None:
        """Keep an account, in the place of the one of its name where there is one."""
        self._held.accounts[account.name] = account

    def secret(self) -> bytes:
        """The secret of this store."""
        return self._held.secret

    def replace_records(self, records: Iterable[Form], revision: int) -> bool:
        """These in the place of all that were there; whether that changed anything."""
        new: dict[str, Form] = {}
        for record in records:
            new.setdefault(record["id"], copy.deepcopy(record))
        changed = new != self._held.records
        self._held.records, self._held.folded = new, revision
        return changed


class MemoryFolding:
    """A transaction in which the record follows the reports. The key of a report is its id."""

    def __init__(self, held: _Held) -> None:
        self._held = held

    def begin(self, basis: int) -> None:
        """Whatever was folded on another basis is forgotten: all reports wait."""
        held = self._held
        if held.basis != basis:
            held.briefs, held.marks, held.records = {}, {}, {}
            held.waiting, held.basis = frozenset(held.reports), basis

    def waiting(self, most: int) -> list[str]:
        """The keys of the reports that wait; the earliest published first."""

        def order(name: str) -> tuple[bool, str, str]:
            published = self._held.reports[name].form["report"]["published"]
            return published is None, published or "", name

        return sorted(self._held.waiting, key=order)[:most]

    def waiting_count(self) -> int:
        """How many wait."""
        return len(self._held.waiting)

    def report(self, key: str) -> Kept | None:
        """A report, or None."""
        return copy.deepcopy(self._held.reports.get(key))

    def judgements(self, reports: Collection[str]) -> list[Sealed]:
        """All judgements of these reports, those that pair statements, and all withdrawals, in order."""
        pairing = ("same", "different", "withdraw")
        return [j for j in self._held.judgements if j.judgement.report in reports or j.judgement.verdict in pairing]

    def briefs(self, keys: Collection[str]) -> dict[str, Brief]:
        """What is known of these reports, by key."""
        return {k: copy.deepcopy(self._held.briefs[k]) for k in keys if k in self._held.briefs}

    def bearing(self, marks: Collection[int]) -> dict[int, list[str]]:
        """The keys of the reports that bear each of these marks."""
        wanted = frozenset(marks)
        found: dict[int, list[str]] = defaultdict(list)
        for name, held in self._held.marks.items():
            for mark in held & wanted:
                found[mark].append(name)
        return found

    def put(self, key: str, brief: Brief, marks: Collection[int]) -> None:
        """Keep what is known of a report, with the marks that it bears now."""
        self._held.briefs[key], self._held.marks[key] = copy.deepcopy(brief), frozenset(marks)

    def folded(self, keys: Collection[str]) -> None:
        """These wait no longer."""
        self._held.waiting -= set(keys)

    def replace(self, gone: Rests, records: Iterable[Form]) -> bool:
        """Take away each record that rests on one of these statements, and put these; whether that changed anything."""
        held, before = self._held.records, dict(self._held.records)
        for name, record in before.items():
            if rests_on(record, gone.get(record["record"], ())):
                del held[name]
        held |= {record["id"]: copy.deepcopy(record) for record in records}
        return held != before

    def done(self) -> None:
        """Note that the records are those of all reports and judgements."""
        self._held.folded = self._held.revision


class MemoryView:
    """One look at what was held when it began."""

    def __init__(self, held: _Held) -> None:
        self._held = held

    def report(self, report_id: str) -> Kept | None:
        """A report, or None."""
        return copy.deepcopy(self._held.reports.get(report_id))

    def ids(self) -> Iterator[str]:
        """The id of every report, in order."""
        return iter(sorted(self._held.reports))

    def reports(self) -> Iterator[Kept]:
        """Every report, in the order of its id."""
        return (copy.deepcopy(self._held.reports[i]) for i in sorted(self._held.reports))

    def noted(self, report_id: str) -> Noted | None:
        """A report with its sums, or None."""
        kept = self.report(report_id)
        return None if kept is None else Noted(kept, kept.raw_sha256, kept.form["report"]["sha256"])

    def sums(self) -> Iterator[str]:
        """The SHA-256 of the bytes of every report as it came."""
        return (kept.raw_sha256 for kept in self._held.reports.values())

    def failures(self) -> Iterator[Failed]:
        """Every report that could not be read, in the order of its id."""
        return (self._held.failures[i] for i in sorted(self._held.failures))

    def statement(self, statement_id: str) -> Iterator[tuple[str, Form]]:
        """The statements of an id, each with the id of its report."""
        for kept in self.reports():
            yield from ((kept.id, s) for s in kept.form["statements"] if s["id"] == statement_id)

    def by_urgency(self) -> Iterator[tuple[str, Form]]:
        """Every statement with the id of its report, the most urgent to look at first."""
        told = [(kept.id, s) for kept in self.reports() for s in kept.form["statements"]]
        yield from sorted(told, key=lambda each: -urgency(each[1]))

    def statement_count(self) -> int:
        """How many statements there are."""
        return sum(len(kept.form["statements"]) for kept in self._held.reports.values())

    def account(self, name: str) -> Account | None:
        """The account of a name, or None."""
        return self._held.accounts.get(name)

    def accounts(self) -> Iterator[Account]:
        """Every account, in the order of its name."""
        return (self._held.accounts[name] for name in sorted(self._held.accounts))

    def judgements(self, after: int = 0, report: str | None = None, statement: str | None = None) -> Iterator[Sealed]:
        """The judgements whose number is greater than `after`, in order; of one report or one statement's id, where asked for."""
        for one in self._held.judgements[max(after, 0) :]:
            if report in (None, one.judgement.report) and statement in (None, one.judgement.statement):
                yield one

    def record(self, record_id: str) -> Form | None:
        """A record by its id or the start of it, where only one has it; else None."""
        found = [r for i, r in self._held.records.items() if i.startswith(record_id)]
        exact = self._held.records.get(record_id)
        return copy.deepcopy(exact or (found[0] if len(found) == 1 else None))

    def records(self, wanted: Wanted = Wanted()) -> Iterator[Form]:
        """The records wanted, in the order of time; those without one last."""
        found = sorted(self._found(wanted), key=lambda columns: columns.order)
        last = None if wanted.most is None else wanted.skip + wanted.most
        for columns in islice(found, wanted.skip, last):
            yield copy.deepcopy(self._held.records[columns.id])

    def count(self, wanted: Wanted = Wanted()) -> int:
        """How many records are wanted; `most` and `skip` do not matter."""
        return sum(1 for _ in self._found(wanted))

    def counts(self, wanted: Wanted = Wanted()) -> Iterator[Tally]:
        """How many of the records wanted begin on each day, by sort and kind, in that order; those without a time last."""
        counted = Counter((columns.day, columns.sort, columns.kind) for columns in self._found(wanted))
        for day, sort, kind in sorted(counted, key=lambda each: (each[0] is None, *(part or "" for part in each))):
            yield Tally(day, sort, kind, counted[day, sort, kind])

    def spread(self, wanted: Wanted = Wanted()) -> Iterator[Spread]:
        """How many of the records wanted are told of each place first, by sort and kind, in no order."""
        first = ((c.spots[0], c) for c in self._found(wanted) if c.spots)
        counted = Counter((s.shown, s.place_id, s.kind, s.lat, s.lon, s.radius_km, c.sort, c.kind) for s, c in first)
        return (Spread(*each, number) for each, number in counted.items())

    def listed(self, source: str | None = None, most: int | None = None, skip: int = 0) -> Iterator[Listed]:
        """The reports, or those of one source, the one published last first; those without a date last."""
        found = [k for k in self._held.reports.values() if source is None or k.form["report"]["source"] == source]
        found.sort(key=lambda kept: kept.id)
        found.sort(key=lambda kept: kept.form["report"]["published"] or "", reverse=True)
        for kept in found[skip : None if most is None else skip + most]:
            about = kept.form["report"]
            told = len(kept.form["statements"])
            yield Listed(kept.id, about.get("title"), about["source"], about["published"], about["language"], told)

    def sources(self) -> Iterator[Published]:
        """Every source, in the order of its name; reports without one last."""
        dates: dict[str | None, list[str | None]] = {}
        for kept in self._held.reports.values():
            dates.setdefault(kept.form["report"]["source"], []).append(kept.form["report"]["published"])
        for source in sorted(dates, key=lambda name: (name is None, name or "")):
            known = [day for day in dates[source] if day]
            yield Published(source, len(dates[source]), min(known, default=None), max(known, default=None))

    def revision(self) -> int:
        """How often reports and judgements have changed."""
        return self._held.revision

    def stale(self) -> bool:
        """Whether reports or judgements have changed since those that the records were folded from."""
        return self._held.revision != self._held.folded

    def _found(self, wanted: Wanted) -> Iterator[Columns]:
        phrases = asked(wanted.text or "")
        if phrases or wanted.sources is not None:
            wanted = wanted._replace(reports=frozenset(self._reports(wanted)))
        return (columns for columns in map(columns_of, self._held.records.values()) if fits(columns, wanted))

    def _reports(self, wanted: Wanted) -> Iterator[str]:
        """The reports that answer all that is asked of a report."""
        phrases = asked(wanted.text or "")
        for kept in self._held.reports.values():
            about = kept.form["report"]
            words = indexed(about.get("title"), about["text"]) if phrases else ""
            chosen = wanted.reports is None or kept.id in wanted.reports
            by = wanted.sources is None or about["source"] in wanted.sources
            if chosen and by and all(holds(words, phrase) for phrase in phrases):
                yield kept.id
