"""Places, made coarse: always the same coarse place for the same place, never a moved point."""

from collections.abc import Mapping

from marsad.model.form import Form
from marsad.pack.words import fold

KEYS = ("name", "place_id", "kind", "lat", "lon", "radius_km", "country", "admin1")
COARSE = ("admin1", "country")

Units = Mapping[str, Form]


def place(form: Form, treatment: str, units: Units) -> Form | None:
    """A place as a treatment lets it out: `named` keeps one that a gazetteer knows; `governorate` and `country` give the unit that it lies
    in, with the unit's own point. None where that is not known."""
    if treatment == "named":
        kept = form.get("place_id") is not None and form.get("lat") is not None
        return {k: form[k] for k in (*KEYS, "near") if k in form} if kept else _governorate(form, units)
    return _governorate(form, units) if treatment == "governorate" else _country(form, units)


def is_fine(form: Form) -> bool:
    """Whether a place is smaller than a governorate."""
    return form.get("kind") not in COARSE


def key(form: Form) -> str:
    """What two mentions of one place share."""
    return str(form.get("place_id") or fold(str(form.get("name") or "")))


def _governorate(form: Form, units: Units) -> Form | None:
    country, admin1 = form.get("country"), form.get("admin1")
    if not country or not admin1:
        return _country(form, units)
    return _unit(units.get(f"{country}/{admin1}"), str(admin1), "admin1", str(country), str(admin1))


def _country(form: Form, units: Units) -> Form | None:
    country = form.get("country")
    return _unit(units.get(str(country)), str(country), "country", str(country), None) if country else None


def _unit(known: Form | None, name: str, kind: str, country: str, admin1: str | None) -> Form:
    if known is not None:
        return {k: known.get(k) for k in KEYS} | {"country": country, "admin1": admin1}
    return {"name": name, "place_id": None, "kind": kind, "lat": None, "lon": None, "radius_km": None, "country": country, "admin1": admin1}
