"""Gazetteers of the user's own: what is read from which form, what is refused, and what comes back."""

import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from marsad.errors import PackError
from marsad.jobs import gazetteer as job
from marsad.pack.gazetteer import Gazetteer, gazetteer_of
from marsad.pack.gazetteer_file import GazetteerFile
from marsad.pack.load import load_pack
from marsad.pack.skeleton import skeleton

LEAST_A_SECOND = 500  # of names made to be more alike than real ones, of which four times as many are looked up


def dump_row(ref, name, lat, lon, cls="P", code="PPL", a1="01", a2="", people=0, others=""):
    cells = [ref, name, name, others, lat, lon, cls, code, "XX", "", a1, a2, "", "", people, "", 5, "Asia/Nowhere", "2020-01-01"]
    return "\t".join(map(str, cells)) + "\n"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "data" / "gazetteer.sqlite"


def known(store: Path) -> Gazetteer:
    return Gazetteer((), [GazetteerFile(store)])


def written(tmp_path: Path, name: str, text: str) -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_geonames_dump_gives_kinds_units_and_spellings(tmp_path, store):
    text = (
        dump_row(1, "Barqash", 34.1, 36.2, others="Barqach,بركش", people=12_000)
        + dump_row(2, "Northern Province", 34.0, 36.0, "A", "ADM1")
        + dump_row(3, "Barqash Dam", 34.2, 36.3, "S", "DAM")
        + dump_row(4, "Old Barqash", 34.1, 36.2, "P", "PPLQ")
        + dump_row(5, "Corner Shop", 34.1, 36.2, "S", "RET")
    )
    added = job.add(written(tmp_path, "XX.txt", text), store)
    assert (added.name, added.places) == ("XX", 3)
    assert sum(added.left_out.values()) == 2
    (town, *_) = known(store).exact("Barqach")
    assert (town.place.name, town.place.kind, town.place.admin1, town.place.country) == ("Barqash", "settlement", "Northern", "XX")
    assert known(store).exact("بركش")[0].place.ref == "1"
    assert known(store).exact("barqash dam")[0].place.kind == "dam"


def test_a_zip_is_read_by_its_table(tmp_path, store):
    path = tmp_path / "XX.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "read me\n" * 9000)
        archive.writestr("XX.txt", dump_row(1, "Barqash", 34.1, 36.2))
    assert job.add(str(path), store).places == 1


def test_a_country_is_fetched_and_named_after_its_code(store):
    asked = []

    def fetch(url, path):
        asked.append(url)
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("XX.txt", dump_row(1, "Barqash", 34.1, 36.2))

    assert job.add("geonames:xx", store, fetch=fetch).name == "geonames-XX"
    assert asked == ["https://download.geonames.org/export/dump/XX.zip"]


def test_no_network_is_told_with_advice(tmp_path):
    with pytest.raises(PackError, match="give its path"):
        job.fetched((tmp_path / "not-there.zip").as_uri(), tmp_path / "out")


def test_whos_on_first_calls_a_governorate_a_region(tmp_path, store):
    text = (
        "name,name_ar,alt_names,lat,lon,country,admin1,feature_type,source,source_id,population\n"
        "Zahr,ظهر,Dhahr;Zuhr,34.5,36.5,XX,Zahr,region,whosonfirst,77,\n"
        "Zahr,,,34.6,36.6,XX,Zahr,locality,whosonfirst,78,900\n"
    )
    job.add(written(tmp_path, "wof.csv", text), store)
    assert {c.place.kind for c in known(store).exact("Zahr")} == {"admin1", "settlement"}


def test_a_p_code_table_names_its_deepest_level(tmp_path, store):
    text = (
        "ADM1_EN,ADM1_PCODE,ADM3_EN,ADM3_PCODE,ADM4_EN,ADM4_AR,ADM4_PCODE,Latitude,Longitude\n"
        "Northern,XX01,Seat,XX0101,Barqash,بركش,XX010101,34.1,36.2\n"
    )
    job.add(written(tmp_path, "pcodes.csv", text), store)
    (found,) = known(store).exact("Barqash")
    assert (found.place.ref, found.place.admin1, found.place.kind) == ("XX010101", "Northern", "settlement")


