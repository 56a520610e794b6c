"""Which records need protection, and why: by what they are, by the words of their clauses, and by what they stand beside."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from marsad.model.form import Form
from marsad.model.release import Release, StatementAbout
from marsad.pack.words import key_of
from marsad.protect.places import is_fine, key
from marsad.protect.schema import ClassRule, Policy

NEAR = "beside"  # the class of what stands beside a protected record
PLACES = ("place", "from_place", "to_place", "origin", "destination", "via", "areas", "area", "stops", "position", "except")
SILENT = frozenset(
    {"id", "kind", "status", "record", "said_by", "voices", "told", "views", "figures", "cargo", "codes", "statements", "reports", "report",
     "event", "agreement", "place_id", "actor_id", "actor_type", "type", "country", "admin1", "basis", "precision", "from", "to", "review"}
)  # fmt: skip

Citation = tuple[str, str]


def name_of(form: Form) -> str:
    """What a record or claim is known by inside: a claim may have the id of the event that it went into, or of another claim."""
    return f"{form['report']}\x1f{form['id']}" if form["record"] == "claim" else str(form["id"])


def classes_of(release: Release, policy: Policy) -> Mapping[str, tuple[str, ...]]:
    """The classes of each record and claim by its `name_of`; none for those that need no protection. Names of classes are those of the
    policy, and `beside`. An event and what single reports tell of it are protected together."""
    forms = {name_of(form): form for form in (*release.records, *release.claims)}
    event_of = {name_of(claim): str(claim["event"]) for claim in release.claims}
    marks = _marks(release, policy)
    own = {name: _own(form, release, policy, marks) for name, form in forms.items()}
    for name, event in event_of.items():
        own[event] = own.get(event, set()) | own[name]
    for name, event in event_of.items():
        own[name] |= own[event]
    spots = _spots(forms, own)
    stands = _stands(release, marks)
    beside = {n for n, form in forms.items() if _near(form, release, stands, policy.reach) or _same_place(form, spots)}
    beside |= {event for name, event in event_of.items() if name in beside}
    beside |= {name for name, event in event_of.items() if event in beside}
    return {n: tuple(c for c in policy.classes if c in found) or ((NEAR,) if n in beside else ()) for n, found in own.items()}


def citations(form: Form, release: Release) -> list[Citation]:
    """The statements, with their reports, that a record rests on, as far as the Release has them."""
    reports = [form["report"]] if form["record"] == "claim" else form["reports"]
    return [(r, s) for s in form["statements"] for r in reports if (r, s) in release.statements]


def places_in(value: object) -> Iterator[Form]:
    """All places in a record, wherever they stand."""
    if isinstance(value, list):
        for item in value:
            yield from places_in(item)
    elif isinstance(value, dict):
        if "place_id" in value:
            yield value
        else:
            for name, item in value.items():
                if name != "record":
                    yield from places_in(item)


def _marks(release: Release, policy: Policy) -> dict[Citation, set[str]]:
    """The classes of each statement: by its kind, its words, and the movement that it is part of."""
    marks: dict[Citation, set[str]] = {}
    for citation, about in release.statements.items():
        said = "\n".join(filter(None, (about.quote, *(p.text for p in about.phrases))))
        marks[citation] = {n for n, c in policy.classes.items() if about.kind in c.kinds or _speaks(c, said)}
    for form in release.records:
        for name, rule in policy.classes.items():
            if form["record"] in rule.sorts and form.get("what") not in rule.unless:
                for citation in citations(form, release):
                    marks[citation].add(name)
    return marks


def _own(form: Form, release: Release, policy: Policy, marks: Mapping[Citation, set[str]]) -> set[str]:
    """The classes of a record itself. One at a place that everybody knows is not protected for being a site."""
    said = "\n".join(_texts(form))
    found = {name for name, rule in policy.classes.items() if _is(form, rule) or _speaks(rule, said)}
    found |= {name for citation in citations(form, release) for name in marks[citation]}
    if found == {"sites"} and _open(form, policy):
        return set()
    return found


def _is(form: Form, rule: ClassRule) -> bool:
    return form.get("kind") in rule.kinds or (form["record"] in rule.sorts and form.get("what") not in rule.unless)


def _open(form: Form, policy: Policy) -> bool:
    known = {p.place.casefold() for p in policy.open_places}
    fine = [p for p in places_in(form) if is_fine(p)]
    return bool(fine) and all(str(p.get("place_id")).casefold() in known or str(p["name"]).casefold() in known for p in fine)


def _texts(value: object) -> Iterator[str]:
    """All that a record says in words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in SILENT:
                yield from _texts(item)


def _speaks(rule: ClassRule, said: str) -> bool:
    return bool(rule.words) and _pattern(rule.words).search(f" {' '.join(key_of(said))} ") is not None


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the words, in a folded text in which one space parts words."""
    alternatives = (" ".join(map(re.escape, key_of(w.removesuffix("*")))) + (r"\w*" if w.endswith("*") else "") for w in words)
    return re.compile(rf" (?:{'|'.join(alternatives)}) ")


def _stands(release: Release, marks: Mapping[Citation, set[str]]) -> dict[str, list[StatementAbout]]:
    """The statements that need protection, by report."""
    found: dict[str, list[StatementAbout]] = defaultdict(list)
    for citation, classes in marks.items():
        if classes:
            found[citation[0]].append(release.statements[citation])
    return found


def _near(form: Form, release: Release, stands: Mapping[str, list[StatementAbout]], reach: int) -> bool:
    """Whether a clause of a record stands near one that needs protection."""
    own = citations(form, release)
    return any(_meets(release.statements[c], other, reach) for c in own for other in stands.get(c[0], ()) if (c[0], other.id) not in own)


def _meets(a: StatementAbout, b: StatementAbout, reach: int) -> bool:
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return True  # where it stands is not known
    return a.start < b.end + reach and b.start < a.end + reach


def _spots(forms: Mapping[str, Form], own: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """The places of protected records, by the reports that tell of them."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, form in forms.items():
        if own[name]:
            for report in form["reports"]:
                found[report] |= _fine_places(form)
    return found


def _same_place(form: Form, spots: Mapping[str, set[str]]) -> bool:
    here = _fine_places(form)
    return any(here & spots.get(report, set()) for report in form["reports"])


def _fine_places(form: Form) -> set[str]:
    return {key(place) for place in places_in({n: form[n] for n in PLACES if n in form}) if is_fine(place)}
