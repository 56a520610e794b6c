"""Run the examples and counter-examples that stand beside the rules of times."""

from collections.abc import Iterator, Mapping
from typing import Any

from marsad.errors import PackError
from marsad.find.times import find_times
from marsad.model.mention import TimeMention
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.model.when import iso
from marsad.pack.pack import Pack


def failed_examples(pack: Pack) -> Iterator[PackError]:
    """A PackError for each example that is not read as it says, and for each counter-example that the rule reads all the same."""
    for sourced in pack.rules["times"]:
        for example in sourced.rule.examples:
            wrong = _wrong(example, pack)
            if wrong:
                yield PackError(
                    f"{sourced.rule.id}: {example['text']!r}: {wrong}", place=sourced.place, advice="mend the rule or the example"
                )
        for text in sourced.rule.counter_examples:
            for mention in times_of(text, pack, "2017-08-29"):
                if mention.rule == sourced.rule.id:
                    yield PackError(
                        f"{sourced.rule.id}: {text!r} must not be read, but {mention.text!r} is",
                        place=sourced.place,
                        advice="narrow the pattern",
                    )


def times_of(text: str, pack: Pack, published: str | None = None) -> tuple[TimeMention, ...]:
    """The times of a text by themselves, without a parse."""
    reading = find_times(Reading(Report("example", text, published=published)), pack)
    return tuple(mention for mention in reading.mentions if isinstance(mention, TimeMention))


def _wrong(example: Mapping[str, Any], pack: Pack) -> str | None:
    """What is wrong with an example; None where it is read as it says."""
    found = times_of(example["text"], pack, example.get("published"))
    seen = "; ".join(f"{m.text!r} = {m.value} by {m.rule}" for m in found) or "nothing"
    mention = next((m for m in found if m.text == example.get("finds", m.text)), None)
    if mention is None:
        return f"finds {seen}"
    told = {
        "value": mention.value,
        "from": iso(mention.start_at),
        "to": iso(mention.end_at),
        "type": mention.timex_type,
        "precision": mention.precision,
    }
    for key, value in told.items():
        if key in example and example[key] != value:
            return f"{key} is {value}, not {example[key]} (finds {seen})"
    return None
