"""The order of the steps, and nothing else: a report goes in, a Reading comes out."""

from collections.abc import Callable

from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.pack.pack import Pack

Step = Callable[[Reading, Pack], Reading]

STEPS: tuple[Step, ...] = ()


def read(report: Report, pack: Pack) -> Reading:
    """The Reading of one report: sentences, tokens, mentions, statements and the records of this report alone."""
    reading = Reading(report)
    for step in STEPS:
        reading = step(reading, pack)
    return reading
