"""Run the examples and counter-examples of frame rules: each must be read as it says, by the very rule that it stands under."""

from collections.abc import Callable, Iterator
from typing import Any

from marsad.errors import PackError
from marsad.model.reading import Reading
from marsad.model.report import Report, digest
from marsad.model.statement import Figure, Statement
from marsad.pack.frame_rules import FrameRule
from marsad.pack.pack import Pack, SourcedRule
from marsad.pack.words import key_of

ARTICLES = frozenset({"the", "a", "an", "al", "el"})
PLAIN = ("status", "phase", "degree", "change", "kind")


def failed_examples(pack: Pack, read: Callable[[Report, Pack], Reading]) -> Iterator[PackError]:
    """What each example of the pack's frame rules was read as, where that is not what it says. `read` reads one report."""
    for sourced in pack.rules.get("frames", ()):
        for example in sourced.rule.examples:
            problem = _problem(sourced.rule, example, read(_report(str(example.get("text", ""))), pack))
            if problem:
                yield _error(sourced, str(example.get("text", "")), problem)
        for text in sourced.rule.counter_examples:
            reading = read(_report(text), pack)
            if any(s.rule == sourced.rule.id for s in reading.statements):
                yield _error(sourced, text, "the rule speaks, and must not")


def _report(text: str) -> Report:
    return Report(id=digest(text), text=text, published="2020-06-15", published_basis="given", language="en")


def _error(sourced: SourcedRule, text: str, problem: str) -> PackError:
    return PackError(f"{sourced.rule.id}: {text!r}: {problem}", place=sourced.place, advice="mend the rule or the example")


def _problem(rule: object, example: dict[str, Any], reading: Reading) -> str:
    """What is wrong with the best reading of an example; empty where nothing is."""
    if not isinstance(rule, FrameRule):
        return "no frame rule"
    own = [s for s in reading.statements if s.rule == rule.id]
    if not own and rule.yields_to:
        own = list(reading.statements)  # the act that it yielded to tells it
    if not own:
        others = ", ".join(sorted({s.rule for s in reading.statements})) or "nothing"
        return f"not read by its rule, but by {others}"
    problems = [_differs(s, example, reading) for s in own]
    return min(problems, key=len)


def _differs(statement: Statement, example: dict[str, Any], reading: Reading) -> str:
    mentions = {m.id: m for m in reading.mentions}
    held: dict[str, list[str]] = {}
    filled: list[tuple[str, str]] = [(w.role, w.mention) for w in statement.who]
    filled += [(w.role, w.mention) for w in statement.where]
    filled += [(w.role, w.mention) for w in statement.with_]
    for role, mention in filled:
        held.setdefault(role, []).append(mentions[mention].text)
    wrong = []
    for key, expected in example.items():
        if key == "text":
            continue
        if key in PLAIN:
            found = str(getattr(statement, key))
            right = found == str(expected)
        elif key == "when":
            time = mentions.get(statement.when.mention or "") if statement.when else None
            found = time.text if time else "nothing"
            right = _same(found, str(expected))
        elif any(f.what == key for f in statement.figures) or _is_number(str(expected)):
            found = "; ".join(f"{f.what} {_span(f)}" for f in statement.figures) or "nothing"
            right = any(f.what == key and _span(f) == str(expected) for f in statement.figures)
        else:
            found = "; ".join(held.get(key, ())) or "nothing"
            wanted = expected if isinstance(expected, list) else [expected]
            right = all(any(_same(text, str(w)) for text in held.get(key, ())) for w in wanted)
        if not right:
            wrong.append(f"{key} is {found}, expected {expected}")
    return "; ".join(wrong)


def _is_number(text: str) -> bool:
    return bool(text) and all(c.isdigit() or c in "-." for c in text)


def _span(figure: Figure) -> str:
    """`5`, `10-99`, `2000-` as examples write it."""
    low, high = ("" if side is None else f"{side:g}" for side in (figure.low, figure.high))
    return low if low == high else f"{low}-{high}"


def _same(text: str, expected: str) -> bool:
    """Whether a mention is the expected words, articles left aside; one may hold the other where both share their last word."""
    one = [w for w in key_of(text) if w not in ARTICLES]
    other = [w for w in key_of(expected) if w not in ARTICLES]
    return one == other or (bool(one) and bool(other) and (set(one) >= set(other) or set(other) >= set(one)))
