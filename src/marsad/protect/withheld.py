"""What was withheld, for the one who exports and nobody else."""

from typing import Literal, NamedTuple

How = Literal["left out", "hidden", "made coarse", "replaced", "renamed"]


class Withheld(NamedTuple):
    """One thing that did not leave, or not as it was. `record`: the id inside the house; `field`: None for the whole record; `rule`: the
    policy's words for why. What was withheld is not told: the record inside tells it."""

    sort: str
    record: str
    field: str | None
    how: How
    rule: str
