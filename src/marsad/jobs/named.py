"""The place or actor that a person names in a correction, looked up once and put down whole: later packs cannot make another of it."""

import json
from collections.abc import Sequence

from marsad.errors import JudgementError
from marsad.jobs.units import form_of_known
from marsad.model.form import Form, mention_form
from marsad.model.mention import ActorMention
from marsad.model.report import Report
from marsad.pack.gazetteer import CLOSE, Candidate, Gazetteer, gazetteer_of
from marsad.pack.gazetteer_file import KnownPlace
from marsad.pack.pack import Pack
from marsad.pack.skeleton import likeness
from marsad.pipeline import read

AS_CLOSE = 0.02  # names that are alike by so little less than the best are as good
MOST_NAMED = 6  # places that a name may mean, in the advice


def json_value(field: str, said: str, pack: Pack) -> str:
    """What a person typed for a field as JSON text: a place or an actor by its name; null, true, false and numbers as they are; everything
    else as words. Raises JudgementError where a name means nothing, or several."""
    named = field.rpartition(".")[2]
    if named in ("place", "actor"):
        return json.dumps(place_named(said, pack) if named == "place" else actor_named(said, pack), sort_keys=True)
    try:
        found = json.loads(said)
    except (ValueError, RecursionError):
        return json.dumps(said)
    return said if found is None or isinstance(found, bool | int | float) else json.dumps(said)


def place_named(said: str, pack: Pack) -> Form:
    """The place of a name in any spelling that the pack's gazetteers know; `Name, Unit` or `Name, place_id` where several bear it, those of
    the pack's war before others. Raises JudgementError where none does, or several."""
    gazetteer = gazetteer_of(pack)
    name, _, within = (part.strip() for part in said.partition(","))
    found = gazetteer.find(name, pack.countries)
    best = max((c.alike for c in found), default=0.0)
    alike = [c for c in found if c.alike >= max(CLOSE, best - AS_CLOSE)]
    meant = _towns(_within(alike, within, gazetteer) if within else [c for c in alike if c.place.country in pack.countries] or alike)
    if not meant:
        raise JudgementError("no place of this name is known", place=said[:60], advice="marsad gazetteer search lists the spellings alike")
    if len(meant) > 1:
        named = "; ".join(f"{name}, {c.place.place_id} ({_unit(c.place, gazetteer)})" for c in meant[:MOST_NAMED])
        raise JudgementError(f"{len(meant)} places are called so, or nearly so", place=said[:60], advice=f"say which: {named}")
    return form_of_known(meant[0].place, gazetteer.unit_of(meant[0].place))


def _within(found: Sequence[Candidate], within: str, gazetteer: Gazetteer) -> list[Candidate]:
    """Those that the words after the comma allow: a place_id, or the unit or country that it lies in."""
    named = [c for c in found if c.place.place_id == within]
    return named or [c for c in found if any(likeness(unit, within) > CLOSE for unit in _units(c.place, gazetteer))]


def _towns(found: list[Candidate]) -> list[Candidate]:
    """Without the districts that are called after a town among them."""
    towns = {c.place.admin1 for c in found if c.place.kind == "settlement"}
    return [c for c in found if not (c.place.kind in ("admin2", "admin3") and c.place.admin1 in towns)]


def _units(place: KnownPlace, gazetteer: Gazetteer) -> list[str]:
    return [unit for unit in (place.admin2, gazetteer.unit_of(place), place.country) if unit]


def _unit(place: KnownPlace, gazetteer: Gazetteer) -> str:
    return f"{place.kind}; {', '.join(_units(place, gazetteer)) or 'unit not known'}"


def actor_named(said: str, pack: Pack) -> Form:
    """The group, force or kind of people of a name, read as in a report. Raises JudgementError where the words are no such name. A
    person is none: nobody is put into a record by name whom the words do not name."""
    words = " ".join(said.split())
    found = next((m for m in read(Report(id="named", text=words), pack).mentions if isinstance(m, ActorMention) and m.text == words), None)
    if found is None:
        raise JudgementError("no group or kind of people is called so", place=words[:60], advice="for example: gunmen, Russian forces")
    form = mention_form(found)
    return {name: form[name] for name in ("name", "actor_id", "actor_type", "codes")}
