"""Does a pack do what it says? Loads it and runs every example and counter-example of every family of rules."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from marsad.claim.check import failed_examples as frames
from marsad.errors import PackError
from marsad.find.time_check import failed_examples as times
from marsad.pack.load import BUILT_IN, folders_of, load_pack, read_pack_file
from marsad.pack.pack import Pack
from marsad.pipeline import read

FailedExamples = Callable[[Pack], Iterable[PackError]]

# One a family of rules: it knows how its examples are read. Each stage brings its own.
CHECKS: tuple[FailedExamples, ...] = (times, lambda pack: frames(pack, read))


class PackSize(NamedTuple):
    """What a pack holds, with all that it extends: entries of each lexicon, rules of each family, their examples and counter-examples."""

    lexicons: dict[str, int]
    rules: dict[str, int]
    examples: int
    counter_examples: int


def packs() -> list[str]:
    """The names of the packs that come with Marsad."""
    return sorted(p.parent.name for p in BUILT_IN.glob("*/pack.toml"))


def leaves() -> list[str]:
    """Those of them that no other extends: to check these is to check all, for a pack is checked with all that it extends."""
    extended = {parent for name in packs() for parent in read_pack_file(BUILT_IN / name).extends}
    return [name for name in packs() if name not in extended]


def check_pack(name: str) -> Iterator[PackError]:
    """What is wrong with a pack, one error a failed example. Raises PackError where it cannot even be loaded."""
    for folder in folders_of(name):
        read_pack_file(folder)
    pack = load_pack(name)
    for check in CHECKS:
        yield from check(pack)


def size_of(pack: Pack) -> PackSize:
    """What a pack holds."""
    rules = [r.rule for family in pack.rules.values() for r in family]
    return PackSize(
        lexicons={name: len({e.id for e in entries}) for name, entries in pack.lexicons.items() if entries},
        rules={family: len(found) for family, found in pack.rules.items()},
        examples=sum(len(r.examples) for r in rules),
        counter_examples=sum(len(r.counter_examples) for r in rules),
    )