def test_any_table_is_read_and_columns_may_be_named(tmp_path, store):
    path = written(tmp_path, "orte.csv", "Dorf;Breite;Länge\nBarqash;34,1;36,2\n")
    with pytest.raises(PackError, match=r"orte\.csv:1: no column for name, lat, lon .*--column name=Dorf"):
        job.add(path, store)
    job.add(path, store, "villages", {"name": "Dorf", "lat": "Breite", "lon": "Länge"})
    (found,) = known(store).exact("barqash")
    assert (found.place.lat, found.place.lon, found.place.source) == (34.1, 36.2, "villages")


def test_an_import_replaces_one_of_its_name_and_can_be_taken_out(tmp_path, store):
    path = written(tmp_path, "a.csv", "name,lat,lon\nBarqash,34.1,36.2\nZahr,34.5,36.5\n")
    job.add(path, store)
    job.add(written(tmp_path, "a.csv", "name,lat,lon\nZahr,34.5,36.5\n"), store)
    assert [(i.name, i.places) for i in job.imports(store)] == [("a", 1)]
    assert known(store).exact("Barqash") == ()
    job.remove("a", store)
    assert job.imports(store) == []
    with pytest.raises(PackError, match="there is no import 'a'"):
        job.remove("a", store)


def test_what_fails_changes_nothing(tmp_path, store):
    job.add(written(tmp_path, "a.csv", "name,lat,lon\nBarqash,34.1,36.2\n"), store)
    bad = written(tmp_path, "b.csv", "name,lat,lon\nZahr,34.5,36.5\n" + '"' + "x" * 200_000 + '",1,1\n')
    with pytest.raises(PackError, match=r"b\.csv:3: no CSV"):
        job.add(bad, store, "a")
    assert known(store).exact("Barqash")
    assert known(store).exact("Zahr") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the file is empty"),
        ("name,lat,lon\n", "holds no place"),
        ("name,lat,lon\n" + "Barqash,north,east\n" * 400, "nearly all rows are without a point"),
        ("name,lat,lon\n" + "x" * 1_200_000, "a line is longer than"),
    ],
)
def test_broken_files_are_refused_with_their_place(tmp_path, store, text, said):
    with pytest.raises(PackError, match=said) as caught:
        job.add(written(tmp_path, "broken.csv", text), store)
    assert "broken.csv" in (caught.value.place or "")
    assert caught.value.advice


