import mailbox
from email.message import EmailMessage
from pathlib import Path

from marsad.readers import Received, Unread
from tests.readers.came import one, refused, taken, written

SAID = "A convoy of 18 buses left Taldou on Tuesday morning with some 900 people, residents said."


def letter(text: str | None = SAID, page: str | None = None, attached: dict[str, bytes] | None = None) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Levant Monitor <desk@example.org>"
    made["To"] = "list@example.org"
    made["Subject"] = "Daily bulletin: قافلة"
    made["Date"] = "Tue, 29 Aug 2017 23:30:00 +0300"
    made["Message-ID"] = "<1@example.org>"
    if text is not None:
        made.set_content(text, charset="utf-8")
    if page is not None:
        made.add_alternative(page, subtype="html") if text is not None else made.set_content(page, subtype="html")
    for name, held in (attached or {}).items():
        maintype, subtype = ("image", "png") if name.endswith(".png") else ("application", "octet-stream")
        made.add_attachment(held, maintype=maintype, subtype=subtype, filename=name)
    return made


def test_a_letter_gives_its_words_with_sender_title_and_moment(tmp_path: Path):
    raw = letter().as_bytes()
    found = one(taken(written(tmp_path, "a.eml", raw)))
    report = found.report
    assert report.text.strip() == SAID
    assert (report.title, report.source) == ("Daily bulletin: قافلة", "Levant Monitor")
    assert (report.published, report.published_basis) == ("2017-08-29T23:30:00+03:00", "given")
    assert dict(found.how.found)["message_id"] == "<1@example.org>"
    assert found.raw == raw, "the letter is kept whole"


def test_a_page_is_taken_where_the_plain_words_only_point_to_it(tmp_path: Path):
    page = f"<html><body><article><p>{SAID}</p><p>{SAID} {SAID}</p></article></body></html>"
    assert SAID in one(taken(written(tmp_path, "a.eml", letter("Read this in a browser.", page).as_bytes()))).report.text
    assert SAID in one(taken(written(tmp_path, "b.eml", letter(None, page).as_bytes()))).report.text


def test_what_is_attached_is_read_and_a_picture_is_not(tmp_path: Path):
    inner = letter("The letter within tells of 4 killed.").as_bytes()
    attached = {
        "../../etc/a.txt": b"Attached one.",
        "b.csv": b"text\nTwo.\nThree.\n",
        "c.png": b"\x89PNG",
        "d.eml": inner,
        "e.bin": b"\0\1",
    }
    found = taken(written(tmp_path, "a.eml", letter(attached=attached).as_bytes()))
    texts = [f.report.text.strip() for f in found if isinstance(f, Received)]
    assert texts == [SAID, "Attached one.", "Two.", "Three.", "The letter within tells of 4 killed."]
    (bad,) = (f for f in found if isinstance(f, Unread))
    assert bad.id.endswith("a.eml/e.bin")
    assert not any(".." in f.id for f in found if isinstance(f, Unread))


def test_a_letter_in_an_old_encoding_is_read(tmp_path: Path):
    made = letter(None)
    made.set_content("Обстрел города утром.", charset="koi8-r")
    assert "Обстрел" in one(taken(written(tmp_path, "a.eml", made.as_bytes()))).report.text


def test_a_box_gives_each_letter(tmp_path: Path):
    box = mailbox.mbox(tmp_path / "a.mbox")
    for n in range(3):
        box.add(letter(f"Letter {n}.\n\nFrom the hill, shells fell on the town."))
    box.flush()
    found = taken(tmp_path / "a.mbox")
    assert [f.report.text.strip()[:9] for f in found if isinstance(f, Received)] == ["Letter 0.", "Letter 1.", "Letter 2."]
    assert all("\nFrom the hill" in f.report.text for f in found if isinstance(f, Received))


def test_what_is_no_letter_is_refused(tmp_path: Path):
    assert "no letter" in refused(taken(written(tmp_path, "a.eml", b"\n\nno head at all")))
    assert "no box" in refused(taken(written(tmp_path, "a.mbox", b"no box at all")))
    assert "without words" in refused(taken(written(tmp_path, "b.eml", letter(None, None, {"a.png": b"\x89PNG"}).as_bytes())))
