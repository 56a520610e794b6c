"""The places of a report: found, then resolved together, each to a point with a radius, a kind and how sure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from marsad.find.place_areas import away_from, part_of
from marsad.find.place_choice import Choice, Context, Hint, choose, lies_in
from marsad.find.place_names import find_names
from marsad.find.place_own import demonym_only
from marsad.find.place_phrases import phrase_spots
from marsad.find.place_spans import Spot, widen
from marsad.find.place_text import PlaceText
from marsad.model.mention import PlaceCandidate, PlaceMention
from marsad.model.reading import Reading
from marsad.pack.gazetteer import CLOSE, Candidate, Gazetteer, gazetteer_of
from marsad.pack.gazetteer_file import KnownPlace
from marsad.pack.pack import Pack

_BESIDE = re.compile(r"(?:,|,? in(?: the)?|,? of(?: the)?|,? \(|'s|,? inside|,? within)\s*(?:the )?$", re.I)
_DATELINE = re.compile(r"\s{0,3}(?:[-–—:]|,\s{0,2}(?:the )?(?:syrian observatory|sohr))", re.I)
# Parts of the world that no point stands for: they stay unresolved and must not be taken for a village of a like name.
_TOO_LARGE = frozenset(
    ("europe", "asia", "africa", "north africa", "america", "north america", "south america", "latin america", "central america", "oceania",
     "middle east", "near east", "far east", "the middle east", "levant", "maghreb", "persian gulf", "red sea", "black sea", "caspian sea",
     "mediterranean", "mediterranean sea", "caribbean", "balkans", "caucasus", "central asia", "southeast asia", "south asia")
)  # fmt: skip
_LETTERS = 3  # a word in capitals that is so short may be an abbreviation
_OF_A_LAND = frozenset(
    "capital city town village port province region governorate district border coastal northern southern eastern western of".split()
)
_SETTLED_KINDS = ("settlement", "admin1", "admin2", "neighbourhood")


def find_places(reading: Reading, pack: Pack) -> Reading:
    """The Reading with its place mentions."""
    gazetteer = gazetteer_of(pack)
    text = PlaceText.of(reading, pack)
    spots = spots_of(text, gazetteer)
    return reading.with_mentions(_Resolver(text, pack, gazetteer, spots).mentions())


def spots_of(text: PlaceText, gazetteer: Gazetteer) -> list[Spot]:
    """Every stretch of text that tells a place, in order, none inside another."""
    names = find_names(text, gazetteer)
    taken = bytearray(len(text.words))
    spots: list[Spot] = []
    for number, name in enumerate(names):
        least = spots[-1].last if spots else 0
        most = names[number + 1].first if number + 1 < len(names) else len(text.words)
        spot = widen(text, name, least, most)
        spots.append(spot)
        taken[spot.first : spot.last] = b"\1" * (spot.last - spot.first)
    spots.extend(phrase_spots(text, taken))
    spots.sort(key=lambda s: s.first)
    return spots


class _Resolver:
    """Two passes over the spots of one report: what is plain settles the countries and anchors, then everything is chosen."""

    def __init__(self, text: PlaceText, pack: Pack, gazetteer: Gazetteer, spots: Sequence[Spot]) -> None:
        self.text, self.gazetteer, self.spots = text, gazetteer, spots
        self.context = Context()
        for rank, country in enumerate(pack.countries):
            self.context.votes[country] += 0.5 if rank == 0 else 0.1
        for country in gazetteer.imported:
            self.context.votes[country] += 0.5
        self._count_countries()

    def mentions(self) -> list[PlaceMention]:
        """A mention for each Spot."""
        leading = self.context.leading()
        candidates = [self._candidates(spot, leading) for spot in self.spots]
        first = [self._plain(spot, found) for spot, found in zip(self.spots, candidates, strict=True)]
        datelines = self._datelines(first)
        found: list[PlaceMention] = []
        chosen: list[Choice | None] = []
        holds = False  # whether the place before is said to lie in this one
        for number, spot in enumerate(self.spots):
            hints = self._hints(number, first, datelines[number])
            if spot.kind == "border" and self._inland(spot):  # "within the borders of Homs province" is the province
                spot = replace(spot, kind="admin1" if any(self.gazetteer.own(i).kind == "admin1" for i in spot.own) else None)
            choice = self._border_choice(spot) if spot.kind == "border" else self._choose(spot, candidates[number], hints, holds)
            holds = any(h.binding for h in hints)
            chosen.append(choice)
            if choice is not None and choice.confidence >= 0.4 and choice.place.kind in _SETTLED_KINDS:
                self.context.settled.append(choice.place)
            if spot.stands_for is not None:
                antecedent = self._antecedent(spot, found)
                if antecedent is not None:
                    found.append(self._again(spot, antecedent, number))
                continue
            found.append(self._mention(spot, choice, number, next((h.place for h in hints if h.binding), None)))
        return found

    def _count_countries(self) -> None:
        for match in self.text.matches:
            if demonym_only(match) and self.text.capital[match.first]:
                self.context.votes[match.entries[0].id] += 0.5
        for spot in self.spots:
            places = [self.gazetteer.own(i) for i in spot.own]
            countries = {p.country for p in places if p.country}
            if len(countries) == 1:
                known = places[0].kind in ("country", "admin1")
                self.context.votes[countries.pop()] += 1.0 if known else 0.4
            elif not spot.own and spot.stands_for is None:
                exact = self.gazetteer.exact(self.text.raw(spot.name_first, spot.name_last))
                people = {c.place.country: c.place.population for c in reversed(exact) if c.place.population >= 5000}
                total = sum(people.values())
                for country, population in people.items():
                    if country:
                        self.context.votes[country] += 0.3 * population / total

    def _candidates(self, spot: Spot, leading: tuple[str, ...]) -> tuple[Candidate, ...]:
        if spot.stands_for is not None or spot.rule in ("place.held", "place.border"):
            return ()
        name = self.text.raw(spot.name_first, spot.name_last)
        if " ".join(w.key for w in self.text.words[spot.name_first : spot.name_last]) in _TOO_LARGE:
            return ()
        own = tuple(Candidate(self.gazetteer.own(i), 1.0, True) for i in spot.own)
        if any(c.place.kind == "country" for c in own) or spot.rule == "place.territory":
            return own + tuple(c for c in self.gazetteer.exact(name) if c.overlay and c.place.ref not in spot.own)
        letters = len(name) <= _LETTERS and name.isupper() and not self.text.loud  # "CA" is no village spelled Qah
        other = self.gazetteer.exact(name) if own or letters else self.gazetteer.find(name, leading)
        seen = {c.place.place_id for c in own}
        return own + tuple(c for c in other if c.place.place_id not in seen)

    def _choose(self, spot: Spot, candidates: tuple[Candidate, ...], hints: Sequence[Hint], holds: bool) -> Choice | None:
        """The place of a spot. Where the text names its governorate, other spellings are looked for in that governorate alone."""
        unit = next((h.place for h in hints if h.binding and h.place.kind == "admin1"), None)
        if unit is not None and candidates and not any(c.alike >= CLOSE and lies_in(c.place, unit) for c in candidates):
            name = self.text.raw(spot.name_first, spot.name_last)
            seen = {c.place.place_id for c in candidates}
            more = self.gazetteer.find(name, (unit.country,) if unit.country else (), unit.admin1 or unit.name)
            candidates += tuple(c for c in more if c.place.place_id not in seen)
        return choose(spot, candidates, hints, self.context, holds)

    def _plain(self, spot: Spot, candidates: tuple[Candidate, ...]) -> KnownPlace | None:
        """What a spot stands for without context: used to help others."""
        choice = choose(spot, candidates, (), self.context)
        return choice.place if choice is not None else None

    def _datelines(self, first: Sequence[KnownPlace | None]) -> list[KnownPlace | None]:
        """For each spot the place of the dateline that it stands under."""
        current: KnownPlace | None = None
        found: list[KnownPlace | None] = []
        for spot, place in zip(self.spots, first, strict=True):
            found.append(current)
            if place is None or not self._begins_line(spot):
                continue
            end = self.text.words[spot.last - 1].end
            if _DATELINE.match(self.text.text, end) and place.kind in ("admin1", "settlement", "region", "country"):
                current = self._wider(place)
        return found

    def _wider(self, place: KnownPlace) -> KnownPlace:
        """The governorate that a city gives its name to, where there is one."""
        for candidate in self.gazetteer.exact(place.name):
            if candidate.overlay and candidate.place.kind == "admin1" and candidate.place.country == place.country:
                return candidate.place
        return place

    def _begins_line(self, spot: Spot) -> bool:
        start = self.text.words[spot.first].start
        line = self.text.text.rfind("\n", 0, start) + 1
        return start - line <= 4

    def _hints(self, number: int, first: Sequence[KnownPlace | None], dateline: KnownPlace | None) -> list[Hint]:
        spot = self.spots[number]
        hints: list[Hint] = []
        weight = 1.0
        at = number
        while at + 1 < len(self.spots) and at < number + 3:
            between = self.text.text[self.text.words[self.spots[at].last - 1].end : self.text.words[self.spots[at + 1].first].start]
            if len(between) > 12 or not _BESIDE.fullmatch(between.lstrip()) and not _BESIDE.fullmatch(between):
                break
            if between.strip() == "," and any(self.gazetteer.own(i).kind == "admin1" for i in self.spots[at].own):
                break  # "Homs, Hama and Idlib" lie beside each other
            at += 1
            place = first[at]
            if place is not None and place.kind == "country" and _is_country(first[number]):
                break  # "Lebanon, Syria and Iraq" lie beside, not in each other
            if place is not None and place.kind in ("country", "admin1", "admin2", "region", "settlement"):
                hints.append(Hint(self._wider(place) if place.kind == "settlement" else place, weight, binding=weight == 1.0))
            weight *= 0.8
        land = self._land_before(spot)
        if land is not None:
            hints.append(Hint(land, 1.0, binding=True))
        if dateline is not None and spot.kind not in ("country", "border") and not hints:
            hints.append(Hint(dateline, 0.6))
        for other in (number - 1, number + 1):
            if 0 <= other < len(first) and not hints:
                place = first[other]
                near = abs(self.text.words[self.spots[other].first].start - self.text.words[spot.first].start) < 160
                if place is not None and near and place.kind == "admin1":
                    hints.append(Hint(place, 0.4))
        return hints

    def _land_before(self, spot: Spot) -> KnownPlace | None:
        """The country whose adjective stands before a place: "the Libyan capital Tripoli", "the Iraqi town of Qaim"."""
        for match in reversed(self.text.matches):
            if match.last <= spot.name_first and demonym_only(match):
                between = [self.text.key(at) for at in range(match.last, spot.name_first)]
                if len(between) <= 3 and all(key in _OF_A_LAND for key in between) and self.text.capital[match.first]:
                    return self.gazetteer.own(match.entries[0].id)
                return None
        return None

    def _inland(self, spot: Spot) -> bool:
        """Whether every place that a border's name may stand for lies inside a country: only countries have borders of their own here."""
        places = [self.gazetteer.own(i) for i in spot.own]
        return bool(places) and all(p.kind in ("admin1", "admin2", "settlement", "region") for p in places)

    def _border_choice(self, spot: Spot) -> Choice | None:
        own = self.gazetteer.own_places()
        name = self.text.raw(spot.first, spot.last)
        for candidate in self.gazetteer.exact(name):
            if candidate.overlay:
                return Choice(candidate.place, 0.85, ())
        codes = [p.country for p in (own[i] for i in spot.own if i in own) if p.country]
        others = [c for c in self.context.leading() if c not in codes] if len(codes) == 1 else codes[1:2]
        for other in others if codes else ():
            border = own.get("border-" + "-".join(sorted((codes[0].lower(), other.lower()))))
            if border is not None:
                return Choice(border, 0.85 if len(codes) > 1 else 0.7, ())
        country = own.get(codes[0]) if codes else None
        return Choice(replace(country, kind="border"), 0.3, ()) if country is not None else None

    def _antecedent(self, spot: Spot, found: Sequence[PlaceMention]) -> PlaceMention | None:
        for mention in reversed(found[-12:]):
            if mention.rule == "place.anaphor" or mention.kind in ("country", "border") or mention.rule == "place.held":
                continue
            if spot.stands_for == "region" or mention.kind == spot.stands_for:
                return mention
        return None

    def _again(self, spot: Spot, antecedent: PlaceMention, number: int) -> PlaceMention:
        start, end = self.text.words[spot.first].start, self.text.words[spot.last - 1].end
        return replace(
            antecedent, id=f"p{number + 1}", start=start, end=end, text=self.text.text[start:end], rule=spot.rule,
            confidence=round(antecedent.confidence * 0.7, 2), alternatives=(),
        )  # fmt: skip

    def _mention(self, spot: Spot, choice: Choice | None, number: int, within: KnownPlace | None) -> PlaceMention:
        """The mention of a spot; what is not resolved, or whose unit no gazetteer knows, keeps the one that the text names with it
        (`within`)."""
        text = self.text.text
        start = spot.start if spot.start >= 0 else self.text.words[spot.first].start
        end = self.text.words[spot.last - 1].end
        name = text[self.text.words[spot.name_first].start : self.text.words[spot.name_last - 1].end]
        if choice is None:
            return PlaceMention(
                id=f"p{number + 1}", start=start, end=end, text=text[start:end], rule=spot.rule, name=name, place_id=None, kind=spot.kind,
                lat=None, lon=None, radius_km=None, country=within.country if within else None, admin1=within.admin1 if within else None,
                confidence=0.2,
            )  # fmt: skip
        place = choice.place
        lat, lon, radius = place.lat, place.lon, place.radius_km
        kind = place.kind if not spot.area or place.kind == "country" else "region"
        named = place.name
        if spot.away and spot.bearing is not None:
            lat, lon, radius = away_from(lat, lon, radius, spot.bearing, spot.km)
        elif spot.bearing is not None:
            lat, lon, radius = part_of(lat, lon, max(radius, 15.0), spot.bearing)
            named = text[start:end]
        elif spot.area:
            radius = max(radius, spot.radius_km)
        return PlaceMention(
            id=f"p{number + 1}", start=start, end=end, text=text[start:end], rule=spot.rule, name=named, place_id=place.place_id, kind=kind,
            lat=lat, lon=lon, radius_km=radius, country=place.country, admin1=_unit_beside(place, within) or self.gazetteer.unit_of(place),
            confidence=choice.confidence, alternatives=tuple(_candidate(p, c) for p, c in choice.alternatives),
        )  # fmt: skip


def _unit_beside(place: KnownPlace, within: KnownPlace | None) -> str | None:
    """The unit that the text names beside a settled place of the same country: "Jalrayz district, Wardak province"."""
    if within is None or within.kind != "admin1" or place.kind in ("country", "admin1", "region", "border"):
        return None
    return within.admin1 if place.country == within.country else None


def _candidate(place: KnownPlace, confidence: float) -> PlaceCandidate:
    return PlaceCandidate(
        place.name, place.place_id, place.kind, place.lat, place.lon, place.radius_km, place.country, place.admin1, confidence
    )


def _is_country(place: KnownPlace | None) -> bool:
    return place is not None and place.kind == "country"
