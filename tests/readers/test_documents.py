import datetime
import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from fpdf import FPDF

from marsad.readers import Asked, Received
from tests.readers.came import one, refused, taken, written

SAID = "A convoy of 18 buses left Taldou on Tuesday morning with some 900 people."


def word() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Convoy"
    document.core_properties.author = "A. Writer"
    document.add_heading("Homs", 1)
    document.add_paragraph(SAID)
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Taldou", "4 killed"
    document.add_paragraph("After the table.")
    return held_by(document.save)


def held_by(save: object) -> bytes:
    out = io.BytesIO()
    save(out)  # type: ignore[operator]
    return out.getvalue()


def book(*sheets: list[list[object]]) -> bytes:
    made = openpyxl.Workbook()
    for number, rows in enumerate(sheets):
        sheet = made.active if number == 0 else made.create_sheet(f"S{number}")
        for row in rows:
            sheet.append(row)
    return held_by(made.save)


def portable(*pages: str, title: str | None = None) -> bytes:
    made = FPDF()
    made.set_font("Helvetica", size=12)
    if title:
        made.set_title(title)
    for number, page in enumerate(pages, 1):
        made.add_page()
        made.cell(text="Levant Monitor weekly", new_x="LMARGIN", new_y="NEXT")
        made.multi_cell(0, text=page, new_x="LMARGIN", new_y="NEXT")
        made.cell(text=str(number))
    return bytes(made.output())


def test_a_word_document_gives_paragraphs_and_tables_in_order(tmp_path: Path):
    found = one(taken(written(tmp_path, "a.docx", word())))
    assert found.report.text == f"Homs\n\n{SAID}\n\nTaldou | 4 killed\n\nAfter the table."
    assert (found.report.title, found.report.published, dict(found.how.found)["author"]) == ("Convoy", None, "A. Writer")
    assert found.how.extractor == "python-docx"


def test_a_workbook_gives_a_report_a_row_of_every_sheet_with_a_text(tmp_path: Path):
    rows = [["Date", "Body", "Publisher"], [datetime.datetime(2017, 8, 29, 10, 30), SAID, "LM"], [datetime.date(2017, 8, 30), "Two.", None]]
    path = written(tmp_path, "a.xlsx", book(rows, [["a legend"], ["x"]], [["text"], ["Three."], [None], ["=1+1"]]))
    found = [f for f in taken(path) if isinstance(f, Received)]
    assert [(f.report.text, f.report.published, f.report.source) for f in found] == [
        (SAID, "2017-08-29T10:30:00", "LM"), ("Two.", "2017-08-30", None), ("Three.", None, None),
    ]  # fmt: skip
    assert SAID.encode() in found[0].raw
    assert len(taken(path, asked=Asked(columns=(("text", "Publisher"),)))) == 2


def test_a_workbook_without_a_text_is_refused(tmp_path: Path):
    assert "no sheet has a column `text`" in refused(taken(written(tmp_path, "a.xlsx", book([["a"], ["b"]]))))


def test_a_pdf_gives_its_text_without_running_titles(tmp_path: Path):
    raw = portable(SAID, "The second page tells of 4 killed.", "The third tells nothing.", title="Weekly")
    found = one(taken(written(tmp_path, "a.pdf", raw)))
    said = found.report.text.split("\n\n")
    assert said == [SAID, "The second page tells of 4 killed.", "The third tells nothing."]
    assert (found.report.title, found.raw) == ("Weekly", raw)


def locked() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(portable(SAID)))
    writer.encrypt("secret", algorithm="RC4-128")
    return held_by(writer.write)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"<w:p>" + b" " * 80_000_000)
    return out.getvalue()


def laughing() -> bytes:
    """A document whose text is an entity of entities, a gigabyte if it were told."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "ha">{entities}]>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as good, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for member in good.infolist():
            held = good.read(member)
            if member.filename == "word/document.xml":
                held = head.encode() + held.partition(b"?>")[2].replace(SAID.encode(), b"&e9;")
            packed.writestr(member, held)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "held", "said"),
    [
        ("a.pdf", b"%PDF-1.4\nnothing more", "broken PDF"),
        ("b.pdf", locked(), "encrypted"),
        ("c.pdf", portable("")[:300], "broken PDF"),
        ("a.docx", b"PK\x03\x04 broken", "broken zip"),
        ("b.docx", word()[:-200], "broken zip"),
        ("c.docx", bomb(), "swell"),
        ("d.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted"),
        ("a.xlsx", word(), "broken workbook"),
        ("e.docx", book([["text"], ["x"]]), "broken Word"),
    ],
)
def test_what_is_broken_encrypted_or_a_bomb_is_named_and_kept(tmp_path: Path, name: str, held: bytes, said: str):
    found = taken(written(tmp_path, name, held))
    assert said in refused(found)
    assert found[0].raw == held


def test_entities_of_entities_are_not_told(tmp_path: Path):
    found = taken(written(tmp_path, "a.docx", laughing()))
    assert len(found) == 1
    assert not isinstance(found[0], Received) or "haha" not in found[0].report.text
