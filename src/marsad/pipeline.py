"""The order of the steps, and nothing else: a report goes in, a Reading comes out."""

from collections.abc import Callable

from marsad.claim.statements import make_statements
from marsad.find.actors import find_actors
from marsad.find.places import find_places
from marsad.find.quantities import find_quantities
from marsad.find.references import resolve_references
from marsad.find.reports import find_reports
from marsad.find.things import find_things
from marsad.find.times import find_times
from marsad.fold.records import fold_reading
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.pack.pack import Pack
from marsad.parse.english import parse

Step = Callable[[Reading, Pack], Reading]

STEPS: tuple[Step, ...] = (
    parse,
    find_times,
    find_actors,
    find_things,
    find_quantities,
    find_places,
    find_reports,
    resolve_references,
    make_statements,
    fold_reading,
)


def read(report: Report, pack: Pack) -> Reading:
    """The Reading of one report: sentences, tokens, mentions, statements and the records of this report alone."""
    reading = Reading(report)
    for step in STEPS:
        reading = step(reading, pack)
    return reading
