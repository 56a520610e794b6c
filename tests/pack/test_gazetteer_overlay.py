"""The hand-made places beside the development gazetteer: no row is grossly off."""

import csv
import sys
from collections import defaultdict

import pytest

from marsad.pack.gazetteer import gazetteer_of
from marsad.pack.skeleton import keys_of_name

GROSS_KM = 15.0


def km(one, other):
    return ((one[0] - other[0]) ** 2 * 111.2**2 + (one[1] - other[1]) ** 2 * 91.0**2) ** 0.5


@pytest.mark.shared
def test_settlements_lie_where_the_development_gazetteer_has_them(shared, syria, capsys):
    points = defaultdict(list)
    for name in ("sy_places.csv", "lb_wof.csv"):
        with (shared / "corpora/gazetteer" / name).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                if row["lat"]:
                    for spelling in (row["name"], *row["name_ar"].split(";"), *row["alt_names"].split(";")):
                        points[keys_of_name(spelling)[0], row["country"]].append((float(row["lat"]), float(row["lon"])))
    compared, far = [], []
    for place in gazetteer_of(syria).own_places().values():
        if place.kind != "settlement":
            continue
        here = (place.lat, place.lon)
        known = [p for s in place.spellings() for p in points.get((keys_of_name(s)[0], place.country), ()) if km(p, here) < 60]
        if known:
            compared.append(min(km(p, here) for p in known))
            if compared[-1] > GROSS_KM:
                far.append(place.name)
    compared.sort()
    middle = compared[len(compared) // 2]
    with capsys.disabled():
        sys.stdout.write(f"\noverlay: {len(compared)} settlements, median {middle:.1f} km, beyond {GROSS_KM:.0f} km: {far}\n")
    assert len(compared) > 300
    assert middle < 2.0
    assert len(far) <= 0.03 * len(compared)
