"""Letters: one (.eml) or a box of them (.mbox). A letter gives its words as a report, and what is attached to it."""

import io
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from typing import BinaryIO

from marsad.errors import ReaderError
from marsad.readers import MOST_BYTES, Came, Piece, Read, Unread, letter_date

MOST_ATTACHED = 200
SHORT = 200  # characters of plain words that may only say where to read the letter in a browser
LEFT_OUT = ("image", "audio", "video", "font")
BROKEN = (MessageError, LookupError, ValueError, AttributeError, TypeError, IndexError)


def read(raw: bytes, came: Came) -> Read:
    """The words of a letter and what is attached, to be read in turn. Raises ReaderError where it is none."""
    try:
        letter = BytesParser(policy=policy.default).parsebytes(raw)
        about = _about(letter, raw, came)
    except BROKEN as error:
        raise ReaderError(f"a broken letter: {str(error)[:80]}", place=came.place, advice="save it again as .eml") from None
    if not isinstance(letter, EmailMessage) or not letter.keys():
        raise ReaderError("no letter: it has no head", place=came.place, advice="save it again as .eml")
    body = _body(letter)
    if body is not None:
        yield _piece(body, replace(about, name="", media_type=body.get_content_type()))
    attached = [part for part in letter.iter_attachments() if part.get_content_maintype() not in LEFT_OUT]
    for number, part in enumerate(attached[:MOST_ATTACHED], 1):
        name = part.get_filename() or f"attached-{number}"
        yield _piece(part, replace(came.inside(name), media_type=None if "." in name else part.get_content_type(), how=about.how))
    if len(attached) > MOST_ATTACHED:
        yield Unread(
            came.place, ReaderError(f"more than {MOST_ATTACHED} files attached", place=came.place, advice="save them to a folder"), raw
        )
    if body is None and not attached:
        raise ReaderError("a letter without words", place=came.place, advice="save what it holds as files")


def read_box(stream: BinaryIO, came: Came) -> Read:
    """Every letter of a box, to be read in turn. Raises ReaderError where it is none."""
    for number, letter in enumerate(_letters(stream, came.place), 1):
        place = f"{came.place}:{number}"
        if len(letter) > MOST_BYTES:
            yield Unread(place, ReaderError(f"a letter of more than {MOST_BYTES // 1_000_000} MB", place=place, advice="save it to a file"))
        elif letter.strip():
            yield Piece(replace(came, place=place, name="", media_type="message/rfc822", depth=came.depth + 1), io.BytesIO(letter))


def _letters(stream: BinaryIO, place: str) -> Iterator[bytes]:
    """The letters as they stand between the lines that begin with "From " after an empty one. Of one that is too long, little more than may
    be is held."""
    first = stream.readline(MOST_BYTES)
    if not first.startswith(b"From "):
        raise ReaderError("no box of letters", place=place, advice="a .mbox file begins with a line `From `; one letter is a .eml file")
    held, size, empty = list[bytes](), 0, False
    while line := stream.readline(MOST_BYTES):
        if empty and line.startswith(b"From "):
            yield b"".join(held)
            held, size, empty = [], 0, False
            continue
        empty = not line.strip()
        if size <= MOST_BYTES:
            held.append(line[1:] if line.lstrip(b">").startswith(b"From ") and line.startswith(b">") else line)
            size += len(line)
    yield b"".join(held)


def _about(letter: EmailMessage, raw: bytes, came: Came) -> Came:
    """What the head of a letter tells: who sent it, when, under which title."""
    sender = letter["From"]
    senders = getattr(sender, "addresses", ())
    source = (senders[0].display_name or senders[0].addr_spec) if senders else None
    named = (("from", str(sender or "")[:500]), ("message_id", str(letter["Message-ID"] or "")[:500]))
    how = replace(came.how, found=came.how.found + tuple((name, said) for name, said in named if said))
    return replace(
        came,
        title=came.title or " ".join(str(letter["Subject"] or "").split())[:500] or None,
        source=came.source or came.asked.source or source,
        published=came.published or letter_date(str(letter["Date"] or "")),
        raw=raw if came.raw is None else came.raw,
        how=how,
    )


def _body(letter: EmailMessage) -> EmailMessage | None:
    """The part that holds the words: plain ones, unless they are few and there is a page as well."""
    plain, page = letter.get_body(("plain",)), letter.get_body(("html",))
    if plain is None or page is None:
        found = plain if page is None else page
    else:
        held = plain.get_payload(decode=True)
        found = page if not isinstance(held, bytes) or len(held.strip()) < SHORT else plain
    return found if isinstance(found, EmailMessage) else None


def _piece(part: EmailMessage, came: Came) -> Piece:
    held = part.get_payload(decode=True)
    if not isinstance(held, bytes):  # a letter within the letter
        inner = part.get_content() if part.get_content_maintype() == "message" else part
        held = inner.as_bytes() if isinstance(inner, EmailMessage) else b""
        came = replace(came, media_type="message/rfc822")
    return Piece(replace(came, charset=part.get_content_charset()), io.BytesIO(held))