def test_odd_bytes_folders_spreadsheets_and_names_are_refused(tmp_path, store):
    latin = tmp_path / "latin.csv"
    latin.write_bytes("name,lat,lon\nCafé,1,1\n".encode("latin-1"))
    sheet = tmp_path / "sheet.xlsx"
    with zipfile.ZipFile(sheet, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    for path, said in ((latin, "not UTF-8"), (sheet, "save the sheet as CSV"), (tmp_path, "folder"), (tmp_path / "no", "no such file")):
        with pytest.raises(PackError, match=said):
            job.add(str(path), store)
    with pytest.raises(PackError, match="cannot name a gazetteer"):
        job.add(str(latin), store, "marsad")
    with pytest.raises(PackError, match="names no country"):
        job.add("geonames:XXX", store)


def test_a_thousand_spellings_in_one_cell_are_bounded(tmp_path, store):
    path = written(tmp_path, "a.csv", "name,lat,lon,aliases\nBarqash,34.1,36.2," + ";".join(f"Spelling{i}" for i in range(1000)) + "\n")
    job.add(path, store)
    assert len(known(store).exact("Barqash")[0].place.aliases) <= 60


def test_search_keeps_to_a_governorate(tmp_path, store):
    path = written(tmp_path, "a.csv", "name,lat,lon,admin1,country\nBarqashun,34.1,36.2,North,SY\nBarqashun,35.1,37.2,South,SY\n")
    job.add(path, store)
    found = job.search("Barqashoun", "syria", (str(store),), admin1="south")
    assert [c.place.lat for c in found] == [35.1]


def test_a_file_too_large_to_hold_in_memory_gives_the_same_places(tmp_path, store, monkeypatch):
    text = "".join(dump_row(i, name, 34.0 + i / 10, 36.0) for i, name in enumerate(("Barqash", "Barqush", "Barkash", "Barqa", "Marqash")))
    job.add(written(tmp_path, "XX.txt", text), store)
    held = known(store).find("Berqesh")
    monkeypatch.setattr("marsad.pack.gazetteer_file._MOST_HELD", 2)
    asked = known(store).find("Berqesh")
    assert [(c.place.name, c.alike) for c in held] == [(c.place.name, c.alike) for c in asked]
    assert held[0].place.name == "Barqash"


def test_what_is_added_later_is_found_too(tmp_path, store):
    job.add(written(tmp_path, "XX.txt", dump_row(1, "Barqash", 34.1, 36.2)), store)
    file = GazetteerFile(store)
    assert [n for _, n, _ in file.names_alike((skeleton("Barqash"),))] == ["barqash"]
    (place,) = file.by_name("barqash")
    file.add("later", "by hand", [replace(place, ref="9", name="Burqash")])
    assert sorted(n for _, n, _ in file.names_alike((skeleton("Barqash"),))) == ["barqash", "burqash"]


def test_a_town_close_to_a_listed_one_is_another_where_its_name_is_nearer(tmp_path, syria):
    path = written(tmp_path, "a.csv", "name,lat,lon,admin1,country\nLatmin,35.351,36.62,Hama,SY\nKafr Zayta,35.374,36.602,Hama,SY\n")
    store = tmp_path / "gazetteer.sqlite"
    job.add(path, store)
    gazetteer = gazetteer_of(load_pack("syria", (str(store),)))
    assert gazetteer.find("Latmeen", ("SY",))[0].place.name == "Latmin"  # five kilometres from Latamneh
    assert {c.place.source for c in gazetteer.find("Kafar Zita", ("SY",)) if c.alike > 0.9} == {"marsad"}


def test_the_countries_of_an_import_are_known_save_of_a_whole_world(tmp_path, store):
    rows = "".join(f"Barqash{n},34.{n},36.2,{country}\n" for n, country in enumerate(["SY", "SY", "LB"]))
    job.add(written(tmp_path, "a.csv", "name,lat,lon,country\n" + rows), store)
    assert known(store).imported == ("SY", "LB")
    many = "".join(f"Town{n},{n},36.2,{country}\n" for n, country in enumerate("AE BH CY EG FR GR HU IT JO".split()))
    job.add(written(tmp_path, "b.csv", "name,lat,lon,country\n" + many), store)
    assert known(store).imported == ()


def test_names_are_looked_up_quickly(tmp_path, syria):
    consonants, vowels = "bdfhjklmnqrst", ("a", "i", "u", "aa", "ay", "ou")
    names = [f"{a.upper()}{v}{b}{w}{c}" for a in consonants for v in vowels for b in consonants for w in ("a", "i") for c in "bdlmnrt"]
    rows = "".join(f"{name},{33 + n % 400 / 100},{36 + n % 500 / 100},SY\n" for n, name in enumerate(names))
    store = tmp_path / "gazetteer.sqlite"
    job.add(written(tmp_path, "a.csv", "name,lat,lon,country\n" + rows), store)
    gazetteer = gazetteer_of(load_pack("syria", (str(store),)))
    gazetteer.find("Anything", ("SY", "LB"))
    asked = [name.replace("ou", "oo").replace("ay", "ei") for name in names[::5]][:1500]
    started = time.process_time()
    for name in asked:
        gazetteer.find(name, ("SY", "LB"))
    assert len(asked) / (time.process_time() - started) > LEAST_A_SECOND
