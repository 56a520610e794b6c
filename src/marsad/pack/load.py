"""Find a pack, follow what it extends, check every file, and give one Pack. A broken file says file, line and what was expected."""

import csv
import hashlib
import pickle
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from platformdirs import user_cache_path
from pydantic import ValidationError

from marsad.errors import PackError
from marsad.pack.families import RULE_FAMILIES
from marsad.pack.gazetteer_file import opened
from marsad.pack.lexicon import Entry
from marsad.pack.pack import Pack, SourcedRule
from marsad.pack.schema import COMMON_COLUMNS, LEXICONS, LexiconSchema, PackFile
from marsad.pack.words import plural_of
from marsad.pack.world_towns import world_towns
from marsad.pack.yaml_lines import load_rules

BUILT_IN = Path(__file__).parent.parent / "packs"


def pack_folder(name: str) -> Path:
    """The folder of a pack: one that comes with Marsad, by name, or any folder, by path.

    Raises PackError where there is none."""
    for folder in (BUILT_IN / name, Path(name)):
        if (folder / "pack.toml").is_file():
            return folder
    known = ", ".join(sorted(p.parent.name for p in BUILT_IN.glob("*/pack.toml")))
    raise PackError(f"there is no pack {name!r}", place=str(name), advice=f"name one of {known}, or a folder that holds a pack.toml")


def folders_of(name: str) -> tuple[Path, ...]:
    """The folders of a pack, those that it extends first, each once."""
    found: list[Path] = []
    _follow(pack_folder(name), found, ())
    return tuple(found)


def _follow(folder: Path, found: list[Path], trail: tuple[Path, ...]) -> None:
    if folder in trail:
        raise PackError("the packs extend each other in a circle", place=str(folder / "pack.toml"), advice="take one `extends` out")
    for parent in read_pack_file(folder).extends:
        _follow(pack_folder(parent), found, (*trail, folder))
    if folder not in found:
        found.append(folder)


def read_pack_file(folder: Path) -> PackFile:
    """The pack.toml of a folder. Raises PackError with the file and what was expected."""
    path = folder / "pack.toml"
    try:
        return PackFile.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"no TOML: {error}", place=str(path), advice="see docs/packs.md") from None
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        raise PackError(f"{key}: {first['msg']}", place=str(path), advice="see docs/packs.md for the keys of pack.toml") from None


def files_of(folders: tuple[Path, ...]) -> Iterator[Path]:
    """Every file of the folders that a Pack is made from, in a fixed order."""
    for folder in folders:
        yield folder / "pack.toml"
        yield from sorted(folder.glob("lexicon/*.csv"))
        yield from sorted(folder.glob("rules/**/*.yaml"))


@lru_cache(maxsize=8)
def load_pack(name: str = "syria", gazetteers: tuple[str, ...] = ()) -> Pack:
    """The Pack of a name or folder. Reads its files at the first call, later a cache named by their digest. `gazetteers`: paths of
    gazetteer files that the user made (`marsad gazetteer add`); the world's towns are always there.

    Raises PackError where the pack or a gazetteer is missing or broken."""
    pack = _load_folders(name)
    world = world_towns()
    files = tuple(path for path in (world, *gazetteers) if path)
    held = "\n".join(f"{path} {opened(path).digest()}" for path in files)
    digest = hashlib.sha256(f"{pack.digest}\n{held}".encode()).hexdigest()[:32]
    return replace(pack, gazetteers=files, digest=digest)


def _load_folders(name: str) -> Pack:
    folders = folders_of(name)
    digest = _digest(folders)
    cache = user_cache_path("marsad") / "packs" / f"{digest}.pickle"
    try:
        with cache.open("rb") as stream:
            cached = pickle.load(stream)
        if isinstance(cached, Pack) and cached.digest == digest:
            return cached
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError, IndexError):
        pass
    pack = _build(folders, digest)
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        partial = cache.with_suffix(f".{id(pack)}.partial")
        partial.write_bytes(pickle.dumps(pack, protocol=5))
        partial.replace(cache)
    except OSError:
        pass  # a home that cannot be written costs time, nothing else
    return pack


def _digest(folders: tuple[Path, ...]) -> str:
    together = hashlib.sha256()
    code = sorted(Path(__file__).parent.glob("*.py"))
    for path in (*code, *files_of(folders)):
        together.update(f"{path.parent.name}/{path.name}\0".encode())
        together.update(path.read_bytes())
    return together.hexdigest()[:32]


