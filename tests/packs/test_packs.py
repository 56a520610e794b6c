from pathlib import Path

import pytest

from marsad.errors import PackError
from marsad.jobs.check_pack import check_pack, leaves, packs, size_of
from marsad.pack.load import BUILT_IN, folders_of, load_pack, read_lexicon, read_pack_file
from marsad.pack.pack import Pack


@pytest.mark.parametrize("name", leaves())
def test_every_example_is_read_and_no_counter_example(name: str):
    failed = [str(error) for error in check_pack(name)]
    assert failed == [], f"{len(failed)} examples:\n" + "\n".join(failed[:30])


def test_every_pack_is_checked_by_a_leaf():
    assert {folder.name for name in leaves() for folder in folders_of(name)} == set(packs())


@pytest.mark.parametrize("name", packs())
def test_every_pack_loads_and_says_what_it_is(name: str):
    pack, about = load_pack(name), read_pack_file(BUILT_IN / name)
    assert (pack.name, about.language) == (name, "en")
    assert about.licence
    assert size_of(pack).counter_examples >= sum(size_of(pack).rules.values())


@pytest.mark.parametrize("path", sorted(BUILT_IN.glob("*/lexicon/*.csv")), ids=lambda p: f"{p.parent.parent.name}/{p.name}")
def test_every_lexicon_has_rows(path: Path):
    assert sum(1 for _ in read_lexicon(path)) > 0


PACK = 'name = "mine"\nversion = "1"\nlanguage = "en"\ndescription = "d"\nlicence = "CC0"\n'
RULE = "- id: mine.test\n  kind: battle\n  words: {verbs: [fight]}\n  examples: [{text: They fought.}]\n  not: [They slept.]\n"


def pack_of(folder: Path, **files: str) -> Pack:
    for name, text in {"pack.toml": PACK, **{n.replace("__", "/"): t for n, t in files.items()}}.items():
        path = folder / (name if "." in name else name + (".csv" if name.startswith("lexicon") else ".yaml"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_pack(str(folder))


def test_a_folder_of_ones_own_is_a_pack(tmp_path: Path):
    pack = pack_of(tmp_path, lexicon__units="phrase,unit\ncarts,carts\n", rules__frames__mine=RULE)
    assert size_of(pack) == ({"units": 1}, {"frames": 1, "times": 0}, 1, 1)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"lexicon__units": "phrase,kind\ncarts,x\n"}, r"lexicon/units\.csv:1: columns missing: unit .*expected phrase, unit"),
        ({"lexicon__units": "phrase,unit\ncarts,\n"}, r"units\.csv:2: unit is empty"),
        ({"lexicon__units": "phrase,unit\ncarts,a\ncarts,b\n"}, r"units\.csv:3: 'carts' stands twice"),
        ({"lexicon__objects": "phrase,kind\ncart,thing\n"}, r"objects\.csv:2: kind is 'thing' .*expected one of facility"),
        ({"lexicon__nothing": "phrase\nx\n"}, "no lexicon is called 'nothing'"),
        ({"rules__frames__mine": RULE.replace("not:", "nought:")}, r"mine\.yaml:\d+: "),
        ({"rules__frames__mine": RULE.replace("  examples: [{text: They fought.}]\n", "")}, r"mine\.yaml:1: examples: "),
        ({"rules__frames__mine": RULE + RULE}, r"mine\.yaml:6: the rule mine.test stands twice .*line 1"),
        ({"rules__frames__mine": "- id: [\n"}, r"mine\.yaml:\d+: no YAML"),
        ({"rules__none__mine": RULE}, "no rules are called 'none'"),
    ],
)
def test_a_broken_pack_says_file_line_and_what_was_expected(tmp_path: Path, files: dict[str, str], said: str):
    with pytest.raises(PackError, match=said):
        pack_of(tmp_path, **files)


def test_an_example_that_fails_is_named(tmp_path: Path):
    pack_of(tmp_path, rules__frames__mine=RULE.replace("They fought.", "They slept well."))
    failed = list(check_pack(str(tmp_path)))
    assert len(failed) == 1
    assert "mine.test" in str(failed[0])
