"""The outlines of countries that the map lies on, made small: `npm pack world-atlas`, then `python -m marsad.web.make_base TARBALL`.

world-atlas is Natural Earth (public domain) as TopoJSON. Lines that two countries share stay shared: each is thinned once, by Douglas and
Peucker, so that no gap opens between neighbours.
"""

import json
import sys
import tarfile
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

MEMBER = "package/countries-50m.json"
TARGET = Path(__file__).parent / "static" / "base" / "world.json"
GRID = 200  # whole numbers in the file to a degree: about 500 m
TOLERANCE = 0.02  # degrees that a thinned line may be off at the equator; more towards the poles, where the map stretches
LEFT_OUT = ("Antarctica",)
SMALLEST = 0.01  # square degrees of a ring; islands below it are left out where a country has others
SOURCE = "Natural Earth 1:50m, public domain, by way of world-atlas; lines thinned. Boundaries as Natural Earth has them."

Point = tuple[float, float]
Arc = list[Point]


def main(tarball: str) -> None:
    """Write the file of the base map."""
    with tarfile.open(tarball) as package:
        member = package.extractfile(MEMBER)
        assert member is not None, MEMBER
        topology = json.load(member)
    form = thinned(topology)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(json.dumps(form, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes, {len(form['countries'])} countries")  # noqa: T201  # it is a command


def thinned(topology: dict[str, Any]) -> dict[str, Any]:
    """The file's form: `arcs` are lines, each a list of longitude and latitude in turn, in GRIDths of a degree, every point but the first
    as the way from the one before; a country's polygons are rings of arcs, ~n for arc n taken backwards."""
    whole = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    countries = []
    used: dict[int, int] = {}
    for found in topology["objects"]["countries"]["geometries"]:
        if found["properties"]["name"] in LEFT_OUT:
            continue
        polygons = found["arcs"] if found["type"] == "MultiPolygon" else [found["arcs"]]
        sizes = [abs(_area(_ring(polygon[0], whole))) for polygon in polygons]
        kept = [p for p, size in zip(polygons, sizes, strict=True) if size >= min(SMALLEST, max(sizes))]
        mapped = [[[_mapped(arc, used) for arc in ring] for ring in polygon] for polygon in kept]
        countries.append({"name": found["properties"]["name"], "polygons": mapped})
    arcs = [_encoded(_simple(whole[number])) for number in used]
    return {"source": SOURCE, "grid": GRID, "arcs": arcs, "countries": countries}


def _mapped(arc: int, used: dict[int, int]) -> int:
    """The arc's new number, in the order in which arcs are used."""
    number = used.setdefault(~arc if arc < 0 else arc, len(used))
    return ~number if arc < 0 else number


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> Arc:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy, *_ in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def _encoded(arc: Arc) -> list[int]:
    flat: list[int] = []
    x = y = 0
    for lon, lat in arc:
        to_x, to_y = round(lon * GRID), round(lat * GRID)
        if flat and (to_x, to_y) == (x, y) and len(arc) > 2:
            continue
        flat += [to_x - x, to_y - y]
        x, y = to_x, to_y
    return flat


def _ring(arcs: list[int], whole: list[Arc]) -> Arc:
    points: Arc = []
    for arc in arcs:
        points += reversed(whole[~arc]) if arc < 0 else whole[arc]
    return points


def _area(ring: Arc) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _simple(arc: Arc) -> Arc:
    """Douglas and Peucker, without recursion. A closed line keeps the point farthest from its start, so that it stays an area."""
    tolerance = TOLERANCE / max(cos(radians(arc[len(arc) // 2][1])), 0.2)
    keep = {0, len(arc) - 1}
    stack = [(0, len(arc) - 1)]
    if arc[0] == arc[-1] and len(arc) > 3:
        far = max(range(len(arc)), key=lambda i: (arc[i][0] - arc[0][0]) ** 2 + (arc[i][1] - arc[0][1]) ** 2)
        other = max(range(len(arc)), key=lambda i: _distance(arc[i], arc[0], arc[far]))
        keep |= {far, other}
        cuts = sorted(keep)
        stack = list(pairwise(cuts))
    while stack:
        first, last = stack.pop()
        if last - first < 2:
            continue
        worst = max(range(first + 1, last), key=lambda i: _distance(arc[i], arc[first], arc[last]))
        if _distance(arc[worst], arc[first], arc[last]) > tolerance:
            keep.add(worst)
            stack += [(first, worst), (worst, last)]
    return [arc[i] for i in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a stretch of line, in degrees."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length))
    return float(((px - ax - along * dx) ** 2 + (py - ay - along * dy) ** 2) ** 0.5)


if __name__ == "__main__":
    main(sys.argv[1])
