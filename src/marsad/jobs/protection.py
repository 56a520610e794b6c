"""What every door to the outside asks before it writes or shows anything: the store's policy, secret and judgements, put to a Release."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from marsad.errors import MarsadError
from marsad.model.form import Form
from marsad.model.judgement import Sealed
from marsad.model.release import Release
from marsad.pack.pack import Pack
from marsad.protect import Known, Policy, Withheld, load_policy, protect
from marsad.store.base import Store, Wanted
from marsad.store.columns import columns_of, fits

INSIDE = ("reports", "sources", "text")  # conditions that ask for what is not told outside


class Protection(NamedTuple):
    """All that protection needs beside the Release."""

    policy: Policy
    known: Known
    key: bytes
    judgements: tuple[Sealed, ...]
    today: date


def protection_of(store: Store, pack: Pack, today: date, policy: Path | None = None) -> Protection:
    """The protection of a store on a day, by the policy that Marsad comes with or by that of a file. Raises PolicyError, StoreError."""
    chosen = load_policy(policy)
    with store.view() as view:
        judgements = tuple(view.judgements())
    with store.writer() as writer:
        key = writer.secret()
    return Protection(chosen, Known(pack), key, judgements, today)


def protected(release: Release, protection: Protection, wanted: Wanted = Wanted()) -> tuple[Release, tuple[Withheld, ...]]:
    """What may leave of a Release, and what was withheld, which only the operator may see. `release`: of the whole record, so that no
    condition parts what is read together; `wanted` is asked of what is told outside, so that it cannot be used to look inside. An internal
    Release is narrowed alone. Raises MarsadError where `wanted` asks for what is not told."""
    asked = next((name for name in INSIDE if getattr(wanted, name) is not None), None)
    if release.tier != "internal" and asked is not None:
        raise MarsadError(f"{asked} cannot be asked for in the {release.tier} tier", place=asked, advice="it would tell what is withheld")
    p = protection
    told, withheld = protect(release, p.policy, p.today, p.judgements, known=p.known, key=p.key)
    return narrowed(told, wanted), withheld


def narrowed(release: Release, wanted: Wanted) -> Release:
    """The records of a Release that answer a wish, with their claims, reports and statements. Ids of reports and words of their texts are
    asked of a store, not of a Release."""
    plain = wanted._replace(most=None, skip=0, sources=None, text=None)
    if plain == Wanted() and wanted.most is None and not wanted.skip:
        return release
    found = [record for record in release.records if fits(columns_of(record), plain)]
    records = found[wanted.skip : None if wanted.most is None else wanted.skip + wanted.most]
    ids = {record["id"] for record in records}
    claims = tuple(claim for claim in release.claims if claim["event"] in ids)
    kept = {citation for form in (*records, *claims) for citation in _citations(form)}
    reports = {report for form in (*records, *claims) for report in form["reports"]}
    return replace(
        release,
        records=tuple(records),
        claims=claims,
        reports={name: about for name, about in release.reports.items() if name in reports},
        statements={citation: about for citation, about in release.statements.items() if citation in kept},
    )


def _citations(form: Form) -> Iterable[tuple[str, str]]:
    return ((report, statement) for report in form["reports"] for statement in form["statements"])
