"""Who holds what, as a sentence in colours."""

from rich.text import Text

from marsad.cli.ink import ink
from marsad.jobs.holding import sentence
from marsad.model.form import Form

STYLES = {"area": "bold", "act": "bold", "actors": "green", "time": "cyan", "except": "yellow", "condition": "italic"}


def control_line(found: Form, condition: str) -> Text:
    """`Kafr Laha (Homs) was fully taken by regime forces on 16 March 2017, except for several farms.` `condition`: its words."""
    line = ink("")
    for part in sentence(found, condition):
        denied = part.tells == "verb" and found["status"] == "denied"
        line.append(part.words, "red" if denied else STYLES.get(part.tells, ""))
    return line
