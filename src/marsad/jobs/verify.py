"""Whether a store still holds what was put into it: the chain of judgements, the reports' bytes and texts, every span against its text."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from marsad.model.form import Form
from marsad.model.judgement import FIRST, Sealed, broken
from marsad.model.report import digest
from marsad.store.base import Noted, Store, View

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)  # what a row that somebody changed may lead to


class Fault(NamedTuple):
    """Something that is not as it was put down. `place`: a report, or a judgement's number."""

    place: str
    said: str


@dataclass(slots=True)
class Verified:
    """What was looked at. `head`: the hash of the last judgement; kept outside the store, it shows later that no tail was cut off."""

    reports: int = 0
    mentions: int = 0
    statements: int = 0
    judgements: int = 0
    head: str = FIRST


def verify(store: Store, found: Verified, watch: Callable[[Iterable[str]], Iterable[str]] = iter) -> Iterator[Fault]:
    """Every fault, as it is found; `found` counts what was looked at meanwhile, and `watch` sees the id of each report go by. Raises
    StoreError where the store cannot be read."""
    with store.view() as view:
        texts: dict[str, str] = {}
        for name in watch(view.ids()):
            found.reports += 1
            yield from (Fault(name, said) for said in _report(view, name, found, texts))
        try:
            for fault in broken(_counted(view.judgements(), found)):
                yield Fault(f"judgement {fault.number}", fault.fault)
            for one in view.judgements():
                yield from _about(one, texts)
        except UNREADABLE as error:
            yield Fault(f"judgement {found.judgements + 1}", f"it cannot be read: {type(error).__name__}")


def _report(view: View, name: str, found: Verified, texts: dict[str, str]) -> Iterator[str]:
    """The faults of one report; `texts` takes the sum of its text."""
    try:
        noted = view.noted(name)
        if noted is None:
            yield "its row is not found by its id"
            return
        texts[name] = noted.text_sha256
        yield from _faults(noted, found)
    except UNREADABLE as error:
        yield f"what is kept of it cannot be read: {type(error).__name__}"


def _counted(chain: Iterable[Sealed], found: Verified) -> Iterator[Sealed]:
    for one in chain:
        found.judgements += 1
        found.head = one.hash
        yield one


def _about(one: Sealed, texts: dict[str, str]) -> Iterator[Fault]:
    """That the report is there which was judged, with the text that it had."""
    if one.judgement.report not in texts:
        yield Fault(f"judgement {one.number}", f"report {one.judgement.report} is not there")
        return
    noted = json.loads(one.judgement.about).get("sha256")
    if noted is not None and noted != texts[one.judgement.report]:
        yield Fault(f"judgement {one.number}", f"report {one.judgement.report} had another text when it was judged")


def _faults(noted: Noted, found: Verified) -> Iterator[str]:
    kept, form = noted.kept, noted.kept.form
    if hashlib.sha256(kept.raw).hexdigest() != noted.raw_sha256:
        yield "the bytes are not those that were received"
    text = form["report"]["text"]
    if not digest(text) == noted.text_sha256 == form["report"]["sha256"]:
        yield "the text is not the one that was read"
    for mention in form["mentions"]:
        found.mentions += 1
        if not _lies_in(mention, text) or text[mention["start"] : mention["end"]] != mention["text"]:
            yield f"mention {mention['id']}: its words do not stand where it says"
    for statement in form["statements"]:
        found.statements += 1
        trigger = statement["trigger"]
        if not (_lies_in(statement, text) and _lies_in(trigger, text) and text[trigger["start"] : trigger["end"]] == trigger["text"]):
            yield f"statement {statement['id']}: its words do not stand where it says"


def _lies_in(span: Form, text: str) -> bool:
    return bool(0 <= span["start"] <= span["end"] <= len(text))
