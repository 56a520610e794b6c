"""Records as a person reads them on a terminal: what, where, who, how many, and the words with their source."""

from collections.abc import Callable, Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from marsad.cli.draw_control import control_line
from marsad.cli.draw_movement import movement_lines
from marsad.cli.ink import ink
from marsad.jobs import wording
from marsad.jobs.quotes import Quote
from marsad.jobs.wording import clean
from marsad.model.form import Form

FEW_QUOTES = 3
LONGEST_QUOTE = 240
STATUS_STYLES = {
    "happened": "", "ongoing": "cyan", "expected": "yellow", "planned": "yellow",
    "conditional": "magenta", "denied": "red", "alleged": "magenta",
}  # fmt: skip
TICKS = {"done": ("✓", "green"), "under_way": ("▸", "yellow"), "pending": ("○", "dim"), "unknown": ("?", "dim")}
SECTIONS = {"agreement": "Agreements", "movement": "Movements", "control": "Control", "event": "Events"}

Lookup = Callable[[str], Iterable[Quote]]


def record(found: Form, quotes: Sequence[Quote], lookup: Lookup, width: int, most: int | None = FEW_QUOTES) -> RenderableType:
    """A record with its quotes; `lookup` gives the quotes of another statement, for a condition; `most` None shows all quotes."""
    match found["record"]:
        case "event":
            lines: list[RenderableType] = [event_line(found), *told_lines(found)]
        case "movement":
            lines = list(movement_lines(found, width - 4))
        case "agreement":
            lines = list(agreement_lines(found))
        case _:
            lines = [control_line(found, _condition(found, lookup))]
    quotes = _distinct(quotes)
    shown = quotes if most is None else quotes[:most]
    lines += [Padding(quote_line(q), (0, 0, 0, 2), expand=False) for q in shown]
    lines.append(ink(f"  {found['id']}{_rests_on(found)}", "dim"))
    return Padding(Group(*lines), (0, 0, 1, 2), expand=False)


def _rests_on(found: Form) -> str:
    """How much a record rests on, where that is more than one statement."""
    statements, reports = len(found["statements"]), len(found["reports"])
    return f" · {statements} statements in {reports} report{'s' if reports > 1 else ''}" if statements > 1 else ""


def _distinct(quotes: Sequence[Quote]) -> list[Quote]:
    """The quotes whose words do not stand in another quote of the same report, each once."""
    once = {(q.report, clean(q.text)): q for q in reversed(quotes)}
    inside = {(report, text) for report, text in once for other, longer in once if report == other and text != longer and text in longer}
    return [q for key, q in reversed(once.items()) if key not in inside]


def heading(sort: str) -> Text:
    """The head of a section of records."""
    return Text(SECTIONS[sort].upper(), "bold underline")


def quote_line(quote: Quote) -> Text:
    """The words, who published them, when, and whom they cite."""
    line = ink("“" + _short(quote.text) + "”", "italic")
    line.append(f" — {clean(quote.source or 'source not given')}", "blue")
    day = wording.published(quote.published)
    line.append(f", {day}" if day else "", "dim")
    if quote.cites:
        line.append(f", citing {clean(', '.join(quote.cites))}", "dim")
    return line


def event_line(found: Form) -> Text:
    """`7 March 2017  shelling · Taldou (Homs) · regime forces → civilians · 8 killed, of whom 2 children`."""
    line = ink(
        wording.span(found["when"]) or "undated", "dim" if not found["when"] or found["when"]["basis"] == "published" else "bold cyan"
    )
    line.append("  ")
    line.append(found["kind"].replace("_", " "), "bold")
    style = STATUS_STYLES.get(found["status"], "")
    if found["status"] != "happened":
        line.append(f" {found['status']}", style)
    for part in (_where(found), _who(found), ", ".join(dict.fromkeys(clean(w["text"]) for w in found["weapons"]))):
        line.append(f" · {part}" if part else "")
    told = wording.figures(found["figures"])
    if told:
        line.append(" · ")
        line.append("; ".join(told), "bold yellow")
    return line


def told_lines(found: Form) -> Iterable[Text]:
    """Where those who tell of an event do not agree on a figure: who tells which. `killed: at least 4 Levant Monitor · 7 Local Council`."""
    for what in dict.fromkeys(view["what"] for view in found.get("views") or () if view["tellers"] > 1):
        told = [t for t in found["told"] if t["what"] == what]
        said: dict[str, list[str]] = {}
        for one in told:
            figure = wording.amount(one["low"], one["best"], one["high"]) + (" (later told anew)" if one["superseded"] else "")
            said.setdefault(figure, []).append(clean(one["source"] or "source not given"))
        if len(said) > 1 and len({(t["source"], t["report"]) for t in told}) > 1:
            line = ink(f"  {clean(what).replace('_', ' ')}: ", "dim")
            for at, (figure, sources) in enumerate(said.items()):
                line.append(" · " if at else "", "dim").append(figure, "yellow").append(f" {', '.join(dict.fromkeys(sources))}", "blue")
            yield line


def _where(found: Form) -> str:
    ends = [wording.place(found[key]) for key in ("from_place", "to_place")]
    way = f"{ends[0] or '…'} ➝ {ends[1] or '…'}" if any(ends) else ""
    at = wording.place(found["place"])
    return f"{at} · {way}" if at and way and at not in ends else way or at


def _who(found: Form) -> str:
    by, to = wording.actors(found["actors"]), wording.actors(found["targets"])
    return f"{by or '…'} → {to}" if to else by


def agreement_lines(found: Form) -> Iterable[RenderableType]:
    """An agreement as a list to tick: parties, terms with what is given for them, steps with how far each has come."""
    head = ink("Agreement", "bold")
    day = wording.span(found["date"])
    head.append(f" of {day}" if day and not day.startswith(("since", "until")) else f" {day}" if day else "", "bold cyan")
    head.append(f" · {wording.places(found['areas'])}" if found["areas"] else "")
    yield head
    if found["parties"]:
        yield ink("  between ", "dim").append(wording.actors(found["parties"]))
    steps = {step["what"] for step in found["steps"]}
    for term in found["terms"]:
        if term["what"] not in steps or term["in_exchange_for"]:
            yield _item("•", "dim", _term(term))
    for step in found["steps"]:
        tick, style = TICKS.get(step["status"], TICKS["unknown"])
        line = ink(f"{step['order']}. " if step["order"] else "", "dim")
        line.append(_short(step["what"]))
        yield _item(tick, style, line.append(f"  {step['status'].replace('_', ' ')}", style))


def _item(mark: str, style: str, line: Text) -> Table:
    """A line of a list whose further lines stand under its first."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_row("", Text(mark, style), line)
    return grid


def _short(text: str) -> str:
    return wording.brief(clean(text), LONGEST_QUOTE)


def _term(term: Form) -> Text:
    line = ink(_short(term["what"]))
    for key, word in (("by", "by"), ("to", "to")):
        if term[key]:
            line.append(f" · {word} {wording.actors([term[key]])}", "dim")
    if term["in_exchange_for"]:
        line.append(" ⇄ in exchange for ", "magenta").append(_short(term["in_exchange_for"]))
    return line


def _condition(found: Form, lookup: Lookup) -> str:
    """The words of the statement that a line of control hangs on."""
    quote = next(iter(lookup(found["condition"])), None) if found["condition"] else None
    return clean(quote.text) if quote else ""
