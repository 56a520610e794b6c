"""Geometry of places: distances, and the circle that a direction, a part or a distance makes of a place."""

from math import asin, atan2, cos, degrees, radians, sin, sqrt

EARTH_KM = 6371.0


def km_between(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two points over the ground."""
    one, two = radians(lat), radians(other_lat)
    a = sin((two - one) / 2) ** 2 + cos(one) * cos(two) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(a)))


def moved(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point that lies `km` away in a direction (degrees from north, clockwise)."""
    phi, angle, theta = radians(lat), km / EARTH_KM, radians(bearing)
    there = asin(max(-1.0, min(1.0, sin(phi) * cos(angle) + cos(phi) * sin(angle) * cos(theta))))
    east = atan2(sin(theta) * sin(angle) * cos(phi), cos(angle) - sin(phi) * sin(there))
    return round(degrees(there), 4), round((lon + degrees(east) + 540) % 360 - 180, 4)


def part_of(lat: float, lon: float, radius_km: float, bearing: float) -> tuple[float, float, float]:
    """The part of a place that lies in a direction, as centre and radius; a bearing below zero is its middle."""
    if bearing < 0:
        return lat, lon, round(radius_km * 0.5, 1)
    return *moved(lat, lon, bearing, radius_km * 0.45), round(radius_km * 0.6, 1)


def away_from(lat: float, lon: float, radius_km: float, bearing: float, km: float | None) -> tuple[float, float, float]:
    """The spot that lies some km off a place in a direction, as centre and radius; without a distance, within a day's walk."""
    distance = km if km is not None else radius_km + 8.0
    doubt = max(1.5, 0.25 * distance) if km is not None else radius_km + 8.0
    return *moved(lat, lon, bearing, distance), round(doubt, 1)