def _build(folders: tuple[Path, ...], digest: str) -> Pack:
    own = [read_pack_file(folder) for folder in folders]
    lexicons: dict[str, dict[tuple[str, str], list[Entry]]] = {name: {} for name in LEXICONS}
    rules: dict[str, dict[str, SourcedRule]] = {family: {} for family in RULE_FAMILIES}
    for folder in folders:
        for path in sorted(folder.glob("lexicon/*.csv")):
            for key, entries in read_lexicon(path):
                lexicons[path.stem][key] = entries  # a pack that extends another may say a row anew
        for path in sorted(folder.glob("rules/**/*.yaml")):
            family = path.relative_to(folder / "rules").parts[0].removesuffix(".yaml")
            if family not in RULE_FAMILIES:
                raise PackError(f"no rules are called {family!r}", place=str(path), advice="one of " + ", ".join(RULE_FAMILIES))
            for rule, line in load_rules(path, RULE_FAMILIES[family]):
                rules[family][rule.id] = SourcedRule(rule, family, f"{short(path)}:{line}")
    return Pack(
        name=own[-1].name,
        version=own[-1].version,
        language=own[-1].language,
        timezone=next((p.timezone for p in reversed(own) if p.timezone), "UTC"),
        countries=own[-1].countries,
        digest=digest,
        lexicons={name: tuple(e for entries in rows.values() for e in entries) for name, rows in lexicons.items()},
        rules={family: tuple(found.values()) for family, found in rules.items()},
    )


def short(path: Path) -> str:
    """The path from the pack's own folder on, as errors and origins name it."""
    parts = path.parts
    at = max((i for i, part in enumerate(parts) if part in ("lexicon", "rules")), default=1)
    return "/".join(parts[max(0, at - 1) :])


def read_lexicon(path: Path) -> Iterator[tuple[tuple[str, str], list[Entry]]]:
    """The rows of a lexicon file, each as (its key, its entries: one a spelling). Raises PackError with file and line."""
    schema = LEXICONS.get(path.stem)
    if schema is None:
        raise PackError(f"no lexicon is called {path.stem!r}", place=str(path), advice="one of " + ", ".join(LEXICONS))
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        columns = set(reader.fieldnames or ())
        missing = [c for c in schema.required if c not in columns]
        strange = sorted(columns - {*schema.required, *schema.optional, *COMMON_COLUMNS})
        if missing or strange:
            said = f"columns missing: {', '.join(missing)}" if missing else f"columns not known: {', '.join(strange)}"
            expected = ", ".join((*schema.required, *schema.optional, *COMMON_COLUMNS))
            raise PackError(said, place=f"{short(path)}:1", advice=f"expected {expected}")
        seen: set[tuple[str, str]] = set()
        for row in reader:
            place = f"{short(path)}:{reader.line_num}"
            if None in row:
                raise PackError("more cells than columns", place=place, advice="put cells that hold a comma in quotes")
            fields = {k: v.strip() for k, v in row.items() if v and v.strip()}
            key, entries = _row(path.stem, fields, schema, place)
            if key in seen:
                raise PackError(f"{key[0]!r} stands twice", place=place, advice="give dated rows a `from`, or take one out")
            seen.add(key)
            yield key, entries


def _row(lexicon: str, fields: dict[str, str], schema: LexiconSchema, place: str) -> tuple[tuple[str, str], list[Entry]]:
    for column in schema.required:
        if column not in fields:
            raise PackError(f"{column} is empty", place=place, advice="fill it in")
    for column, words in schema.vocabulary:
        if fields[column] not in words:
            raise PackError(f"{column} is {fields[column]!r}", place=place, advice=f"expected one of {', '.join(words)}")
    for column in schema.numeric:
        try:
            float(fields.get(column, "0"))
        except ValueError:
            raise PackError(f"{column} is {fields[column]!r}", place=place, advice="expected a number") from None
    since, until = (_day(fields.get(column), column, place) for column in ("from", "to"))
    if since and until and since >= until:
        raise PackError(f"from {since} is not before to {until}", place=place, advice="`to` is the first day on which it is no longer true")
    name = fields.get("id") or fields[schema.required[0]]
    spellings: dict[str, None] = {}
    for column in schema.phrases:
        parts = fields.get(column, "").split(";") if column != schema.phrases[0] else [fields.get(column, "")]
        spellings.update(dict.fromkeys(p.strip() for p in parts if p.strip()))
    if schema.plurals:
        spellings.update(dict.fromkeys([plural_of(phrase) for phrase in spellings]))
    exact = fields.get("case") == "exact"
    entries = [Entry(lexicon, name, phrase, fields, since, until, exact) for phrase in spellings or [name]]
    return (name, fields.get("from", "")), entries


def _day(text: str | None, column: str, place: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PackError(f"{column} is {text!r}", place=place, advice="expected a date such as 2017-01-28") from None
